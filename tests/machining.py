"""Several web machines on one PostgreSQL: each a data folder, a way to the database, a server."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from conftest import House
from dateline.delivery.contact import APART
from dateline.delivery.word import LEASE
from relaying import Relay
from serving import Served, serving
from wire import Line, Sent

STALE_MAX = 8
"""Seconds, so that a test need not wait for a minute."""


class Asked:
    """Something that serves pages at a port of a host."""

    host = "127.0.0.1"
    port = 0

    def ask(self, address: str, **headers: str) -> Sent:
        """The answer on a connection of its own."""
        line = Line(self.port, host=self.host)
        try:
            return line.ask(address, **headers)
        finally:
            line.close()

    def until(self, address: str, status: int, text: str = "") -> list[Sent]:
        """Ask until it answers so; all that it answered, the last one so."""
        answers, until = [], time.monotonic() + 60
        while True:
            answers.append(self.ask(address))
            if answers[-1].status == status and text in answers[-1].text:
                return answers
            assert time.monotonic() < until, answers[-1]
            time.sleep(0.05)


@dataclass
class Machine(Asked):
    """A web machine; its way to the primary can be cut."""

    house: House
    relay: Relay
    served: Served

    def __post_init__(self) -> None:
        self.port = self.served.port


def socket_of(url: str) -> tuple[Path, str, str]:
    """The socket, user and name of a test's database."""
    parts = urlsplit(url)
    folder = Path(unquote(parts.netloc.rpartition("@")[2]))
    return folder / ".s.PGSQL.5432", str(parts.username), parts.path.strip("/")


def placed(house: House, folder: Path, url: str, **more: str) -> House:
    """The same newsroom on another machine."""
    folder.mkdir()
    own = {"DATELINE_DATA": str(folder), "DATELINE_DATABASE": url, "DATELINE_NODE": folder.name,
           "DATELINE_STALE_MAX": str(STALE_MAX), "DATELINE_SECRET_KEY": "s" * 40}
    return House(folder, os.environ | house.environment | own | more)


@contextmanager
def machine(house: House, folder: Path, *words: str, **more: str) -> Iterator[Machine]:
    """A web machine called after its folder."""
    path, user, name = socket_of(house.environment["DATELINE_DATABASE"])
    relay = Relay(path)
    own = placed(house, folder, relay.url(user, name), **more)
    try:
        with serving(own, "--no-demo", *(words or ("--only", "web"))) as served:
            yield Machine(own, relay, served)
            relay.join()
    finally:
        relay.end()


def told_by(far: Asked, address: str, gone: float, killed: float) -> set[str]:
    """Ask until it is silent. What it answers must be allowed at the time of the question."""
    told = set()
    while "silent" not in told:
        asked = time.monotonic()
        answer = far.ask(address)
        if answer.status == 503:
            assert answer.headers["retry-after"] == "5"
            told.add("silent")
            continue
        assert answer.status == 200
        assert asked < killed + STALE_MAX, "a page that nobody vouches for"
        aged = int(answer.headers.get("age", 0))
        if aged:
            assert aged >= APART
            assert answer.headers["cache-status"] == f"Dateline; ttl=-{aged}; detail=out-of-touch"
        assert aged or asked < gone + APART + LEASE, "it must say so by now"
        told.add("dated" if aged else "fresh")
        time.sleep(0.05)
    return told
