"""One connected source, from its bytes to blocks of sound: written to by its connection, decoded in
a thread of its own, taken from by the mixer every 20 ms."""

from __future__ import annotations

import logging
import threading
from collections import deque

from dateline.onair.shapes import BLOCK, RATE, Pcm, Who
from dateline.onair.sound.cushion import Cushion
from dateline.onair.sound.decoding import NotSound, decoder
from dateline.onair.sound.levels import FLOOR, SILENT, Meter

log = logging.getLogger("dateline.onair")
BLOCK_SECONDS = BLOCK / RATE
MOST_BYTES = 256 * 1024
"""Undecoded bytes kept of a source that sends too fast; beyond it the oldest are dropped."""
MOST_SECONDS = 3.0
"""Decoded sound kept; the decoder waits when there is more."""
START, MOST_START = 0.8, 1.5
"""Seconds gathered before a source can be heard; more where it comes in lumps (pages of Ogg)."""
LUMP = 0.04
"""Seconds that are more in a block than come by the clock. What came while the mixer waited for
its next turn is there at once and then nothing for some blocks: that is no page of Ogg."""
RESERVE, ENDING = 0.25, 1.0
"""Seconds left when something else begins to be heard: of one that stalls, of one that ended."""
COMFORT = (0.5, 1.5)
"""Seconds between which sound is taken as fast as it is played."""
QUICKER, SLOWER = BLOCK + 5, BLOCK - 5
PATIENCE = 15.0
"""Seconds of silence after which a source is not heard."""
HUNG = 5.0
"""Seconds without any sound decoded after which there is an alarm."""
FIRST, AGAIN = 0.1, 1.0
"""Seconds of sound it must give to be heard: at first, and after it was found silent."""
MOST_TITLE = 1000


