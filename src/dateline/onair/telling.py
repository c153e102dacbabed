"""The radio's process tells what listeners hear: as a row, when it changes and every 5 s."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db import DatabaseError, InterfaceError, connections, transaction

from dateline.delivery.public import touch
from dateline.lib import clock
from dateline.onair.alarming import begin_alarm, end_alarm, end_alarms
from dateline.onair.models import OnAir, Station
from dateline.onair.now import ALARMS, KEY, OFF, SILENT
from dateline.onair.shapes import Heard, OnNow, State

log = logging.getLogger("dateline.onair")
BEAT, PAUSE = 5.0, 1.0
"""Seconds from one telling to the next if nothing changes; and after one that failed."""
SHOWS = ("kind", "title", "artist", "source", "presenter")
"""What readers see; the time it began changes with them."""
MOST_ALARMS = 200


def tell(state: State, *, at: datetime) -> None:
    """Write what is heard; readers' pages are told only of what they show (DESIGN 5)."""
    with transaction.atomic():
        if not Station.objects.exists():
            return  # it was taken away: nothing of it is written after that
        before = OnAir.objects.filter(pk=1).values().first()
        told = _row(state, at)
        if before and all(before[name] == told[name] for name in SHOWS):
            told["since"] = before["since"]
        OnAir(pk=1, **told).save()
        _touch(before, told)


def tell_off(*, at: datetime) -> None:
    """The radio does not run: nothing is heard."""
    with transaction.atomic():
        before = OnAir.objects.filter(pk=1).exclude(kind=OFF).values().first()
        if before is None:
            return
        told = {**before, "kind": OFF, "title": "", "artist": "", "source": "", "presenter": "",
                "since": at, "connected": {}, "listeners": 0}
        OnAir(**told).save()
        _touch(before, told)


def _row(state: State, at: datetime) -> dict[str, Any]:
    heard = state.heard
    return {
        "kind": heard.kind, "title": heard.title, "artist": heard.artist,
        "source": heard.source[:100], "presenter": heard.presenter[:200],
        "since": heard.since or at, "level": max(state.level, -120.0),
        "connected": {name: round(max(level, -120.0), 1)
                      for name, level in state.connected.items()},
        "listeners": state.listeners, "heartbeat": at,
    }


def _touch(before: dict[str, Any] | None, told: dict[str, Any]) -> None:
    """The last statement of the transaction."""
    keys = []
    if before is None or any(before[name] != told[name] for name in SHOWS):
        keys.append(KEY)
    if before is None or (before["level"] < SILENT) != (told["level"] < SILENT):
        keys.append(ALARMS)
    if keys:
        touch(keys)


class Rung(NamedTuple):
    """An alarm that began or ended."""

    kind: str
    mount: str
    began: bool
    at: datetime


class Telling:
    """A thread that tells. The mixer only leaves word here, so the database never holds it up."""

    def __init__(self, state: Callable[[], State]) -> None:
        self._state = state
        self._word, self._stop = threading.Event(), threading.Event()
        self._rung: deque[Rung] = deque(maxlen=MOST_ALARMS)
        self._heard: Heard | None = None

    def heard(self, heard: Heard, now: OnNow | None) -> None:
        """Another thing is heard: told at once."""
        self._heard = heard
        self._word.set()

    def alarm(self, kind: str, mount: str, began: bool) -> None:
        """An alarm began or ended."""
        self._rung.append(Rung(kind, mount, began, clock.now()))
        self._word.set()

    def stop(self) -> None:
        """Say that nothing is heard any more, and end."""
        self._stop.set()
        self._word.set()

    def run(self) -> None:
        """Until told to stop. While the database is away, the newest word waits."""
        failed = not self._try(lambda: end_alarms(at=clock.now()))
        while not self._stop.is_set():
            failed = not self._try(self._tell)
            if failed:
                self._stop.wait(PAUSE)
            else:
                self._word.wait(BEAT)
        self._try(lambda: tell_off(at=clock.now()))
        connections.close_all()

    def _tell(self) -> None:
        self._word.clear()
        while self._rung:
            kind, mount, began, at = self._rung[0]
            (begin_alarm if began else end_alarm)(kind, mount, at=at)
            self._rung.popleft()
        state = self._state()
        tell(replace(state, heard=self._heard or state.heard), at=clock.now())

    def _try(self, do: Callable[[], None]) -> bool:
        try:
            do()
        except (DatabaseError, InterfaceError) as error:
            log.warning("what is on air could not be told: %s", str(error).strip())
            connections.close_all()
            return False
        return True
