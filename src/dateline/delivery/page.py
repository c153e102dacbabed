"""A stored page: its segments, the keys it read, and from when to when it is right."""

from __future__ import annotations

import hashlib
import json
import math
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from dateline.delivery.packing import Segment, pack

LAYOUT = b"DL5\n"
_HEADER = struct.Struct(">4sIqdddHHHI")
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


class StoredPage(NamedTuple):
    """One rendering. `segments` are deflated bytes, or a fragment's address (str).

    `as_of` is the tick read before rendering began, in the same snapshot. A page that asked the
    clock is right from `since` (inclusive) until `until` (exclusive), both POSIX seconds. `digest`
    is of what a reader would be sent, fragments by reference; `marks` are the digests of its keys,
    `surrogates` their beginnings as a CDN is told them. `fragments` are the addresses of those it
    is spliced with, each once, in order. `rendered` is when, POSIX seconds.
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
    fragments: tuple[str, ...] = ()
    file: str = ""
    rendered: float = 0.0

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
    state.update(repr((page.status, page.content_type, headers)).encode() + page.file.encode())
    for part in parts:
        state.update(part if isinstance(part, bytes) else b"\0" + part.encode() + b"\0")
    level = 6 if is_text(page.content_type) else 0
    segments = tuple(part if isinstance(part, str) else pack(part, level) for part in parts)
    return StoredPage(
        segments=segments, status=page.status, content_type=page.content_type, headers=headers,
        digest=state.hexdigest(), keys=keys, marks=b"".join(map(key_digest, keys)),
        surrogates=surrogate_keys(keys), fragments=_references(parts), file=page.file,
        **known,  # type: ignore[arg-type]
    )


def key_digest(key: str) -> bytes:
    """A key's name in the store; 16 bytes."""
    return hashlib.blake2b(key.encode(), digest_size=16).digest()


def surrogate_keys(keys: Iterable[str]) -> str:
    """The keys for a CDN, as short digests: publication numbers are nobody's business."""
    return " ".join(key_digest(key)[:6].hex() for key in keys)


def _references(parts: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([part for part in parts if isinstance(part, str)]))


def encode(page: StoredPage) -> bytes:
    """The page as the store's bytes: header, parts, key digests, words, deflated segments.

    Numbers stand at fixed places and words between zero bytes, so that it is read by few steps.
    """
    spec, deflated = [], []
    for part in page.segments:
        if isinstance(part, str):
            spec.append(_PART.pack(page.fragments.index(part), 0, _REFERENCE))
        else:
            spec.append(_PART.pack(part.join, part.length, len(part.deflated)))
            deflated.append(part.deflated)
    headers = json.dumps(page.headers) if page.headers else ""
    words = (page.address, page.epoch, page.content_type, page.digest, page.surrogates, headers,
             page.file, *page.keys, *page.fragments)
    if any("\0" in word for word in words):
        raise ValueError(f"a zero byte in what is known of {page.address!r}")
    text = "\0".join(words).encode()
    body = b"".join([*spec, page.marks, text, *deflated])
    header = (page.as_of, _number(page.since), _number(page.until), page.rendered, page.status,
              len(page.keys), len(spec), len(text))
    checked = _HEADER.pack(LAYOUT, 0, *header)[8:] + body
    return LAYOUT + zlib.crc32(checked).to_bytes(4, "big") + checked


def _number(moment: float | None) -> float:
    return math.nan if moment is None else moment


def decode(data: bytes) -> StoredPage | None:
    """The page again; None for another layout or damaged bytes."""
    if len(data) < _HEADER.size:
        return None
    (layout, checksum, as_of, since, until, rendered, status, keys, parts,
     text) = _HEADER.unpack_from(data)
    if layout != LAYOUT or checksum != zlib.crc32(memoryview(data)[8:]):
        return None
    marks_at = _HEADER.size + parts * _PART.size
    text_at = marks_at + 16 * keys
    at = text_at + text
    words = data[text_at:at].decode().split("\0")
    address, epoch, kind, digest, surrogates, headers, file = words[:7]
    fragments = tuple(words[7 + keys :])
    segments: list[Segment | str] = []
    for join, plain, packed in _PART.iter_unpack(data[_HEADER.size : marks_at]):
        if packed == _REFERENCE:
            segments.append(fragments[join])
        else:
            segments.append(Segment(data[at : at + packed], join, plain))
            at += packed
    return StoredPage(
        address, epoch, as_of, tuple(segments), tuple(words[7 : 7 + keys]), status, kind,
        tuple(map(tuple, json.loads(headers))) if headers else (),  # type: ignore[arg-type]
        None if math.isnan(since) else since, None if math.isnan(until) else until, digest,
        data[marks_at:text_at], surrogates, fragments, file, rendered,
    )
