"""Posts that are under way without a thread: one selector waits for all of them."""

from __future__ import annotations

import logging
import selectors
import socket
import time
from collections.abc import Sequence
from contextlib import suppress

from django.db import Error

from dateline.lib.fetch import NoAnswer, Posting
from dateline.wire.subscribers.handing import Changed
from dateline.wire.subscribers.ways.errands import Done, Errand, NotGiven, standing_still

log = logging.getLogger("dateline.wire")
Flight = tuple[Errand, Posting]
_LOOK = 0.25
"""Seconds between two looks for those whose time is over."""


class Flying:
    """Flights of one loop; `wake` may be called from any thread."""

    def __init__(self) -> None:
        self.many = 0
        self._selector = selectors.DefaultSelector()
        self._bell, self._rope = socket.socketpair()
        self._bell.setblocking(False)
        self._rope.setblocking(False)
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._looked = 0.0

    def wake(self) -> None:
        """End the waiting of `land`."""
        with suppress(BlockingIOError, OSError):
            self._rope.send(b".")

    def send(self, flights: Sequence[Flight]) -> list[Done]:
        """Send these in one transaction; each alone where one carries what may not be shown."""
        try:
            with standing_still([errand for errand, _ in flights]):
                return [each for flight in flights for each in self._sent(flight)]
        except Changed as changed:
            if len(flights) > 1:
                return [each for flight in flights for each in self.send([flight])]
            flights[0][1].end()
            return [(flights[0][0], changed)]
        except Error as trouble:
            log.warning("Nothing was sent, since the database did not answer: %s", trouble)
            return [each for flight in flights for each in self._given_up(flight)]

    def _sent(self, flight: Flight) -> list[Done]:
        try:
            flight[1].send()
        except NoAnswer as trouble:
            return [(flight[0], NotGiven(str(trouble)))]
        self._wait_for(flight)
        return []

    def _given_up(self, flight: Flight) -> list[Done]:
        """Of a transaction that failed; what went out before that is under way."""
        if flight[1].fileno() in self._selector.get_map():
            return []
        flight[1].end()
        return [(flight[0], NotGiven("the newsroom's own database did not answer"))]

    def _wait_for(self, flight: Flight) -> None:
        """Until its connection is ready."""
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if flight[1].unsent else 0)
        self._selector.register(flight[1], wanted, flight)
        self.many += 1

    def land(self, wait: float) -> list[Done]:
        """Wait for at most so long; those who have their answer, or will have none."""
        ready = [key for key, _ in self._selector.select(wait)]
        flights = [key.data for key in ready if key.data is not None]
        if len(flights) < len(ready):
            with suppress(BlockingIOError):
                self._bell.recv(4096)
        return [each for flight in [*flights, *self._late()] for each in self._stepped(flight)]

    def _late(self) -> list[Flight]:
        now = time.monotonic()
        if now - self._looked < _LOOK or not self.many:
            return []
        self._looked = now
        flights = [key.data for key in self._selector.get_map().values() if key.data is not None]
        return [flight for flight in flights if flight[1].ends < now]

    def _stepped(self, flight: Flight) -> list[Done]:
        errand, posting = flight
        if posting not in self._selector.get_map():  # it was ready, and late as well
            return []
        self._selector.unregister(posting)
        self.many -= 1
        try:
            answer = posting.step()
            if answer is None:
                self._wait_for(flight)
                return []
            errand.judge(answer)
        except NoAnswer as trouble:
            return [(errand, NotGiven(str(trouble)))]
        except NotGiven as trouble:
            return [(errand, trouble)]
        return [(errand, None)]

    def close(self) -> None:
        """Hang up everything."""
        for key in list(self._selector.get_map().values()):
            if key.data is not None:
                key.data[1].end()
        self._selector.close()
        self._bell.close()
        self._rope.close()
