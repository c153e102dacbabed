"""From a page text to a story of the newsroom."""

from __future__ import annotations

from datetime import datetime

from dateline.desk import public as desk
from dateline.formats.pagetext import PageText


def import_page(page: PageText, published_at: datetime | None) -> tuple[str, str]:
    """File and publish a page text as backfile; returns what was done, and the address.

    The same page again changes nothing, unless it is given a date it did not have.
    """
    copy = desk.copy_of_page(page, published_at)
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
