"""Where the feeds of a list are: beside its page, one address a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from dateline.formats import atom, jsonfeed, rss
from dateline.formats.feed import Feed


@dataclass(frozen=True)
class Form:
    """A format of feeds: its name for people, its media type, how its addresses begin and end."""

    name: str
    media_type: str
    stem: str
    ending: str
    dump: Callable[[Feed], bytes]

    def address(self, home: str, code: str = "") -> str:
        """The feed of the list whose page is at `home` (`/politics/`), or its run from a story."""
        return f"{home}{self.stem}{'-' if code else ''}{code}.{self.ending}"


FORMS = {
    form.stem: form
    for form in (
        Form("RSS", rss.MEDIA_TYPE, "rss", "xml", rss.dump),
        Form("Atom", atom.MEDIA_TYPE, "atom", "xml", atom.dump),
        Form("JSON Feed", jsonfeed.MEDIA_TYPE, "feed", "json", jsonfeed.dump),
    )
}

HUB = "/wire/hub"


def links(hub: str, topic: str) -> str:
    """The value of `Link` that says where a feed's hub is, and its own address (WebSub 4)."""
    return f'<{hub}>; rel="hub", <{topic}>; rel="self"'


class Offer(NamedTuple):
    """A feed that a page can offer: its format's name, its media type and its address."""

    name: str
    media_type: str
    address: str


def feeds_at(home: str) -> tuple[Offer, ...]:
    """The feeds of the list whose page is at this address: `/`, an edition's, a term's."""
    return tuple(
        Offer(form.name, form.media_type, form.address(home)) for form in FORMS.values()
    )
