"""A radio station for the showroom: programmes in two scripts, what is heard, episodes. Invented.
"""

from __future__ import annotations

import io
import math
import struct
import wave
from datetime import datetime, timedelta

from django.conf import settings

from dateline.lib import clock
from dateline.onair.models import Episode
from dateline.onair.recording import publishing
from dateline.onair.rewind import keeping
from dateline.onair.rewind.boxes import FRAME
from dateline.onair.shapes import RATE, Heard, State
from dateline.onair.telling import tell
from dateline.people.public import User
from onair_schedule import programme, slot, station
from staffing import member

LONG = "News of the hour, and of everything else that has no hour"
NOTES = "With the harbour master.\n\nThe letter: https://example.org/letter"
Shown = tuple[str, str, int]


def on_air(story: str) -> list[Shown]:
    """A station that is heard; names and addresses of its pages. An episode is about the story."""
    chief, at = member("chief editor", email="radio@example.org"), clock.now()
    station(chief, zone="UTC", description="News and talk, day and night.")
    news = programme(chief, LONG, description="What is new.\n\nAnd what is not.", author="Ilse")
    arabic = programme(chief, "نشرة الأخبار", language="ar", description="كل الأخبار")
    for show, begins in ((news, "00:00"), (arabic, "12:00")):
        slot(chief, show, at.date().isoformat(), begins, 720, "FREQ=DAILY")
    heard = Heard("playlist", "Čaj – 日本 in a title that is longer than a line of the masthead is",
                  artist="The Signal Wharf Brass Band", since=at)
    tell(State(at, heard, -18.0, {}), at=at + timedelta(days=1))  # nobody looks after it here
    live = _episode(news.pk, "The pier, and who owns it", chief, at, stories=(story,))
    gone = _episode(news.pk, "A mistake", chief, at)
    publishing.withdraw(gone.pk, by=chief, at=at)
    _episode(arabic.pk, "حلقة أولى", chief, at)
    _kept(at - timedelta(hours=2))
    base = f"/programmes/{news.slug}/"
    return [
        ("radio-home", "/", 200), ("radio-listen", "/listen/", 200),
        ("radio-status", "/listen/status/", 200), ("radio-schedule", "/schedule/", 200),
        ("radio-programmes", "/programmes/", 200), ("radio-programme", base, 200),
        ("radio-programme-arabic", f"/programmes/{arabic.slug}/", 200),
        ("radio-episode", f"{base}{live.slug}/", 200),
        ("radio-episode-gone", f"{base}{gone.slug}/", 410),
    ]


def _episode(show: int, title: str, by: User, at: datetime, *, stories: tuple[str, ...] = ()
             ) -> Episode:
    made = publishing.upload(show, io.BytesIO(_tone()), title=title, by=by, at=at)
    publishing.edit(made.pk, publishing.Words(title, NOTES, stories), by=by, at=at)
    return publishing.publish(made.pk, by=by, at=at)


def _kept(since: datetime) -> None:
    """As if there had been a radio from then on: times of the day to begin at."""
    frame = round(since.timestamp() * RATE / FRAME)
    first = keeping.Segment(1, 1, 0, frame, 144, True, "0" * 12)
    folder = settings.DATA / "air" / keeping.FOLDER / first.header
    folder.mkdir(parents=True)
    (folder / first.name).touch()


def _tone(seconds: int = 2, rate: int = 8000) -> bytes:
    """A WAV file."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n * 0.3)))
                                  for n in range(seconds * rate)))
    return made.getvalue()
