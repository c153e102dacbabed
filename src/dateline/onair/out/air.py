"""The last seconds of the stream, shared by all who listen: each holds no more than a position."""

from __future__ import annotations

from collections import deque

from dateline.onair.out.titles import UNCHANGED

KEPT_SECONDS = 20
"""A listener who is further behind is let go."""
BURST_SECONDS = 4
"""What a listener is given at once, so that sound begins at once and survives a bad second."""
_PIECES = 1000
"""That wait to be taken: 20 s of the smallest, of 20 ms."""


class Air:
    """Whole frames of the encoder, by position: bytes since the radio's process began.

    `hand` is for the mixer's thread, all else for the loop's.
    """

    def __init__(self, bitrate: int) -> None:
        """Of a stream of so many kbit/s."""
        rate = bitrate * 125
        self._kept, self._burst = rate * KEPT_SECONDS, rate * BURST_SECONDS
        self._coming: deque[tuple[bytes, bytes]] = deque(maxlen=_PIECES)
        self._sound = bytearray()
        self._starts: deque[int] = deque()
        self._titles: deque[tuple[int, bytes]] = deque([(0, UNCHANGED)])
        self.begin = self.end = 0

    def hand(self, frames: bytes, title: bytes) -> None:
        """Whole frames and the title block that holds with them. While nobody listens nobody takes
        them, and of 1,000 pieces the oldest goes."""
        self._coming.append((frames, title))

    def take(self) -> bytes:
        """Put what came on the tape; returns it."""
        pieces = []
        while self._coming:
            frames, title = self._coming.popleft()
            if title != self._titles[-1][1]:
                self._titles.append((self.end, title))
            self._starts.append(self.end)
            self.end += len(frames)
            pieces.append(frames)
        fresh = b"".join(pieces)
        self._sound += fresh
        self._forget()
        return fresh

    def start(self, least: int = 0) -> int:
        """Where who comes now begins: on a whole frame, a burst before the end, of so many bytes at
        least where they are there."""
        wanted = max(self.begin, self.end - max(self._burst, least))
        return next((at for at in self._starts if at >= wanted), self.end)

    def since(self, position: int, most: int) -> bytes:
        """At most so many bytes from a position that is still kept (`begin` … `end`)."""
        at = position - self.begin
        return bytes(memoryview(self._sound)[at:at + most])

    def title_at(self, position: int) -> bytes:
        """The title block that holds with the sound at a position."""
        return next(block for at, block in reversed(self._titles) if at <= position)

    def _forget(self) -> None:
        surplus = len(self._sound) - self._kept
        if surplus <= 0:
            return
        del self._sound[:surplus]
        self.begin += surplus
        while self._starts and self._starts[0] < self.begin:
            self._starts.popleft()
        while len(self._titles) > 1 and self._titles[1][0] <= self.begin:
            self._titles.popleft()
        self._titles[0] = (self.begin, self._titles[0][1])
