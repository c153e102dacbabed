"""A stored page: its segments, the keys it read, and from when to when it is right."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from dateline.delivery.packing import Segment, pack

LAYOUT = b"DL4\n"
_HEADER = struct.Struct(">4sII")
_TEXT = (
    "text/", "application/json", "application/xml", "application/rss", "application/atom",
    "application/ld+json", "application/manifest+json", "image/svg",
)


@dataclass(frozen=True)
class Page:
    """What a view answers: a body in which fragments are still references."""

    body: str | bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StoredPage:
    """One rendering. `segments` are deflated bytes, or a fragment's address (str).

    `as_of` is the tick read before rendering began, in the same snapshot. A page that asked the
    clock is right from `since` (inclusive) until `until` (exclusive), both POSIX seconds. `digest`
    is of what a reader would be sent, fragments by reference; `marks` are the digests of its keys,
    `surrogates` their beginnings as a CDN is told them. `rendered` is when, POSIX seconds.
    """

    address: str
    epoch: str
    as_of: int
    segments: tuple[Segment | str, ...]
    keys: tuple[str, ...]
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    since: float | None = None
    until: float | None = None
    digest: str = ""
    marks: bytes = b""
    surrogates: str = ""
    rendered: float = field(default=0.0, compare=False)

    @property
    def fragments(self) -> tuple[str, ...]:
        """The addresses of the fragments it is spliced with, each once, in order."""
        return tuple(dict.fromkeys([part for part in self.segments if isinstance(part, str)]))

    @property
    def key_digests(self) -> list[bytes]:
        """Its keys' names in the store, 16 bytes each."""
        return [self.marks[at : at + 16] for at in range(0, len(self.marks), 16)]

    def fits(self, moment: datetime) -> bool:
        """Whether the clock stands where this rendering is right."""
        if self.since is None and self.until is None:
            return True
        now = moment.timestamp()
        return (self.since is None or self.since <= now) and (
            self.until is None or now < self.until
        )


def is_text(content_type: str) -> bool:
    """Whether deflating is worth its while."""
    return content_type.startswith(_TEXT)


def made(
    page: Page, parts: tuple[bytes | str, ...], keys: tuple[str, ...], **known: object
) -> StoredPage:
    """A rendering with its parts deflated and its digest taken."""
    headers = tuple(sorted(page.headers.items()))
    state = hashlib.blake2b(digest_size=16)
    state.update(repr((page.status, page.content_type, headers)).encode())
    for part in parts:
        state.update(part if isinstance(part, bytes) else b"\0" + part.encode() + b"\0")
    level = 6 if is_text(page.content_type) else 0
    segments = tuple(part if isinstance(part, str) else pack(part, level) for part in parts)
    return StoredPage(
        segments=segments, status=page.status, content_type=page.content_type, headers=headers,
        digest=state.hexdigest(), keys=keys, marks=b"".join(map(key_digest, keys)),
        surrogates=surrogate_keys(keys), **known,  # type: ignore[arg-type]
    )


def key_digest(key: str) -> bytes:
    """A key's name in the store; 16 bytes."""
    return hashlib.blake2b(key.encode(), digest_size=16).digest()


def surrogate_keys(keys: Iterable[str]) -> str:
    """The keys for a CDN, as short digests: publication numbers are nobody's business."""
    return " ".join(key_digest(key)[:6].hex() for key in keys)


def encode(page: StoredPage) -> bytes:
    """The page as the store's bytes: layout, checksum, header as JSON, key digests, segments."""
    spec = [
        part if isinstance(part, str) else (part.join, part.length, len(part.deflated))
        for part in page.segments
    ]
    header = (
        page.address, page.epoch, page.as_of, spec, page.keys, page.status, page.content_type,
        page.headers, page.since, page.until, page.digest, page.surrogates,
        page.rendered,
    )
    head = json.dumps(header, separators=(",", ":")).encode()
    body = b"".join([page.marks, *(p.deflated for p in page.segments if isinstance(p, Segment))])
    return _HEADER.pack(LAYOUT, _checksum(head, body), len(head)) + head + body


def decode(data: bytes) -> StoredPage | None:
    """The page again; None for another layout or damaged bytes."""
    if len(data) < _HEADER.size:
        return None
    layout, checksum, length = _HEADER.unpack_from(data)
    at = _HEADER.size + length
    head, body = data[_HEADER.size : at], data[at:]
    if layout != LAYOUT or checksum != _checksum(head, body):
        return None
    said = json.loads(head)
    address, epoch, as_of, spec, keys, status, kind, headers, since, until, *more = said
    digest, short, when = more
    at = 16 * len(keys)
    marks = body[:at]
    segments: list[Segment | str] = []
    for part in spec:
        if isinstance(part, str):
            segments.append(part)
        else:
            join, plain, packed = part
            segments.append(Segment(body[at : at + packed], join, plain))
            at += packed
    return StoredPage(
        address, epoch, as_of, tuple(segments), tuple(keys), status, kind,
        tuple(map(tuple, headers)), since, until, digest, marks, short, when,  # type: ignore[arg-type]
    )


def _checksum(head: bytes, body: bytes) -> int:
    """Over both and over where one ends: a damaged length must not pass."""
    return zlib.crc32(body, zlib.crc32(head, zlib.crc32(len(head).to_bytes(4, "big"))))
