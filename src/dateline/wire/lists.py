"""Which list an address means, and what a feed says of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext, override

from dateline.delivery.public import Missing
from dateline.lib.languages import language_name
from dateline.record import public as record
from dateline.record.public import Site, Term

FAMILIES = ("dossier", "tag", "person", "place", "author")


@dataclass(frozen=True)
class ListOf:
    """All stories, those of an edition (`language`), or those of a term; `home`: their page."""

    home: str
    term: Term | None = None
    language: str = ""

    @property
    def asked(self) -> dict[str, object]:
        """How the record is asked for it."""
        return {"term": self.term.number if self.term else None, "language": self.language}

    def id(self, site: Site) -> str:
        """The id of its feeds: a term's stays when it is renamed (RFC 4122 4.3, version 5)."""
        kept = f"{site.base_url}/#{self.term.number if self.term else self.language}"
        return uuid5(NAMESPACE_URL, kept).urn

    def title(self, site: Site) -> str:
        """The site's name, and the list's."""
        said = self.term.name if self.term else self.language and language_name(self.language)
        return f"{site.name} — {said}" if said else site.name

    def subtitle(self, site: Site) -> str:
        """What the list is about, in the newsroom's words where there are any."""
        own = self.term.standfirst if self.term else site.tagline
        if own:
            return own
        with override(self.language or site.language):
            # Translators: of a feed that has no description of its own
            return gettext("The newest stories: %(name)s") % {"name": self.title(site)}


def list_at(place: str, site: Site) -> ListOf:
    """The list whose page is at `/` and this, such as `politics/`; raises Missing.

    Its `home` is another address where `place` is an older one.
    """
    parts = place.removesuffix("/").split("/") if place else []
    if not parts:
        return ListOf("/")
    if len(parts) == 2 and parts[0] in FAMILIES:
        return _of_term(record.term(parts[0], parts[1]))
    if len(parts) != 1:
        raise Missing
    section = record.term("section", parts[0])
    tag = "" if section and section.slug == parts[0] else _edition(parts[0], site)
    if tag:
        return ListOf("/") if tag == site.language else ListOf(f"/{tag.lower()}/", language=tag)
    return _of_term(section)


def _edition(part: str, site: Site) -> str:
    """The language of the edition at this part of an address; empty where there is none."""
    tags = (site.language, *site.languages)
    return next((tag for tag in tags if tag.lower() == part.lower()), "")


def _of_term(found: Term | None) -> ListOf:
    if found is None:
        raise Missing
    return ListOf(found.address, term=found)


def is_at(listed: ListOf, place: str) -> bool:
    """Whether the list's page is just there."""
    return unquote(listed.home) == f"/{place}"
