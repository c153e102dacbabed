"""What an open page of a story asks again and again: whether it is still the newest, and what else
to read."""

from __future__ import annotations

from django.db.models import Q

from dateline.delivery.public import READER, depends_on, selector
from dateline.record import codes
from dateline.record.documents import Newest, Related
from dateline.record.models import Version as VersionRow
from dateline.record.models import span
from dateline.record.reading import related_of


@selector
def newest(code: str, version: int) -> Newest | None:
    """What became of a story since this version of it; None: nothing, or there is no such story."""
    found = _rows(code, Q(to_seq=None) | Q(version=version))
    last = next((row for row in found if row.to_seq is None), None)
    if last is None or last.version == version:
        return None
    then = next((row for row in found if row.version == version), None)
    notices = (last.document or {}).get("notices", [])
    earlier = (then.document or {}).get("notices", []) if then else []
    corrected = any(notice["kind"] == "correction" for notice in notices[len(earlier):])
    return Newest(last.version, last.state, corrected, last.modified_at)  # type: ignore[arg-type]


@selector
def related(code: str, *, as_of: int | None = None) -> tuple[Related, ...]:
    """The related headlines of a live story, as `Version.related` has them, without the story."""
    row = next((row for row in _rows(code, span(as_of)) if row.state == "live"), None)
    return related_of(row.document, row.story_id, as_of) if row is not None else ()


def _rows(code: str, which: Q) -> list[VersionRow]:
    depends_on(f"code:{code.lower()[:12]}")
    if not codes.is_code(code):
        return []
    rows = VersionRow.objects.using(READER).filter(which, story__code=codes.normal(code))
    found = list(rows.order_by("version"))
    depends_on(*(f"story:{row.story_id}" for row in found))
    return found
