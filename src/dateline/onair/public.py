"""The door of the radio (DESIGN 6).

Acts raise `NotAllowed` with the reason in words, and nothing is written then.
"""

from dateline.onair.breaking import NoStation, break_in, remove_station, return_to_schedule
from dateline.onair.checking import OnAirBreach, check
from dateline.onair.exporting import PART, export
from dateline.onair.founding import (
    Founded, NotDisbanded, Show, Slotted, disband, fill, found,
)
from dateline.onair.frames import register_frame
from dateline.onair.now import Air, Playing, Trouble, has_station, now_playing
from dateline.onair.recording.making import make_until as make_recordings_until
from dateline.onair.recording.reading import recent_episodes
from dateline.onair.schedule.occurring import on_at as programme_at
from dateline.onair.sound.tracks import NotSound, add_track
from dateline.onair.starting import run_radio
from dateline.onair.watching import look_after

urls = "dateline.onair.urls"

__all__ = [
    "PART",
    "Air", "Founded", "NoStation", "NotDisbanded", "NotSound", "OnAirBreach", "Playing", "Show",
    "Slotted", "Trouble", "add_track", "break_in", "check", "disband", "export", "fill", "found",
    "has_station", "look_after", "make_recordings_until", "now_playing", "programme_at",
    "recent_episodes", "register_frame", "remove_station", "return_to_schedule", "run_radio",
    "urls",
]
