"""Which format a file or folder is in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo
from functools import partial
from pathlib import Path

from dateline.archive.bringing.reading import (
    arc,
    blogger,
    drupal,
    ghost,
    markdown,
    movabletype,
    pages,
    pagetexts,
    substack,
    table,
    wires,
    wordpress,
)
from dateline.archive.bringing.reading.opening import files_below
from dateline.archive.bringing.reading.xml_rows import record_of
from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Parts
from dateline.archive.bringing.surveying import form_of_folder

Reader = Callable[[Path, tzinfo | None], Parts]
READERS: dict[str, Reader] = {
    "wordpress": wordpress.parts, "squarespace": wordpress.parts, "ghost": ghost.parts,
    "medium": pages.medium, "substack": substack.parts, "blogger": blogger.parts,
    "drupal": drupal.parts, "arc": arc.parts, "markdown": markdown.parts, "html": pages.parts,
    "page": pagetexts.parts, "movabletype": movabletype.parts,
    **{form: partial(wires.parts, form=form) for form in wires.FORMS},
}
"""By the word for `--as`; `csv` and `jsonl` take a map besides."""
TABLES = ("csv", "jsonl", "xml")
FORMS = (*READERS, *TABLES)
_HEAD = 200_000
_ONE_FILE = ("wordpress", "squarespace", "ghost", "blogger", "movabletype")
_ANS = re.compile(rb'"content_elements"\s*:|"headlines"\s*:\s*\{')
_DRUPAL = re.compile(
    rb'"drupal_internal__nid"\s*:|"type"\s*:\s*"node--|"nid"\s*:\s*\[\s*\{\s*"value"'
    rb'|"vid"\s*:\s*"?\d+"?\s*,.{0,4000}?"nid"\s*:|"nid"\s*:\s*"?\d+"?\s*,.{0,4000}?"vid"\s*:',
    re.S)
_ENTRY = re.compile(rb"(?:[A-Z][A-Z ]{2,19}:[^\n]{0,2000}\n|\r?\n){1,30}-----\r?\nBODY:")
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_PACKED = (b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"\x04\x22\x4d\x18")
_DUMP = re.compile(
    rb"SQLite format 3|PGDMP|(?:--|/\*).{0,2000}?\b(?:(?:SQL|database|MySQL|MariaDB) dump|"
    rb"CREATE TABLE|INSERT INTO)|(?:CREATE|DROP) TABLE|INSERT INTO", re.S | re.I)
_GHOST = re.compile(rb'"(?:posts|db)"\s*:')
_TUMBLR = re.compile(rb'"blog_name"\s*:|"blog"\s*:\s*\{')


def reader_of(path: Path, form: str, given: table.Map | None) -> tuple[str, list[Path], Reader]:
    """The format's word, the files or the folder in it, and the reader that begins with the first;
    an empty `form` is recognised.

    Raises NotArchive.
    """
    if not path.exists():
        raise NotArchive("there is no such file or folder")
    if not (path.is_file() or path.is_dir()):
        raise NotArchive("it is neither a file nor a folder")
    if path.is_file() and not path.stat().st_size:
        raise NotArchive("it is empty")
    asked, form = form, form or (_of_table(path) if given else "")
    if not form:
        form = form_of_folder(path, _tried) if path.is_dir() else _by_head(path)
    if form in TABLES:
        return form, [path], partial(table.parts, given=given, form=asked)
    files, read = _below(path, form), READERS[form]
    if len(files) > 1 and read is wordpress.parts:
        return form, files, lambda _, zone: wordpress.several(files, zone)
    if len(files) > 1:
        return form, files, lambda _, zone: _one_by_one(read, files, zone)
    return form, files, read


def _of_table(path: Path) -> str:
    """What a table that has a map is, as its reader takes it: by its ending."""
    return {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xml": "xml"}.get(
        "" if path.is_dir() else path.suffix.lower(), "jsonl")


def _below(path: Path, form: str) -> list[Path]:
    """What the reader reads: of a format that is one file, each such file in the folder, since
    large sites are given in several."""
    if path.is_dir() and form in _ONE_FILE:
        wanted = form.replace("squarespace", "wordpress")
        found = [one for one, _ in files_below(path, (".xml", ".json", ".atom", ".txt"))
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


def _tried(path: Path) -> str:
    """What a file of a folder is; empty for a table, and for what is not known."""
    try:
        return {form: "" for form in TABLES}.get(found := _by_head(path), found)
    except NotArchive:
        return ""


def _by_head(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "replace").encode()
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
    if form := _of_text(path, start):
        return form
    if start.startswith(b"<") and record_of(path):
        return TABLES[2]
    raise NotArchive(_why_not(head, start))


def _of_text(path: Path, start: bytes) -> str:
    if _ENTRY.match(start):
        return "movabletype"
    if path.suffix.lower() == ".txt" and pagetexts.is_page(path):
        return "page"
    return wires.form_of(path)


def _why_not(head: bytes, start: bytes) -> str:
    if start.startswith(_ZSTANDARD):
        return ("it is packed by Zstandard, which is not read here: unpack it (unzstd FILE), and "
                "bring in what was in it")
    if start.startswith(_PACKED) or head[257:262] == b"ustar":
        return "it is packed, but no ZIP file: unpack it, and bring in what was in it"
    if _DUMP.match(start):
        return ("it is a dump of a database, which is not read: let the old system write its own "
                "export (WordPress: Tools, Export), or its database the table of stories as CSV or "
                "JSON (COPY … TO … CSV HEADER; mysqldump --xml)")
    return "its format is not known: name it by --as"


def _of_json(path: Path, head: bytes, start: bytes) -> str:
    if _ANS.search(head):
        return "arc"
    if _DRUPAL.search(head):
        return "drupal"
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return TABLES[1]
    if form := wires.form_of(path):
        return form
    if _GHOST.search(head) and not _TUMBLR.search(head):
        return "ghost"
    return TABLES[1]
