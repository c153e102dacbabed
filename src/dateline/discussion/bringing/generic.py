"""Our own JSON Lines (docs/discussion-import.md): a heading, then a value a line, of a kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import IO, Any

from dateline.discussion.bringing import identity, shapes
from dateline.discussion.bringing.markup import NoText, fitting
from dateline.discussion.bringing.shapes import (
    Brought,
    Conversation,
    Doubtful,
    NotComments,
    Parts,
    Person,
)
from dateline.discussion.bringing.times import NoTime, moment
from dateline.discussion.models.readers import BADGES
from dateline.discussion.text import clean

SYSTEM = "a file of comments"
FORMAT, VERSION = "dateline-comments", 1
LONGEST = 1_000_000
"""Bytes of a line at most."""
STATES = (shapes.PUBLIC, shapes.PENDING, shapes.DELETED, shapes.RESTRICTED)
_TIMES = {"at", "public_at", "edited_at", "opened_at", "closed_at", "joined_at", "erased_at"}
_NUMBERS = {"number", "turn", "likes", "approved", "refused", "right", "wrong"}
_FLAGS = {"featured", "pinned", "qa"}
Line = dict[str, Any]


def parts(file: IO[bytes], *, now: datetime) -> Parts:
    """Yield its conversations, people and comments. Raises NotComments."""
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        if len(raw) > LONGEST:
            raise NotComments(f"line {number} has more than {LONGEST:,} bytes")
        if not raw.strip():
            continue
        line = _line(raw, number)
        if number == 1:
            _heading(line)
            continue
        try:
            yield _KINDS[line.get("kind", "")](line, f"line {number}", now)
        except KeyError as error:
            raise NotComments(f"line {number}: {error} is not there, or unknown") from None
        except (NoTime, NoText, TypeError) as error:
            yield Doubtful(f"line {number}", str(error))


def _line(raw: bytes, number: int) -> Line:
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotComments(f"line {number} is not JSON in UTF-8 ({error})"[:300]) from None
    if not isinstance(line, dict):
        raise NotComments(f"line {number} is no JSON object")
    return line


def _heading(line: Line) -> None:
    if line.get("format") != FORMAT or line.get("version") != VERSION:
        raise NotComments(f'line 1 is not {{"format": "{FORMAT}", "version": {VERSION}}}')


def _thread(line: Line, where: str, now: datetime) -> Conversation:
    kept = _known(Conversation, line, now)
    kept["ref"] = identity.ref(str(line["ref"]))
    return Conversation(**kept)


def _person(line: Line, where: str, now: datetime) -> Person:
    kept = _known(Person, line, now) | {"ref": identity.ref(str(line["ref"]))}
    kept["name"] = str(line["name"])
    return Person(**kept)


def _comment(line: Line, where: str, now: datetime) -> Brought:
    kept = _known(Brought, line, now) | {"where": where}
    for name in ("ref", "parent"):
        kept[name] = identity.ref(str(line.get(name) or ""))
    kept["conversation"] = identity.ref(str(line["thread"]))
    kept["person"] = identity.ref(str(line["reader"]))
    if not kept["ref"] or kept.get("state") not in STATES or "at" not in kept:
        raise NoText("its ref, its time or its state is missing or unknown")
    kept["text"] = fitting(clean(str(line.get("text", ""))))
    if kept["state"] == shapes.PUBLIC:
        kept.setdefault("public_at", kept["at"])
    kept["reasons"] = line.get("reasons") if isinstance(line.get("reasons"), dict) else None
    return Brought(**kept)


def _known(shape: type[Any], line: Line, now: datetime) -> Line:
    """What a line has of the fields of a shape, each of the type it must have."""
    kept: Line = {}
    for field in fields(shape):
        value = line.get(field.name)
        if value is None or field.name in ("reasons", "names"):
            continue
        if field.name in _TIMES:
            kept[field.name] = moment(str(value), now=now)
        elif field.name in _NUMBERS:
            if type(value) is not int or not 0 <= value < 2**31:
                raise NoText(f"{field.name} is no number from 0")
            kept[field.name] = value
        else:
            kept[field.name] = bool(value) if field.name in _FLAGS else str(value)
    if kept.get("badge", "") not in dict(BADGES):
        raise NoText("its badge is none we know")
    return kept


_KINDS: Mapping[str, Callable[[Line, str, datetime], Any]] = {
    "thread": _thread, "reader": _person, "comment": _comment,
}
