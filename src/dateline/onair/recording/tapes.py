"""Tapes: what a source sent, byte for byte, in files beside an index of when each byte came.

A tape is one connection. Its name is `<when it began>-<id>`; its bytes are in pieces
`<name>-<offset>.<suffix>`, one after the other, and `<name>.index` says in its first line what it
is (JSON), then about each second `<seconds since 1970> <bytes so far>`. Nothing is ever rewritten,
so after a kill all is there up to the last line.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dateline.onair.shapes import AAC, MP3, OGG

SUFFIX = {MP3: ".mp3", AAC: ".aac", OGG: ".ogg"}
EVERY = 1.0
"""Seconds between two lines of the index."""
PIECE = 3600.0
"""Seconds after which a piece is ended, so that old ones of a long connection can go."""
HEAD = 65_536
"""Bytes of the first piece of an Ogg tape, in which its headers are: it stays until the last."""
_NEVER = float("inf")
FIRST_WORDS = ("mount", "kind", "presenter")


@dataclass
class Tape:
    """A tape that is being written, in the writer's thread alone. Raises OSError."""

    folder: Path
    mount: str
    kind: str
    presenter: int
    head: bytes = b""
    """Of an Ogg stream that began on another tape: its first bytes, to stand here first."""
    size: int = 0
    name: str = ""
    _piece: int = -1
    _index: int = -1
    _turns: float = 0.0
    """When the next piece begins."""
    _told: float = 0.0
    _first: bytearray = field(default_factory=bytearray)

    def write(self, data: bytes, at: float) -> None:
        """Bytes that came at `at` (seconds since 1970)."""
        at = max(at, self._told)
        if not self.name:
            self._begin(at)
        elif at >= self._turns or self._headed():
            self._next(at)
        if self.kind == OGG and len(self._first) < HEAD:
            self._first += data[: HEAD - len(self._first)]
        self._append(data)
        if at - self._told >= EVERY:
            self._tell(at)

    def end(self, at: float) -> None:
        """No more will come."""
        if not self.name:
            return
        try:
            self._tell(max(at, self._told))
        finally:
            self.drop()

    def drop(self) -> None:
        """Close the files as they are."""
        for descriptor in (self._piece, self._index):
            if descriptor >= 0:
                os.close(descriptor)
        self._piece = self._index = -1

    def begun_again(self) -> Tape:
        """A tape for the rest of the same connection, after something could not be written."""
        head = bytes(self._first) or self.head
        return Tape(self.folder, self.mount, self.kind, self.presenter, head)

    def _headed(self) -> bool:
        """Whether the first piece of an Ogg tape is full."""
        return self._turns == _NEVER and self.size >= HEAD

    def _begin(self, at: float) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        began = datetime.fromtimestamp(at, UTC).strftime("%Y%m%dT%H%M%S")
        self.name, self._told = f"{began}-{secrets.token_hex(6)}", at
        said = {"mount": self.mount, "kind": self.kind, "presenter": self.presenter}
        self._index = _opened(self.folder / f"{self.name}.index")
        self._next(at)
        if self.kind == OGG:
            self._turns = _NEVER
            self._first += self.head
            self._append(self.head)
        _all(self._index, f"{json.dumps(said)}\n{at:.3f} {self.size}\n".encode())

    def _next(self, at: float) -> None:
        if self._piece >= 0:
            os.close(self._piece)
            self._piece = -1
        path = self.folder / f"{self.name}-{self.size:015d}{SUFFIX[self.kind]}"
        self._piece, self._turns = _opened(path), at + PIECE

    def _append(self, data: bytes) -> None:
        _all(self._piece, data)
        self.size += len(data)

    def _tell(self, at: float) -> None:
        _all(self._index, f"{at:.3f} {self.size}\n".encode())
        self._told = at


def _opened(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)


def _all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest):]
