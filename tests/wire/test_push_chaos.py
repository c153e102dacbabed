"""Subscribers that crash, hang, delay, lose receipts and mistake the time, and a sender that dies.

`CHAOS_SUBSCRIBERS=500` for more of them (20), `CHAOS_SEED` for another course (6).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from base64 import b64decode
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from cast import live
from dateline.desk import public as desk
from dateline.lib import clock
from dateline.wire import public as wire
from dateline.wire.models import Allotment, Handover, Way
from dateline.wire.subscribers.handing import after
from peering import Counted, headers
from subscribing import Press, Pushed, receipt, subscriber

SUBSCRIBERS = int(os.environ.get("CHAOS_SUBSCRIBERS", "20"))
SEED = int(os.environ.get("CHAOS_SEED", "6"))
ACTS = 30
SENDER = """
import django; django.setup()
import threading
from dateline.wire.public import distribute_until, hand_out
stop = threading.Event()
threading.Thread(target=distribute_until, args=(stop,), daemon=True).start()
hand_out(stop)
"""
REFUSED = b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"


class Wild(Press):
    """A machine that behaves badly until it is told to be calm. `kept` is what it took in."""

    def __init__(self, seed: int, calm: threading.Event) -> None:
        self.random, self.calm = random.Random(seed), calm
        self.kept: list[Pushed] = []
        self.receipted: set[tuple[int, str]] = set()
        self.began: dict[int, tuple[Counted, int, float]] = {}
        self.wrong_clock = self.random.random() < 0.1
        super().__init__()

    def _take(self, connection: Any, request: bytes) -> bool:
        begins = connection.count - len(request)
        pushed = Pushed(headers(request), request.partition(b"\r\n\r\n")[2])
        self.began[id(pushed)] = (connection, begins, time.monotonic())
        self.got.append(pushed)
        way = "well" if self.calm.is_set() else self.random.choice(
            ["well"] * 6 + ["refuse", "crash", "hang", "delay", "lose", "twice"])
        if self.wrong_clock and not self.calm.is_set():
            way = "refuse"  # its clock is an hour wrong: no signature is genuine
        if way == "refuse":
            connection.sendall(REFUSED)
        if way in ("refuse", "crash"):
            return way == "refuse"
        if way == "hang":
            self.calm.wait(20)
            return False
        if way == "delay":
            self.calm.wait(self.random.random())
        self.kept.append(pushed)
        if way == "lose":
            return False
        self.receipted.add((pushed.number, pushed.headers["content-digest"]))
        connection.sendall(receipt(pushed) * (2 if way == "twice" else 1))
        return True


class Office:
    """The sender's process, killed and begun again."""

    def __init__(self, house: Any) -> None:
        self.environment = house.environment | {"DATELINE_FETCH_ALLOWS": "127.0.0.0/8"}
        self.begin()

    def begin(self) -> None:
        """Send."""
        self.process = subprocess.Popen([sys.executable, "-c", SENDER], env=self.environment)

    def kill(self) -> None:
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)


def act(pick: random.Random, guids: list[str], number: int) -> str:
    """One act of the newsroom; the guid of a story that was killed by it."""
    if pick.random() < 0.25:  # while it goes out
        guid = live(f"Story {number}", at=clock.now(), standfirst="A secret.")[0]
        time.sleep(pick.random() * 0.05)
        desk.kill(guid, reason="Wrong", notice="Killed.")
        return guid
    if len(guids) < 3 or pick.random() < 0.5:
        guids.append(live(f"Story {number}", at=clock.now(), standfirst="A secret.")[0])
        return ""
    guid = pick.choice(guids)
    if pick.random() < 0.3:
        guids.remove(guid)
        desk.kill(guid, reason="Wrong", notice="Killed.")
        return guid
    desk.correct(guid, {"standfirst": f"A secret, {number}."}, wrong="a", right="b")
    return ""


@pytest.fixture
def papers(house):
    """All the subscribers' machines."""
    calm = threading.Event()
    made = [Wild(SEED * 1000 + number, calm) for number in range(SUBSCRIBERS)]
    yield made
    calm.set()
    for paper in made:
        paper.__exit__()


