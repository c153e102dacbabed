"""A stored page: its segments, the keys it read, and from when to when it is right."""

from __future__ import annotations

import hashlib
import json
import math
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from isal.isal_zlib import crc32

from dateline.delivery.packing import Run, Segment, pack

LAYOUT = b"DL6\n"
_HEADER = struct.Struct(">4sIqdddHHHII")
_PART = struct.Struct(">III")
_REFERENCE = 0xFFFFFFFF
_TEXT = (
    "text/", "application/json", "application/xml", "application/rss", "application/atom",
    "application/ld+json", "application/feed+json", "application/manifest+json", "image/svg",
)


@dataclass(frozen=True)
class Page:
    """What a view answers: a body in which fragments are still references.

    Or a `file` below the data folder whose bytes are the body; its name says which bytes they are.
    """

    body: str | bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    file: str = ""


class StoredPage:
    """One rendering, as the store's bytes: what serving needs is read at once, the rest when asked.

    `as_of` is the tick read before rendering began, in the same snapshot. `digest` is of what a
    reader would be sent, fragments by reference; `surrogates` are the beginnings of its keys'
    digests as a CDN is told them. `fragments` are the addresses of those it is spliced with, each
    once, in order. `timed` says that the clock alone can make it old. `rendered` is when, POSIX
    seconds.
    """

    __slots__ = (
        "_count", "_known_at", "_marks_at", "_packed_at", "_runs", "_since", "_until", "as_of",
        "content_type", "digest", "epoch", "file", "fragments", "raw", "rendered", "said_headers",
        "status", "surrogates", "timed",
    )

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._runs: list[Run] | None = None
        (_, _, self.as_of, since, until, self.rendered, self.status, self._count, parts, said,
         known) = _HEADER.unpack_from(raw)
        self._since, self._until = since, until
        self.timed = since == since or until == until  # what is not a number equals nothing
        self._marks_at = _HEADER.size + parts * _PART.size
        at = self._marks_at + 16 * self._count
        self._known_at = at + said
        self._packed_at = self._known_at + known
        (self.epoch, self.content_type, self.digest, self.surrogates, self.said_headers, self.file,
         *self.fragments) = str(raw[at : self._known_at], "utf-8").split("\0")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoredPage) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]

    @property
    def check(self) -> int:
        """A 64-bit number of this very rendering: layout and checksum."""
        return int.from_bytes(self.raw[:8], "big")

    @property
    def since(self) -> float | None:
        """A page that asked the clock is right from here on, POSIX seconds."""
        return None if math.isnan(self._since) else self._since

    @property
    def until(self) -> float | None:
        """It is right until here, exclusive."""
        return None if math.isnan(self._until) else self._until

    @property
    def address(self) -> str:
        """Where it stands."""
        return self._known[0]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys it read."""
        return tuple(self._known[1:])

    @property
    def _known(self) -> list[str]:
        return self.raw[self._known_at : self._packed_at].decode().split("\0")

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """Headers of its own."""
        told = self.said_headers
        return tuple(map(tuple, json.loads(told))) if told else ()  # type: ignore[arg-type]

    @property
    def marks(self) -> bytes:
        """The digests of its keys."""
        return self.raw[self._marks_at : self._marks_at + 16 * self._count]

    @property
    def key_digests(self) -> list[bytes]:
        """Its keys' names in the store, 16 bytes each."""
        marks = self.marks
        return [marks[at : at + 16] for at in range(0, len(marks), 16)]

    @property
    def filled(self) -> bool:
        """Whether it has any part, unlike the nothing of a redirect."""
        return self._marks_at > _HEADER.size

    @property
    def segments(self) -> tuple[Segment | str, ...]:
        """Its parts in order: deflated bytes, or a fragment's address."""
        runs = iter(self.runs)
        return tuple(
            self.fragments[join] if packed == _REFERENCE else Segment(*next(runs))
            for join, _, packed in self._parts()
        )

    @property
    def runs(self) -> list[Run]:
        """Its own parts in order."""
        if self._runs is None:
            self._runs = self.spliced(None)
        return self._runs

    def spliced(self, pieces: Mapping[str, StoredPage] | None) -> list[Run]:
        """Its parts in order, and in the place of references those of the fragments."""
        raw, at, found = self.raw, self._packed_at, []
        for join, plain, packed in self._parts():
            if packed != _REFERENCE:
                found.append((raw[at : at + packed], join, plain))
                at += packed
            elif pieces is not None:
                found += pieces[self.fragments[join]].runs
        return found

    def _parts(self) -> Iterator[tuple[int, int, int]]:
        return _PART.iter_unpack(self.raw[_HEADER.size : self._marks_at])  # type: ignore[return-value]

    def fits(self, moment: datetime) -> bool:
        """Whether the clock stands where this rendering is right."""
        if not self.timed:
            return True
        now = moment.timestamp()
        return not (now < self._since or now >= self._until)


