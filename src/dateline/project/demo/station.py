"""The demo's radio: a week of invented programmes, with sound that the program makes itself."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import datetime, time, timedelta
from importlib.util import find_spec
from typing import Any
from zoneinfo import ZoneInfo

from dateline.jobs.public import enqueue
from dateline.onair.public import Founded, Show, Slotted, disband, found
from dateline.project.demo.words import AGENCY
from dateline.record.public import site

log = logging.getLogger("dateline.demo")
KIND = "demo-sound"
ARTIST = f"{AGENCY} Radio Workshop"
SECONDS = 240
"""How long making the sound may take."""
LEASE = timedelta(minutes=6)

WORKDAYS, WEEKEND, DAILY = (
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYDAY=SA,SU", "FREQ=DAILY")
MORNING, DAY, NIGHT = "Demo: morning", "Demo: day", "Demo: night"
SHOWS = (
    Show("Harbour Lights", "harbour-lights",
         "The first ferries, the tides and the papers of twelve countries. Invented, like all of "
         "it: what is heard are tones that the program has made.", MORNING,
         (Slotted(WORKDAYS, time(6), 180), Slotted(WEEKEND, time(8), 120))),
    Show("The Noon Signal", "the-noon-signal",
         "Twelve strokes from Signal Wharf, then what happened since breakfast.", DAY,
         (Slotted(DAILY, time(12), 30),)),
    Show("Axle Weights", "axle-weights",
         "Readers of the agency talk about article nine, at the length it deserves.", DAY,
         (Slotted("FREQ=WEEKLY;BYDAY=WE", time(17), 60),)),
    Show("Eleven Thousand Bats", "eleven-thousand-bats",
         "A documentary in nine parts from the tunnel under Mount Ishune.", NIGHT,
         (Slotted("FREQ=WEEKLY;BYDAY=SU", time(15), 45),)),
    Show("Afternoon, Corriva", "afternoon-corriva",
         "Slow chords for the hours between the market and the evening boat.", DAY,
         (Slotted(WORKDAYS, time(14), 150), Slotted(WEEKEND, time(13), 90))),
    Show("Night Ferry", "night-ferry",
         "From the last boat until it is light: low notes, long pauses between the words.", NIGHT,
         (Slotted(DAILY, time(22), 420),)),
)


def station() -> Founded:
    """The station, in the site's time zone."""
    return Founded(
        name=f"{AGENCY} Radio", description="News of countries that are on no map, and music.",
        zone=site().time_zone, fallback=DAY, shows=SHOWS)


def begin(at: datetime) -> None:
    """Found it, and have its sound made by the worker: the first start does not wait for that.

    Until then a tone is heard. Nothing is founded where the radio's parts are not installed.
    """
    what = station()
    if find_spec("av") is None or not found(what, first=at.astimezone(ZoneInfo(what.zone)).date()):
        return
    enqueue(KIND, {})


def make_sound(payload: dict[str, Any]) -> None:
    """The job: make it in a process of its own, so that what it takes is given back."""
    subprocess.run(
        [sys.executable, "-m", "dateline.project.demo.sounding"], check=True, timeout=SECONDS,
        stdin=subprocess.DEVNULL)


def end() -> None:
    """It goes, with its sound; raises NotDisbanded."""
    disband(station(), artist=ARTIST)
