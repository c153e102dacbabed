"""Substack's export: posts.csv, and a file a post in posts/."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path

from dateline.archive.bringing.reading.pages import with_body
from dateline.archive.bringing.reading.rows import csv_rows
from dateline.archive.bringing.reading.saying import text
from dateline.archive.bringing.shapes import Doubtful, Item, Part, Parts, Passed, ref
from dateline.archive.bringing.times import gmt
from dateline.formats.article import NotArticle

_KINDS = ("", "newsletter", "podcast", "thread")


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield its posts. Raises NotArchive."""
    for where, row in csv_rows(path / "posts.csv"):
        if isinstance(row, ValueError):
            yield Doubtful(where, str(row))
        else:
            yield _part(path, where, row)


def _part(path: Path, where: str, row: dict[str, str]) -> Part:
    kind, number, title = text(row, "type"), text(row, "post_id"), text(row, "title")
    if kind not in _KINDS:
        return Passed(kind[:40])
    where = f"{where} “{title[:80]}”"
    if not number:
        return Doubtful(where, "it has no id by which it could be found again")
    file = path / "posts" / f"{number}.html"
    if file.parent != path / "posts" or "\0" in number or not file.is_file():
        return Doubtful(where, "there is no file with its text")
    said, slug = text(row, "post_date"), number.partition(".")[2]
    when = gmt(said)
    audience = text(row, "audience") or "everyone"
    public = text(row, "is_published").lower() == "true"
    item = Item(
        ref=ref("substack", number), where=where, headline=title,
        standfirst=text(row, "subtitle"), published_at=when, date_said="" if when else said,
        draft=not public or audience != "everyone", addresses=(f"/p/{slug}",) if slug else (),
        note="" if audience == "everyone" else f"There it was for {audience[:100]}.")
    try:
        item = with_body(item, file)
        return item if title or item.html else Doubtful(
            where, "it has neither a headline nor a text")
    except (OSError, NotArticle, ValueError) as error:
        return Doubtful(where, str(error)[:300])
