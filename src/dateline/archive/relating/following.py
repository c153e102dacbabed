"""Which part of the log comes next: what is new first, then backfile, the newest of it first."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from dateline.archive.models import RelatedCursor
from dateline.delivery.public import READER, epoch
from dateline.record import public as record
from dateline.record.public import LogEntry

NEWS, LOOKED = 20, 1000
"""So many entries of news are done at once, and so many entries looked through for them."""
OLDER = 50
_DOWN = frozenset({"withdraw", "expire", "kill", "erase"})


@dataclass(frozen=True)
class Cursor:
    """Up to entry `seq` the log is looked through; in the parts `waiting` backfile is still to be
    done, from each one's end on."""

    seq: int
    waiting: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Told:
    """A story that an entry tells of. `anew`: it was public before in another version."""

    guid: str
    seq: int
    news: bool
    anew: bool


@dataclass(frozen=True)
class Part:
    """A part of the log to be done, as of entry `seq`, and the cursor after it."""

    seq: int
    after: Cursor
    stories: tuple[Told, ...] = ()
    gone: frozenset[str] = field(default_factory=frozenset)
    erased: frozenset[str] = field(default_factory=frozenset)


def cursor(*, lock: bool = False) -> Cursor | None:
    """Where it is; None before the first time. `lock`: nobody else moves it in this transaction."""
    if lock:
        RelatedCursor.objects.get_or_create(id=1, defaults={"seq": -1})
    rows = RelatedCursor.objects.select_for_update() if lock else (
        RelatedCursor.objects.using(READER))
    row = rows.filter(id=1).first()
    if row is None or row.seq < 0:
        return None
    return Cursor(row.seq, tuple((first, last) for first, last in row.waiting))


def next_part(held: Cursor | None, until: int) -> Part | None:
    """The next part, of entries up to `until`; None: everything is done."""
    if held is None:
        return Part(until, Cursor(until, ((1, until),) if until else ()))
    if held.seq < until:
        return _news(held, until)
    return _older(held) if held.waiting else None


def _news(held: Cursor, until: int) -> Part:
    stories, waiting = list[Told](), list(held.waiting)
    gone, erased = set[str](), set[str]()
    seq = held.seq
    for entry in _entries(held.seq, min(until, held.seq + LOOKED)):
        if len(stories) + len(gone) >= NEWS:
            break
        seq = entry.seq
        if entry.act in _DOWN:
            gone.add(entry.guid)
            erased |= {entry.guid} if entry.act == "erase" else set()
        elif entry.guid and entry.news:
            stories.append(_told(entry))
        elif entry.guid:
            _wait(waiting, entry.seq)
    last = {each.guid: each for each in stories}  # of a story its last entry
    return Part(until, Cursor(seq, tuple(waiting)), tuple(last.values()),
                frozenset(gone), frozenset(erased))


def _told(entry: LogEntry) -> Told:
    return Told(entry.guid, entry.seq, entry.news, entry.version > 1)


def _wait(waiting: list[tuple[int, int]], seq: int) -> None:
    """One entry more that waits: the last part grows, or a new one begins."""
    if waiting and waiting[-1][1] == seq - 1:
        waiting[-1] = (waiting[-1][0], seq)
    else:
        waiting.append((seq, seq))


def _older(held: Cursor) -> Part:
    """The end of the last part that waits."""
    *rest, (first, last) = held.waiting
    begin = max(first, last - OLDER + 1)
    entries = [entry for entry in _entries(begin - 1, last) if entry.guid]
    left = (*rest, (first, begin - 1)) if begin > first else tuple(rest)
    told = {entry.guid: _told(entry) for entry in entries if entry.act not in _DOWN}
    return Part(held.seq, Cursor(held.seq, left), tuple(reversed(told.values())))


def _entries(after: int, until: int) -> list[LogEntry]:
    found = record.follow(f"{epoch()}:{after}")
    return [entry for _, entry in islice(found, max(until - after, 0))]
