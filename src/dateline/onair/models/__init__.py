"""The tables of the radio."""

from dateline.onair.models.counting import DayKey, Download, Listened, Peak, WebListener
from dateline.onair.models.recordings import Episode, Recording
from dateline.onair.models.schedule import Change, Presenter, Programme, Slot
from dateline.onair.models.sound import Playlist, PlaylistItem, Track
from dateline.onair.models.station import Alarm, OnAir, Station

__all__ = [
    "Alarm", "Change", "DayKey", "Download", "Episode", "Listened", "OnAir", "Peak", "Playlist",
    "PlaylistItem", "Presenter", "Programme", "Recording", "Slot", "Station", "Track",
    "WebListener",
]
