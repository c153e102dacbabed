"""Lists as they stood after an entry, without looking at what was made public since.

The log is parted into eras of 2 ** 15 entries, and an index sorts the rows of each: the newest
of every era up to the one asked for are merged. So a page of the past takes a seek an era, however
much came later. One statement holds some 500 eras: 16 million entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connections

from dateline.delivery.public import READER
from dateline.record.models import ERA, TermName

THEN = "from_seq <= {0} AND (to_seq IS NULL OR to_seq > {0})"


@dataclass(frozen=True)
class Where:
    """What is looked for: equal columns, dated from `start` up to `end`, sorted after a story in
    the order of lists (older ones), or before one (`newer`)."""

    table: str = "record_version"
    live: bool = False
    equal: Mapping[str, int | str] = field(default_factory=dict)
    start: datetime | None = None
    end: datetime | None = None
    after: tuple[datetime, int] | None = None
    newer: tuple[datetime, int] | None = None

    def terms(self) -> tuple[str, list[Any]]:
        """As conditions with their values, as the database takes them."""
        said = ["state = 'live'"] if self.live else []
        said += [f"{name} = %s" for name in self.equal]
        values: list[Any] = list(self.equal.values())
        for sign, at in ((">=", self.start), ("<", self.end)):
            if at:
                said, values = [*said, f"sort_at {sign} %s"], [*values, _given(at)]
        for place, past in ((self.after, "<="), (self.newer, ">=")):
            if place:
                at, beyond = _given(place[0]), ">=" if past == "<=" else "<="
                said += [f"sort_at {past} %s", f"NOT (sort_at = %s AND story_id {beyond} %s)"]
                values += [at, at, place[1]]
        return " AND ".join(said) or "1 = 1", values


def newest_now(where: Where, limit: int, *, oldest: bool = False) -> list[int]:
    """The stories found, by number: newest first, or the oldest ones first."""
    said, values = where.terms()
    rows = ask(
        f"SELECT story_id FROM {where.table} WHERE to_seq IS NULL AND {said}"  # noqa: S608
        f" ORDER BY {_order(oldest)} LIMIT {limit}", values,
    )
    return [story for (story,) in rows]


def newest_then(where: Where, as_of: int, limit: int, *, oldest: bool = False) -> list[int]:
    """The same as of an entry."""
    said, values = where.terms()
    numbers = range((as_of >> ERA) + 1)
    each = (
        f"SELECT story_id, sort_at FROM (SELECT story_id, sort_at FROM {where.table}"  # noqa: S608
        f" WHERE (from_seq >> {ERA}) = {era} AND {THEN.format(as_of)} AND {said}"
        f" ORDER BY {_order(oldest)} LIMIT {limit}) AS era{era}"
        for era in numbers
    )
    rows = ask(
        f"{' UNION ALL '.join(each)} ORDER BY {_order(oldest)} LIMIT {limit}",
        values * len(numbers),
    )
    return [story for story, _at in rows]


def counted_then(where: Where, as_of: int) -> int:
    """How many were found as of an entry."""
    said, values = where.terms()
    rows = ask(
        f"SELECT COUNT(*) FROM {where.table} WHERE (from_seq >> {ERA}) IN ({eras(as_of)})"  # noqa: S608
        f" AND {THEN.format(as_of)} AND {said}", values,
    )
    return int(rows[0][0])


def eras(as_of: int) -> str:
    """The eras up to that of an entry, as a list in a statement."""
    return ", ".join(str(era) for era in range((as_of >> ERA) + 1))


def _order(oldest: bool) -> str:
    return "sort_at, story_id" if oldest else "sort_at DESC, story_id DESC"


_DOSSIERS = f"""SELECT name.id, COALESCE((
    SELECT MAX(from_seq) FROM record_placement AS placed WHERE placed.term_id = name.term_id
    AND (from_seq >> {ERA}) = %s AND from_seq <= %s
), (
    SELECT MAX(from_seq) FROM record_placement AS placed WHERE placed.term_id = name.term_id
    AND (from_seq >> {ERA}) = (
        SELECT (from_seq >> {ERA}) FROM record_placement AS earlier
        WHERE earlier.term_id = name.term_id AND (from_seq >> {ERA}) < %s
        ORDER BY (from_seq >> {ERA}) DESC LIMIT 1
    )
)) AS touched FROM record_termname AS name
WHERE name.family = 'dossier' AND {THEN.replace("from_seq", "name.from_seq").replace(
    "to_seq", "name.to_seq").format("%s")} AND EXISTS (
    SELECT 1 FROM record_placement AS placed WHERE placed.term_id = name.term_id
    AND (from_seq >> {ERA}) <= %s AND {THEN.format("%s")}
) ORDER BY touched DESC, name.term_id LIMIT %s"""  # noqa: S608


def dossiers_then(as_of: int, limit: int) -> list[TermName]:
    """The names of dossiers that had live stories, those a story was placed in last first."""
    era = as_of >> ERA
    rows = ask(_DOSSIERS, [era, as_of, era, as_of, as_of, era, as_of, as_of, limit])
    names = TermName.objects.using(READER).in_bulk([pk for pk, _touched in rows])
    return [names[pk] for pk, _touched in rows]


def ask(statement: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement, on the reader."""
    with connections[READER].cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())


def _given(at: datetime) -> Any:
    """The time as the database takes it."""
    return connections[READER].ops.adapt_datetimefield_value(at)
