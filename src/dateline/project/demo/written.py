"""How the stories of the demo are written down: as text, with a mark where it is not plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.desk.public import Block, Copy, Tag
from dateline.project.demo.words import AGENCY
from dateline.record.public import Mark

SOURCE = "demo:"
_SAID_BY = re.compile(r"([“«].*[”»]) — ([^,،]+)[,،] (.*)")
_LIST = re.compile(r"(-|\d+\.) ")


@dataclass(frozen=True)
class Written:
    """A story, and when it was published, counted back from when the demo is loaded.

    `when`: hours (a number), a day and a time of that day ("2 09:40"), years ("3y"), or nothing.
    `picture` and those in the blocks (as `items`) are keys of `pictures.PICTURES`; `pins` and
    `translates` are names of stories.
    """

    name: str
    copy: Copy
    when: float | str = ""
    picture: str = ""
    pins: tuple[str, ...] = ()
    translates: str = ""


def written(
    name: str, text: str, *, by: str = "", slug: str, tags: str, dossier: str = "",
    when: float | str = "", picture: str = "", pins: str = "", translates: str = "",
    credit: str = AGENCY, **fields: Any,
) -> Written:
    """A story from its text, in parts with an empty line between them.

    `## ` a heading, `“…” — Name, role` a quotation, `- ` and `1. ` lists, `| a | b |` a table whose
    first row names the columns (its caption in a line before it, after `|= `), `@picture key`,
    `@gallery key key`, `@embed address title`, `! ` a notice; all else is a paragraph, in which
    `**…**` is strong.
    """
    copy = Copy(
        blocks=tuple(_blocks(text)), credit=credit, source=SOURCE + name, slugline=slug,
        tags=tuple(_tags(tags)), authors=tuple(part.strip() for part in by.split(";") if part),
        dossiers=(dossier,) if dossier else (), **fields,
    )
    return Written(name, copy, when, picture, tuple(pins.split()), translates)


def _tags(said: str) -> Iterator[Tag]:
    """`kind: name, name; kind: name`; a question mark after a name marks a guessed kind."""
    for part in said.split(";"):
        kind, _, names = part.strip().partition(": ")
        for name in names.split(", "):
            yield Tag(name.removesuffix("?"), kind, name.endswith("?"))  # type: ignore[arg-type]


def _blocks(text: str) -> Iterator[Block]:
    for part in text.split("\n\n"):
        lines = [line.strip() for line in part.strip().splitlines()]
        if lines:
            yield _of_lines(lines) or _of_text(" ".join(lines))


def _of_lines(lines: list[str]) -> Block | None:
    """What is written line by line: a list or a table."""
    if _LIST.match(lines[0]):
        items = tuple(_joined(lines))
        return Block("list", items=items, ordered=not lines[0].startswith("-"))
    if lines[0].startswith("|"):
        caption = lines.pop(0)[3:] if lines[0].startswith("|= ") else ""
        rows = tuple(tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines)
        return Block("table", caption, rows=rows, header=True)
    return None


def _joined(lines: list[str]) -> Iterator[str]:
    """The points of a list; a line without a mark goes on with the point before it."""
    point = ""
    for line in lines:
        if mark := _LIST.match(line):
            if point:
                yield point
            point = line[mark.end():]
        else:
            point += f" {line}"
    yield point


def _of_text(text: str) -> Block:
    word, _, rest = text.partition(" ")
    if word in ("@picture", "@gallery"):
        return Block("picture" if word == "@picture" else "gallery", items=tuple(rest.split()))
    if word == "@embed":
        url, _, title = rest.partition(" ")
        return Block("embed", title, url=url)
    if word in ("##", "!"):
        return Block("heading" if word == "##" else "notice", rest)
    if said := _SAID_BY.fullmatch(text):
        words, speaker, role = said.groups()
        return Block("quotation", words, speaker, role)
    return _marked(text)


def _marked(text: str) -> Block:
    """A paragraph; what stands between two pairs of asterisks is strong."""
    plain, marks, parts = "", [], text.split("**")
    for number, part in enumerate(parts):
        if number % 2:
            marks.append(Mark(len(plain), len(plain) + len(part), "strong"))
        plain += part
    return Block("paragraph", plain, marks=tuple(marks))
