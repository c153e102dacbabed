"""Nodes of Drupal in YAML, as `default_content` and recipes have them: an entity a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from dateline.archive.bringing.reading.opening import files_below
from dateline.archive.bringing.reading.saying import inside, listed, text

NAMES = (".yml", ".yaml")
MOST = 4_000_000
"""Bytes of one file."""
_FILES = "/sites/default/files/"
Row = dict[str, Any]


def is_entity(file: Path) -> bool:
    """Whether a file is one."""
    with file.open("rb") as opened:
        head = opened.read(2000)
    return b"_meta:" in head and b"entity_type:" in head


def yaml_rows(path: Path) -> Iterator[tuple[str, Any]]:
    """Each node as the REST module has it, its terms, files and author by name; what stands in a
    file that cannot be read is a ValueError."""
    known = dict[str, Row]()
    for _, row in _entities(path):
        if not isinstance(row, ValueError) and text(row, "_meta.entity_type") != "node":
            known[text(row, "_meta.uuid")] = _shortened(row)
    for where, row in _entities(path):
        if isinstance(row, ValueError):
            yield where, row
        elif text(row, "_meta.entity_type") == "node":
            yield where, _node(row, known)


def _entities(path: Path) -> Iterator[tuple[str, Any]]:
    for file, where in files_below(path, NAMES):
        if not is_entity(file):
            continue
        try:
            if file.stat().st_size > MOST:
                raise ValueError(f"it has more than {MOST:,} bytes")
            said = yaml.load(  # BaseLoader makes texts and lists alone
                file.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506
            yield where, said if isinstance(said, dict) else ValueError("it is no entity")
        except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
            yield where, ValueError(" ".join(str(error).split())[:300] or "it is nested too deep")


def _shortened(row: Row) -> Row:
    """Of a term, user, file or medium what a node says of it."""
    held = row.get("default")
    file = next((text(one, "entity") for name in ("field_media_image", "thumbnail")
                 for one in listed(held, name)), "")
    is_term = text(row, "_meta.entity_type") == "taxonomy_term"
    return {"term": is_term, "name": next((text(one, "value") for one in listed(held, "name")), ""),
            "uri": next((text(one, "value") for one in listed(held, "uri")), ""), "file": file}


def _node(row: Row, known: dict[str, Row]) -> Row:
    held = row.get("default")
    made: Row = {name: _field(value, known)
                 for name, value in (held if isinstance(held, dict) else {}).items()}
    author = next((known.get(text(one, "entity"), {}) for one in listed(held, "uid")), {})
    return {"langcode": inside(row, "_meta.default_langcode")} | made | {
        "uuid": text(row, "_meta.uuid"), "type": text(row, "_meta.bundle"),
        "name": text(author, "name")}


def _field(value: Any, known: dict[str, Row]) -> Any:
    if not isinstance(value, list):
        return value
    return [_named(one, known) if isinstance(one, dict) and "entity" in one else one
            for one in value]


def _named(one: Row, known: dict[str, Row]) -> Row:
    found = known.get(text(one, "entity"), {})
    file = text(found, "uri") or text(known.get(text(found, "file")), "uri")
    if file:
        return one | {"url": file.replace("public://", _FILES)}
    return one | ({"tid": text(one, "entity"), "name": text(found, "name")}
                  if found.get("term") else {})
