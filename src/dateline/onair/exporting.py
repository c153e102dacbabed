"""The radio's part of an export, in the order that restores it.

Not in it: presenters' passwords, and what is on air at the moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from dateline.delivery.public import READER
from dateline.lib.parts import Part
from dateline.lib.rows import UNUSABLE, Kept, Table
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
from dateline.onair.recording.covers import TYPE, cover_path
from dateline.onair.sound.files import path_of

_SCHEDULE = (Programme, Slot, Slot.presenters.through, Change)
_MADE = (Recording, Episode, Listened, Peak, Alarm)
_PASSING = "counts of the last minutes, for the day's sums"


def _files(using: str) -> Iterator[str]:
    """Sound as it came and as it was made, then covers."""
    sound = [model.objects.using(using).exclude(digest="").values_list("digest", "kind")
             for model in (Track, Recording, Episode)]
    for digest, kind in sound[0].union(*sound[1:]).order_by("digest", "kind").iterator():
        yield _name(path_of(digest, kind))
    covers: list[Any] = [model.objects.using(using).exclude(picture="").values_list("picture")
                         for model in (Programme, Episode)]
    for (digest,) in covers[0].union(*covers[1:]).order_by("picture").iterator():
        path = cover_path(digest)
        kinds = (path.suffix,) if path else tuple(TYPE)  # not there (yet): it may be of any kind
        yield from (f"audio/covers/{digest}{suffix}" for suffix in kinds)


def _name(path: Path) -> str:
    return path.relative_to(settings.DATA).as_posix()


PART = Part(
    (
        *map(Kept, (Track, Playlist, PlaylistItem, Station)),
        Kept(Presenter, secret={"password": UNUSABLE}), *map(Kept, (*_SCHEDULE, *_MADE)),
    ),
    {
        "onair.OnAir": "what is on air at the moment",
        "onair.WebListener": _PASSING,
        "onair.Download": _PASSING,
        "onair.DayKey": "the day's secret, under which clients are counted once",
    },
    _files,
)


def export(using: str = READER) -> Iterator[Table]:
    """Yield (name, rows) for each table of the radio; run it in one snapshot."""
    return PART.tables(using)
