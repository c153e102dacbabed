"""Files of sound from anybody: a file is taken in once all of it was decoded."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from dateline.lib import durable
from dateline.onair.models import Episode, PlaylistItem, Recording, Station, Track
from dateline.onair.permitted import AIR
from dateline.onair.shapes import RATE
from dateline.onair.sound.decoding import NotSound as NotSound
from dateline.onair.sound.files import path_of
from dateline.onair.sound.levels import SILENT, Loudness, peak_of
from dateline.onair.sound.reading import Reading, opened
from dateline.people.public import NotAllowed, must_have

MOST_BYTES = 500 * 1024 * 1024
MOST_SECONDS = 3 * 3600
LEAST_SECONDS = 0.1
CHUNK = 1024 * 1024
_checking = threading.Lock()
"""Held by whoever decodes an upload: several at once do not take every processor."""


@dataclass(frozen=True)
class Known:
    """What a file is, found by decoding it."""

    kind: str
    seconds: float
    loudness: float
    peak: float
    title: str
    artist: str


def add_track(
    by: Any, file: BinaryIO, at: datetime, *, title: str = "", artist: str = "", name: str = "",
) -> Track:
    """Take a file in; the same file again is the same track, as it is.

    What is not given is read from the file's tags, else the title is its `name`. `by` None: the
    program itself. Raises NotSound (the text says why), NotAllowed, and OSError.
    """
    if by is not None:
        must_have(by, AIR, _("Uploading sound"))
    digest, size = _digest(file)
    held = Track.objects.filter(digest=digest).first()
    if held is not None and path_of(digest, held.kind).exists():
        return held
    with _checking:
        known = check(file)
    title = title.strip() or known.title or Path(name).stem or digest[:8]
    with transaction.atomic():
        track, _new = Track.objects.get_or_create(digest=digest, defaults={
            "title": title[:300], "artist": (artist.strip() or known.artist)[:300],
            "kind": known.kind, "size": size, "seconds": known.seconds,
            "loudness": known.loudness, "peak": known.peak, "added_at": at, "added_by": by})
        path = path_of(digest, track.kind)
        if not path.exists():
            durable.write(path, _chunks(file))
    return track


def check(file: BinaryIO) -> Known:
    """Decode all of a file. Raises NotSound where it is no sound, broken, silent or too long."""
    with opened(file) as reading:
        frames, peak, loudness = 0, -100.0, Loudness()
        for part in reading.sound():
            frames += len(part)
            if frames > MOST_SECONDS * RATE:
                raise NotSound(_("It is longer than three hours."))
            peak = max(peak, peak_of(part))
            loudness.put(part)
        _whole(reading, frames, peak)
        return Known(reading.kind.media_type, round(frames / RATE, 3), round(loudness.lufs, 2),
                     round(peak, 2), _tag(reading, "title"), _tag(reading, "artist"))


def _whole(reading: Reading, frames: int, peak: float) -> None:
    """Two packets may be broken, as they are in many good files, or one in a hundred."""
    if frames < LEAST_SECONDS * RATE:
        raise NotSound(_("There is no sound in it that can be decoded."))
    if reading.broken > max(2, reading.packets // 100):
        raise NotSound(_("It is broken: %(n)d of its %(all)d parts cannot be decoded.") % {
            "n": reading.broken, "all": reading.packets})
    if peak < SILENT:
        raise NotSound(_("It is silent from the beginning to the end."))


def _tag(reading: Reading, name: str) -> str:
    kept = "".join(each if each.isprintable() else " " for each in reading.tags.get(name, ""))
    return " ".join(kept.split())


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while data := file.read(CHUNK):
        yield data


def _digest(file: BinaryIO) -> tuple[str, int]:
    made, size = hashlib.sha256(), 0
    for data in _chunks(file):
        made.update(data)
        size += len(data)
        if size > MOST_BYTES:
            raise NotSound(_("It is larger than %(most)s.") % {"most": filesizeformat(MOST_BYTES)})
    return made.hexdigest(), size


def rename_track(by: Any, pk: int, *, title: str, artist: str) -> None:
    """Call a track otherwise. Raises NotAllowed, also for no title and for no such track."""
    must_have(by, AIR, _("Renaming sound"))
    title = " ".join(title.split())
    if not title:
        raise NotAllowed(_("Give it a title."))
    if not Track.objects.filter(pk=pk).update(
            title=title[:300], artist=" ".join(artist.split())[:300]):
        raise NotAllowed(_("There is no such track."))


def remove_track(by: Any, pk: int) -> None:
    """Remove a track and its file. Raises NotAllowed where a playlist or the station uses it."""
    must_have(by, AIR, _("Removing sound"))
    with transaction.atomic():
        track = Track.objects.select_for_update().filter(pk=pk).first()
        if track is None:
            raise NotAllowed(_("There is no such track."))
        item = PlaylistItem.objects.filter(track=track).select_related("playlist").first()
        if item is not None:
            raise NotAllowed(_("“%(title)s” is in the playlist “%(name)s”: take it out first.") % {
                "title": track.title, "name": item.playlist.name})
        if Station.objects.filter(bulletin=track).exists():
            raise NotAllowed(_("“%(title)s” is the station's bulletin.") % {"title": track.title})
        path, digest = path_of(track.digest, track.kind), track.digest
        track.delete()
        if not any(rows.filter(digest=digest).exists()
                   for rows in (Recording.objects, Episode.objects)):
            path.unlink(missing_ok=True)  # within: who uploads it again waits for the row
