"""Playing files: one after the other, over and over or once, decoded ahead of time in a thread."""

from __future__ import annotations

import logging
import math
import threading
from collections import deque
from collections.abc import Callable, Iterator

from dateline.onair.shapes import BLOCK, RATE, Pcm, Piece
from dateline.onair.sound.decoding import NotSound
from dateline.onair.sound.levels import level_of
from dateline.onair.sound.reading import parts_of

log = logging.getLogger("dateline.onair")
JOIN = RATE // 4
"""Frames over which the end of a piece and the beginning of the next are crossfaded."""
SILENCE = -60.0
"""dBFS: parts of a file below it are left out, at its beginning and after a second of them."""
STILL = 2
AHEAD = 2 * RATE // BLOCK
"""Blocks decoded ahead: 2 s; more are decoded once half of them were heard."""
PAUSE = 2.0
"""Seconds until files are tried again when none of them could be read."""
LAST = 0.3
"""Seconds left of what is played once when something else begins to be heard."""
OnBad = Callable[[Piece, bool], None]
"""Is told of a piece that cannot be read (true), and of one that can (false)."""


class Sequence:
    """Pieces one after the other; what is `pieces` may be changed, and holds from the next on."""

    def __init__(self, pieces: tuple[Piece, ...], *, once: bool, on_bad: OnBad) -> None:
        self.pieces, self._once, self._on_bad = pieces, once, on_bad
        self._skip = False

    def skip(self) -> None:
        """Leave the piece that plays, and what is held of it."""
        self._skip = True

    def blocks(self) -> Iterator[tuple[Piece, Pcm] | None]:
        """Blocks of 20 ms and whose they are; None: nothing can be read just now."""
        import numpy

        held = numpy.zeros((0, 2), numpy.float32)
        for piece in self._order():
            if piece is None:
                yield None
                continue
            self._skip, joined = False, len(held) == 0
            for part in self._sound(piece):
                if self._skip:
                    held = held[:0]
                    break
                held = numpy.concatenate([held, part]) if joined else _joined(held, part)
                joined = True
                while len(held) >= JOIN + BLOCK and not self._skip:
                    yield piece, held[:BLOCK]
                    held = held[BLOCK:]
        if self._once and len(held):
            yield from self._last(piece, held)

    def _last(self, piece: Piece | None, held: Pcm) -> Iterator[tuple[Piece, Pcm]]:
        import numpy

        rest = numpy.concatenate([held, numpy.zeros((-len(held) % BLOCK, 2), numpy.float32)])
        for start in range(0, len(rest), BLOCK):
            if piece is not None:
                yield piece, rest[start : start + BLOCK]

    def _order(self) -> Iterator[Piece | None]:
        """Each in its turn; None after a whole round, or when there are none, without a sound."""
        piece: Piece | None = None
        dumb = 0
        while True:
            pieces = self.pieces
            if not pieces or dumb >= len(pieces):
                dumb = 0
                yield None
                continue
            place = pieces.index(piece) + 1 if piece in pieces else 0
            if self._once and piece is not None and place >= len(pieces):
                return
            piece, self._sounded = pieces[place % len(pieces)], False
            yield piece
            dumb = 0 if self._sounded or self._skip else dumb + 1
            if self._once and dumb >= len(pieces):
                return

    def _sound(self, piece: Piece) -> Iterator[Pcm]:
        """Its sound, without its silences."""
        still = STILL
        try:
            for part in parts_of(piece.path, gain=piece.gain):
                still = 0 if level_of(part) >= SILENCE else still + 1
                if still <= STILL and (self._sounded or still == 0):
                    if not self._sounded:
                        self._sounded = True
                        self._on_bad(piece, False)
                    yield part
        except (NotSound, OSError) as trouble:
            log.warning("%s cannot be played: %s", piece.path, trouble)
            self._on_bad(piece, True)
            return
        if not self._sounded:
            self._on_bad(piece, True)


def _joined(held: Pcm, part: Pcm) -> Pcm:
    """The end of one crossfaded with the beginning of the next, at equal power."""
    import numpy

    length = min(JOIN, len(held), max(1, len(part) // 2))
    turn = numpy.linspace(0, math.pi / 2, length, dtype=numpy.float32)[:, None]
    mixed = held[-length:] * numpy.cos(turn) + part[:length] * numpy.sin(turn)
    return numpy.concatenate([held[:-length], mixed, part[length:]])


class Player:
    """A voice that plays files. Its thread begins with `start` and ends with `stop`."""

    def __init__(self, pieces: tuple[Piece, ...], *, on_bad: OnBad, once: bool = False) -> None:
        self._sequence = Sequence(pieces, once=once, on_bad=on_bad)
        self._ready: deque[tuple[Piece, Pcm]] = deque()
        self._wake = threading.Condition()
        self._stopping = self.done = self._resting = False
        self.piece: Piece | None = None
        """What is heard of it, or was last."""
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)

    def start(self) -> None:
        """Begin to decode."""
        self._thread.start()

    def stop(self) -> None:
        """Have its thread end, soon."""
        with self._wake:
            self._stopping = True
            self._sequence.skip()
            self._wake.notify_all()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What it plays; a change holds from the next piece on."""
        return self._sequence.pieces

    @pieces.setter
    def pieces(self, pieces: tuple[Piece, ...]) -> None:
        self._sequence.pieces = pieces

    @property
    def ready(self) -> bool:
        """Whether there is something to be heard now; no more when it ends: what follows begins
        before it has."""
        return bool(self._ready) and not (self.done and self.left < LAST)

    @property
    def left(self) -> float:
        """Seconds that are decoded."""
        return len(self._ready) * BLOCK / RATE

    def take(self) -> Pcm | None:
        """The next 20 ms."""
        with self._wake:
            if not self._ready:
                return None
            self.piece, block = self._ready.popleft()
            if len(self._ready) == AHEAD // 2:
                self._wake.notify_all()
            return block

    def rest(self) -> None:
        """Leave this piece: when it is heard again it is with the next."""
        with self._wake:
            self._ready.clear()
            self._resting = True
            self._sequence.skip()
            self._wake.notify_all()

    def _run(self) -> None:
        try:
            for made in self._sequence.blocks():
                if not self._put(made):
                    return
        except Exception:  # a file may do what no decoder should: the mixer makes a new player
            log.exception("A player ended with an error")
        finally:
            self.done = True

    def _put(self, made: tuple[Piece, Pcm] | None) -> bool:
        with self._wake:
            if made is None:
                self._wake.wait_for(lambda: self._stopping, PAUSE)
                return not self._stopping
            if len(self._ready) >= AHEAD:
                self._wake.wait_for(
                    lambda: self._stopping or self._resting or len(self._ready) <= AHEAD // 2)
            if not self._resting:
                self._ready.append(made)
            self._resting = False
            return not self._stopping
