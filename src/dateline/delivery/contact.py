"""Whether this machine is in touch with the primary: when its tailer last read the head there.

The tailer writes the time into a cell beside the head word, which all processes of the machine
share. The clock is the one that neither steps nor stops while the machine sleeps (CLOCK_BOOTTIME).
On SQLite nobody writes it: whoever publishes tells this very store before he is acknowledged.
"""

from __future__ import annotations

import time

from django.conf import settings

from dateline.delivery.machine import shelf
from dateline.delivery.shelf import StoreTrouble
from dateline.delivery.word import LEASE, Word

APART = 5.0
"""Seconds without word from the primary after which a machine says so."""


class OutOfTouch(Exception):
    """Nothing can be vouched for here: the primary was not heard for `STALE_MAX` seconds."""


def now() -> int:
    """Nanoseconds, the same for all processes of the machine, counted on while it sleeps."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME)


def apart(word: Word) -> float:
    """Seconds since the primary was heard; 0 while in touch, or where nobody listens."""
    heard = word.heard
    silent = (now() - heard) / 1e9 if heard else 0.0
    return silent if silent >= APART else 0.0


def too_long(silent: float) -> bool:
    """Whether nothing can be vouched for after so many seconds; a look may be `LEASE` old."""
    return silent > 0 and silent >= settings.STALE_MAX - LEASE


def silence() -> float:
    """`apart` now; 0 too where there is no store: what is rendered comes from the primary then."""
    try:
        return apart(shelf().word())
    except StoreTrouble:
        return 0.0


def vouch() -> None:
    """Raise OutOfTouch if this machine must not answer with a page."""
    silent = silence()
    if too_long(silent):
        raise OutOfTouch(f"the primary was not heard for {silent:.0f} seconds")