def test_each_ends_with_exactly_its_sequence(house, papers):
    ways = [subscriber(f"Paper {n:03}", "push", paper.address) for n, paper in enumerate(papers)]
    pick, guids, ends = random.Random(SEED), list[str](), list[tuple[str, float, Any]]()
    office, before = Office(house), 0
    try:
        for number in range(ACTS):
            killed = act(pick, guids, number)
            if killed:
                ends.append((killed, time.monotonic(), _marks(papers)))
            if number % 10 == 0:
                _wait_until(partial(_well_begun, papers, before))  # it is well under way
            if number % 10 == 9:
                office.kill()
                before = _pushes(papers)
                office.begin()
            time.sleep(pick.random() * 0.2)
        badly = sum(len(paper.got) - len(paper.receipted) for paper in papers)
        papers[0].calm.set()
        wire.distribute()
        _wait_for(ways)
    finally:
        office.kill()
    for way, paper in zip(ways, papers, strict=True):
        _whole(way, paper)
        _no_text_after(paper, ends)
    for guid, _, _ in ends:
        proof = wire.proof(guid)
        assert proof.told == len(proof.holdings)
    assert ends and badly > SUBSCRIBERS and [*wire.check()]


def _marks(papers: list[Wild]) -> dict[Counted, int]:
    """How many bytes had come on each connection."""
    marks = {}
    for paper in papers:
        for counted in list(paper.counted):
            try:
                marks[counted] = counted.come()
            except (OSError, ValueError):  # it is closed: nothing comes any more
                marks[counted] = counted.count
    return marks


def _pushes(papers: list[Wild]) -> int:
    return sum(len(paper.got) for paper in papers)


def _well_begun(papers: list[Wild], before: int) -> bool:
    return _pushes(papers) > before + SUBSCRIBERS


def _wait_until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + 300
    while not true():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.02)


def _wait_for(ways: list[Way]) -> None:
    ends = time.monotonic() + 900
    last = {way.pk: len(after(way.subscriber_id, 0, 10_000)) for way in ways}
    while True:
        Way.objects.filter(pk__in=last, next_at__isnull=False).update(next_at=None)
        behind = [way for way in Way.objects.filter(pk__in=last) if way.number < last[way.pk]]
        if not behind:
            return
        assert time.monotonic() < ends, [(way.number, way.last_error) for way in behind]
        time.sleep(0.5)


def _whole(way: Way, paper: Wild) -> None:
    """It has every number of its sequence, in order, and the ledger claims no more than it has."""
    first: dict[int, Pushed] = {}
    for pushed in paper.kept:
        if pushed.kind == "entry":
            first.setdefault(pushed.number, pushed)
    rows = list(Allotment.objects.filter(subscriber=way.subscriber).order_by("number"))
    assert list(first) == [row.number for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        told = first[row.number].headers
        assert (told["dateline-guid"], told["dateline-version"]) == (row.guid.urn, str(row.version))
    claimed = Handover.objects.filter(subscriber=way.subscriber, received_at__isnull=False)
    hexadecimal = {(number, _hex(digest)) for number, digest in paper.receipted}
    assert {(row.number, row.digest) for row in claimed} <= hexadecimal
    assert {row.number for row in claimed if row.way == "push"} == {row.number for row in rows}


def _hex(digest: str) -> str:
    return b64decode(digest.removeprefix("sha-256=:").removesuffix(":")).hex()


def _no_text_after(paper: Wild, ends: list[tuple[str, float, dict[Counted, int]]]) -> None:
    """No bytes of a killed text left the sender after the kill was acknowledged."""
    for guid, acknowledged, marks in ends:
        for pushed in paper.got:
            if guid not in pushed.headers["dateline-guid"] or pushed.status != "usable":
                continue
            counted, begins, at = paper.began[id(pushed)]
            if counted in marks:
                assert begins < marks[counted], f"{guid} was sent after it was killed"
            else:  # taken up after it; its bytes may have waited for that, but not for long
                assert at < acknowledged + 5, f"{guid} was sent after it was killed"
