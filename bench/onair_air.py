"""The way of the sound from a source to an ear, and a soak: `python -m bench.onair_air`.

A process as `dateline radio` (`onair_servers.radio`: no database, no web server) gets MP3 in real
time from a source whose tone is another one for a second of each four. MARKS of them (default 6)
are looked for in what a listener by ICY decodes and in the segments of HLS. Delays are counted from
when the source sends the frame in which the tone changes:

- *there*: until a listener's connection has its bytes, or its segment is a file;
- *heard*: by a listener who plays at once what comes at once (ICY: four seconds of the past, so
  that nothing stutters), by our player (6.5 s behind the list's end) and by one by RFC 8216,
  6.3.3 (three target durations); by HLS it depends on when within a segment one begins.

SOAK=minutes has it on air for so long, with 50 listeners of whom one leaves and comes each second,
and a source that breaks off and comes again each minute; shown is by how much its memory grew
since a tenth of the time, at least two minutes, was over.
"""

from __future__ import annotations

import base64
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.table import row

MARKS = int(os.environ.get("MARKS", "6"))
SOAK = float(os.environ.get("SOAK", "0"))
USUAL, MARK, EVERY = 440.0, 2000.0, 4
FRAME, STEP = 384, 0.024
"""Bytes and seconds of a frame of MP3 at 128 kbit/s."""
OURS, TARGET, LENGTH = 6.5, 3.0, 3.072
"""Seconds: our player behind the list's end, a target duration, a segment."""
LISTENERS = 50


