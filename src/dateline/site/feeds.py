"""The page of the feeds, and which of them a page leads machines to.

Where feeds are is known to the room that writes them, which the project introduces (wiring).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.encoding import iri_to_uri

from dateline.lib.languages import language_name
from dateline.record import public as record
from dateline.record.public import Site, Term
from dateline.site.editions import edition_address

DOSSIERS = 30


class Feed(Protocol):
    """A feed: its format's name for people, its media type, and its address."""

    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def address(self) -> str: ...


FeedsAt = Callable[[str], Sequence[Feed]]
_feeds_at: list[FeedsAt] = []


@dataclass(frozen=True)
class Offered:
    """A list by its name, with its page and its feeds; `language` is that of an edition."""

    name: str
    home: str
    feeds: Sequence[Feed]
    language: str = ""


def register_feeds(feeds_at: FeedsAt) -> None:
    """Say which feeds the list has whose page is at an address."""
    _feeds_at[:] = [feeds_at]


def feeds_of(name: str, home: str, language: str = "") -> Offered:
    """The feeds of a list."""
    address = iri_to_uri(home)
    return Offered(name, address, _feeds_at[0](address) if _feeds_at else (), language)


def feeds_for(site: Site, context: dict[str, Any]) -> Offered:
    """What a page's head leads to: the feeds of its list or edition, else those of all stories."""
    term, edition = context.get("term"), context.get("edition", "")
    if isinstance(term, Term):
        return feeds_of(f"{term.name} — {site.name}", term.address)
    own = next((each for each in editions(site) if each.language == edition), None)
    return own or feeds_of(site.name, "/")


def editions(site: Site) -> tuple[Offered, ...]:
    """The editions beside the main one, which has the stories of all languages."""
    from_home = (tag for tag in site.languages if tag != site.language)
    return tuple(
        feeds_of(language_name(tag), edition_address(site, tag), tag) for tag in from_home
    )


def all_feeds(site: Site) -> dict[str, Any]:
    """What the page of the feeds lists: tags, people and places have theirs at their own pages."""
    return {
        "whole": feeds_of(site.name, "/"),
        "in_languages": editions(site),
        "sections": [feeds_of(term.name, term.address) for term in record.sections()],
        "dossiers": [
            feeds_of(term.name, term.address) for term in record.dossiers(limit=DOSSIERS)
        ],
    }
