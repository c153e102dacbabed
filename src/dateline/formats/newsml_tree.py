"""Reading the trees of other agencies: names without namespaces or capitals, and what was odd.

Both NewsML-G2 and NewsML 1.2 are read through this: an `Odd` gathers doubts in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from lxml import etree

from dateline.formats.item import Unreadable
from dateline.formats.lexical import moment
from dateline.formats.newsml_body import local
from dateline.lib.xml import XmlRefused, mended, parse

MOST = 20_000_000  # bytes of one file
MOST_ELEMENTS = 200_000
MOST_ITEMS = 1_000  # of one file
MOST_DOUBTS = 50  # of one item
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = re.compile("[ \t\r\n]+")


class Odd:
    """Doubts about one item, each told once, and no more than a person would read."""

    def __init__(self, *doubts: str) -> None:
        self._doubts = dict.fromkeys(doubts)

    def __call__(self, doubt: str) -> None:
        """Note a doubt."""
        full = len(self._doubts) >= MOST_DOUBTS and doubt not in self._doubts
        self._doubts["there is more that is odd" if full else doubt] = None

    def doubts(self) -> tuple[str, ...]:
        """What was noted, in order."""
        return tuple(self._doubts)


def opened(raw: bytes, *, what: str) -> tuple[etree._Element, tuple[str, ...]]:
    """The root of a file and what had to be mended in it; raises Unreadable, which says `what`."""
    try:
        fixed, mends = mended(raw, most=MOST)
        root = parse(fixed, most=4 * MOST)
    except XmlRefused as refused:
        raise Unreadable(f"this is no {what}: {refused}") from None
    if sum(1 for _ in islice(root.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise Unreadable(f"this {what} has more than {MOST_ELEMENTS:,} elements")
    return root, mends


def few(items: list[etree._Element], *, what: str) -> list[etree._Element]:
    """The same items; raises Unreadable where there are more than a file brings."""
    if len(items) > MOST_ITEMS:
        raise Unreadable(
            f"this {what} brings {len(items):,} items; at most {MOST_ITEMS:,} are read"
        )
    return items


def children(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """The children with one of these names (in small letters), in whatever namespace."""
    return [] if element is None else [each for each in element if local(each) in names]


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of this name, and of that the next of the path; None where it ends."""
    for name in path:
        element = next((each for each in element if local(each) == name), None) if (
            element is not None) else None
    return element


def below(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Every element of one of these names anywhere below, in the order of the document."""
    return (each for each in element.iterdescendants() if local(each) in names)


def said(element: etree._Element | None) -> str:
    """The words of an element and of what stands in it, with single spaces."""
    return "" if element is None else tidy("".join(map(str, element.itertext())))


def tidy(text: str) -> str:
    """A text with single spaces and none at its ends."""
    return _SPACE.sub(" ", text).strip(" ")


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute without regard to capitals and namespaces, "" where there is none."""
    if element is None:
        return ""
    found = (str(v) for k, v in element.items() if str(k).rpartition("}")[2].lower() == name)
    return tidy(next(found, ""))


def when(text: str, odd: Odd, *, what: str) -> datetime | None:
    """A time; without a zone it is read as UTC and doubted, what is no time is None and doubted."""
    if not text:
        return None
    found = moment(text)
    if found is None:
        odd(f"{what} is no date: {text[:60]!r}")
    elif not _zoned(text):
        odd(f"{what} has no zone and was read as UTC: {text[:60]!r}")
    return found


def _zoned(text: str) -> bool:
    return bool(re.search(r"(Z|[+-]\d\d(:?\d\d)?)$", text[10:]))


def digits(text: str, odd: Odd, *, what: str, most: int, otherwise: int) -> int:
    """A whole number from 1 to `most`; another value is doubted and replaced."""
    if text.isascii() and text.isdigit() and len(text) < 19 and 1 <= int(text) <= most:
        return int(text)
    if text:
        odd(f"{what} is no number from 1 to {most:,}: {text[:40]!r}")
    return otherwise


def moments(*found: datetime | None) -> datetime | None:
    """The first of these times that is one."""
    return next((each.astimezone(UTC) for each in found if each), None)
