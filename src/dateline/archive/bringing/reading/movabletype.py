"""Movable Type's and TypePad's export (its import format of 2001): a text file of entries.

Entries end with a line of eight dashes, their parts with one of five. Dates say no zone.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path

from dateline.archive.bringing.reading.markdown_text import html_of
from dateline.archive.bringing.reading.opening import charset_of, opened_text
from dateline.archive.bringing.reading.picture_marks import marked
from dateline.archive.bringing.reading.wordpress_text import paragraphed
from dateline.archive.bringing.shapes import Doubtful, Item, Mended, NotArchive, Part, Parts, Passed
from dateline.archive.bringing.shapes import ref as ref_of

MOST = 16_000_000
"""Signs of one entry."""
_PARTS = ("BODY", "EXTENDED BODY", "EXCERPT", "KEYWORDS", "COMMENT", "PING")
_AS_IT_IS = ("0", "richtext", "wysiwyg", "none")
_TIMES = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S")
Entry = tuple[int, list[str], bool]
"""The line it begins at, its lines, and whether its end was read."""


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield its entries. Raises NotArchive."""
    charset, guessed = charset_of(path)
    any_ = False
    for line, lines, ended in _entries(path, charset):
        said = _said(lines, ended)
        if not any_ and not {"TITLE", "AUTHOR", "DATE"} & said.keys():
            raise NotArchive(f"line {line}: it is no entry of Movable Type, which begins with "
                             "AUTHOR:, TITLE: or DATE:")
        any_ = True
        yield from (Passed("comment") for _ in said["COMMENT"])
        yield _part(said, ended, f"line {line}", zone)
    if not any_:
        raise NotArchive("it holds no entry")
    if guessed:
        yield Mended(f"it is no UTF-8: it was read as {charset}")


def _entries(path: Path, charset: str) -> Iterator[Entry]:
    begun, number, signs, lines = 1, 0, 0, list[str]()
    with opened_text(path, charset) as file:
        while line := file.readline(MOST):
            number, signs = number + 1, signs + len(line)
            if signs > MOST:
                raise NotArchive(f"line {begun}: this entry has more than {MOST:,} signs")
            if line.rstrip() == "--------" and line.endswith("\n"):
                if any(one.strip() for one in lines):
                    yield begun, lines, True
                begun, signs, lines = number + 1, 0, []
            else:
                lines.append(line)
    if any(one.strip() for one in lines):
        yield begun, lines, False


def _said(lines: list[str], ended: bool) -> dict[str, list[str]]:
    """By name what an entry says; a part that did not end is not there."""
    said = defaultdict[str, list[str]](list)
    held, name = list[str](), ""
    for line in [*lines, *(["-----\n"] if ended else [])]:
        if line.rstrip() == "-----" and line.endswith("\n"):
            text = "".join(held)
            if name:
                said[name].append(text)
            else:
                _fields(text, said)
            held, name = [], "?"
        elif name == "?" and not held and line.strip().rstrip(":") in _PARTS:
            name = line.strip().rstrip(":")
        elif name == "?":  # five dashes were of the text
            last = next((one for one in reversed(_PARTS) if said[one]), "")
            held, name = [said[last].pop() if last else "", "-----\n", line], last or "?"
        else:
            held.append(line)
    return said


def _fields(text: str, said: dict[str, list[str]]) -> None:
    for line in text.splitlines():
        name, sign, value = line.partition(":")
        if sign and value.strip() and name.isupper():
            said[name.strip()].append(value.strip())


def _part(said: dict[str, list[str]], ended: bool, where: str, zone: tzinfo | None) -> Part:
    one = {name: values[0] for name, values in said.items() if values}
    title, body = one.get("TITLE", ""), one.get("BODY", "") + "\n\n" + one.get("EXTENDED BODY", "")
    where = f"{where} “{title[:80]}”"
    if not ended and not set(_PARTS[:4]) <= one.keys():
        return Doubtful(where, "the file breaks off in it")
    if not title and not body.strip():
        return Doubtful(where, "it has neither a headline nor a text")
    address, date = one.get("UNIQUE URL", ""), one.get("DATE", "")
    name = address or f"{one.get('BASENAME', '') or title}:{date}"
    when = _moment(date, zone)
    sections = list(dict.fromkeys([*said["PRIMARY CATEGORY"], *said["CATEGORY"]]))
    tags = [*next(csv.reader([one.get("TAGS", "")]), []), *one.get("KEYWORDS", "").split(","),
            *sections[1:]]
    return Item(
        ref=ref_of("movabletype", name), where=where, headline=title,
        html=marked(_html(body, one.get("CONVERT BREAKS", ""))),
        standfirst=one.get("EXCERPT", "").strip(), section=sections[0] if sections else "",
        authors=tuple(filter(None, [one.get("AUTHOR", "")])),
        tags=tuple((tag.strip(), "") for tag in dict.fromkeys(tags) if tag.strip()),
        published_at=when, date_said="" if when else date,
        draft=one.get("STATUS", "Publish").lower() != "publish",
        addresses=(address,) if address.startswith(("http://", "https://", "/")) else (),
    )


def _html(body: str, breaks: str) -> str:
    if breaks.lower().startswith("markdown"):
        return html_of(body)
    return body if breaks.lower() in _AS_IT_IS else paragraphed(body)


def _moment(said: str, zone: tzinfo | None) -> datetime | None:
    for form in _TIMES if zone else ():
        try:
            return datetime.strptime(said, form).replace(tzinfo=zone)
        except ValueError:
            continue
    return None
