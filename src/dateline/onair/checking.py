"""What `dateline check` verifies of the radio."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from dateutil.rrule import rrulestr

from dateline.delivery.public import READER, snapshot
from dateline.lib.progress import Told, untold
from dateline.onair.models import Episode, OnAir, Recording, Slot, Station, Track
from dateline.onair.sound.files import path_of


class OnAirBreach(Exception):
    """A file, a rule or a row of the radio is not as it must be; the text names the first one."""


def check(*, progress: Told = untold) -> Iterator[str]:
    """Yield a line for each thing verified, in one snapshot; raises OnAirBreach."""
    with snapshot():
        files = sorted(_files())
        yield _alone()
        yield _rules()
        yield _whole(files, progress)


def _alone() -> str:
    for model in (Station, OnAir):
        if model.objects.using(READER).count() > 1:
            raise OnAirBreach(f"there are several rows of {model.__name__}, and may be one")
    return "there is at most one station, and one thing on air"


def _rules() -> str:
    rows = Slot.objects.using(READER).order_by("pk")
    for slot in rows.exclude(rule=""):
        try:
            rrulestr(slot.rule, dtstart=datetime.combine(slot.day, slot.at))
        except (ValueError, TypeError, KeyError) as error:
            raise OnAirBreach(f"slot {slot.pk} has a rule that cannot be read: {error}") from None
    return f"{rows.count()} slots have rules that can be read"


def _files() -> set[tuple[str, str]]:
    """Digest and kind of every file that somebody may ask for."""
    found = set(Track.objects.using(READER).values_list("digest", "kind"))
    found |= set(Recording.objects.using(READER).filter(state="made").values_list("digest", "kind"))
    published = Episode.objects.using(READER).filter(state="published")
    return found | set(published.values_list("digest", "kind"))


def _whole(files: list[tuple[str, str]], progress: Told) -> str:
    for done, (digest, kind) in enumerate(files, start=1):
        try:
            with path_of(digest, kind).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise OnAirBreach(f"{path_of(digest, kind)} cannot be read: {error.strerror}") from None
        if found != digest:
            raise OnAirBreach(f"{path_of(digest, kind)} is not what its name says")
        progress("files of sound", done, len(files))
    return f"{len(files)} files of tracks, recordings and episodes are there and whole"
