"""Rows of XML that no format describes: records one after the other, each with fields.

So write Drupal's Views, J2XML (Joomla), LiveJournal, `mysqldump --xml`, and houses of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.archive.bringing.reading.opening import Clean, xml_elements
from dateline.archive.bringing.shapes import NotArchive
from dateline.lib.xmlstream import inner, local

_HEAD = 400_000
_PART = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<[!?][^>]*>"
                   r"|<(/?)([A-Za-z_][\w.:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>", re.S)
_FIELDS = ("field", "column")
_NAMED = re.compile(r"""\bname\s*=\s*["']([^"']{1,100})""")
_TELLING = frozenset({
    "title", "headline", "subject", "name", "body", "content", "text", "html", "event", "introtext",
    "fulltext", "story", "article", "date", "created", "published", "pubdate", "author", "byline",
    "post_title", "post_content", "post_date"})
_MARKS = frozenset({"p", "div", "br", "a", "em", "strong", "b", "i", "ul", "ol", "li", "h1", "h2",
                    "h3", "h4", "blockquote", "img", "figure", "span", "table"})
_LEAST = 2


def xml_rows(path: Path) -> Iterator[tuple[str, Any]]:
    """Each record and its line. Raises NotArchive."""
    place = record_of(path)
    if not place:
        raise NotArchive("this XML is in no format that is known, and holds no records with fields")
    with path.open("rb") as file:
        for element in xml_elements(Clean(file), place):
            if len(element) >= _LEAST:
                yield f"line {element.sourceline}", _row(element)


def record_of(path: Path) -> str:
    """The names of the elements that are records, and of what they are in: `response/item`. They
    have fields, most of all such as a story has. Empty where there is none."""
    with path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace")
    stack, fields = list[str](), list[set[str]]()
    found = dict[str, tuple[int, int]]()
    for part in _PART.finditer(head):
        closing, name, said, empty = part.groups()
        if name is None:
            continue
        if not closing:
            named = _NAMED.search(said) if name in _FIELDS else None
            if fields:
                fields[-1].add(named[1] if named else name.rpartition(":")[2])
            stack.append(name.rpartition(":")[2])
            fields.append(set())
        if (closing or empty) and stack:
            held, name = fields.pop(), stack.pop()
            if len(held) >= _LEAST and stack and name.lower() not in _MARKS:
                telling = len(_TELLING & {one.lower() for one in held})
                place = f"{stack[-1]}/{name}"
                found[place] = max(found.get(place, (0, 0)), (telling, -len(stack)))
    return max(found, key=lambda one: found[one], default="")


def _row(element: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        name: value for name, value in element.attrib.items() if not name.startswith("{")}
    held = dict[str, list[Any]]()
    for one in element.iterchildren("*"):
        name = one.get("name") if local(one) in _FIELDS and one.get("name") else local(one)
        held.setdefault(name, []).append(_value(one))
    return row | {name: values[0] if len(values) == 1 else values
                  for name, values in held.items()}


def _value(element: Any) -> Any:
    """A text, HTML, or what other elements in it say."""
    if not len(element):
        return (element.text or "").strip()
    names = [local(one) for one in element]
    if any(name.lower() in _MARKS for name in names):
        return inner(element)
    if len(set(names)) == 1:
        return [_value(one) for one in element]
    return {name: _value(one) for name, one in zip(names, element, strict=True)}
