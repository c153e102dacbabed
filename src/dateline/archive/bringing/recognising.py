"""Which format a file or folder is in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo
from functools import partial
from pathlib import Path

from dateline.archive.bringing.reading import (
    arc,
    blogger,
    ghost,
    markdown,
    pages,
    pagetexts,
    substack,
    table,
    wires,
    wordpress,
)
from dateline.archive.bringing.reading.opening import files_below
from dateline.archive.bringing.reading.rows import NAMES as TABLE_NAMES
from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Parts

Reader = Callable[[Path, tzinfo | None], Parts]
READERS: dict[str, Reader] = {
    "wordpress": wordpress.parts, "squarespace": wordpress.parts, "ghost": ghost.parts,
    "medium": pages.medium, "substack": substack.parts, "blogger": blogger.parts,
    "arc": arc.parts, "markdown": markdown.parts, "html": pages.parts, "page": pagetexts.parts,
    **{form: partial(wires.parts, form=form) for form in wires.FORMS},
}
"""By the word for `--as`; `csv` and `jsonl` take a map besides."""
TABLES = ("csv", "jsonl")
FORMS = (*READERS, *TABLES)
_HEAD = 200_000
_ONE_FILE = ("wordpress", "squarespace", "ghost", "blogger")
_ANS = re.compile(rb'"(?:content_elements|headlines)"\s*:')
_GHOST = re.compile(rb'"(?:posts|db)"\s*:')


def reader_of(path: Path, form: str, given: table.Map | None) -> tuple[str, list[Path], Reader]:
    """The format's word, the files or the folder in it, and the reader that begins with the first;
    an empty `form` is recognised.

    Raises NotArchive.
    """
    if not path.exists():
        raise NotArchive("there is no such file or folder")
    asked = form
    if form or given:
        found = (form or TABLES[0]), path
    else:
        found = _folder(path) if path.is_dir() else (_by_head(path), path)
    form, path = found
    if form in TABLES:
        return form, [path], partial(table.parts, given=given, form=asked)
    files, read = _below(path, form), READERS[form]
    if len(files) > 1:
        return form, files, lambda _, zone: _one_by_one(read, files, zone)
    return form, files, read


def _below(path: Path, form: str) -> list[Path]:
    """What the reader reads: of a format that is one file, each such file in the folder, since
    large sites are given in several."""
    if path.is_dir() and form in _ONE_FILE:
        wanted = form.replace("squarespace", "wordpress")
        found = [one for one, _ in files_below(path, (".xml", ".json", ".atom"))
                 if _tried(one) == wanted]
        if not found:
            raise NotArchive(f"this folder has no file of {form}")
        return found
    if form == "substack" and not (path / "posts.csv").is_file():
        raise NotArchive("Substack's export is a folder or a ZIP file with posts.csv")
    return [path]


def _one_by_one(read: Reader, files: list[Path], zone: tzinfo | None) -> Parts:
    """The parts of several files; one that is not read harms no other."""
    for file in files:
        try:
            for part in read(file, zone):
                yield replace(part, where=f"{file.name}, {part.where}") if isinstance(
                    part, Item | Doubtful) else part
        except NotArchive as error:
            yield Doubtful(file.name, str(error))


def _folder(path: Path) -> tuple[str, Path]:
    """By what it holds: what only one system has before what any has."""
    if (path / "posts.csv").is_file() and (path / "posts").is_dir():
        return "substack", path
    for ending in (".xml", ".atom", ".json"):
        found = [one for one, _ in files_below(path, (ending,))]
        forms = {_tried(one) for one in found[:20]} - {""}
        if forms & {"wordpress", "ghost", "blogger"} and len(forms) == 1:
            return next(iter(forms)), path
        if ending != ".xml" and forms == {"arc"}:
            return "arc", path
    pages_ = [one for one, _ in files_below(path, pages.NAMES)]
    if next(files_below(path, markdown.NAMES), None) or any(map(markdown.is_text, pages_[:50])):
        return "markdown", path
    if pages_:
        return ("medium" if any(map(_is_post, pages_[:50])) else "html"), path
    return _of_any(path), path


def _of_any(path: Path) -> str:
    """Of a folder with files that many systems write."""
    texts = [one for one, _ in files_below(path, (".txt",))]
    if texts and pagetexts.is_page(texts[0]):
        return "page"
    for file, _ in files_below(path, ("",)):
        if form := wires.form_of(file):
            return form
    if next(files_below(path, TABLE_NAMES), None):
        return TABLES[1]
    raise NotArchive("nothing in this folder is in a format that is known: name it by --as")


def _tried(path: Path) -> str:
    """What a file of a folder is; empty for a table, and for what is not known."""
    try:
        return {form: "" for form in TABLES}.get(found := _by_head(path), found)
    except NotArchive:
        return ""


def _is_post(file: Path) -> bool:
    """Whether a page is one of Medium's (microformats2, h-entry with e-content)."""
    with file.open("rb") as opened:
        head = opened.read(20_000)
    return b"h-entry" in head and b"e-content" in head


def _by_head(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"wordpress.org/export/" in head:
        return "wordpress"
    if b"<feed" in head and (b"blogger.com" in head or b"schemas.google.com/blogger" in head):
        return "blogger"
    ending = path.suffix.lower()
    if ending in markdown.NAMES:
        return "markdown"
    if start.startswith((b"{", b"[")):
        return _of_json(path, head, start)
    if ending in (".csv", ".tsv"):
        return TABLES[0]
    if re.match(rb"<!doctype\s+html|<html\b", start, re.I) or (
            ending in pages.NAMES and start.startswith(b"<")):
        return "medium" if b"h-entry" in head and b"e-content" in head else "html"
    if ending == ".txt" and pagetexts.is_page(path):
        return "page"
    if form := wires.form_of(path):
        return form
    raise NotArchive("its format is not known: name it by --as")


def _of_json(path: Path, head: bytes, start: bytes) -> str:
    if _ANS.search(head):
        return "arc"
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return TABLES[1]
    if form := wires.form_of(path):
        return form
    if _GHOST.search(head):
        return "ghost"
    return TABLES[1]
