"""What a subscriber was given, newest first, as its people may see it now; and a search in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from dateline.delivery.public import snapshot
from dateline.record.public import Version, whole
from dateline.wire.models import Allotment, Subscriber
from dateline.wire.subscribers.selecting import Filter, filters

PAGE, CHUNK, MOST = 30, 100, 1000
"""Lines on a page; and a search looks through at most so many stories at once, in chunks."""


@dataclass(frozen=True)
class Search:
    """What is looked for; empty: everything. `product` is the number of one of the subscriber's."""

    words: str = ""
    section: str = ""
    language: str = ""
    urgency: int = 0
    product: int = 0

    def __bool__(self) -> bool:
        return any((self.words, self.section, self.language, self.urgency, self.product))


@dataclass(frozen=True)
class Line:
    """A story by its newest number; `version` is None where its text may not be shown (here)."""

    number: int
    guid: str
    act: str
    kind: str
    at: datetime
    version: Version | None

    @property
    def gone(self) -> bool:
        """Whether it was taken back."""
        return self.kind == "cancel" or (self.kind == "version" and self.version is None)

    @property
    def withheld(self) -> bool:
        """Whether it is given before its time."""
        return self.kind == "withheld" and self.version is None


@dataclass(frozen=True)
class Found:
    """Lines of a page; `more`: the number to go on before, 0 at the end."""

    lines: tuple[Line, ...]
    more: int


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


def newest(subscriber: Subscriber) -> QuerySet[Allotment]:
    """The newest number of each story."""
    later = Allotment.objects.filter(
        guid=OuterRef("guid"), subscriber=subscriber, number__gt=OuterRef("number"))
    rows = Allotment.objects.filter(subscriber=subscriber)
    return rows.exclude(Exists(later)).order_by("-number")


def found(subscriber: Subscriber, search: Search, *, before: int = 0) -> Found:
    """A page of what was given; of a search what is found among the next thousand stories."""
    rows = newest(subscriber)
    if before:
        rows = rows.filter(number__lt=before)
    product = _product(subscriber, search)
    lines: list[Line] = []
    for seen, line in enumerate(_lines(rows), start=1):
        if _fits(line, search, product):
            lines.append(line)
        if len(lines) > PAGE:
            return Found(tuple(lines[:PAGE]), lines[PAGE - 1].number)
        if seen >= MOST:
            return Found(tuple(lines), line.number)
    return Found(tuple(lines), 0)


def _lines(rows: QuerySet[Allotment]) -> Iterator[Line]:
    """Chunk by chunk, so that a page asks no more than it shows."""
    chunk = list(rows[:CHUNK])
    while chunk:
        with snapshot():
            texts = whole(tuple(str(row.guid) for row in chunk if row.kind != "cancel"))
        for row in chunk:
            guid = str(row.guid)
            yield Line(row.number, guid, row.act, row.kind, row.at, texts.get(guid))
        chunk = list(rows.filter(number__lt=chunk[-1].number)[:CHUNK])


def _product(subscriber: Subscriber, search: Search) -> Filter | None:
    rows = subscriber.products.filter(pk=search.product) if search.product else []
    return next(iter(filters(rows)), None)


def _fits(line: Line, search: Search, product: Filter | None) -> bool:
    version = line.version
    if not search:
        return True
    if version is None:
        return False
    return (
        (not search.section or (version.section is not None
                                and version.section.name == search.section))
        and (not search.language or version.language.lower() == search.language.lower())
        and (not search.urgency or (version.urgency or 9) <= search.urgency)
        and (not search.product or (product is not None and product.selects(version)))
        and all(word in _text(version) for word in search.words.casefold().split())
    )


def _text(version: Version) -> str:
    parts = [version.headline, version.slugline, version.standfirst]
    for block in version.blocks:
        parts += [block.text, block.speaker, *block.items, *(" ".join(row) for row in block.rows)]
    return " ".join(parts).casefold()
