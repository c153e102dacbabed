"""What readers may ask of statements: only those of the very version that is live.

Every answer is frozen and names its keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from django.db.models import QuerySet

from dateline.archive.models import Statement, StatementBook
from dateline.archive.statements.bringing import first_number
from dateline.archive.statements.following import ANY, key_of
from dateline.delivery.public import READER, depends_on, selector
from dateline.record import public as record
from dateline.record.public import Item, Term

PAGE = 20
LATELY, QUOTED = 300, 12
"""Of so many of the newest statements, so many people and organisations are told of."""
SHOWN = "statements:shown"
"""Whether readers see what the desk has not confirmed."""
DEEPEST = 5
"""So many times more rows are looked for where some of a page are not shown."""


@dataclass(frozen=True)
class Line:
    """A statement as it is shown. `speaker` is as the story names whom it has no tag of."""

    number: int
    guid: str
    words: str
    speaker: str
    role: str
    kind: str
    language: str
    at: datetime | None
    guessed: bool
    story: Item
    term: Term | None = None

    @property
    def name(self) -> str:
        """The speaker's name as it is now."""
        return self.term.name if self.term else self.speaker


@dataclass(frozen=True)
class Told:
    """A page of statements, the newest first; `more`: the number the next page is before, or 0."""

    lines: tuple[Line, ...] = ()
    more: int = 0


@selector
def said_by(
    term: int, *, before: int | None = None, since: int | None = None, limit: int = PAGE
) -> Told:
    """The statements of a person or organisation, before one number and from another one on."""
    return _told(term, {"term": term}, before, since, limit)


@selector
def said_in(
    place: int, *, before: int | None = None, since: int | None = None, limit: int = PAGE
) -> Told:
    """The same of what stands in stories with that place in their dateline."""
    return _told(place, {"place": place}, before, since, limit)


@selector
def newest_of_all(*, before: int | None = None, limit: int = PAGE) -> Told:
    """The newest statements of everybody, before a number."""
    depends_on(ANY)
    rows = _shown()
    return collected(lambda last, many: _before(rows, last, many), before, limit)


@selector
def most_quoted(*, limit: int = QUOTED) -> tuple[tuple[Term, int], ...]:
    """The people and organisations with most of the newest statements, and how many of `LATELY`."""
    depends_on(ANY)
    lines = [line for line in lines_of(_before(_shown().exclude(term=0), None, LATELY))
             if line.term]
    many = Counter(line.term.number for line in lines if line.term)
    terms = {line.term.number: line.term for line in lines if line.term}
    return tuple((terms[number], count) for number, count in many.most_common(limit))


def _told(
    key: int, where: dict[str, int], before: int | None, since: int | None, limit: int
) -> Told:
    depends_on(key_of(key))
    rows = _shown().filter(**where)
    if since is not None:
        rows = rows.filter(id__gte=since)
    return collected(lambda last, many: _before(rows, last, many), before, limit)


@selector
def years_of(term: int, zone: tzinfo, *, place: bool = False) -> tuple[int, ...]:
    """The years in which the person, organisation or place has statements, the newest first."""
    depends_on(key_of(term))
    rows = _shown().filter(**{"place" if place else "term": term})
    found = rows.datetimes("at", "year", order="DESC", tzinfo=zone)
    return tuple(at.year for at in found)


def year_bounds(year: int, zone: tzinfo) -> tuple[int, int]:
    """The first number of a year, and that of the next one."""
    begin, end = (datetime.combine(date(each, 1, 1), time(), zone) for each in (year, year + 1))
    return first_number(begin), first_number(end)


@selector
def guessed_shown() -> bool:
    """Whether readers see what the desk has not confirmed."""
    depends_on(SHOWN)
    held = StatementBook.objects.using(READER).filter(id=1).values_list("guessed_shown", flat=True)
    return bool(next(iter(held), True))


@selector
def languages() -> tuple[str, ...]:
    """The languages of all statements."""
    depends_on(ANY)
    held = StatementBook.objects.using(READER).filter(id=1).values_list("languages", flat=True)
    return tuple(next(iter(held), ()))


def _shown() -> QuerySet[Statement]:
    rows = Statement.objects.using(READER).filter(to_seq=None).exclude(standing="denied")
    return rows if guessed_shown() else rows.exclude(standing="guessed")


def _before(rows: QuerySet[Statement], last: int | None, many: int) -> list[Statement]:
    found = rows if last is None else rows.filter(id__lt=last)
    return list(found.order_by("-id")[:many])


def collected(ask: Callable[[int | None, int], Sequence[Statement]], before: int | None,
              limit: int) -> Told:
    """A page of what `ask(before, many)` finds, without what is not of a live version."""
    lines: list[Line] = []
    for _again in range(DEEPEST):
        rows = ask(before, limit + 1)
        lines += lines_of(rows)
        if len(rows) <= limit:
            break
        before = rows[-1].id
        if len(lines) > limit:
            break
    else:
        return Told(tuple(lines[:limit]), lines[limit - 1].number if len(lines) > limit else
                    int(before or 0))
    more = lines[limit - 1].number if len(lines) > limit else 0
    return Told(tuple(lines[:limit]), more)


def lines_of(rows: Iterable[Statement]) -> list[Line]:
    """Those of a live version, with their stories and speakers."""
    rows = list(rows)
    live = record.live_versions(tuple({str(row.guid) for row in rows}))
    terms = record.named(tuple({row.term for row in rows if row.term}))
    return [_line(row, live[str(row.guid)][1], terms.get(row.term)) for row in rows
            if str(row.guid) in live and live[str(row.guid)][0] == row.version]


def _line(row: Statement, story: Item, term: Term | None) -> Line:
    return Line(row.id, str(row.guid), row.words, row.speaker, row.role, row.kind, row.language,
                row.at, row.standing == "guessed", story, term)

