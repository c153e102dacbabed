"""The translations of a story: which live stories say the same in another language."""

from __future__ import annotations

from dateline.delivery.public import READER, depends_on, selector
from dateline.record.documents import Item, Version
from dateline.record.models import Version as VersionRow
from dateline.record.models import span
from dateline.record.reading import items_of


@selector
def translations(version: Version, *, as_of: int | None = None) -> tuple[Item, ...]:
    """The live stories in other languages that this one translates, that translate it, or that
    translate the same one as it; of several in one language the one published last. By language.
    """
    original = version.translation_of or version.guid
    depends_on(f"guid:{original}", *(f"translations:{guid}" for guid in {original, version.guid}))
    rows = VersionRow.objects.using(READER).filter(span(as_of)).select_related("story")
    rows = rows.defer("document").order_by("story")
    found = list(rows.filter(translation_of__in={original, version.guid}))
    found += rows.filter(story__guid=original) if original != version.guid else ()
    depends_on(*(f"story:{row.story_id}" for row in found))
    by_language = {
        row.language: row for row in found
        if row.state == row.story.state == "live" and row.language != version.language
    }
    return items_of([by_language[tag] for tag in sorted(by_language)], as_of)


@selector
def original(version: Version, *, as_of: int | None = None) -> Item | None:
    """The live story that this one translates; None where there is none."""
    depends_on(f"guid:{version.translation_of or version.guid}")
    if not version.translation_of:
        return None
    rows = VersionRow.objects.using(READER).filter(span(as_of)).select_related("story")
    row = rows.defer("document").filter(story__guid=version.translation_of).first()
    if row is None:
        return None
    depends_on(f"story:{row.story_id}")
    live = row.state == row.story.state == "live"
    return items_of([row], as_of)[0] if live else None
