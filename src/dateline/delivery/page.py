"""A stored page: its segments, the keys it read, and from when to when it is right."""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import dataclass, field
from datetime import datetime

LAYOUT = b"DL1\n"
_HEADER = struct.Struct(">4s16sI")


@dataclass(frozen=True)
class Page:
    """What a view answers: a body in which fragments are still references."""

    body: str | bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StoredPage:
    """One rendering. `segments` are bytes, or a fragment's address (str).

    `as_of` is the tick read before rendering began, in the same snapshot. A page that asked the
    clock is right from `since` (inclusive) until `until` (exclusive), both POSIX seconds.
    """

    address: str
    epoch: str
    as_of: int
    segments: tuple[bytes | str, ...]
    keys: tuple[str, ...]
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    since: float | None = None
    until: float | None = None

    @property
    def fragments(self) -> tuple[str, ...]:
        """The addresses of the fragments it is spliced with, each once, in order."""
        return tuple(dict.fromkeys(part for part in self.segments if isinstance(part, str)))

    @property
    def digest(self) -> bytes:
        """Digest of what a reader would be sent, fragments by reference; 16 bytes."""
        state = hashlib.blake2b(digest_size=16)
        state.update(repr((self.status, self.content_type, self.headers)).encode())
        for part in self.segments:
            state.update(part if isinstance(part, bytes) else b"\0" + part.encode() + b"\0")
        return state.digest()

    def fits(self, moment: datetime) -> bool:
        """Whether the clock stands where this rendering is right."""
        now = moment.timestamp()
        return (self.since is None or self.since <= now) and (
            self.until is None or now < self.until
        )


def encode(page: StoredPage) -> bytes:
    """The page as the store's bytes: layout number, checksum, header as JSON, segments."""
    header = vars(page) | {
        "segments": [part if isinstance(part, str) else len(part) for part in page.segments]
    }
    head = json.dumps(header).encode()
    body = b"".join(part for part in page.segments if isinstance(part, bytes))
    return _HEADER.pack(LAYOUT, _checksum(head, body), len(head)) + head + body


def decode(data: bytes) -> StoredPage | None:
    """The page again; None for another layout or damaged bytes."""
    if len(data) < _HEADER.size:
        return None
    layout, checksum, length = _HEADER.unpack_from(data)
    head, body = data[_HEADER.size : _HEADER.size + length], data[_HEADER.size + length :]
    if layout != LAYOUT or checksum != _checksum(head, body):
        return None
    fields = json.loads(head)
    segments: list[bytes | str] = []
    at = 0
    for part in fields["segments"]:
        segments.append(part if isinstance(part, str) else body[at : at + part])
        at += part if isinstance(part, int) else 0
    fields |= {
        "segments": tuple(segments),
        "keys": tuple(fields["keys"]),
        "headers": tuple((name, value) for name, value in fields["headers"]),
    }
    return StoredPage(**fields)


def _checksum(head: bytes, body: bytes) -> bytes:
    """Over both and over where one ends: a damaged length must not pass."""
    state = hashlib.blake2b(len(head).to_bytes(4, "big"), digest_size=16)
    state.update(head)
    state.update(body)
    return state.digest()
