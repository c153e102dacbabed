"""From a page text to a story of the newsroom."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from dateline.desk import public as desk
from dateline.desk.public import Block, Copy, Tag
from dateline.formats.pagetext import PageText
from dateline.lib import canonical

UNSORTED = "Unsorted"
_LONGEST = 120


def import_page(page: PageText, published_at: datetime | None) -> tuple[str, str]:
    """File and publish a page text as backfile; returns what was done, and the address.

    The same page again changes nothing, unless it is given a date it did not have.
    """
    copy = copy_of(page, published_at)
    guid = desk.file_story(copy, backfile=True)
    found = desk.find(guid=guid)
    if found is None:
        raise LookupError(guid)
    if found.standing == "draft":
        return f"Imported: {copy.headline}", desk.publish(guid).address
    dated = found.published_at
    if published_at is not None and dated != published_at and "live" in _public(found.standing):
        done = desk.update(guid, {"published_at": published_at}, backfile=True)
        return f"Dated {published_at.isoformat()}: {found.headline}", done.address
    return f"Already here ({found.standing}): {found.headline}", found.address


def _public(standing: str) -> str:
    return "live" if standing in ("live", "live with a draft", "undated") else standing


def copy_of(page: PageText, published_at: datetime | None) -> Copy:
    """A page text as copy. It has no headline: a working one is made, and marked as missing."""
    return Copy(
        headline=_working_headline(page),
        headline_missing=True,
        section=page.section or UNSORTED,
        standfirst=page.standfirst,
        place=page.place,
        credit=page.agency,
        dossiers=page.dossiers,
        tags=tuple(Tag(tag.name, tag.kind, guessed=True) for tag in page.tags),
        blocks=tuple(Block(block.kind, block.text) for block in page.blocks),
        related=page.related,
        published_at=published_at,
        source=f"page:{canonical.digest(asdict(page))}",
    )


def _working_headline(page: PageText) -> str:
    text = (page.standfirst or page.blocks[0].text).rstrip(".")
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0] + " …"
