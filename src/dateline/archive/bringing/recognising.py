"""Which format a file or folder is in."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import tzinfo
from functools import partial
from pathlib import Path

from dateline.archive.bringing.reading import blogger, ghost, markdown, pages, table, wordpress
from dateline.archive.bringing.shapes import NotArchive, Parts

Reader = Callable[[Path, tzinfo | None], Parts]
READERS: dict[str, Reader] = {
    "wordpress": wordpress.parts, "squarespace": wordpress.parts, "ghost": ghost.parts,
    "medium": pages.medium, "substack": table.substack, "blogger": blogger.parts,
    "arc": table.arc, "markdown": markdown.parts, "html": pages.parts,
}
"""By the word for `--as`; `csv` and `jsonl` take a map besides."""
TABLES = ("csv", "jsonl")
FORMS = (*READERS, *TABLES)


def reader_of(path: Path, form: str, given: table.Map | None) -> tuple[str, Reader]:
    """The format's word and its reader; an empty `form` is recognised. Raises NotArchive."""
    form = form or (TABLES[0] if given else _recognised(path))
    if form in TABLES:
        if given is None:
            raise NotArchive("a table takes --map FILE, which says which of its fields are ours")
        return form, partial(table.parts, given=given)
    return form, READERS[form]


def _recognised(path: Path) -> str:
    if not path.exists():
        raise NotArchive("there is no such file or folder")
    if path.is_dir():
        return _folder(path)
    if zipfile.is_zipfile(path):
        raise NotArchive("it is a ZIP file: unpack it, and give the folder")
    with path.open("rb") as file:
        head = file.read(200_000)
    return _by_head(path, head)


def _folder(path: Path) -> str:
    if (path / "posts.csv").is_file() and (path / "posts").is_dir():
        return "substack"
    for file in path.rglob("*"):
        if file.suffix.lower() in markdown.NAMES:
            return "markdown"
    pages_ = [file for file in path.rglob("*.htm*") if file.is_file()]
    if any(_is_post(file) for file in pages_[:50]):
        return "medium"
    if pages_:
        return "html"
    raise NotArchive("this folder has no Markdown, no HTML pages and no posts.csv: name it by --as")


def _is_post(file: Path) -> bool:
    """Whether a page is one of Medium's (microformats2, h-entry with e-content)."""
    with file.open("rb") as opened:
        head = opened.read(20_000)
    return b'class="h-entry"' in head and b"e-content" in head


def _by_head(path: Path, head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"wordpress.org/export/" in head:
        return "wordpress"
    if b"<feed" in head and (b"blogger" in head or b"schemas.google.com/blogger" in head):
        return "blogger"
    if start.startswith((b"{", b"[")):
        if b'"content_elements"' in head or b'"headlines"' in head:
            return "arc"
        return "ghost"
    if path.suffix.lower() in markdown.NAMES:
        return "markdown"
    if path.suffix.lower() in (".csv", ".tsv", ".jsonl", ".ndjson"):
        return TABLES[0]
    if b"<html" in head.lower() or start.lower().startswith(b"<!doctype html"):
        return "medium" if b'class="h-entry"' in head else "html"
    raise NotArchive("its format is not known: name it by --as")
