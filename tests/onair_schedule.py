"""The cast of a radio's schedule: a station, its programmes and slots, as a chief editor made them.
"""

from __future__ import annotations

import sys
from datetime import date, time
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from dateline.onair.models import Programme, Slot, Station
from dateline.onair.schedule.programming import ProgrammeSaid, keep_programme
from dateline.onair.schedule.slotting import SlotSaid, keep_slot
from dateline.onair.schedule.stationing import StationSaid, set_up_station
from dateline.people.public import User


def sound_is_there() -> None:
    """Stand in for the part that keeps files of sound, where it is not built yet."""
    try:
        import_module("dateline.onair.sound.files")
    except ModuleNotFoundError:
        made = ModuleType("dateline.onair.sound.files")
        made.path_of = lambda digest, kind: Path("/audio") / f"{digest}.mp3"  # type: ignore[attr-defined]
        sys.modules[made.__name__] = made


def station(by: User, zone: str = "Europe/Berlin", **more: Any) -> Station:
    """The station, by the clock of a zone."""
    return set_up_station(by, StationSaid(**{"name": "Radio Dateline", "zone": zone} | more))


def programme(by: User, name: str = "Morning News", **more: Any) -> Programme:
    """A programme."""
    return keep_programme(by, ProgrammeSaid(name, **more))


def slot(by: User, of: Programme, day: str, at: str, minutes: int = 60, rule: str = "",
         **more: Any) -> Slot:
    """A slot of it."""
    return keep_slot(by, SlotSaid(of.pk, date.fromisoformat(day), time.fromisoformat(at), minutes,
                                  rule, **more))
