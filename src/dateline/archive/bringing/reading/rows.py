"""Rows of CSV, JSON Lines, a JSON array, a folder of JSON: each an object, or why it is none."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Container, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

import ijson

from dateline.archive.bringing.reading.ghost import rows as json_rows
from dateline.archive.bringing.reading.nesting import Shallow, is_deep
from dateline.archive.bringing.reading.opening import (
    broken_json,
    charset_of,
    files_below,
    opened_text,
)
from dateline.archive.bringing.reading.xml_rows import xml_rows
from dateline.archive.bringing.shapes import NotArchive

LONGEST = 16_000_000
"""Signs of one line of JSON Lines, and of one field of a CSV file."""
NAMES = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml")
_LOOKED_AT = 200_000
"""So many parts of a JSON file are looked at to find the list in it."""
_SIGNS = (",", ";", "\t", "|")
_READ = (".csv", ".tsv", ".txt")
Rows = Iterator[tuple[str, Any]]


def rows(path: Path, first: Container[str] = ()) -> Rows:
    """Each row and where it stands; a ValueError in its place where one cannot be read.

    `first`: names of which an object that is a story has one; of another object the rows are those
    of the list in it. Raises NotArchive.
    """
    if path.is_dir():
        found = list(files_below(path, (".json",))) or list(files_below(path, NAMES))
        if not found:
            raise NotArchive("there is no JSON file below it, and no table")
        for one, where in found:
            yield from (_file(one, where) if one.suffix.lower() == ".json" else (
                (f"{where}, {at}", row) for at, row in rows(one, first)))
    elif path.suffix.lower() in _READ:
        yield from csv_rows(path)
    elif path.suffix.lower() == ".xml":
        yield from xml_rows(path)
    else:
        yield from objects(path, first)


def objects(path: Path, first: Container[str] = ()) -> Rows:
    """Those of a JSON file: of each line, of an array, of the list in an object, or the object."""
    yield from line_rows(path) if _is_lines(path) else _array(path, first)


def unbroken(rows: Rows) -> Rows:
    """Those before a fault, which is told when they are read as stories."""
    with suppress(NotArchive):
        yield from rows


def _is_lines(path: Path) -> bool:
    """Whether it is an object a line: by its name, or because two lines look like it."""
    charset, _ = charset_of(path)
    with opened_text(path, charset) as file:
        first, second = (file.readline(LONGEST).strip("\ufeff \t\r\n") for _ in range(2))
    if first.startswith("["):
        return False
    return path.suffix.lower() in (".jsonl", ".ndjson") or (
        first[:1] == "{" == second[:1] and first[-1:] == "}")


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose names stands twice; raises ValueError: which one is meant?"""
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {twice[:80]!r} stands twice in one object")
    return made


def _read(said: str | bytes) -> Any:
    """The value; a ValueError where it is none, for whatever reason."""
    try:
        return ValueError("it is nested too deep") if is_deep(said) else json.loads(
            said, object_pairs_hook=once)
    except RecursionError:
        return ValueError("it is nested too deep")
    except ValueError as error:
        return ValueError(f"it is not JSON: {error}"[:300])


def _file(path: Path, where: str) -> Rows:
    try:
        if path.stat().st_size > LONGEST:
            raise ValueError(f"it has more than {LONGEST:,} bytes")
        value = _read(path.read_bytes())
    except (OSError, ValueError) as error:
        value = ValueError(str(error)[:300])
    if isinstance(value, list):
        yield from ((f"{where}, row {number}", one) for number, one in enumerate(value, 1))
    else:
        yield where, value


def line_rows(path: Path) -> Rows:
    """Each line of JSON Lines; of one that is too long, that it is."""
    charset, _ = charset_of(path)
    with opened_text(path, charset) as file:
        number = 0
        while line := file.readline(LONGEST):
            number += 1
            if len(line) == LONGEST and not line.endswith("\n"):
                while (rest := file.readline(LONGEST)) and not rest.endswith("\n"):
                    pass
                yield f"line {number}", ValueError(f"it has more than {LONGEST:,} signs")
            elif line.strip():
                yield f"line {number}", _read(line)


