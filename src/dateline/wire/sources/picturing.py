"""The pictures of an item: fetched when it becomes a story, and kept among the newsroom's.

Bounded in number, bytes and time, and only from public addresses (see `lib.fetch`). What cannot
be had is left out with its reason; the item is taken over without it.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.desk import public as desk
from dateline.formats.item import Picture, Rendition
from dateline.formats.wirebody import Body
from dateline.lib import fetch
from dateline.record.public import Picture as Shown
from dateline.wire.models import Incoming
from dateline.wire.sources.spelling import body_of, item_of, storable

log = logging.getLogger("dateline.wire")
MOST = 20
"""Pictures of one item that are brought; the others stay addresses in the note."""
MOST_BYTES = 200 * 1024 * 1024
"""Of all pictures of one item."""
SECONDS, ALL_SECONDS = 8.0, 20.0
"""For one picture, and for all: an editor who takes a story over waits no longer."""


@dataclass(frozen=True)
class Sent:
    """A picture that came with an item: all its addresses, and the best one first."""

    picture: Picture
    address: str
    others: frozenset[str]

    def is_at(self, url: str) -> bool:
        """Whether this is one of its files."""
        return url == self.address or url in self.others


@dataclass(frozen=True)
class Brought:
    """The pictures of an item by their address: as the desk shows them, or why they are left out.

    `lead` is the address of the one that leads the story.
    """

    lead: str = ""
    shown: dict[str, Shown] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)

    @property
    def picture(self) -> Shown | None:
        """The lead picture."""
        return self.shown.get(self.lead)


def sent_with(pictures: tuple[Picture, ...], body: Body) -> list[Sent]:
    """Every picture once: those the item names, then those only its body shows."""
    found: list[Sent] = []
    within = (Picture(note.caption, note.alt, renditions=(Rendition(note.url, "", 0, 0),))
              for note in body.pictures if note.url)
    for picture in (*pictures, *within):
        best = widest(picture)
        address = best.href if best else next((one.href for one in picture.renditions), "")
        if address and not any(one.is_at(address) for one in found):
            hrefs = frozenset(one.href for one in picture.renditions)
            found.append(Sent(picture, address, hrefs))
    return found


def lead_of(sent: list[Sent], body: Body) -> str:
    """What is called so; else the first that has no place in the body, else the first."""
    shown = [note.url for note in body.pictures]
    called = [one for one in sent if one.picture.rel == "featured"]
    apart = [one for one in sent if not any(map(one.is_at, shown))]
    return next((one.address for one in (*called, *apart, *sent)), "")


def bring(row: Incoming) -> Brought:
    """The item's pictures as the desk has them; what it has already is not fetched again.

    Goes out over the network: call it before the transaction that files the story.
    """
    item = item_of(row.item)
    body = body_of(item)
    sent = sent_with(item.pictures, body)
    brought = Brought(lead_of(sent, body))
    sent.sort(key=lambda one: one.address != brought.lead)  # should time run out, this one is here
    kept, until, room = dict(row.pictures), time.monotonic() + ALL_SECONDS, MOST_BYTES
    for number, one in enumerate(sent):
        try:
            shown = _shown(kept.get(one.address))
            if shown is None:
                _may(one, number, until, room)
                kept[one.address], size = _kept(row, one, min(until - time.monotonic(), SECONDS))
                room -= size
                shown = desk.shown(kept[one.address])
            brought.shown[one.address] = shown
        except (fetch.NoAnswer, desk.NotTaken, desk.NoSuchPicture) as why:
            log.warning("A picture of item %d is left out: %s", row.pk, why)
            kept[one.address] = brought.left[one.address] = storable(str(why))[:300]
    if kept != row.pictures:
        row.pictures = kept
        Incoming.objects.filter(pk=row.pk).update(pictures=kept)
    return brought


def _shown(kept: int | str | None) -> Shown | None:
    """A picture that was brought before, unless the desk has thrown it away."""
    try:
        return desk.shown(kept) if isinstance(kept, int) else None
    except desk.NoSuchPicture:
        return None


def _may(one: Sent, number: int, until: float, room: int) -> None:
    """Raise NotTaken for what is not even asked for."""
    if not one.address.startswith(("https://", "http://")):
        raise desk.NotTaken(_("it is a file beside the text, not an address"))
    if number >= MOST:
        raise desk.NotTaken(_("more than %(most)d pictures came with it") % {"most": MOST})
    if room <= 0:
        raise desk.NotTaken(_("the pictures before it were too large"))
    if time.monotonic() >= until:
        raise desk.NotTaken(_("the pictures before it took too long"))


def _kept(row: Incoming, one: Sent, seconds: float) -> tuple[int, int]:
    """Fetch a picture and keep it; its number at the desk, and how many bytes it had."""
    answer = fetch.get(one.address, most=settings.PICTURE_BYTES, seconds=seconds)
    if answer.status != 200:
        raise desk.NotTaken(_("it answered %(status)d") % {"status": answer.status})
    said = one.picture
    number = desk.add_picture(
        BytesIO(answer.body), name=storable(one.address.rpartition("/")[2])[:80],
        alt=storable(said.alt), caption=storable(said.caption),
        credit=storable(said.credit) or row.source.credit)
    return number, len(answer.body)


def widest(picture: Picture) -> Rendition | None:
    """The largest file of a picture that can be fetched."""
    found = [one for one in picture.renditions
             if one.href.startswith(("https://", "http://"))
             and (not one.media_type or one.media_type.startswith("image/"))]
    return max(found, key=lambda one: one.width, default=None)
