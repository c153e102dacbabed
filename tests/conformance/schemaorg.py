"""schema.org's vocabulary, and whether a node of JSON-LD keeps to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

RELEASES = Path(__file__).resolve().parents[2].parent / "shared" / "standards" / "schemaorg"
FILE = RELEASES / "data" / "releases" / "30.0" / "schemaorg-current-https.jsonld"
TEXTS = {"Text", "URL", "Date", "DateTime", "Distance"}
DISTANCE = re.compile(r"\d+(\.\d+)? \S+")


@cache
def vocabulary() -> dict[str, dict[str, Any]]:
    """Every type and property by its name."""
    graph = json.loads(FILE.read_text())["@graph"]
    return {node["@id"].removeprefix("schema:"): node for node in graph}


def _names(node: dict[str, Any], key: str) -> list[str]:
    said = node.get(key, [])
    return [each["@id"].removeprefix("schema:") for each in (said if isinstance(said, list)
                                                            else [said])]


@cache
def kinds_of(name: str) -> frozenset[str]:
    """A type and everything it is a kind of."""
    node = vocabulary().get(name)
    assert node is not None and "rdfs:Class" in str(node["@type"]), f"{name} is no type"
    above = (each for each in _names(node, "rdfs:subClassOf") if each in vocabulary())
    return frozenset({name}).union(*(kinds_of(each) for each in above))


def faults(node: dict[str, Any], where: str = "") -> Iterator[str]:
    """What a node says that the vocabulary does not allow."""
    kind = node.get("@type", "")
    if kind not in vocabulary():
        yield f"{where}: {kind!r} is no type"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        here = f"{where}/{kind}.{name}"
        said = vocabulary().get(name)
        if said is None or not set(_names(said, "schema:domainIncludes")) & kinds_of(kind):
            yield f"{here}: not of this type"
            continue
        ranges = _names(said, "schema:rangeIncludes")
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield from faults(each, here)
                if not set(ranges) & kinds_of(each.get("@type", "Thing")):
                    yield f"{here}: {each.get('@type')} is none of {ranges}"
            elif not any(_is(each, expected) for expected in ranges):
                yield f"{here}: {each!r} is none of {ranges}"


def _is(value: Any, expected: str) -> bool:
    if isinstance(value, bool):
        return expected == "Boolean"
    if isinstance(value, int):
        return expected in ("Integer", "Number")
    if not isinstance(value, str) or not value:
        return False
    if expected == "URL":
        return bool(urlsplit(value).scheme and urlsplit(value).netloc)
    if expected == "DateTime":
        return datetime.fromisoformat(value).tzinfo is not None if value[:4].isdigit() else False
    if expected == "Distance":
        return bool(DISTANCE.fullmatch(value))
    return expected == "Text"
