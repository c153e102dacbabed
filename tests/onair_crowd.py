"""Who listens to a radio that runs, and who sends to it: a crowd, one ear that hears, a source."""

from __future__ import annotations

import selectors
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

FRAME, EVERY = 384, 16_000
"""Bytes of a frame of MP3 at 128 kbit/s and 48 kHz (24 ms), and between two titles."""
LAST = 12
"""Frames of which the pitch is heard, after those that prime the decoder."""


def _line(port: int, more: str = "") -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), 10)
    line.sendall(f"GET /live.mp3 HTTP/1.0\r\nUser-Agent: VLC/3.0\r\n{more}\r\n".encode())
    return line


class Crowd:
    """Listeners who take what comes, in one thread."""

    def __init__(self, port: int, count: int) -> None:
        self.dropped, self.longest = 0, 0.0
        """How many were let go, and the longest time in which one of them got nothing."""
        self._last: dict[int, float] = {}
        self._lines = [_line(port) for _ in range(count)]
        self._watched = selectors.DefaultSelector()
        for line in self._lines:
            self._watched.register(line, selectors.EVENT_READ)
            self._last[line.fileno()] = time.monotonic()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while not self._stop.is_set():
            for key, _ in self._watched.select(0.2):
                self._take(key.fileobj)
            now = time.monotonic()
            self.longest = max([self.longest, *(now - last for last in self._last.values())])

    def _take(self, line: Any) -> None:
        try:
            came = line.recv(262_144)
        except OSError:
            came = b""
        if came:
            self._last[line.fileno()] = time.monotonic()
        else:
            self.dropped += 1
            self._watched.unregister(line)
            del self._last[line.fileno()]

    def close(self) -> None:
        """All hang up."""
        self._stop.set()
        self._thread.join(10)
        self._watched.close()
        for line in self._lines:
            line.close()


class Ear:
    """A radio set: keeps the sound, and every title that comes with it."""

    def __init__(self, port: int) -> None:
        self.sound, self.titles = bytearray(), list[str]()
        self._line = _line(port, "Icy-MetaData: 1\r\n")
        self._file = self._line.makefile("rb")
        while (field := self._file.readline().strip()):
            assert not field.startswith(b"icy-metaint") or int(field.split(b":")[1]) == EVERY
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        took = 0
        try:
            while (came := self._file.read1(EVERY - took)):  # type: ignore[attr-defined]
                self.sound += came
                took = (took + len(came)) % EVERY
                if not took and (size := self._file.read(1)[0] * 16):
                    said = self._file.read(size).rstrip(b"\0").decode()
                    self.titles.append(said.removeprefix("StreamTitle='").removesuffix("';"))
        except (OSError, ValueError, IndexError):
            pass  # it was closed

    def pitch(self) -> float:
        """Hertz of what comes now: the last quarter of a second. 0 while there is too little."""
        whole = len(self.sound) // FRAME * FRAME
        return pitch(bytes(self.sound[max(0, whole - (LAST + 4) * FRAME):whole]))

    def close(self) -> None:
        """Hang up."""
        self._line.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self._file.close()
        self._line.close()


def pitch(data: bytes) -> float:
    """Hertz of the strongest tone in the last of these frames of MP3."""
    import av
    import numpy

    codec: Any = av.CodecContext.create("mp3float", "r")
    frames = [frame for packet in [*codec.parse(data), *codec.parse(b"")]
              for frame in codec.decode(packet)]
    if len(frames) < LAST:
        return 0.0
    wave = numpy.concatenate([frame.to_ndarray()[0] for frame in frames[-LAST:]])
    strength = numpy.abs(numpy.fft.rfft(wave * numpy.hanning(len(wave))))
    return float(strength.argmax() * 48_000 / len(wave))


class Source:
    """A real ffmpeg that sends a tone to the mount `live`."""

    def __init__(self, port: int, spool: Path, hertz: int = 440) -> None:
        self._tapes = partial(_tapes, spool)
        before = self._tapes()
        self.process = subprocess.Popen(
            ["ffmpeg", "-loglevel", "error", "-re", "-f", "lavfi", "-i",
             f"sine=frequency={hertz}:r=48000,volume=1.3", "-b:a", "128k", "-c:a", "libmp3lame",
             "-f", "mp3", f"icecast://ann:sesame@127.0.0.1:{port}/live"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        soon(lambda: self._tapes() > before, 20)
        self.connected = time.monotonic()
        self.ended = 0.0

    def kill(self) -> float:
        """`kill -9`; when that was."""
        self.process.kill()
        self.ended = self.ended or time.monotonic()
        self.process.wait()
        return self.ended

    @property
    def seconds(self) -> float:
        """How long it was connected."""
        return self.ended - self.connected


def _tapes(spool: Path) -> int:
    return sum(1 for _ in spool.glob("*.index"))


@contextmanager
def listening(port: int, count: int) -> Iterator[tuple[Crowd, Ear]]:
    """A crowd and an ear."""
    crowd, ear = Crowd(port, count), Ear(port)
    try:
        yield crowd, ear
    finally:
        ear.close()
        crowd.close()


def soon(what: Any, seconds: float = 10.0, *, every: float = 0.05) -> float:
    """Wait until something is so; how long that took."""
    began = time.monotonic()
    while not what():
        assert time.monotonic() < began + seconds, "it did not happen in time"
        time.sleep(every)
    return time.monotonic() - began
