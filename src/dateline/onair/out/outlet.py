"""The outlet that encodes MP3 for those who listen by ICY."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.onair.out.air import Air
from dateline.onair.out.titles import block, line
from dateline.onair.shapes import Heard, OnNow, Pcm

if TYPE_CHECKING:
    from dateline.onair.sound.encoding import Encoder


class Mp3Outlet:
    """An `Outlet`: works in the mixer's thread, and hands on to the loop's."""

    def __init__(self, air: Air, encoder: Encoder, station: Callable[[], str]) -> None:
        """`station` says its name, for when there is no better title."""
        self._air, self._encoder, self._station = air, encoder, station
        self._title = block(station())

    def put(self, sound: Pcm, at: float) -> None:
        """Encode a block, and hand on what frames it completed."""
        frames = b"".join(frame.data for frame in self._encoder.put(sound))
        if frames:
            self._air.hand(frames, self._title)

    def tell(self, heard: Heard, now: OnNow | None) -> None:
        """The title goes with the next frames, so that it changes where the sound does."""
        self._title = block(line(heard, now, self._station()))
