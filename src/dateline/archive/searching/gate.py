"""A story that was taken out of public is acknowledged when this machine's index has let go of it.

However far the index is behind the log, that happens out of turn. Every answer leaves such stories
out in any case (`finding`): where the index is worked on for longer than `PATIENCE`, or cannot be
written, that is what the acknowledgement rests on, and it is told in the log. An erased text goes
from the files as well, which are made anew for it: where the index is far behind, by the worker.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace

from django.db import Error

from dateline.archive.searching import places
from dateline.archive.searching.applying import apply, let_go
from dateline.delivery.public import epoch
from dateline.record import public as record
from dateline.record.public import TakenDown

log = logging.getLogger("dateline.search")
PATIENCE = 10.0
MANY = 500
_done: TakenDown | None = None
"""What this process let go of last."""


def wait(tick: int) -> None:
    """Return once nothing that the log took out of public is in this machine's index."""
    global _done
    place = places.named("current")
    position = place.position() if place else None
    if position is None or position.epoch != epoch():
        return
    try:
        down = record.taken_down(position.seq, seen=_done)
        guids = list(down.acts)
        for first in range(0, len(guids), MANY):
            let_go(guids[first : first + MANY], patience=PATIENCE)
        if "erase" in down.acts.values():
            _make_anew()
    except (places.Busy, OSError, ValueError, Error) as trouble:
        log.warning("Tick %d took a story out of public; the search leaves it out of answers, but "
                    "its index still holds it: %s", tick, trouble)
    else:
        _done = replace(down, acts={})


def _make_anew() -> None:
    """Apply what there is, so that the files are made without what was erased, for a while."""
    ends = time.monotonic() + PATIENCE
    while apply(patience=PATIENCE) and time.monotonic() < ends:
        pass
