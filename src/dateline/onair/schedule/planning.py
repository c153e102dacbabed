"""What the radio is to do at a moment, out of the database: asked twice a second."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from dateline.lib.zones import zone
from dateline.onair.models import Episode, Playlist, PlaylistItem, Recording, Station, Track
from dateline.onair.schedule.occurring import now_and_next
from dateline.onair.schedule.timing import local_day
from dateline.onair.shapes import OnNow, Piece, Plan
from dateline.onair.sound.files import path_of

TARGET = -16.0
"""LUFS that every piece is turned to (EBU R 128 measures)."""
HEADROOM = -1.0
"""dBFS that no sample of a turned piece passes."""
MOST_GAIN = 20.0
"""dB: what is quieter is noise."""
NEWEST = 10
"""Recordings and episodes that are played where there is no playlist."""


def plan(at: datetime) -> Plan | None:
    """The plan for this moment; None where there is no station."""
    station = Station.objects.select_related("fallback", "bulletin").first()
    if station is None:
        return None
    now, following = now_and_next(at)
    listed = Playlist.objects.filter(pk=now.playlist).first() if now and now.playlist else None
    return Plan(
        station=station.name, description=station.description, zone=station.zone,
        language=station.language, bitrate=station.bitrate, web_bitrate=station.web_bitrate,
        rewind_hours=station.rewind_hours, mounts=tuple(station.mounts), now=now,
        next=following, playlist=_pieces(listed, _seed(now)) if listed else (),
        fallback=_fallback(station, at), break_in=station.break_in,
        bulletin=_piece(station.bulletin) if station.bulletin else None)


def gain(loudness: float, peak: float) -> float:
    """dB by which a piece is turned to −16 LUFS, never so far that its loudest sample clips."""
    return round(min(TARGET - loudness, HEADROOM - peak, MOST_GAIN), 2)


def _fallback(station: Station, at: datetime) -> tuple[Piece, ...]:
    chosen = station.fallback
    day = local_day(at, zone(station.zone)).isoformat()
    return (_pieces(chosen, day) if chosen else ()) or tuple(_newest())


def _pieces(listed: Playlist, seed: str) -> tuple[Piece, ...]:
    """A playlist in its order; a shuffled one in an order that stays while the seed is the same."""
    items = PlaylistItem.objects.filter(playlist=listed).select_related("track")
    found = [_piece(item.track) for item in items.order_by("position", "pk")]
    if listed.shuffle:
        random.Random(f"{listed.pk} {seed}").shuffle(found)  # noqa: S311 - an order, no secret
    return tuple(found)


def _seed(now: OnNow | None) -> str:
    return f"{now.slot} {now.starts.timestamp()}" if now else ""


def _piece(track: Track) -> Piece:
    return Piece(path_of(track.digest, track.kind), track.title, track.artist, track.seconds,
                 gain(track.loudness, track.peak))


def _newest() -> Iterable[Piece]:
    """Published episodes and recordings that became none (yet), the newest first.

    Nothing whose episode was withdrawn, and nothing that may not be given out as a podcast.
    """
    told = Episode.objects.filter(state="published").exclude(digest="")
    episodes = told.select_related("programme").order_by("-published_at")[:NEWEST]
    out = Episode.objects.filter(recording=OuterRef("pk"), state__in=("published", "withdrawn"))
    kept = Recording.objects.filter(~Exists(out), state="made").exclude(digest="")
    kept = kept.filter(Q(slot__podcast=True) | Q(slot__podcast=None, programme__podcast=True))
    recordings = kept.select_related("programme").order_by("-starts")[:NEWEST]
    found = [
        *((row.published_at or row.made_at, _replayed(row, row.title)) for row in episodes),
        *((row.starts, _replayed(row, row.programme.name)) for row in recordings)]
    found.sort(key=lambda pair: pair[0], reverse=True)
    return (piece for _at, piece in found[:NEWEST])


def _replayed(row: Episode | Recording, title: str) -> Piece:
    return Piece(path_of(row.digest, row.kind), title, row.programme.name, row.seconds)
