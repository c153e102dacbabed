"""How many live stories each day has, now and as it was: kept by day and era, exact at each entry.

The days are of UTC. A span that begins or ends within one, as a day of another zone does, has the
stories of that part counted by themselves; so a change of the site's zone needs no new counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import accumulate, pairwise

from django.db import connection

from dateline.delivery.public import depends_on, selector
from dateline.record.dating import keys_between
from dateline.record.documents import Listing
from dateline.record.listing import found, listed, versions
from dateline.record.models import ERA, UNDATED
from dateline.record.past import THEN, Where, ask, eras

UTC_DAY = {
    "sqlite": "substr(sort_at, 1, 10)",
    "postgresql": "to_char(sort_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
}
MICROSECOND = UNDATED.resolution
DATED = UNDATED + MICROSECOND


@selector
def per_span(bounds: Sequence[datetime], *, as_of: int | None = None) -> tuple[int, ...]:
    """How many live stories are dated from each bound (inclusive) up to the next (exclusive)."""
    depends_on(*keys_between(bounds[0], bounds[-1]))
    days = [bound.astimezone(UTC).date() for bound in bounds]
    before = [0] * (len(bounds) + 1)
    for day, count in _days(days[0], days[-1], as_of).items():
        before[bisect_right(days, day)] += count
    upto = [
        whole + part
        for whole, part in zip(accumulate(before), _parts(bounds, as_of), strict=False)
    ]
    return tuple(after - before for before, after in pairwise(upto))


@selector
def undated(*, as_of: int | None = None) -> int:
    """How many live stories have no date."""
    depends_on("undated")
    day = UNDATED.date()
    return _days(day, date(day.year, day.month, day.day + 1), as_of).get(day, 0)


@selector
def dated(
    start: datetime, end: datetime, *, before: str = "", limit: int = 30, as_of: int | None = None
) -> Listing:
    """The live stories dated from `start` up to `end` (at most 62 days), newest first."""
    depends_on(*keys_between(start, end))
    return listed(Where(live=True, start=start, end=end), before, limit, as_of)


@selector
def without_date(*, before: str = "", limit: int = 30, as_of: int | None = None) -> Listing:
    """The live stories that have no date, those published last first."""
    depends_on("undated")
    return listed(Where(live=True, end=DATED), before, limit, as_of)


@selector
def around(
    start: datetime, end: datetime, *, as_of: int | None = None
) -> tuple[datetime | None, datetime | None]:
    """When the last story before `start` is dated, and the first one from `end` on."""
    earlier = _one(Where(live=True, start=DATED, end=start), as_of)
    later = _one(Where(live=True, start=end), as_of, oldest=True)
    for first, last in ((earlier, start), (end, later)):
        depends_on(*(keys_between(first, last) if first and last else ("archive",)))
    return earlier, later


@selector
def first_and_last() -> tuple[datetime, datetime] | None:
    """The moments that the oldest and the newest live story are dated; None: none is dated."""
    depends_on("archive")
    said, values = Where(live=True, start=DATED).terms()
    one = (f"(SELECT CAST(sort_at AS text) FROM record_version WHERE to_seq IS NULL AND {said}"  # noqa: S608
           " ORDER BY sort_at {} LIMIT 1)")
    (first, last), = ask(f"SELECT {one.format('')}, {one.format('DESC')}", values * 2)
    return (_moment(first), _moment(last)) if first else None


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=UTC)


def _one(where: Where, as_of: int | None, *, oldest: bool = False) -> datetime | None:
    numbers = found(where, as_of, 1, oldest=oldest)
    return versions(numbers, as_of)[0].sort_at if numbers else None


def _days(first: date, last: date, as_of: int | None) -> dict[date, int]:
    """How many stories are dated on each day (UTC) from `first` up to `last`."""
    adapt = connection.ops.adapt_datefield_value
    kept = "SELECT CAST(day AS text) AS day, change FROM record_day WHERE day >= %s AND day < %s"
    values = [adapt(first), adapt(last)]
    if as_of is None:
        return _summed(kept, values)
    said, spans = Where(live=True, start=_midnight(first), end=_midnight(last)).terms()
    day, era = UTC_DAY[connection.vendor], as_of >> ERA
    return _summed(
        f"{kept} AND era < {era}"  # noqa: S608
        f" UNION ALL SELECT {day}, 1 FROM record_version"
        f" WHERE (from_seq >> {ERA}) = {era} AND from_seq <= {as_of} AND {said}"
        f" UNION ALL SELECT {day}, -1 FROM record_version"
        f" WHERE to_seq >= {era << ERA} AND to_seq <= {as_of} AND {said}",
        [*values, *spans, *spans],
    )


def _summed(changes: str, values: list[object]) -> dict[date, int]:
    rows = ask(f"SELECT day, SUM(change) FROM ({changes}) AS changes GROUP BY day", values)  # noqa: S608
    return {date.fromisoformat(day): int(count) for day, count in rows}


def _parts(bounds: Sequence[datetime], as_of: int | None) -> list[int]:
    """For each bound how many stories are dated before it on its own day (UTC)."""
    parts, values = [], []
    for n, bound in enumerate(bounds):
        midnight = _midnight(bound.astimezone(UTC).date())
        if bound != midnight:
            said, given = Where(live=True, start=midnight, end=bound).terms()
            then = "to_seq IS NULL" if as_of is None else (
                f"(from_seq >> {ERA}) IN ({eras(as_of)}) AND {THEN.format(as_of)}")
            parts.append(f"SELECT {n}, COUNT(*) FROM record_version WHERE {then} AND {said}")  # noqa: S608
            values += given
    counted = dict(ask(" UNION ALL ".join(parts), values)) if parts else {}
    return [counted.get(n, 0) for n in range(len(bounds))]


def counted_anew() -> dict[tuple[date, int], int]:
    """By day and era what `record_day` must say, from the versions themselves; zeros left out."""
    day = UTC_DAY[connection.vendor]
    rows = ask(
        "SELECT day, era, SUM(change) FROM ("  # noqa: S608
        f"SELECT {day} AS day, from_seq >> {ERA} AS era, 1 AS change"
        " FROM record_version WHERE state = 'live' UNION ALL "
        f"SELECT {day}, to_seq >> {ERA}, -1"
        " FROM record_version WHERE state = 'live' AND to_seq IS NOT NULL"
        ") AS changes GROUP BY day, era HAVING SUM(change) <> 0", [],
    )
    return {(date.fromisoformat(day), era): int(change) for day, era, change in rows}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
