"""Front matter: names and values before a text. Every word of YAML stays a word: a headline `No`
is no truth, and `12:30` no number (so all is read by YAML 1.2's failsafe schema)."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime, time
from typing import Any

import yaml

LONGEST = 200_000
"""Signs of one front matter."""
_QUICK = 4_000
"""Signs up to which libyaml reads it: it goes as deep as it is told, on the machine's own stack."""
_CLOSED = {"---": re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)"),
           "+++": re.compile(r"\n\+\+\+[ \t]*(?:\r?\n|$)")}


def front(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and the rest. Raises ValueError, RecursionError or YAMLError where it cannot be
    read."""
    text = text.removeprefix("\ufeff")
    for fence, read in (("---", _yaml), ("+++", tomllib.loads)):
        opened = re.match(re.escape(fence) + r"[ \t]*(?=\r?\n)", text)
        if opened:
            closed = _CLOSED[fence].search(text, opened.end())
            if not closed:
                raise ValueError(f"line 1: the front matter that begins with {fence} does not end")
            head = text[opened.end():closed.start() + 1].replace("\r\n", "\n")
            if len(head) > LONGEST:
                raise ValueError(f"line 1: the front matter has more than {LONGEST:,} signs")
            found = read(head)
            if not isinstance(found, dict) and found not in (None, ""):
                raise ValueError("line 1: the front matter is no list of names and values")
            return found or {}, text[closed.end():]
    if text.startswith("{") and not text.startswith(("{{", "{%")):
        found, end = json.JSONDecoder().raw_decode(text)
        return found, text[end:]
    return {}, text


def _yaml(head: str) -> Any:
    loader = yaml.CBaseLoader if len(head) <= _QUICK else yaml.BaseLoader
    return yaml.load(head, Loader=loader)  # noqa: S506 - BaseLoader makes texts and lists alone


def said_of(said: dict[str, Any], *names: str) -> str:
    """The first of these that is a text, a number or a time."""
    for name in names:
        value = said.get(name)
        if isinstance(value, datetime | date | time):
            return value.isoformat()
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            value = str(value).strip()
            if value and value not in ("~", "null"):
                return value
    return ""


def is_on(said: dict[str, Any], name: str) -> bool:
    """Whether it is said to be so."""
    return str(said.get(name)).strip().lower() in ("true", "yes", "on", "1")
