"""The tables of the radio."""

from dateline.onair.models.counting import Listened, Peak
from dateline.onair.models.recordings import Episode, Recording
from dateline.onair.models.schedule import Change, Presenter, Programme, Slot
from dateline.onair.models.sound import Playlist, PlaylistItem, Track
from dateline.onair.models.station import Alarm, OnAir, Station

__all__ = [
    "Alarm", "Change", "Episode", "Listened", "OnAir", "Peak", "Playlist", "PlaylistItem",
    "Presenter", "Programme", "Recording", "Slot", "Station", "Track",
]
