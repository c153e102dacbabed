"""What a subscriber was given, newest first, as its people may see it now; and a search in it.

A search walks back through the subscriber's own sequence and stops after a bound, saying how far it
came: so its time does not grow with the archive. Words are looked for in headline and slugline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from dateline.delivery.public import snapshot
from dateline.record.public import Glance, glances, whole
from dateline.wire.models import Allotment, Subscriber
from dateline.wire.subscribers.selecting import Filter, filters

PAGE = 30
"""Lines on a page."""
CHUNK, MOST = 500, 5000
"""Numbers that are looked at together; and so many at most by one search."""
READ, MOST_READ = 100, 500
"""The same where texts have to be read, to see what a product selects."""


@dataclass(frozen=True)
class Search:
    """What is looked for; empty: everything. `product` is the number of one of the subscriber's."""

    words: str = ""
    section: str = ""
    language: str = ""
    urgency: int = 0
    product: int = 0

    def __bool__(self) -> bool:
        return bool(self.words) or self.narrow

    @property
    def narrow(self) -> bool:
        """Whether anything but words is asked for."""
        return any((self.section, self.language, self.urgency, self.product))


@dataclass(frozen=True)
class Line:
    """A story by its newest number; `glance` is None where its text may not be shown (here)."""

    number: int
    guid: str
    act: str
    kind: str
    at: datetime
    glance: Glance | None

    @property
    def gone(self) -> bool:
        """Whether it was taken back."""
        return self.kind == "cancel" or (self.kind == "version" and self.glance is None)

    @property
    def withheld(self) -> bool:
        """Whether it is given before its time."""
        return self.kind == "withheld" and self.glance is None


@dataclass(frozen=True)
class Found:
    """Lines of a page; `more`: the number to go on before, 0 at the end.

    `searched`: how many numbers were looked at, of a search that did not fill the page; `back`:
    when the last of them was given.
    """

    lines: tuple[Line, ...]
    more: int
    searched: int = 0
    back: datetime | None = None


class Row(NamedTuple):
    """What is needed of a number."""

    number: int
    guid: UUID
    act: str
    kind: str
    at: datetime


def search_of(sent: Mapping[str, str]) -> Search:
    """What a query asks for; what makes no sense is not asked."""
    return Search(
        words=sent.get("words", "").replace("\0", "").strip()[:100],
        section=sent.get("section", "")[:100], language=sent.get("language", "")[:35],
        urgency=_number(sent.get("urgency", ""), 9),
        product=_number(sent.get("product", ""), 10**9),
    )


def number_of(text: str) -> int:
    """A number of a sequence; 0 for none."""
    return _number(text, 10**15)


def _number(text: str, most: int) -> int:
    fits = text.isascii() and text.isdecimal() and len(text) < 17
    return int(text) if fits and int(text) <= most else 0


def found(subscriber: Subscriber, search: Search, *, before: int = 0) -> Found:
    """A page of what was given; of a search what is found before its bound."""
    product = _product(subscriber, search)
    step, most = (READ, MOST_READ) if search.product else (CHUNK, MOST)
    lines, looked, back = list[Line](), 0, None
    for rows in _chunks(subscriber, before, step if search else 2 * PAGE):
        lines += _found(_lines(subscriber, rows), search, product)
        looked, back = looked + len(rows), rows[-1].at
        if len(lines) > PAGE:
            return Found(tuple(lines[:PAGE]), lines[PAGE - 1].number)
        if looked >= most:
            return Found(tuple(lines), rows[-1].number, looked if search else 0, back)
    return Found(tuple(lines), 0, looked if search else 0, back)


def _chunks(subscriber: Subscriber, before: int, step: int) -> Iterator[list[Row]]:
    """The sequence from its end on."""
    rows = Allotment.objects.filter(subscriber=subscriber).order_by("-number")
    while True:
        left = rows.filter(number__lt=before) if before else rows
        chunk = [Row(*row) for row in left.values_list(*Row._fields)[:step]]
        if not chunk:
            return
        yield chunk
        before = chunk[-1].number


def _lines(subscriber: Subscriber, rows: list[Row]) -> list[Line]:
    """Those that are the newest number of their story."""
    guids = {row.guid for row in rows}
    later = Allotment.objects.filter(
        subscriber=subscriber, guid__in=guids, number__gt=rows[0].number)
    newer = set(later.values_list("guid", flat=True))
    newest: dict[UUID, Row] = {}
    for row in rows:
        if row.guid not in newer:
            newest.setdefault(row.guid, row)
    with snapshot():
        shown = glances(tuple(str(guid) for guid, row in newest.items() if row.kind != "cancel"))
    return [Line(row.number, str(row.guid), row.act, row.kind, row.at, shown.get(str(row.guid)))
            for row in newest.values()]


def _found(lines: list[Line], search: Search, product: Filter | None) -> list[Line]:
    fitting = [line for line in lines if _fits(line, search)] if search else lines
    if not search.product:
        return fitting
    with snapshot():
        texts = whole(tuple(line.guid for line in fitting)) if product is not None else {}
    return [line for line in fitting if product is not None and line.guid in texts
            and product.selects(texts[line.guid])]


def _product(subscriber: Subscriber, search: Search) -> Filter | None:
    """The product asked for; None: none, or it is not one of this subscriber's."""
    rows = subscriber.products.filter(pk=search.product) if search.product else []
    return next(iter(filters(rows)), None)


def _fits(line: Line, search: Search) -> bool:
    glance = line.glance
    if glance is None:
        return False
    text = f"{glance.headline} {glance.slugline}".casefold()
    return (
        (not search.section or glance.section == search.section)
        and (not search.language or glance.language.lower() == search.language.lower())
        and (not search.urgency or (glance.urgency or 9) <= search.urgency)
        and all(word in text for word in search.words.casefold().split())
    )
