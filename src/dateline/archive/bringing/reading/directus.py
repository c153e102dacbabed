"""Directus' rows, in which a picture is the id of one of its files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.archive.bringing.reading.saying import text

Row = dict[str, Any]
_OWN = ("user_created", "date_created", "user_updated", "date_updated")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PICTURED = re.compile(r"(?:\w{1,30}_)?(?:image|picture|photo|cover|thumbnail|hero|banner)", re.I)
_FOLDER = "uploads"
"""Where it keeps its files on disk."""


def is_row(row: Row) -> bool:
    """Whether it has the fields of Directus' own."""
    return any(name in row for name in _OWN)


def is_file(row: Row) -> bool:
    """Whether it is one of `directus_files`."""
    return "filename_disk" in row and "filename_download" in row


def file(row: Row, folder: Path) -> dict[str, Row]:
    """The address of a file by its id: beside the export, where it lies there, else Directus'."""
    number, name = text(row, "id"), text(row, "filename_disk")
    if not is_file(row) or not number or not name:
        return {}
    lies = "/" not in name and "\0" not in name and (folder / _FOLDER / name).is_file()
    return {number: {"url": f"/{_FOLDER}/{name}" if lies else f"/assets/{number}"}}


def row(row: Row, known: Mapping[str, Row]) -> Row:
    """The same with addresses for the ids of its pictures."""
    return {name: _address(value, known) if _PICTURED.fullmatch(name) else value
            for name, value in row.items()}


def _address(value: Any, known: Mapping[str, Row]) -> Any:
    number = text(value, "id") if isinstance(value, dict) else value
    if not isinstance(number, str) or not _ID.fullmatch(number):
        return value
    return text(known.get(number), "url") or f"/assets/{number}"
