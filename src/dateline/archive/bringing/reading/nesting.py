"""How deep JSON is nested, seen before it is read: readers of it hold the path to each place, which
for 100,000 brackets are 28 GB."""

from __future__ import annotations

import re
from typing import IO

from dateline.lib.xmlclean import MOST, Bounded, TooLarge

DEEPEST = 200
_OTHER = re.compile(rb"[^\[\]{}]+")
_OPENS = b"[{"


class Shallow(Bounded):
    """A binary file of JSON that is read; `begin` says that a story has ended."""

    def __init__(self, file: IO[bytes], most: int = MOST) -> None:
        super().__init__(file, most)
        self._depth = Depth()

    def read(self, size: int = -1) -> bytes:
        """As a file; raises TooLarge, also for what is nested too deep."""
        data = super().read(size)
        if self._depth.after(data) > DEEPEST:
            raise TooLarge(f"it is nested more than {DEEPEST} deep")
        return data


class Depth:
    """Counts brackets outside of texts, a piece at a time."""

    def __init__(self) -> None:
        self.depth, self._inside, self._held = 0, False, b""

    def after(self, data: bytes) -> int:
        """The deepest place in the next piece."""
        data = self._held + data
        self._held = b"\\" if (len(data) - len(data.rstrip(b"\\"))) % 2 else b""
        data = data[:len(data) - len(self._held)]
        parts = data.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')
        outside = _OTHER.sub(b"", b"".join(parts[self._inside::2]))
        self._inside ^= len(parts) % 2 == 0
        deepest = self.depth + sum(map(outside.count, (b"[", b"{")))
        if deepest <= DEEPEST:
            self.depth += 2 * (deepest - self.depth) - len(outside)
            return deepest
        deepest = self.depth
        for sign in outside:
            self.depth += 1 if sign in _OPENS else -1
            deepest = max(deepest, self.depth)
        return deepest


def is_deep(said: str | bytes) -> bool:
    """Whether one value is nested too deep."""
    raw = said.encode("utf-8", "replace") if isinstance(said, str) else said
    return Depth().after(raw) > DEEPEST
