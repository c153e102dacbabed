"""Searches as readers make them, of this test's installation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from conftest import House, Reader
from dateline.archive.public import apply_all


def sought(query: str = "", **filters: str) -> dict[str, Any]:
    """What `/search.json` answers, with the index brought up to the log."""
    apply_all()
    return asked(query, **filters)


def asked(query: str = "", **filters: str) -> dict[str, Any]:
    """The same of the index as it is."""
    said = {("from" if name == "since" else name): value for name, value in filters.items()}
    answer = Reader().get(f"/search.json?{urlencode({'q': query} | said)}")
    assert answer.status == 200, answer.text
    found: dict[str, Any] = json.loads(answer.text)
    return found


def heads(found: dict[str, Any]) -> list[str]:
    """The headlines of an answer in their order."""
    return [line["headline"] for line in found["results"]]


def facet(found: dict[str, Any], name: str) -> dict[str, int]:
    """The counts of a facet by the value's name."""
    return {value["name"]: value["many"] for value in found["facets"].get(name, ())}


def on_disk(house: House, words: bytes) -> list[str]:
    """The files of the index that hold these bytes."""
    folder: Path = house.data / "search"
    return [str(path.relative_to(folder)) for path in sorted(folder.rglob("*"))
            if path.is_file() and words in path.read_bytes()]
