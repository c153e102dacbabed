"""A story that was taken out of public is acknowledged when this machine's index has let go of it.

The gate asks one cheap question of the log: was anything taken down past what is applied here? If
so it applies that itself, so that it does not need the worker. Every answer leaves such stories
out in any case (`finding`): where the index is worked on for longer than `PATIENCE`, or cannot be
written, that is what the acknowledgement rests on, and it is told in the log.
"""

from __future__ import annotations

import logging

from django.db import Error

from dateline.archive.searching import places
from dateline.archive.searching.applying import apply
from dateline.record import public as record

log = logging.getLogger("dateline.search")
PATIENCE = 10.0


def wait(tick: int) -> None:
    """Return once nothing that the log took out of public is in this machine's index."""
    place = places.named("current")
    position = place.position() if place else None
    if position is None or not record.taken_down_since(position.seq):
        return
    try:
        while apply(patience=PATIENCE):
            held = places.named("current")
            position = held.position() if held else None
            if position is None or not record.taken_down_since(position.seq):
                return
    except (places.Busy, OSError, ValueError, Error) as trouble:
        log.warning("Tick %d took a story out of public; the search leaves it out of answers, but "
                    "its index still holds it: %s", tick, trouble)
