"""IPTC's own ninjs schemas, as validators that check addresses and times as well."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

ROOT = Path(__file__).resolve().parents[2]
NINJS = ROOT.parent / "shared" / "standards" / "iptc-ninjs"
SUITE = NINJS / "validation" / "test_suite"
ABSENT = "IPTC's ninjs files are not in shared/"


def formats() -> FormatChecker:
    """Check also date-time (RFC 3339) and uri (RFC 3986), which jsonschema alone leaves out."""
    checker = FormatChecker(["date", "email", "regex", "uuid"])
    time = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")

    @checker.checks("date-time", raises=ValueError)
    def _date_time(value: object) -> bool:
        if not isinstance(value, str):
            return True
        return bool(time.fullmatch(value)) and datetime.fromisoformat(value).tzinfo is not None

    @checker.checks("uri", raises=ValueError)
    def _uri(value: object) -> bool:
        if not isinstance(value, str):
            return True
        allowed = re.fullmatch(r"([\w.~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", value, re.ASCII)
        return bool(allowed) and bool(urlsplit(value).scheme) and value.count("#") <= 1

    return checker


def validator(schema: str) -> Draft202012Validator:
    """A validator of one of the schema files, such as `ninjs-schema_3.1.json`."""
    geojson = json.loads((SUITE / "GeoJSON-schema.json").read_text("utf-8"))
    first = json.loads((NINJS / "specification" / "ninjs-schema_1.6.json").read_text("utf-8"))
    registry: Registry[Any] = Registry().with_resources(
        [
            ("https://geojson.org/schema/GeoJSON.json", Resource.from_contents(geojson)),
            ("http://www.iptc.org/std/ninjs/ninjs-schema_1.x.json#", Resource.from_contents(first)),
        ]
    )
    contents = json.loads((NINJS / "specification" / schema).read_text("utf-8"))
    return Draft202012Validator(contents, registry=registry, format_checker=formats())