def _array(path: Path, first: Container[str]) -> Rows:
    """The elements of an array, or of the list in an object, or the object. Raises NotArchive."""
    try:
        prefix = _prefix(path, first)
        for number, row in enumerate(json_rows(path, prefix), 1):
            yield f"row {number}", row
    except (ijson.JSONError, ValueError) as error:
        raise broken_json(path, error) from None


def _prefix(path: Path, first: Container[str]) -> str:
    """Where the rows of a JSON file are, in ijson's words."""
    with path.open("rb") as file:
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)
        events = ijson.parse(cast("IO[bytes]", Shallow(file)))
        likely = ""
        try:
            for prefix, event, value in islice(events, _LOOKED_AT):
                if not prefix and event == "start_array":
                    return "item"
                named = event == "map_key" and (value in first or value.lower() in first)
                is_row = prefix.endswith(".item") and prefix.count(".") <= 3
                if named and (not prefix or is_row):
                    return prefix
                if event == "start_map" and is_row and first:
                    likely = likely or prefix
        except ijson.JSONError:
            if not likely:
                raise
    return likely


# -- CSV -----------------------------------------------------------------------------------------


def csv_rows(path: Path) -> Rows:
    """Rows of a table as its first line names them (RFC 4180, read leniently). Raises NotArchive.

    Comma, semicolon, tab or bar, whichever the first line has most of. A row with more fields than
    the first one has shifted; one that breaks off at the end of the file is half a row.
    """
    csv.field_size_limit(LONGEST)
    try:
        charset, _ = charset_of(path)
        with opened_text(path, charset) as file:
            head = file.readline(LONGEST)
            said = re.fullmatch(r'"?sep=(.)"?\s*', head, re.I)  # Excel's own first line
            if not said:
                file.seek(0)
            sign = said[1] if said else max(_SIGNS, key=head.count)
            reader = csv.reader(_without_nul(file), delimiter=sign, strict=True)
            names = [one.strip() for one in next(reader, [])]
            named = [one for one in names if one]
            if len(named) < 2:
                raise NotArchive("line 1: it names no fields, at least two of them")
            if len(set(named)) != len(named):
                raise NotArchive("line 1: it names a field twice")
            yield from _table(reader, names, _ends(path, charset))
    except (OSError, csv.Error) as error:
        raise NotArchive(f"it cannot be read: {error}"[:300]) from None


def _table(reader: Any, names: list[str], ended: bool) -> Rows:
    held: tuple[str, list[str]] | None = None
    while True:
        begins = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            if held:
                yield held[0], _fitted(held[1], names, True)
            held = None
            yield f"line {begins}", ValueError(f"it is no row of a table: {error}")
            continue
        if held and row != []:
            yield held[0], _fitted(held[1], names, row is not None or ended)
            held = None
        if row is None:
            return
        if row:
            held = f"line {begins}", row


def _fitted(row: list[str], names: list[str], whole: bool) -> Any:
    while len(row) > len(names) and not row[-1]:
        row = row[:-1]  # separators at the end of the line
    if len(row) > len(names):
        return ValueError(f"it has {len(row)} fields, and the first line {len(names)}: "
                          "which is which is not certain")
    if len(row) < len(names) and not whole:
        return ValueError("the file breaks off in it")
    return dict(zip(names, row, strict=False))


def _without_nul(file: io.TextIOBase) -> Iterator[str]:
    """Its lines, each of a bounded length, without NUL. Raises csv.Error."""
    while line := file.readline(LONGEST):
        if len(line) == LONGEST and line[-1] != "\n":
            raise csv.Error(f"a line has more than {LONGEST:,} signs")
        yield line.replace("\0", "")


def _ends(path: Path, charset: str) -> bool:
    """Whether the last line ends."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 8))
        return file.read().decode(charset if "16" not in charset else "latin-1", "replace").rstrip(
            "\0 \t").endswith(("\n", "\r"))
