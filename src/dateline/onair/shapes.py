"""What the parts of the radio give each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy

    Pcm = numpy.ndarray[Any, numpy.dtype[numpy.float32]]
    """Sound as float32 in −1…1, shape (frames, 2): left and right, 48,000 frames a second."""
else:
    Pcm = Any

RATE = 48_000
"""Frames a second of everything inside the mixer."""
BLOCK = 960
"""Frames the mixer makes at a time: 20 ms."""
MP3, AAC, OGG = "audio/mpeg", "audio/aac", "audio/ogg"
"""What a source may send; Ogg carries Opus or Vorbis."""


@dataclass(frozen=True)
class Who:
    """A presenter who was let in."""

    presenter: int
    name: str


@dataclass(frozen=True)
class Piece:
    """A file of sound that may be played: a track or an episode."""

    path: Path
    title: str
    artist: str = ""
    seconds: float = 0.0
    gain: float = 0.0
    """dB by which it is turned, to −16 LUFS (EBU R 128 measures, podcasts' usual target)."""


@dataclass(frozen=True)
class OnNow:
    """One programme at one time: an occurrence of a slot."""

    slot: int
    programme: int
    title: str
    slug: str
    starts: datetime
    ends: datetime
    playlist: int | None = None
    rewind: bool = True
    record: bool = True
    podcast: bool = True


@dataclass(frozen=True)
class Plan:
    """What the radio is to do now, read from the database twice a second."""

    station: str
    description: str
    zone: str
    language: str
    bitrate: int
    """kbit/s of the MP3 stream."""
    web_bitrate: int
    """kbit/s of HLS."""
    rewind_hours: int
    mounts: tuple[str, ...]
    """Where sources may connect, the most important first: `("breaking", "live")`, no slash."""
    now: OnNow | None
    next: OnNow | None
    playlist: tuple[Piece, ...]
    """Of the slot on now; empty: the fallback is played."""
    fallback: tuple[Piece, ...]
    """The station's own playlist, else the newest recordings; empty: a tone, never silence."""
    break_in: str = ""
    """Empty, the name of a mount that goes on air whatever the schedule says, or `bulletin`."""
    bulletin: Piece | None = None


@dataclass(frozen=True)
class Heard:
    """What listeners hear now."""

    kind: str
    """`live`, `playlist`, `fallback`, `bulletin` or `tone`."""
    title: str
    """As the source or the file says it; may be empty."""
    artist: str = ""
    source: str = ""
    """The mount, of a live one."""
    presenter: str = ""
    since: datetime | None = None


@dataclass(frozen=True)
class State:
    """How the radio is, told every second to who asks (desk, status page, `status-json.xsl`)."""

    at: datetime
    heard: Heard
    level: float
    """dBFS of what goes out, RMS of the last second."""
    connected: dict[str, float] = field(default_factory=dict)
    """Mounts with a source and the level of each in dBFS."""
    alarms: tuple[str, ...] = ()
    """`silence` (a source is connected and silent), `hung`, `tone`; empty when all is well."""
    listeners: int = 0


class Feed(Protocol):
    """What one source's connection writes to, in the loop's thread; made by `Intake.open`."""

    @property
    def over(self) -> str:
        """Why no more is taken, in words; empty while it goes on. It may end by itself, because
        what came is no sound: then its connection is to be closed."""

    @property
    def full(self) -> bool:
        """Whether enough is there for now: who reads the connection waits, and nothing is lost."""

    def write(self, data: bytes) -> None:
        """Bytes of the stream as they came, without the transfer's wrapping. Never blocks."""

    def title(self, text: str, artist: str = "") -> None:
        """What the source says is playing."""

    def end(self, reason: str) -> None:
        """The connection is over; twice is once."""


class Intake(Protocol):
    """Where sources are given to: the mixer's side."""

    def open(self, mount: str, kind: str, who: Who) -> Feed:
        """Begin to take a source's stream of this media type."""


class Outlet(Protocol):
    """Where the mixer gives what goes out; each has its own encoder."""

    def put(self, block: Pcm, at: float) -> None:
        """A block of sound; `at`: the clock, seconds since 1970, when it is heard. Never blocks
        longer than it takes to encode."""

    def tell(self, heard: Heard, now: OnNow | None) -> None:
        """What is heard from the next block on, and in which programme."""
