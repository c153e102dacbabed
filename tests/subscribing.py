"""Subscribers' machines on loopback, and a sender that a test drives turn by turn."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any

from django.conf import settings

from dateline.lib import fetch_lines
from dateline.wire import public as wire
from dateline.wire.models import Product, Subscriber, Way
from dateline.wire.subscribers.ways.rounds import Round
from dateline.wire.subscribers.ways.sending import Sender
from peering import Peer, answer, headers


@dataclass(frozen=True)
class Pushed:
    """A push as it arrived."""

    headers: dict[str, str]
    body: bytes

    @property
    def number(self) -> int:
        """Its number in the sequence."""
        return int(self.headers["dateline-number"])

    @property
    def kind(self) -> str:
        """`entry` or `notice`."""
        return self.headers["dateline-kind"]

    @property
    def status(self) -> str:
        """IPTC's pubStatus."""
        return self.headers["dateline-status"]


Answering = Callable[[Pushed], bytes | None]


def receipt(pushed: Pushed) -> bytes:
    """2xx with the digest echoed."""
    return answer(b"", "200 OK", f"Dateline-Receipt: {pushed.headers['content-digest']}")


def hang(pushed: Pushed) -> bytes | None:
    """Nothing, for ever."""
    return None


class Press(Peer):
    """A newspaper's machine: keeps what it was pushed; `replies` are given first, then receipts."""

    def __init__(self, *replies: Answering, otherwise: Answering = receipt) -> None:
        self.replies, self.otherwise = list(replies), otherwise
        self.got: list[Pushed] = []
        super().__init__(self._take)

    def _take(self, connection: socket.socket, request: bytes) -> bool:
        pushed = Pushed(headers(request), request.partition(b"\r\n\r\n")[2])
        self.got.append(pushed)
        reply = self.replies.pop(0) if self.replies else self.otherwise
        said = reply(pushed)
        if said is None:
            self.ending.wait(60)
            return False
        connection.sendall(said)
        return True

    @property
    def entries(self) -> list[tuple[int, str]]:
        """Numbers and their status, in the order they came."""
        return [(each.number, each.status) for each in self.got if each.kind == "entry"]


def saying_status(status: str, *more: str) -> Answering:
    """An answer that is no receipt."""
    return lambda pushed: answer(b"no", status, *more)


def subscriber(name: str, kind: str, address: str, form: str = "ninjs") -> Way:
    """A subscriber to everything, on one way."""
    product = Product.objects.filter(name="Everything").first() or wire.save_product(
        Product(name="Everything"))
    made: Subscriber = wire.subscribe(name, [product])
    return Way.objects.create(subscriber=made, kind=kind, form=form, address=address)


def allow_loopback(monkeypatch: Any) -> None:
    """What the newsroom of a test allows."""
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (ip_network("127.0.0.0/8"),))


@contextmanager
def sending(source: Any = None) -> Iterator[Round]:
    """A round that nobody runs: a test turns it."""
    made = Round(source or Sender())
    try:
        yield made
    finally:
        stop = threading.Event()
        stop.set()
        made.work(stop)
        fetch_lines.LINES.forget()


def turn(round_: Round, until: Callable[[], object], seconds: float = 30) -> None:
    """Number what is new and turn until it is true, and everything begun is settled."""
    ends = time.monotonic() + seconds
    wire.distribute()
    while not until():
        assert time.monotonic() < ends, "it never came"
        round_.source._looked = -1.0  # ways and feeds are looked at anew
        round_.turn(0.01)


def quiet(round_: Round) -> Callable[[], bool]:
    """True once nothing is under way and nothing is due."""
    seen = {"turns": 0}

    def still() -> bool:
        busy = round_.running or round_.ready or round_.done
        seen["turns"] = 0 if busy else seen["turns"] + 1
        return seen["turns"] > 2
    return still


def settled(round_: Round) -> None:
    """Turn until there is nothing more to do now."""
    turn(round_, quiet(round_))


def json_receipt(pushed: Pushed) -> bytes:
    """The digest in a JSON body."""
    return answer(json.dumps({"digest": pushed.headers["content-digest"]}).encode())