def is_text(content_type: str) -> bool:
    """Whether deflating is worth its while."""
    return content_type.startswith(_TEXT)


def made(
    page: Page, parts: tuple[bytes | str, ...], keys: tuple[str, ...], *, address: str, epoch: str,
    as_of: int, since: float | None = None, until: float | None = None, rendered: float = 0.0,
) -> StoredPage:
    """A rendering with its parts deflated and its digest taken, as the store's bytes.

    Header, parts, key digests, words, deflated segments: numbers stand at fixed places and words
    between zero bytes, so that it is read by few steps.
    """
    headers = tuple(sorted(page.headers.items()))
    state = hashlib.blake2b(digest_size=16)
    state.update(repr((page.status, page.content_type, headers)).encode() + page.file.encode())
    for part in parts:
        state.update(part if isinstance(part, bytes) else b"\0" + part.encode() + b"\0")
    level = 6 if is_text(page.content_type) else 0
    segments = tuple(part if isinstance(part, str) else pack(part, level) for part in parts)
    fragments = tuple(dict.fromkeys([part for part in parts if isinstance(part, str)]))
    said = (epoch, page.content_type, state.hexdigest(), surrogate_keys(keys),
            json.dumps(headers) if headers else "", page.file, *fragments)
    known = (address, *keys)
    if any("\0" in word for word in (*said, *known)):
        raise ValueError(f"a zero byte in what is known of {address!r}")
    spec, deflated = _laid_out(segments, fragments)
    words, names = "\0".join(said).encode(), "\0".join(known).encode()
    header = (as_of, _number(since), _number(until), rendered, page.status, len(keys),
              len(segments), len(words), len(names))
    body = b"".join([spec, *map(key_digest, keys), words, names, deflated])
    checked = _HEADER.pack(LAYOUT, 0, *header)[8:] + body
    return StoredPage(LAYOUT + crc32(checked).to_bytes(4, "big") + checked)


def _laid_out(
    segments: tuple[Segment | str, ...], fragments: tuple[str, ...]
) -> tuple[bytes, bytes]:
    """Where the parts are, and the deflated bytes of those that are no references."""
    spec = [
        _PART.pack(fragments.index(part), 0, _REFERENCE) if isinstance(part, str)
        else _PART.pack(part.join, part.length, len(part.deflated)) for part in segments
    ]
    return b"".join(spec), b"".join(part.deflated for part in segments if not isinstance(part, str))


def key_digest(key: str) -> bytes:
    """A key's name in the store; 16 bytes."""
    return hashlib.blake2b(key.encode(), digest_size=16).digest()


def surrogate_keys(keys: Iterable[str]) -> str:
    """The keys for a CDN, as short digests: publication numbers are nobody's business."""
    return " ".join(key_digest(key)[:6].hex() for key in keys)


def _number(moment: float | None) -> float:
    return math.nan if moment is None else moment


def decode(data: bytes) -> StoredPage | None:
    """The page again; None for another layout or damaged bytes."""
    if len(data) < _HEADER.size or data[:4] != LAYOUT:
        return None
    if int.from_bytes(data[4:8], "big") != crc32(memoryview(data)[8:]):
        return None
    return StoredPage(data)
