"""The mixer: every 20 ms one block of sound, whatever happens, to every outlet."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from dateline.onair.shapes import (
    BLOCK,
    RATE,
    Feed,
    Heard,
    OnNow,
    Outlet,
    Pcm,
    Piece,
    Plan,
    State,
    Who,
)
from dateline.onair.sound.choosing import Choice, choose
from dateline.onair.sound.fading import Fader, Voice
from dateline.onair.sound.levels import Meter
from dateline.onair.sound.live import Live
from dateline.onair.sound.players import Players
from dateline.onair.sound.playing import Player
from dateline.onair.sound.tone import Tone

log = logging.getLogger("dateline.onair")
STEP = BLOCK / RATE
TURN = 5
"""Blocks that are made in one go, once they are all due: a third of the work of waking for each."""
FADE, TO_LIVE, AT_ONCE = 1.0, 0.5, 0.05
"""Seconds in which one goes over to another, to a source, and to a break-in."""
TONE_ALARM = 2.0
"""Seconds of the tone until there is an alarm."""
MOST_LATE = 5.0
"""Seconds that are caught up; a machine that slept longer goes on from now."""
ASTRAY = 0.5
"""Seconds between two clocks that are believed; more: the wall clock was set."""
WARM = 1.0
"""Seconds the first files are waited for at the start."""
NOTHING = Plan(
    station="", description="", zone="UTC", language="en", bitrate=128, web_bitrate=96,
    rewind_hours=0, mounts=(), now=None, next=None, playlist=(), fallback=())
Alarms = set[tuple[str, str]]


class Mixer:
    """An `Intake`. `follow`, `open`, `state` and `stop` from any thread, `step` from one.

    `on_heard` is told what listeners hear and in which programme whenever that changes; `on_alarm`
    of the kind (`silence`, `hung`, `tone`, `file`), its mount or file, and whether it begins. Both
    are called in the mixer's thread and must not block.
    """

    def __init__(
        self, outlets: list[Outlet], *, on_heard: Callable[[Heard, OnNow | None], None],
        on_alarm: Callable[[str, str, bool], None],
    ) -> None:
        import av  # noqa: F401 - now, not at the first source

        self._outlets, self._on_heard, self._on_alarm = outlets, on_heard, on_alarm
        self._plan, self._choice = NOTHING, Choice("tone")
        self._lives: list[Live] = []
        self._lock, self._over = threading.Lock(), threading.Event()
        self.players = Players(self._bad)
        self._tone = Tone()
        self._fader, self._meter = Fader(self._tone), Meter()
        self._told: deque[tuple[Piece, bool]] = deque()
        self._bad_files: Alarms = set()
        self._alarms: Alarms = set()
        self._now: OnNow | None = None
        self._steps = self._toned = 0
        self._heard = Heard("", "")
        self._state = State(datetime.now(UTC), Heard("tone", ""), self._meter.level)

    # From other threads

    def open(self, mount: str, kind: str, who: Who) -> Feed:
        """Begin to take a source's stream; who had the mount is ended. Raises NotSound."""
        live = Live(mount, kind, who)
        with self._lock:
            for other in self._lives:
                if other.mount == mount:
                    other.end("taken over")
            self._lives = [*self._lives, live]
        if self._over.is_set():
            live.end("the radio ends")
        return live

    def follow(self, plan: Plan) -> None:
        """Go by this plan from the next block on."""
        self._plan = plan

    def state(self) -> State:
        """How it is, as of the last second."""
        return self._state

    def stop(self) -> None:
        """End `run`, the sources and all threads."""
        self._over.set()
        with self._lock:
            for live in self._lives:
                live.end("the radio ends")
        self.players.stop()

    # In the mixer's thread

    def run(self) -> None:
        """Make a block for every 20 ms of the monotonic clock, five at a turn, until `stop`."""
        self._warm()
        begun, wall, steps = time.monotonic(), time.time(), 0
        while not self._over.is_set():
            late = time.monotonic() - begun - steps * STEP
            if late < 0:
                self._over.wait((TURN - 1) * STEP - late)
                continue
            astray = (time.time() - time.monotonic()) - (wall - begun)
            if late > MOST_LATE or abs(astray) > ASTRAY:
                log.warning("The mixer goes on from now: %.1f s late, %.1f s astray", late, astray)
                begun, wall, steps = time.monotonic(), time.time(), 0
            self.step(wall + steps * STEP)
            steps += 1
        self.stop()

    def step(self, at: float) -> None:
        """Make the block that is heard at this time (seconds since 1970)."""
        plan = self._plan
        self.players.follow(plan)
        live = self._pumped()
        self._choose(plan)
        block = self._fader.block()
        self._meter.put(block)
        self.players.retire(self._fader)
        self._tell(plan.now, at)
        for outlet in self._outlets:
            self._put(outlet, block, at)
        self._watch(live)
        if self._steps % (RATE // BLOCK) == 0:
            self._note(at, live)
        self._steps += 1

    def _warm(self) -> None:
        """Wait a moment for the first files, so that the station does not begin with a tone."""
        until = time.monotonic() + WARM
        self.players.follow(self._plan)
        while not self.players.ready and time.monotonic() < until and not self._over.is_set():
            time.sleep(STEP)

    def _pumped(self) -> dict[str, Live]:
        """Get every source's block ready; the newest of each mount."""
        for live in self._lives:
            live.pump(heard=self._fader.heard(live))
        gone = [live for live in self._lives if live.gone and not self._fader.heard(live)]
        if gone:
            with self._lock:
                self._lives = [live for live in self._lives if live not in gone]
        return {live.mount: live for live in self._lives}

    def _choose(self, plan: Plan) -> None:
        healthy = {live.mount: live for live in self._lives if live.healthy}
        players = self.players.playable()
        choice = choose(
            mounts=plan.mounts, healthy=healthy.keys(), break_in=plan.break_in,
            bulletin="bulletin" in players, playlist="playlist" in players,
            fallback="fallback" in players)
        voice: Voice = self._tone
        if choice.kind == "live":
            voice = healthy[choice.mount]
        elif choice.kind != "tone":
            voice = players[choice.kind]
        if voice is not self._fader.voice:
            breaks = plan.break_in and plan.break_in in (choice.kind, choice.mount)
            fade = AT_ONCE if breaks else TO_LIVE if choice.kind == "live" else FADE
            self._fader.change(voice, seconds=min(fade, self._fader.voice.left))
        self._choice = choice

    def _tell(self, now: OnNow | None, at: float) -> None:
        """Report what is heard from this block on, if it is something else."""
        heard = replace(self._describe(), since=self._heard.since)
        if heard == self._heard and now == self._now:
            return
        if heard != self._heard:
            heard = replace(heard, since=datetime.fromtimestamp(at, UTC))
        self._heard, self._now = heard, now
        for tell in (self._on_heard, *(outlet.tell for outlet in self._outlets)):
            try:
                tell(heard, now)
            except Exception:  # the sound goes on whatever who is told of it does
                log.exception("What is heard could not be told")
        self._state = replace(self._state, heard=heard)

    def _describe(self) -> Heard:
        kind, voice = self._choice.kind, self._fader.voice
        if isinstance(voice, Live):
            title, artist = voice.heard
            return Heard(kind, title, artist, source=voice.mount, presenter=voice.who.name)
        piece = voice.piece if isinstance(voice, Player) else None
        return Heard(kind, piece.title, piece.artist) if piece else Heard(kind, "")

    def _put(self, outlet: Outlet, block: Pcm, at: float) -> None:
        try:
            outlet.put(block, at)
        except Exception:  # one outlet's trouble is not the others'
            if self._steps % (RATE // BLOCK) == 0:
                log.exception("An outlet failed")

    def _bad(self, piece: Piece, bad: bool) -> None:
        """Told by a player's thread."""
        self._told.append((piece, bad))

    def _watch(self, live: dict[str, Live]) -> None:
        """Begin and end alarms."""
        while self._told:
            piece, bad = self._told.popleft()
            change = self._bad_files.add if bad else self._bad_files.discard
            change(("file", piece.title or piece.path.name))
        self._toned = self._toned + 1 if self._choice.kind == "tone" else 0
        there = set(self._bad_files)
        there |= {("silence", mount) for mount, each in live.items() if each.silent}
        there |= {("hung", mount) for mount, each in live.items() if each.hung}
        if self._toned * STEP >= TONE_ALARM:
            there.add(("tone", ""))
        for kind, name in there ^ self._alarms:
            try:
                self._on_alarm(kind, name, (kind, name) in there)
            except Exception:  # as above
                log.exception("An alarm could not be told")
        self._alarms = there

    def _note(self, at: float, live: dict[str, Live]) -> None:
        self._state = State(
            datetime.fromtimestamp(at, UTC), self._heard, round(self._meter.level, 1),
            {mount: round(each.level, 1) for mount, each in live.items() if not each.over},
            tuple(sorted({kind for kind, _name in self._alarms})))
