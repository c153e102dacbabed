"""Labelled texts from a file: JSON Lines, an array of JSON, or CSV; fields by the names they have.

`split` decides what is learned from where the file has one; see docs/archive-suggestions.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date

from dateline.archive.bringing.reading.table import rows
from dateline.archive.bringing.shapes import NotArchive
from dateline.archive.suggesting.labelled import Labelled

FIELDS: dict[str, tuple[str, ...]] = {
    "headline": ("headline", "title", "head", "name"),
    "text": ("text", "body", "content", "body_text", "body_html", "html", "article", "story"),
    "labels": ("labels", "topics", "tags", "categories", "subjects", "subject", "topic",
               "category", "label", "tag", "keywords"),
    "date": ("published_at", "date", "datetime", "published", "timestamp", "created_at", "time"),
    "split": ("split", "lewissplit", "set", "subset", "partition"),
    "id": ("id", "_id", "guid", "newid", "url"),
    "language": ("language", "lang"),
}
"""The names that a field may have; case does not matter, the first that is there is taken."""
SPLITS = {"train": "train", "training": "train", "test": "test", "testing": "test"}
_NAMES = ("name", "label", "title", "code", "qcode", "slug", "id")
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")


class NotLabelled(Exception):
    """A file is not what it should be; the text says where."""


def labelled(
    path: Path, chosen: Mapping[str, str] | None = None, *, language: str = "en"
) -> Iterator[Labelled]:
    """Each text of a file. `chosen`: fields named by the caller, a dot goes inside.

    Raises NotLabelled, with the line; OSError.
    """
    if not path.exists():
        raise NotLabelled(f"{path}: there is no such file")
    bare, told = "", False
    try:
        for where, row in rows(path):
            if not isinstance(row, dict):
                raise NotLabelled(f"{path}, {where}: {_wrong(row)}")
            found, has = _one(row, f"{path}, {where}", chosen or {}, language)
            told, bare = told or has, bare or f"{path}, {where}: {_missing('labels', row)}"
            yield found
    except NotArchive as error:
        raise NotLabelled(f"{path}: {error}") from None
    if bare and not told:
        raise NotLabelled(bare)


def _missing(what: str, row: Mapping[str, Any]) -> str:
    return (f"it has no {what}; say --{what} FIELD. "
            f"There are {', '.join(sorted(map(str, row)))[:200]}")


def _wrong(row: Any) -> str:
    return str(row) if isinstance(row, ValueError) else "it is no object"


def _one(
    row: Mapping[str, Any], where: str, chosen: Mapping[str, str], language: str
) -> tuple[Labelled, bool]:
    """A text, and whether anything is said of its labels: who has none may leave the field out."""
    low = {key.lower(): value for key, value in row.items()}
    said = {field: _at(row, chosen[field]) if field in chosen else _first(low, names)
            for field, names in FIELDS.items()}
    if said["text"] is _NOTHING and said["headline"] is _NOTHING:
        raise NotLabelled(f"{where}: {_missing('text', row)}")
    split, has = _split(_text(said["split"])), said["labels"] is not _NOTHING
    at = None if split else _moment(_text(said["date"]), where)
    return Labelled(
        _plain(_text(said["headline"])), tuple(_plain(each) for each in _texts(said["text"])),
        tuple(dict.fromkeys(_labels(said["labels"], where) if has else ())),
        _text(said["language"]) or language, _text(said["id"]), at, split), has


_NOTHING = object()


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((row[name] for name in names if name in row), _NOTHING)


def _at(row: Any, path: str) -> Any:
    for step in path.split("."):
        if not isinstance(row, dict) or step not in row:
            return _NOTHING
        row = row[step]
    return row


def _text(value: Any) -> str:
    return "" if value is _NOTHING or value is None else str(value).strip()


def _texts(value: Any) -> list[str]:
    """A text, a list of texts, or of objects that have one."""
    if not isinstance(value, list):
        return [_text(value)]
    parts = [each.get("text", "") if isinstance(each, dict) else each for each in value]
    return [_text(part) for part in parts]


def _plain(text: str) -> str:
    return unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text


def _labels(value: Any, where: str) -> Iterator[str]:
    """A list, of texts or of objects with a name; or a text, in which `;`, `|` or `,` parts them.
    """
    if isinstance(value, str):
        value = _parted(value)
    if value is None:
        return
    if not isinstance(value, list):
        raise NotLabelled(f"{where}: its labels are neither a list nor a text")
    for each in value:
        name = each if not isinstance(each, dict) else next(
            (each[key] for key in _NAMES if each.get(key)), "")
        label = " ".join(str(name if name is not None else "").split())
        if label:
            yield label


def _parted(text: str) -> Any:
    if text.lstrip().startswith("["):
        try:
            return json.loads(text)
        except ValueError:
            return [each.strip(" '\"") for each in text.strip().strip("[]").split(",")]
    sign = next((sign for sign in (";", "|", ",") if sign in text), None)
    return text.split(sign) if sign else [text]


def _split(text: str) -> str:
    """`train`, `test`; anything else is in neither part (`unused`); empty where nothing is said."""
    return SPLITS.get(text.lower(), "unused") if text else ""


def _moment(text: str, where: str) -> datetime | None:
    if not text:
        return None
    try:
        found = (datetime.fromtimestamp(float(text), UTC) if re.fullmatch(r"\d{9,10}", text)
                 else parse_date(text))
    except (ParserError, OverflowError, ValueError):
        raise NotLabelled(f"{where}: {text[:60]} is no date") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
