"""The radio's part of an export, in the order that restores it.

Not in it: presenters' passwords, and what is on air at the moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.delivery.public import READER
from dateline.lib.rows import Table, tables
from dateline.onair.models import (
    Alarm,
    Change,
    Episode,
    Listened,
    Peak,
    Playlist,
    PlaylistItem,
    Presenter,
    Programme,
    Recording,
    Slot,
    Station,
    Track,
)


def export() -> Iterator[Table]:
    """Yield (name, rows) for each table of the radio; run it in one snapshot."""
    schedule = (Presenter, Programme, Slot, Slot.presenters.through, Change)
    made = (Recording, Episode, Listened, Peak, Alarm)
    for name, rows, total in tables(
            (Track, Playlist, PlaylistItem, Station, *schedule, *made), READER):
        yield Table(name, map(_without_password, rows), total)


def _without_password(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "password"}
