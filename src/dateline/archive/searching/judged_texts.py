"""Documents and queries of a judged collection, in the forms that such collections come in.

JSON and JSON Lines (BEIR's among them), TREC's `<DOC>` and `<top>`, SMART's `.I .T .W` and its
older `*TEXT` and `*FIND`, and tables with tabs or commas. The form is told from what the file
begins with.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

_IDS = ("_id", "id", "docno", "doc_id", "docid", "query_id", "query-id", "qid", "num")
_TITLES = ("title", "headline", "head")
_TEXTS = ("text", "body", "contents", "content", "abstract", "query", "question")
_DROPPED = re.compile(
    r"<(docno|docid|title|headline|hl|head|ti|ttl|date\w*|dd)\b[^>]*>.*?</\1\s*>", re.I | re.S)


class NotJudged(Exception):
    """A file is not what it should be; the text says which line."""


@dataclass(frozen=True)
class Text:
    """A document or a query."""

    id: str
    title: str
    text: str


def texts(path: Path) -> dict[str, Text]:
    """All of a file by id, in its order. Raises NotJudged, OSError."""
    raw = path.read_text(encoding="utf-8-sig", errors="replace")
    found: dict[str, Text] = {}
    for line, text in _form(path, raw)(path, raw):
        if not text.id:
            raise NotJudged(f"{path}, line {line}: it has no id")
        if text.id in found:
            raise NotJudged(f"{path}, line {line}: {text.id} is there twice")
        found[text.id] = text
    if not found:
        raise NotJudged(f"{path}: there is nothing in it")
    return found


_Form = Callable[[Path, str], Iterator[tuple[int, Text]]]


def _form(path: Path, raw: str) -> _Form:
    begin = raw[:5000].lstrip()
    if begin[:1] in ("[", "{"):
        return _objects
    if re.match(r"\.I\b", begin):
        return _smart
    if re.match(r"\*(TEXT|FIND)\b", begin):
        return _starred
    if re.search(r"<(doc|top)\b[^>]*>", begin, re.I):
        return _marked
    return _table


def objects(path: Path, raw: str) -> Iterator[tuple[int, Any]]:
    """JSON's values with their lines: one whole, or one a line."""
    try:
        yield 1, json.loads(raw)
        return
    except ValueError as error:
        whole = error
    if "\n" not in raw.strip() or raw.lstrip()[:1] == "[":
        raise NotJudged(f"{path}: {whole}")
    for number, line in enumerate(raw.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise NotJudged(f"{path}, line {number}: {error}") from None


def _objects(path: Path, raw: str) -> Iterator[tuple[int, Text]]:
    for number, value in objects(path, raw):
        if isinstance(value, list):
            yield from ((place, _named(each)) for place, each in enumerate(value, start=1))
        elif isinstance(value, dict) and not any(name in value for name in _IDS) and number == 1:
            yield from ((1, _named({"_id": name} | (
                held if isinstance(held, dict) else {"text": held})))
                for name, held in value.items())
        else:
            yield number, _named(value)


def _named(held: Any) -> Text:
    """By the names of its parts; without an id where there is none."""
    if not isinstance(held, Mapping):
        return Text("", "", "")
    parts = {str(name).strip().lower(): value for name, value in held.items()}
    return Text(*(next((str(parts[name]).strip() for name in names
                        if parts.get(name) not in (None, "")), "")
                  for names in (_IDS, _TITLES, _TEXTS)))


def _smart(path: Path, raw: str) -> Iterator[tuple[int, Text]]:
    """`.I` begins one; `.T` is its title and `.W` its text, the rest is left."""
    begun, part, held = 0, "", {"T": "", "W": ""}
    name = ""
    for number, line in enumerate(raw.split("\n"), start=1):
        begins = re.match(r"\.I\s*(\S*)", line)
        section = re.fullmatch(r"\.([A-Z])\s*", line)
        if begins:
            if begun:
                yield begun, Text(name, held["T"].strip(), held["W"].strip())
            begun, part, name, held = number, "", begins[1], {"T": "", "W": ""}
        elif section:
            part = section[1]
        elif part in held:
            held[part] += line + "\n"
    yield begun, Text(name, held["T"].strip(), held["W"].strip())


def _starred(path: Path, raw: str) -> Iterator[tuple[int, Text]]:
    """`*TEXT` begins a document, which judgements name by its place in the file, `*FIND` and a
    number a query; `*STOP` ends them."""
    parts = re.split(r"^\*(TEXT|FIND|STOP)\b(.*)\n?", raw.lstrip(), flags=re.M)
    number = 1 + raw[: len(raw) - len(raw.lstrip())].count("\n")
    for place, (kind, head, text) in enumerate(zip(*[iter(parts[1:])] * 3, strict=True), start=1):
        if kind == "STOP":
            return
        yield number, Text(str(place) if kind == "TEXT" else head.strip(), "", text.strip())
        number += 1 + text.count("\n")


def _marked(path: Path, raw: str) -> Iterator[tuple[int, Text]]:
    """TREC's documents, and its topics: of these the title is asked, else the description."""
    starts = list(re.finditer(r"<(doc|top)\b[^>]*>", raw, re.I))
    number, last = 1, 0
    for start, end in zip(starts, [*(each.start() for each in starts[1:]), len(raw)], strict=True):
        number, last = number + raw.count("\n", last, start.start()), start.start()
        part = raw[start.end() : end]
        yield number, _topic(part) if start[1].lower() == "top" else _document(part)


def _document(part: str) -> Text:
    name = re.search(r"<docno>\s*(\S*?)\s*</docno", part, re.I)
    title = re.search(r"<(title|headline|hl|head|ti|ttl)\b[^>]*>(.*?)</\1", part, re.I | re.S)
    return Text(name[1] if name else "", _plain(title[2]) if title else "",
                _plain(_DROPPED.sub(" ", part)))


def _topic(part: str) -> Text:
    held = {found[1].lower(): _plain(found[2]) for found in re.finditer(
        r"<(num|title|desc)\b[^>]*>\s*(?:Number|Topic|Description)?:?(.*?)(?=<|\Z)",
        part, re.I | re.S)}
    return Text(held.get("num", ""), "", held.get("title") or held.get("desc", ""))


def _plain(text: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", text)).split())


def _table(path: Path, raw: str) -> Iterator[tuple[int, Text]]:
    """With names in the first line, or id and text, or id, title and text."""
    names: list[str] = []
    for number, cells in _rows(path, raw):
        if number == 1 and cells[0].strip().lower() in _IDS:
            names = cells
        elif names:
            yield number, _named(dict(zip(names, cells, strict=False)))
        elif len(cells) < 2:
            raise NotJudged(f"{path}, line {number}: an id and a text are wanted")
        else:
            title, text = (cells[1], cells[2]) if len(cells) > 2 else ("", cells[1])
            yield number, Text(cells[0].strip(), title.strip(), text.strip())


def _rows(path: Path, raw: str) -> Iterator[tuple[int, list[str]]]:
    if path.suffix.lower() == ".csv":
        rows = csv.reader(raw.splitlines(keepends=True))
        try:
            yield from ((rows.line_num, cells) for cells in rows if any(cells))
        except csv.Error as error:
            raise NotJudged(f"{path}, line {rows.line_num}: {error}") from None
        return
    for number, line in enumerate(raw.split("\n"), start=1):
        if line.strip():
            yield number, line.split("\t") if "\t" in line else line.strip().split(None, 1)
