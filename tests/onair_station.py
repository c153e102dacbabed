"""A small station for tests: its rows, what its radio would say, and a source made of bytes."""

from __future__ import annotations

import base64
import http.client
import socket
import time as clocks
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.hashers import make_password

from dateline.onair.models import Presenter, Station, Track
from dateline.onair.public import Founded, Show, Slotted, found
from dateline.onair.shapes import Heard, State
from dateline.onair.telling import tell

NAME = "Test Radio"
MORNING = Show("Morning <Show>", "morning", "In the morning.", "Songs",
               (Slotted("FREQ=DAILY", time(12), 60),))
EVENING = Show("Evening", "evening", "In the evening.", "Songs",
               (Slotted("FREQ=DAILY", time(18, 30), 30),))
WHOLE = Founded(NAME, "Only for tests.", "UTC", "Songs", (MORNING, EVENING))


def station(first: date = date(2026, 1, 1)) -> Station:
    """A station with two programmes a day: 12:00 to 13:00 and 18:30 to 19:00 UTC."""
    assert found(WHOLE, first=first)
    return Station.objects.get()


def presenter(password: str = "sesame") -> Presenter:
    """Somebody who may connect at any time."""
    return Presenter.objects.create(name="Ann", username="ann", always=True,
                                    password=make_password(password))


def track(at: datetime, title: str = "Bells", seconds: float = 20.0) -> Track:
    """A track without a file."""
    return Track.objects.create(
        title=title, digest=f"{Track.objects.count():064x}", kind="audio/mpeg", size=1,
        seconds=seconds, loudness=-16.0, peak=-1.0, added_at=at)


def heard(title: str, at: datetime, *, kind: str = "playlist", level: float = -18.0,
          connected: dict[str, float] | None = None, **said: Any) -> None:
    """What the radio's process writes when this is heard."""
    tell(State(at, Heard(kind, title, since=at, **said), level, connected or {}), at=at)


def await_true(done: Callable[[], Any], seconds: float = 20.0) -> float:
    """Wait until something is so; how long that took."""
    began = clocks.monotonic()
    while not done():
        assert clocks.monotonic() < began + seconds, "it did not happen in time"
        clocks.sleep(0.03)
    return clocks.monotonic() - began


def open_port(port: int) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def send_title(port: int, title: str, mount: str = "live") -> int:
    """Set the title of a source as programs do; the status of the answer."""
    from urllib.parse import urlencode

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    asked = urlencode({"mode": "updinfo", "mount": f"/{mount}", "song": title, "charset": "UTF-8"})
    word = base64.b64encode(b"ann:sesame").decode()
    headers = {"Authorization": f"Basic {word}"}
    connection.request("GET", f"/admin/metadata?{asked}", headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status
