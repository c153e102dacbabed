"""What belongs into a recording: the tapes of one mount between two times, one after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from dateline.onair.recording.cutting import Stretch, taken
from dateline.onair.recording.frames import NotSound, opened
from dateline.onair.recording.reels import Reel, Spans, reels

RECONNECT = 10.0
"""Seconds up to which a connection that comes again is the same one, for who listens."""


SHORTEST = 0.05
"""Seconds of sound that are worth a stretch."""


@dataclass(frozen=True)
class Part:
    """A stretch with when it was sent (seconds since 1970), and how long it is."""

    stretch: Stretch
    began: float
    ended: float
    seconds: float


def parts(folder: Path, start: float, end: float) -> list[Part]:
    """What the source of a slot sent: of the mount on which most came."""
    by_mount: dict[str, list[Part]] = {}
    found = reels(folder, start, end)
    for reel in found:
        later = [each.began for each in found
                 if each.mount == reel.mount and each.began > reel.began]
        by_mount.setdefault(reel.mount, []).extend(_of_reel(reel, start, min([end, *later])))
    return max(by_mount.values(), key=lambda each: sum(p.seconds for p in each), default=[])


def marks(found: Sequence[Part]) -> list[dict[str, Any]]:
    """Where the source came again: `at` seconds into the recording, and how long it was gone."""
    at, said = 0.0, []
    for before, after in pairwise(found):
        at += before.seconds
        if before.stretch.source == after.stretch.source:
            continue
        gap = max(0.0, after.began - before.ended)
        what = "reconnect" if gap <= RECONNECT else "gap"
        said.append({"at": round(at, 2), "gap": round(gap, 2), "what": what})
    return said


def position(found: Sequence[Part], moment: float) -> float:
    """Where in the recording this moment is, in seconds."""
    at = 0.0
    for part in found:
        if moment < part.ended:
            into = max(0.0, moment - part.began) / max(0.001, part.ended - part.began)
            return at + into * part.seconds
        at += part.seconds
    return at


def _of_reel(reel: Reel, start: float, end: float) -> list[Part]:
    """Its parts, one for each logical stream; together from its first byte to its last."""
    each = (_part(reel, spans, start, end) for spans in reel.spans(start, end))
    found = [part for part in each if part is not None]
    if found:
        found[0] = replace(found[0], began=max(start, reel.began))
        found[-1] = replace(found[-1], ended=min(end, reel.ended))
    return found


def _part(reel: Reel, spans: Spans, start: float, end: float) -> Part | None:
    """The part of these bytes of a reel that came between two times; None where there is none."""
    stretch = Stretch(reel, spans=spans)
    try:
        offsets, heard = _measured(stretch)
    except NotSound:
        return None
    if len(offsets) < 2:
        return None
    sizes = [_along(offsets, heard, size) for size in reel.sizes]
    opens, closes = (_along(reel.sizes, reel.times, at) for at in (offsets[0], offsets[-1]))
    first = 0.0 if start <= opens else _along(reel.times, sizes, start)
    last = heard[-1] if end >= closes else _along(reel.times, sizes, end)
    if last - first < SHORTEST:
        return None
    return Part(replace(stretch, first=first, last=last), max(start, opens), min(end, closes),
                last - first)


def _measured(stretch: Stretch) -> tuple[list[float], list[float]]:
    """Offsets on the reel, and the seconds of sound that are before each."""
    file = stretch.file()
    offsets: list[float] = []
    heard: list[float] = []
    with opened(file, stretch.kind) as stream:
        end, at = 0.0, 0.0
        for frame in taken(stretch, stream, file):
            if not offsets or frame.offset > offsets[-1]:
                offsets.append(frame.offset)
                heard.append(frame.at)
            end, at = frame.at + frame.length, frame.offset + len(frame.data)
    if offsets:
        offsets.append(max(at, offsets[-1] + 1.0))
        heard.append(end)
    return offsets, heard


def _along(known: Sequence[float], values: Sequence[float], at: float) -> float:
    """The value at a place between known ones, on straight lines."""
    if at <= known[0]:
        return values[0]
    i = bisect_right(known, at)
    if i >= len(known):
        return values[-1]
    before, after = known[i - 1], known[i]
    return values[i - 1] + (values[i] - values[i - 1]) * (at - before) / (after - before)
