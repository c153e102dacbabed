"""Watching the sources: threads look at those that are due, others do what follows at the desk.

No source waits for another: each look, and what is to be done for the items of one source, has a
thread of its own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import Error, connections

from dateline.lib import clock
from dateline.wire.models import Source
from dateline.wire.sources.consequences import carry_out_due, sources_due
from dateline.wire.sources.erasing import Eraser
from dateline.wire.sources.folders import look_into_folder
from dateline.wire.sources.leasing import claim, due, failed
from dateline.wire.sources.listening import attend, listenings_due
from dateline.wire.sources.polling import look_at_feed

log = logging.getLogger("dateline.wire")
AT_ONCE = 8
BEAT = 1.0  # seconds
LOOKS = {
    Source.Kind.FEED: look_at_feed, Source.Kind.FOLDER: look_into_folder,
    Source.Kind.MAIL: look_into_folder,
}


def look(source: Source) -> None:
    """Look at a source whose lease we hold; what goes wrong is written on it."""
    try:
        LOOKS[Source.Kind(source.kind)](source)
    except Error:
        raise
    except Exception as trouble:  # one source's surprise is no other's trouble
        log.exception("The source %s cannot be looked at", source.name)
        failed(source, f"It ended with {type(trouble).__name__}; the log says more.")


def look_now(number: int) -> Source | None:
    """Look at one source at once; None if somebody is looking at it."""
    source = claim(number)
    if source is None:
        return None
    look(source)
    return Source.objects.get(pk=number)


def watch(stop: threading.Event) -> None:
    """Look at each source when it is due until `stop` is set, and finish what was cut short."""
    with _Crew() as crew:
        while not stop.is_set():
            try:
                crew.begin()
            except Error as trouble:
                log.warning("The sources are watched on after: %s", trouble)
                connections.close_all()
            stop.wait(BEAT)
    connections.close_all()


class _Crew:
    """The threads, and what they are at."""

    def __init__(self) -> None:
        self.looking = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="wire-in")
        self.finishing = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="wire-in-desk")
        self.asking = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="wire-in-hubs")
        self.eraser = Eraser()
        self.looks: set[Future[None]] = set()
        self.finishes: dict[int, Future[None]] = {}
        self.asks: dict[int, Future[None]] = {}

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *error: object) -> None:
        """What has begun is ended, what waits is left for the next start."""
        for pool in (self.looking, self.finishing, self.asking):
            pool.shutdown(wait=True, cancel_futures=True)

    def begin(self) -> None:
        """Give what is due to threads that are free; erase here what was erased at the desk."""
        self.eraser.catch_up()
        _each(self.finishing, self.finishes, sources_due(), carry_out_due)
        _each(self.asking, self.asks, listenings_due(), attend)
        self.looks = {one for one in self.looks if not one.done()}
        while len(self.looks) < AT_ONCE and due(clock.now()).exists():
            source = claim()
            if source is None:
                return
            self.looks.add(self.looking.submit(_done, look, source))


def _each(
    pool: ThreadPoolExecutor, running: dict[int, Future[None]], due: Iterable[int],
    act: Callable[[int], object],
) -> None:
    """Give these to the pool, but those that it is at already."""
    for number in [number for number, one in running.items() if one.done()]:
        del running[number]
    for number in due:
        if number not in running:
            running[number] = pool.submit(_done, act, number)


def _done(act: Callable[[Any], object], what: Source | int) -> None:
    """Run it in a thread of a pool."""
    try:
        act(what)
    except Error as trouble:
        log.warning("It is done again later: %s", trouble)
    finally:
        connections.close_all()