class Live:
    """A source; a `Feed` and a `Voice`. Its thread ends after `end`."""

    def __init__(self, mount: str, kind: str, who: Who) -> None:
        self.mount, self.who = mount, who
        self.heard = ("", "")
        """Title and artist, as it says."""
        self.over = ""
        """Why it has ended, in words; empty while it goes on."""
        self._decoder = decoder(kind, self.title)
        self._waiting: deque[bytes] = deque()
        self._size, self._cut, self._finished = 0, False, False
        self._wake = threading.Condition()
        self._cushion, self._meter = Cushion(), Meter()
        self._block: Pcm | None = None
        self._flowing = self._draining = False
        self._had = self._grown = self._lump = 0.0
        self._quiet = self._loud = self._starved = 0.0
        self._sounds, self._needs = False, FIRST
        self._thread = threading.Thread(target=self._run, name=f"source-{mount}", daemon=True)
        self._thread.start()

    # What its connection does

    def write(self, data: bytes) -> None:
        """Take bytes of the stream; never blocks. After its end nothing is taken."""
        with self._wake:
            if self.over or not data:
                return
            self._waiting.append(data)
            self._size += len(data)
            while self._size > MOST_BYTES and len(self._waiting) > 1:
                self._size -= len(self._waiting.popleft())
                self._cut = True
            self._wake.notify_all()

    def title(self, text: str, artist: str = "") -> None:
        """Note what it says is playing; control characters are left out."""
        self.heard = (_plain(text), _plain(artist))

    def end(self, reason: str) -> None:
        """No more will come: what is there is still played. The first reason stands."""
        with self._wake:
            self.over = self.over or reason or "ended"
            self._wake.notify_all()

    @property
    def full(self) -> bool:
        """Whether it is ahead of time: who reads its connection may wait, so nothing is lost."""
        return self._size > MOST_BYTES // 2 or self._cushion.seconds > MOST_SECONDS

    @property
    def behind(self) -> int:
        """Bytes that came and are not decoded."""
        return self._size

    # What its thread does

    def _run(self) -> None:
        try:
            while (data := self._next()) is not None:
                cut, self._cut = self._cut, False
                for sound, apart in self._decoder.feed(data):
                    self._cushion.put(sound, cut=cut or apart)
                    cut = False
                with self._wake:
                    self._size = max(0, self._size - len(data))
        except NotSound as refused:
            self.end(str(refused))
        except Exception as trouble:  # whatever a decoder makes of hostile bytes ends this one only
            log.exception("The source at %s ended with an error", self.mount)
            self.end(type(trouble).__name__)
        finally:
            with self._wake:
                self._waiting.clear()
                self._size, self._finished = 0, True

    def _next(self) -> bytes | None:
        """The next bytes, in time; None at the end."""
        with self._wake:
            while not self._waiting or self._cushion.seconds > MOST_SECONDS:
                if self.over and not self._waiting:
                    return None
                self._wake.wait(None if not self._waiting else 0.05)
            return self._waiting.popleft()

    # What the mixer does

    def pump(self, *, heard: bool) -> None:
        """Get the next 20 ms ready, and see how it is. `heard`: listeners hear it now."""
        self._gauge()
        if not self._flowing and not self._draining:
            self._block = None
        else:
            self._block = self._cushion.take(self._pace(heard))
            if self._block is None:
                self._draining = False
        self._had = self._cushion.seconds
        self._judge()

    def _gauge(self) -> None:
        """Begin to give sound once there is enough; begin to stop while there is some left."""
        left = self._cushion.seconds
        grown = left - self._had
        self._grown = self._grown + grown if grown > LUMP else 0.0
        self._lump = max(self._lump * 0.999, self._grown)
        if self._flowing:
            self._draining = left < (ENDING if self._finished else RESERVE)
            self._flowing = not self._draining
        elif not self._finished:
            enough = left >= min(MOST_START, max(START, 0.25 + 1.1 * min(self._lump, 1.2)))
            self._flowing, self._draining = enough, self._draining and not enough

    def _pace(self, heard: bool) -> int:
        """How many frames make a block: fewer or more where there is little or much left."""
        low, high = COMFORT
        left = self._cushion.seconds
        if left > high:
            if not heard:
                self._cushion.take()
            return QUICKER
        return SLOWER if left < low and self._flowing else BLOCK

    def _judge(self) -> None:
        """Whether it sounds; see PATIENCE, FIRST and AGAIN."""
        if self._block is None:
            self._starved += BLOCK_SECONDS
            self._loud = 0.0
            return
        self._starved = 0.0
        self._meter.put(self._block)
        if self._meter.level >= SILENT:
            self._loud, self._quiet = self._loud + BLOCK_SECONDS, 0.0
            self._sounds = self._sounds or self._loud >= self._needs
        else:
            self._loud, self._quiet = 0.0, self._quiet + BLOCK_SECONDS
            if self._quiet >= PATIENCE:
                self._sounds, self._needs = False, AGAIN

    def take(self) -> Pcm | None:
        """The block that `pump` got ready."""
        return self._block

    def rest(self) -> None:
        """Go on as before: a source is live whether it is heard or not."""

    @property
    def left(self) -> float:
        """Seconds of sound that are there."""
        return self._cushion.seconds

    @property
    def healthy(self) -> bool:
        """Whether it can be heard: sound comes, and it is no silence."""
        return self._flowing and self._block is not None and self._sounds

    @property
    def silent(self) -> bool:
        """Connected, and silent for 15 s."""
        return self._quiet >= PATIENCE

    @property
    def hung(self) -> bool:
        """Connected, and nothing that could be decoded for 5 s."""
        return not self.over and self._starved >= HUNG

    @property
    def gone(self) -> bool:
        """Ended, and all of it that will be heard was."""
        return self._finished and not self._flowing and self._block is None

    @property
    def level(self) -> float:
        """dBFS of the last second; the floor if nothing comes."""
        return FLOOR if self._block is None else self._meter.level


def _plain(text: str) -> str:
    kept = "".join(" " if ord(each) < 32 or ord(each) == 127 else each for each in text)
    return kept.strip()[:MOST_TITLE]
