"""The sound out of a request's body, whichever way it is wrapped; pure."""

from __future__ import annotations

import re
from typing import Protocol

from dateline.onair.source.heads import Head
from dateline.onair.source.refusing import Refused

_LINE = 1024
"""Bytes of one line between chunks (its size and extensions)."""
_TRAILERS = 100
"""Lines after the last chunk."""


class BadBody(Exception):
    """The wrapping is broken; nothing after it can be trusted."""


class Body(Protocol):
    """Unwraps what came."""

    over: bool
    """Whether the body has come to its end."""

    def take(self, data: bytes) -> bytes:
        """The sound in it; raises BadBody."""


class Endless:
    """Neither length nor chunks: sound until the connection ends (what broadcasters do)."""

    over = False

    def take(self, data: bytes) -> bytes:
        """All of it."""
        return data


class Counted:
    """As many bytes as Content-Length says."""

    def __init__(self, length: int) -> None:
        self._left = length
        self.over = not length

    def take(self, data: bytes) -> bytes:
        """Up to the length; what is beyond is left out."""
        sound = data[:self._left]
        self._left -= len(sound)
        self.over = not self._left
        return sound


class Chunked:
    """Chunks (RFC 9112, 7.1), read as they come, cut anywhere."""

    def __init__(self) -> None:
        self.over = False
        self._held = b""
        self._left = 0
        self._closing = False
        self._trailers = -1

    def take(self, data: bytes) -> bytes:
        """The sound of the chunks, as far as they have come; raises BadBody."""
        held, at, sound = self._held + data, 0, bytearray()
        while not self.over:
            if self._left:
                part = held[at:at + self._left]
                if not part:
                    break
                sound += part
                at += len(part)
                self._left -= len(part)
                self._closing = not self._left
                continue
            end = held.find(b"\n", at)
            if end < 0:
                break
            self._line(held[at:end].rstrip(b"\r"))
            at = end + 1
        self._held = held[at:]
        if len(self._held) > _LINE:
            raise BadBody("a line between chunks is too long")
        return bytes(sound)

    def _line(self, line: bytes) -> None:
        if self._closing:
            self._closing = False
            if line:
                raise BadBody("a chunk is longer than it says")
        elif self._trailers >= 0:
            self._trailers += 1
            self.over = not line
            if self._trailers > _TRAILERS:
                raise BadBody("too many trailers")
        else:
            size = line.partition(b";")[0].strip(b" \t")
            if len(line) > _LINE or not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
                raise BadBody("a chunk has no size")
            self._left = int(size, 16)
            self._trailers = -1 if self._left else 0


def body_of(head: Head) -> Body:
    """How the body is wrapped. Raises Refused: 400, or 501 of a coding that is not known."""
    coding = head.headers.get("transfer-encoding", "").lower()
    length = head.headers.get("content-length")
    if coding and coding != "identity":
        if length is not None:
            raise Refused(400, "Either Transfer-Encoding or Content-Length (RFC 9112, 6.1).")
        if coding != "chunked":
            raise Refused(501, "Only chunked is known of the transfer codings.")
        return Chunked()
    if length is None:
        return Endless()
    if not re.fullmatch(r"[0-9]{1,18}", length):
        raise Refused(400, "Content-Length is no number.")
    return Counted(int(length))
