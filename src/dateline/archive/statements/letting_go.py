"""A story that was taken out of public is acknowledged when its statements are found no more.

However far the reading of the log is behind, that happens out of turn: what was never read has no
rows yet, and `following.apply` writes none of a story that was taken down while it was reading.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from django.db import Error, transaction

from dateline.archive.models import Statement, StatementBook
from dateline.archive.statements.bringing import Change
from dateline.archive.statements.following import ANY, forget, key_of
from dateline.delivery.public import epoch, touch
from dateline.record import public as record
from dateline.record.public import TakenDown

log = logging.getLogger("dateline.statements")
MANY = 500
_done: TakenDown | None = None
"""What this process let go of last."""


def wait(tick: int) -> None:
    """The gate: return once no statement of a story that was taken down is left to be found."""
    global _done
    held = StatementBook.objects.filter(id=1).first()
    if held is None:
        return
    try:
        down = record.taken_down(held.seq if held.epoch == epoch() else 0, seen=_done)
        guids = list(down.acts)
        for first in range(0, len(guids), MANY):
            _let_go({guid: down.acts[guid] for guid in guids[first : first + MANY]}, down.seq)
        if "erase" in down.acts.values():
            forget()
    except (Error, OSError) as trouble:
        log.warning("Tick %d took a story out of public; its statements are shown no more, but "
                    "their rows are still there: %s", tick, trouble)
    else:
        _done = replace(down, acts={})


def _let_go(down: Mapping[str, str], seq: int) -> None:
    """Close the rows of these stories, unless they are public again; delete those of erased ones.

    The book is locked, so that what is being written meanwhile is there to be closed.
    """
    with transaction.atomic():
        StatementBook.objects.select_for_update().get(id=1)
        rows = Statement.objects.filter(guid__in=down)
        erased = rows.filter(guid__in=[guid for guid, act in down.items() if act == "erase"])
        change = Change(seq)
        change.leave(erased)
        erased.delete()
        left = list(rows.filter(to_seq=None))
        live = record.whole(tuple({str(row.guid) for row in left}))
        change.close(row for row in left if str(row.guid) not in live)
        change.write()
        if change.terms:
            touch([ANY, *(key_of(term) for term in sorted(change.terms) if term)])
