"""Comments in Movable Type's and TypePad's export: parts of the entries of a text file.

They have no id: a comment is known by its entry, its time, who wrote it and what. None but public
ones are in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import IO

from dateline.discussion.bringing import identity, shapes
from dateline.discussion.bringing.markup import NoText, plain
from dateline.discussion.bringing.shapes import (
    Brought,
    Conversation,
    Doubtful,
    Part,
    Parts,
    Passed,
    Person,
)
from dateline.discussion.bringing.times import NoTime, moment, stamp

SYSTEM = "Movable Type"
_LINE, _MOST = 1_000_000, 200_000
"""Bytes of a line, and signs of a part, that are held."""
_PARTS = ("BODY:", "EXTENDED BODY:", "EXCERPT:", "KEYWORDS:", "COMMENT:", "PING:")
_HEAD = re.compile(r"(AUTHOR|EMAIL|IP|URL|DATE|TITLE|BLOG NAME):[ \t]?(.*)")
_TIMES = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S")
Section = tuple[int, str, str]
"""The line it begins at, its name (empty: the fields of an entry), and its text."""


def parts(file: IO[bytes], *, now: datetime, zone: tzinfo) -> Parts:
    """Yield its conversations, people and comments; its times are of this zone."""
    about, told = Conversation(""), set[str]()
    for line, name, text in _sections(file):
        if not name:
            about = _conversation(text)
        elif name == "PING:":
            yield Passed("trackback")
        elif name == "COMMENT:":
            if about.ref not in told:
                told.add(about.ref)
                yield about
            try:
                yield from _comment(text, about, f"line {line}", now, zone)
            except (NoTime, NoText) as error:
                yield Doubtful(f"line {line}", str(error))


def _sections(file: IO[bytes]) -> Iterator[Section]:
    """Each part of each entry that has ended; five dashes that no part follows are of its text."""
    begun, name, held, signs, number, dashes = 1, "", list[str](), 0, 0, False
    while raw := file.readline(_LINE):
        number += 1
        line = _text(raw)
        ends = raw.endswith(b"\n") and line.rstrip()
        if ends == "--------" or (dashes and line.strip() in _PARTS):
            if dashes:
                yield begun, name, "".join(held)
            begun, name, held, signs, dashes = number, line.strip(), list[str](), 0, False
            if ends == "--------":
                begun, name = number + 1, ""
        elif ends == "-----" and not dashes:
            dashes = True
        elif line.strip() or not dashes:
            signs += len(line)
            if signs <= _MOST:
                held += ["-----\n", line] if dashes else [line]
            dashes = False


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("windows-1252", "replace")


def _conversation(text: str) -> Conversation:
    """The entry, as the archive names it."""
    said: dict[str, str] = {}
    for line in text.splitlines():
        name, sign, value = line.partition(":")
        if sign and value.strip() and name.isupper():
            said.setdefault(name.strip(), value.strip())
    address = said.get("UNIQUE URL", "")
    own = said.get("BASENAME", "") or said.get("TITLE", "")
    name = address or f"{own}:{said.get('DATE', '')}"
    return Conversation(identity.ref("movabletype", name), address)


def _comment(
    text: str, about: Conversation, where: str, now: datetime, zone: tzinfo
) -> list[Part]:
    said, lines = dict[str, str](), text.splitlines(keepends=True)
    while lines and (found := _HEAD.fullmatch(lines[0].strip())) and found[1] not in said:
        said[found[1]] = found[2].strip()
        lines.pop(0)
    there, body = _moment(said.get("DATE", "")), "".join(lines)
    at = moment(there.replace(tzinfo=zone).isoformat(), now=now)
    name = said.get("AUTHOR", "")
    host = identity.host(about.address)
    who = Person(identity.person(f"movabletype:{host}", account="", email=said.get("EMAIL", ""),
                                 name=name), name)
    said_at = stamp(there.replace(tzinfo=UTC))
    return [who, Brought(
        identity.ref(about.ref, said_at, identity.sealed(f"{name} {body}")[:16]), about.ref,
        who.ref, plain(body, lines=True), at, shapes.PUBLIC, where, public_at=at)]


def _moment(said: str) -> datetime:
    """Its time, which names no zone: in whichever it is read, it is the same comment. Raises
    NoTime."""
    for form in _TIMES:
        try:
            return datetime.strptime(said, form)
        except ValueError:
            continue
    raise NoTime(f"{said[:40]!r} is not a time")
