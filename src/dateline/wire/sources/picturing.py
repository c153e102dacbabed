"""The lead picture of an item: fetched when it becomes a story, and kept among the newsroom's."""

from __future__ import annotations

import logging
from io import BytesIO

from django.conf import settings

from dateline.desk import public as desk
from dateline.formats.item import Picture, Rendition
from dateline.lib import fetch
from dateline.record.public import Picture as Shown
from dateline.wire.models import Incoming
from dateline.wire.sources.spelling import item_of

log = logging.getLogger("dateline.wire")
SECONDS = 8.0
"""An editor who takes a story over waits no longer; its address stays in the note."""


def lead_picture(row: Incoming) -> Shown | None:
    """The item's lead picture as the desk has it; None where it has none that can be fetched.

    Goes out over the network: call it before the transaction that files the story.
    """
    if row.picture is None:
        pictures = item_of(row.item).pictures
        lead = next((one for one in pictures if one.rel == "featured"), next(iter(pictures), None))
        row.picture = _kept(row, lead) if lead else None
    try:
        return desk.shown(row.picture) if row.picture else None
    except desk.NoSuchPicture:
        return None


def _kept(row: Incoming, picture: Picture) -> int | None:
    best = widest(picture)
    if best is None:
        return None
    try:
        answer = fetch.get(best.href, most=settings.PICTURE_BYTES, seconds=SECONDS)
        if answer.status != 200:
            raise desk.NotTaken(f"it answered {answer.status}")
        number = desk.add_picture(
            BytesIO(answer.body), name=best.href.rpartition("/")[2][:80], alt=picture.alt,
            caption=picture.caption, credit=picture.credit or row.source.credit)
    except (fetch.NoAnswer, desk.NotTaken) as why:
        log.warning("The picture of item %d is left out: %s", row.pk, why)
        return None
    Incoming.objects.filter(pk=row.pk).update(picture=number)
    return number


def widest(picture: Picture) -> Rendition | None:
    """The largest file of a picture that can be fetched."""
    found = [one for one in picture.renditions
             if one.href.startswith(("https://", "http://"))
             and (not one.media_type or one.media_type.startswith("image/"))]
    return max(found, key=lambda one: one.width, default=None)