@contextmanager
def radio() -> Iterator[tuple[subprocess.Popen[str], int, Path]]:
    """Its process, its port and its folder."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-", ignore_cleanup_errors=True) as name:
        script = ("import sys, django; django.setup(); "
                  "from bench.onair_servers import radio; radio(sys.argv[1])")
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "dateline.project.settings"}
        process = subprocess.Popen([sys.executable, "-c", script, name], env=environment,
                                   stdout=subprocess.PIPE, text=True)
        assert process.stdout
        try:
            yield process, int(process.stdout.readline()), Path(name)
        finally:
            process.kill()
            process.communicate()


class Source:
    """Sends the tone in real time, each frame when it is due; `marks`: when each change was sent.
    """

    def __init__(self, port: int) -> None:
        self.marks: list[float] = []
        self._line = socket.create_connection(("127.0.0.1", port))
        word = base64.b64encode(b"ann:sesame").decode()
        self._line.sendall(f"PUT /studio HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {word}\r\n"
                           "Content-Type: audio/mpeg\r\n\r\n".encode())
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._send)
        self._thread.start()

    def _send(self) -> None:
        frames, began, sent = sound(), time.monotonic(), 0
        changes = round(EVERY / 2 / STEP)
        while not self._stop.wait(max(0.0, began + sent * STEP - time.monotonic())):
            place = sent % len(frames)
            if place == changes:
                self.marks.append(time.time())
            with suppress(OSError):
                self._line.sendall(frames[place])
            sent += 1

    def close(self) -> None:
        """Break off."""
        self._stop.set()
        self._thread.join()
        self._line.close()


def sound() -> list[bytes]:
    """Frames of MP3, EVERY seconds of them; after half of that a second is the other tone."""
    import numpy

    from dateline.onair.sound.encoding import mp3

    whole = round(EVERY / STEP)
    at = numpy.arange(whole * 1152)
    half = round(EVERY / 2 / STEP) * 1152
    hertz = numpy.where((at >= half) & (at < half + 48_000), MARK, USUAL)
    wave = (0.2 * numpy.sin(2 * numpy.pi * numpy.cumsum(hertz) / 48_000)).astype(numpy.float32)
    encoder = mp3(128)
    both = numpy.stack([wave, wave], axis=1)
    made = [encoded for start in range(0, len(both), 960)
            for encoded in encoder.put(both[start:start + 960])]
    return [one.data for one in [*made, *encoder.flush()]][:whole]


class Ear:
    """A listener by ICY: the bytes, and when each piece came."""

    def __init__(self, port: int) -> None:
        self.began, self.sound = time.time(), bytearray()
        self.came: list[tuple[int, float]] = []
        self.line = socket.create_connection(("127.0.0.1", port))
        self.line.sendall(b"GET /live.mp3 HTTP/1.0\r\nUser-Agent: VLC/3.0\r\n\r\n")
        self._file = self.line.makefile("rb")
        while self._file.readline().strip():
            pass
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        with suppress(OSError, ValueError):
            while came := self._file.read1(65_536):
                self.sound += came
                self.came.append((len(self.sound), time.time()))

    def marks(self) -> list[tuple[float, float]]:
        """When the bytes of each change were there, and when it was heard."""
        codec = _codec("mp3float")
        packets = [*codec.parse(bytes(self.sound)), *codec.parse(b"")]
        found = _changes(codec.decode(packet) for packet in packets)
        burst = self.came[0][0]  # of what was sent before it came nothing is known
        return [(next(at for size, at in self.came if size >= number * FRAME),
                 self.came[0][1] + number * STEP) for number in found if number * FRAME > burst]

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self.line.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._file.close()
        self.line.close()


def _codec(name: str) -> Any:
    import av

    return av.CodecContext.create(name, "r")


def _changes(decoded: Iterator[list[Any]]) -> list[int]:
    """Which frames begin the other tone."""
    import numpy

    found, before = [], True
    for number, frames in enumerate(decoded):
        for frame in frames:
            wave = frame.to_ndarray()[0]
            crossings = int(numpy.count_nonzero(numpy.diff(numpy.signbit(wave))))
            hertz = crossings * 24_000 / len(wave)
            is_mark = abs(hertz - MARK) < 400
            if is_mark and not before:
                found.append(number)
            before = is_mark
    return found


def segment_marks(air: Path) -> list[tuple[float, float, float]]:
    """Of each change in the segments: when its file was there, its place on the clock, and by how
    much the end of the newest segment was behind the time when it came."""
    import av

    from dateline.onair.rewind import keeping

    found = []
    for one in keeping.segments(air):
        folder = air / "hls" / one.header
        path = folder / one.name
        there = path.stat().st_mtime
        with av.open(BytesIO((folder / keeping.HEADER).read_bytes() + path.read_bytes())) as held:
            decoded = ([frame] for frame in held.decode(audio=0))
            found += [(there, one.starts + number * 1024 / 48_000, there - one.ends)
                      for number in _changes(decoded) if number > 2]  # else it began before
    return found


def delay() -> None:
    """Rows of what a listener waits."""
    with radio() as (_process, port, air):
        source = Source(port)
        time.sleep(6)  # the source is on, four seconds of it are there
        ear = Ear(port)
        time.sleep(MARKS * EVERY + 8)
        ear.close()
        source.close()
        heard = [(there - sent, played - sent) for there, played in ear.marks()
                 for sent in [_sent(source.marks, there)] if sent]
        kept = [(there - sent, place - sent, late) for there, place, late in segment_marks(air)
                for sent in [_sent(source.marks, place)] if sent]
    row("ICY: there", "Dateline", "s", [there for there, _ in heard])
    row("ICY: heard", "Dateline", "s", [played for _, played in heard])
    row("HLS: there", "Dateline", "s", [there for there, _, _ in kept])
    for who, behind in (("our player", OURS), ("RFC 8216", 3 * TARGET)):
        row(f"HLS: heard, {who}", "Dateline", "s",
            [place + late + behind + more for _, place, late in kept for more in (0.0, LENGTH)])


def _sent(marks: list[float], at: float) -> float:
    """When it was sent: the last change before; 0 where there is none."""
    return max((mark for mark in marks if mark < at), default=0.0)


def soak(minutes: float) -> None:
    """A row of how its memory grew."""
    with radio() as (process, port, _air):
        began, ears, source = time.monotonic(), [Ear(port) for _ in range(LISTENERS)], Source(port)
        warm, held, turn = max(120.0, minutes * 6), 0.0, 0
        while (gone := time.monotonic() - began) < minutes * 60:
            time.sleep(1)
            turn += 1
            ears.pop(0).close()
            ears.append(Ear(port))
            if turn % 60 == 0:
                source.close()
                source = Source(port)
                print(f"  {gone / 60:.0f} min: {memory(process.pid) / 1024:.1f} MB", flush=True)
            if not held and gone >= warm:
                held = memory(process.pid) / 1024
        for ear in ears:
            ear.close()
        source.close()
        grown = (memory(process.pid) / 1024 / held - 1) * 100 if held else float("nan")
        row(f"memory grew in {minutes:.0f} min", "Dateline", "%", [grown], aim=5)


def memory(pid: int) -> float:
    """KB of a process's anonymous memory."""
    text = Path(f"/proc/{pid}/status").read_text()
    return float(re.search(r"RssAnon:\s+(\d+)", text)[1])  # type: ignore[index]


def main() -> None:
    """The delay, and with SOAK the soak."""
    delay()
    if SOAK:
        soak(SOAK)


if __name__ == "__main__":
    main()
