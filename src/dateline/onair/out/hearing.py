"""One listener: a position on the air, and how far it is to the next title."""

from __future__ import annotations

from asyncio import WriteTransport

from dateline.onair.out.air import Air
from dateline.onair.out.titles import UNCHANGED

METAINT = 16_000
"""Bytes of sound between titles."""
_CATCH_UP = 192 * 1024
"""The most that is given at once."""


class Hearer:
    """Who listens. More is given only once all of what was given is with the kernel: so a slow
    one costs at most that much, and falls behind on the shared tape."""

    __slots__ = ("_left", "_told", "_transport", "position")

    def __init__(self, transport: WriteTransport, position: int, *, titles: bool) -> None:
        """Begins at a position; `titles`: asked for them (`Icy-MetaData: 1`)."""
        self._transport, self.position = transport, position
        self._left = METAINT if titles else 0
        self._told = UNCHANGED

    def give(self, air: Air, fresh: bytes, since: int) -> bool:
        """Give what is due: `fresh`, which began at `since`, to who is up to date; else from the
        tape. False: fell off the tape."""
        if self.position < air.begin:
            return False
        if self._transport.is_closing() or self._transport.get_write_buffer_size():
            return True
        up_to_date = self.position == since
        piece = fresh if up_to_date else air.since(self.position, _CATCH_UP)
        if piece:
            self._transport.write(self._with_titles(air, piece) if self._left else piece)
            self.position += len(piece)
        return True

    def leave(self) -> None:
        """End the connection at once, with what it has not read."""
        self._transport.abort()

    def _with_titles(self, air: Air, piece: bytes) -> bytes:
        if len(piece) < self._left:
            self._left -= len(piece)
            return piece
        parts, at = [], 0
        while len(piece) - at >= self._left:
            parts.append(piece[at:at + self._left])
            at += self._left
            title = air.title_at(self.position + at)
            parts.append(UNCHANGED if title == self._told else title)
            self._told, self._left = title, METAINT
        parts.append(piece[at:])
        self._left -= len(piece) - at
        return b"".join(parts)
