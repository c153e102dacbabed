"""The statements follow the log: each entry's story as the record has it now, or not at all.

Any process may call `apply`; the book's row is what makes each batch take effect once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from itertools import islice

from django.db import connection, transaction
from django.db.models import Q

from dateline.archive.keepingup import keep_up
from dateline.archive.models import Statement, StatementBook
from dateline.archive.statements.bringing import RULES, Change, said_by
from dateline.archive.statements.extracting import Said
from dateline.archive.statements.tokens import tokens_of
from dateline.delivery.public import epoch, touch
from dateline.record import public as record
from dateline.record.public import LogEntry, Version

log = logging.getLogger("dateline.statements")
BATCH = 500
BEAT, LOOK = 0.25, 20
ANY = "statements"


def key_of(term: int) -> str:
    """What pages about the statements of a term depend on."""
    return f"statements:{term}"


def book() -> StatementBook:
    """How far the log has been read."""
    return StatementBook.objects.get_or_create(id=1)[0]


def apply() -> bool:
    """Read a batch of the log; whether there may be more."""
    held, now = book(), epoch()
    ours = (held.epoch, held.rules) == (now, RULES)
    begin = held.seq if ours else 0
    entries = [entry for _, entry in islice(record.follow(f"{now}:{begin}"), BATCH)]
    if not entries and ours:
        return False
    guids = tuple(dict.fromkeys(entry.guid for entry in entries if entry.guid))
    read = record.head()
    live = _whole(guids)
    said = {guid: said_by(story) for guid, story in live.items()}
    with transaction.atomic():
        locked = StatementBook.objects.select_for_update().get(id=1)
        moved = (locked.epoch, locked.seq, locked.rules) != (held.epoch, held.seq, held.rules)
        if moved or not live.keys().isdisjoint(record.taken_down(read).acts):
            return True  # read again: the rows of what was taken down meanwhile are gone already
        locked.epoch, locked.rules = now, RULES
        locked.seq = entries[-1].seq if entries else begin
        terms = _bring(entries, guids, live, said, locked)
        locked.save()
        if terms:
            touch([ANY, *(key_of(term) for term in sorted(terms) if term)])
    if any(entry.act == "erase" for entry in entries):
        forget()
    return len(entries) == BATCH


def apply_all() -> None:
    """The same until there is nothing more."""
    while apply():
        pass


def _whole(guids: Sequence[str]) -> dict[str, Version]:
    found: dict[str, Version] = {}
    for begin in range(0, len(guids), 200):
        found |= record.whole(tuple(guids[begin : begin + 200]))
    return found


def _bring(
    entries: Sequence[LogEntry], guids: Sequence[str], live: dict[str, Version],
    said: dict[str, tuple[Said, ...]], held: StatementBook,
) -> set[int]:
    """Write what changed; the terms whose statements did."""
    erased = [entry.guid for entry in entries if entry.act == "erase"]
    gone = Statement.objects.filter(guid__in=erased)
    change = Change(held.seq)
    if erased:
        change.leave(gone)
        gone.delete()
    rows: dict[str, list[Statement]] = {}
    for row in Statement.objects.filter(guid__in=guids).order_by("from_seq", "position"):
        rows.setdefault(str(row.guid), []).append(row)
    for guid in guids:
        if guid in live:
            change.bring(live[guid], said[guid], rows.get(guid, ()))
        else:
            change.close(rows.get(guid, ()))
    change.write()
    held.languages = sorted({*held.languages, *(row.language for row in change.added)})
    if any(entry.act == "merge" for entry in entries):
        change.terms.update(_merged())
    return change.terms


def _merged() -> set[int]:
    """Statements of terms that another one stands for now are that one's."""
    held = {number for name in ("term", "place")
            for number in Statement.objects.values_list(name, flat=True).distinct() if number}
    into = {number: term.number for number, term in record.named(tuple(held)).items()
            if term.number != number}
    rows = list(Statement.objects.filter(Q(term__in=into) | Q(place__in=into)))
    for row in rows:
        row.term, row.place = into.get(row.term, row.term), into.get(row.place or 0, row.place)
        row.tokens = tokens_of(row)
    Statement.objects.bulk_update(rows, ("term", "place", "tokens"), 500)
    return {*into, *into.values()}


def forget() -> None:
    """What the database left of erased rows."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite"
                       else "VACUUM FULL archive_statement")


def keep_read(stop: threading.Event) -> None:
    """Follow the log until `stop` is set."""
    keep_up(stop, apply, log, "Statements go on being read", beat=BEAT, look=LOOK)
