"""Finding tapes again: which were running between two times, and their bytes as one stream."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.onair.recording.tapes import FIRST_WORDS, HEAD, SUFFIX
from dateline.onair.shapes import OGG

Spans = tuple[tuple[int, int], ...]
"""First byte and one past the last, one after the other."""
_CHUNK = 65_536
AROUND = 30.0
"""Seconds read before and after what is asked for: what is sent early is heard later."""


@dataclass(frozen=True)
class Reel:
    """A tape as it stands: `times` and `sizes` say when so many bytes had come."""

    name: str
    mount: str
    kind: str
    presenter: int
    pieces: tuple[tuple[int, Path], ...]
    """Offset of the first byte, and the file."""
    times: tuple[float, ...]
    sizes: tuple[int, ...]

    @property
    def began(self) -> float:
        """When its first byte came, seconds since 1970."""
        return self.times[0]

    @property
    def ended(self) -> float:
        """When it was heard of last."""
        return self.times[-1]

    @property
    def size(self) -> int:
        """Bytes that are really there."""
        offset, path = self.pieces[-1]
        return offset + path.stat().st_size

    def spans(self, start: float, end: float) -> list[Spans]:
        """Which bytes to read for what came between two times, and a little around it.

        For each logical stream of an Ogg tape (RFC 3533 4: chained, as at a change of title) its
        own, its headers first.
        """
        first = self.sizes[max(0, bisect_right(self.times, start - AROUND) - 1)]
        behind = bisect_right(self.times, end + AROUND)
        last = self.sizes[behind] if behind < len(self.sizes) else self.size
        if self.kind != OGG:
            return [((max(first, self.pieces[0][0]), last),)]
        begin = beginnings(self, last)
        found: list[Spans] = []
        for here, after in zip(begin, [*begin[1:], last], strict=True):
            if after > first:
                far = first - here > HEAD
                found.append(((here, here + HEAD), (first, after)) if far else ((here, after),))
        return found


class Window:
    """Spans of a reel as a file to read from, without `seek`."""

    def __init__(self, reel: Reel, spans: Spans) -> None:
        self.spans = spans
        self._chunks = (data for span in spans for _, data in _chunks(reel, *span))
        self._rest = b""

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many; none at the end."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def offset(self, position: int) -> int:
        """Where on the reel the byte is that is at this position here."""
        for first, last in self.spans[:-1]:
            if position < last - first:
                return first + position
            position -= last - first
        return self.spans[-1][0] + position


def _chunks(reel: Reel, first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """The bytes between two offsets, with where each run of them begins; gaps are left out."""
    ends = [*(offset for offset, _ in reel.pieces[1:]), reel.size]
    for (offset, path), end in zip(reel.pieces, ends, strict=True):
        at = max(first, offset)
        if at >= min(last, end):
            continue
        with path.open("rb") as file:
            file.seek(at - offset)
            while at < last and (data := file.read(min(_CHUNK, last - at))):
                yield at, data
                at += len(data)


def beginnings(reel: Reel, last: int) -> list[int]:
    """Where logical streams begin on an Ogg tape, up to an offset (RFC 3533 6: the flag 0x02)."""
    found: list[int] = []
    rest, due = b"", 0
    for at, data in _chunks(reel, reel.pieces[0][0], last):
        if due != at:
            rest, due = b"", at
        due += len(data)
        rest += data
        start = at + len(data) - len(rest)
        here = rest.find(b"OggS")
        while here >= 0 and here + 6 <= len(rest):
            if rest[here + 4] == 0 and rest[here + 5] & 6 == 2:
                found.append(start + here)
            here = rest.find(b"OggS", here + 4)
        rest = rest[-5:]
    return found


def reels(folder: Path, start: float, end: float) -> list[Reel]:
    """The reels that were running between two times, by when they began."""
    found = [reel for path in folder.glob("*.index") if (reel := reel_of(path)) is not None]
    running = [reel for reel in found if reel.began < end and reel.ended > start]
    return sorted(running, key=lambda reel: (reel.began, reel.name))


def reel_of(index: Path) -> Reel | None:
    """The reel of this index; None while there is nothing on it, or if it is damaged."""
    said, lines = _lines(index)
    if said is None or said["kind"] not in SUFFIX:
        return None
    name = index.stem
    pieces = sorted(
        (int(path.stem.rpartition("-")[2]), path)
        for path in index.parent.glob(f"{name}-*{SUFFIX[said['kind']]}"))
    if not pieces or not lines:
        return None
    whole = pieces[-1][0] + pieces[-1][1].stat().st_size
    kept = [line for line in lines if line[1] <= whole]
    if len(kept) < 2:
        return None
    times, sizes = zip(*kept, strict=True)
    return Reel(name, said["mount"], said["kind"], said["presenter"], tuple(pieces), times, sizes)


def _lines(index: Path) -> tuple[dict[str, Any] | None, list[tuple[float, int]]]:
    """What the first line says, and the others; a last one that is cut short is none."""
    first, *rest = index.read_bytes().split(b"\n")[:-1] or [b""]
    try:
        said = json.loads(first)
        lines = [(float(at), int(size)) for at, size in (line.split() for line in rest)]
    except ValueError:
        return None, []
    if not isinstance(said, dict) or any(word not in said for word in FIRST_WORDS):
        return None, []
    later: list[tuple[float, int]] = []
    for at, size in lines:
        if not later or (at > later[-1][0] and size >= later[-1][1]):
            later.append((at, size))
    return said, later


def forget(folder: Path, before: float) -> int:
    """Remove what came before a time and the tapes that ended then; returns how many files."""
    gone: list[Path] = []
    for index in folder.glob("*.index"):
        reel = reel_of(index)
        if (reel.ended if reel else index.stat().st_mtime) < before:
            gone += [*index.parent.glob(f"{index.stem}-*"), index]
        elif reel:
            needless = reel.sizes[max(0, bisect_right(reel.times, before) - 1)]
            ends = [offset for offset, _ in reel.pieces[1:]]
            old = [path for (_, path), end in zip(reel.pieces, ends, strict=False)
                   if end <= needless]
            gone += old[1:] if reel.kind == OGG else old
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)
