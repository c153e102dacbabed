"""Substack's export: posts.csv, and a file a post in posts/."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from dateline.archive.bringing.reading.pages import with_body
from dateline.archive.bringing.reading.rows import csv_rows
from dateline.archive.bringing.reading.saying import text
from dateline.archive.bringing.reading.substack_html import without_components
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
    file = _file(path / "posts", number)
    if file is None:
        return Doubtful(where, "there is no file with its text")
    said, slug = text(row, "post_date"), number.partition(".")[2]
    when = gmt(said)
    audience = text(row, "audience") or "everyone"
    public = text(row, "is_published").lower() == "true"
    item = Item(
        ref=ref("substack", number), where=where, headline=title,
        standfirst=text(row, "subtitle"), published_at=when, date_said="" if when else said,
        draft=not public or audience != "everyone", addresses=(f"/p/{slug}",) if slug else (),
        note="\n".join(_notes(audience, text(row, "podcast_url"))))
    try:
        item = with_body(item, file)
        item = replace(item, html=without_components(item.html))
        return item if title or item.html else Doubtful(
            where, "it has neither a headline nor a text")
    except (OSError, NotArticle, ValueError) as error:
        return Doubtful(where, str(error)[:300])


def _notes(audience: str, sound: str) -> Iterator[str]:
    if audience != "everyone":
        yield f"There it was for {audience[:100]}."
    if sound:
        yield f"Its sound: {sound[:1000]}"


def _file(folder: Path, number: str) -> Path | None:
    """The file of a post's text, whose name has the post's also where its id has not."""
    file = folder / f"{number}.html"
    if file.parent != folder or "\0" in number:
        return None
    if file.is_file():
        return file
    named = sorted(folder.glob(f"{number}.*.html")) if number.isdecimal() else []
    return next((one for one in named if not one.is_symlink()), None)
