"""A reader's own data as one ZIP: all of it as JSON, and each table as CSV (GDPR, Art. 15, 20).

Rows go from the database into the file one after the other: ten thousand comments need no more
memory than ten.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from io import TextIOWrapper
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from dateline.delivery.public import snapshot
from dateline.discussion.models import Reader
from dateline.discussion.readers.own_data import everything

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def pack(reader: Reader, into: IO[bytes]) -> None:
    """Write the ZIP: `everything.json`, and a CSV (RFC 4180) of each table that has rows."""
    with snapshot(), ZipFile(into, "w", ZIP_DEFLATED) as packed:
        with packed.open("everything.json", "w") as file:
            for part in _json(reader):
                file.write(part.encode())
        for table in everything(reader):
            if table.total:
                with packed.open(f"{table.name.replace(' ', '-')}.csv", "w") as file:
                    _csv(table.rows, file)


def _json(reader: Reader) -> Iterator[str]:
    """One object: of each table, by its name, the rows."""
    yield "{"
    for place, table in enumerate(everything(reader)):
        yield f"{',' if place else ''}\n{_spelled(table.name)}: ["
        for number, row in enumerate(table.rows):
            yield f"{',' if number else ''}\n  {_spelled(row)}"
        yield "]"
    yield "\n}\n"


def _spelled(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _csv(rows: Iterator[dict[str, Any]], file: IO[bytes]) -> None:
    with TextIOWrapper(file, "utf-8", newline="") as text:
        table = csv.writer(text)
        for number, row in enumerate(rows):
            if not number:
                table.writerow(row)
            table.writerow([cell(value) for value in row.values()])


def cell(value: Any) -> str:
    """A value as a spreadsheet may open it: what would be taken for a formula has a `'` before it
    (OWASP, CSV injection)."""
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return _spelled(value)
    if isinstance(value, bool | int | float):
        return str(value)
    text = _plain(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
