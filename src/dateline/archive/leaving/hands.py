"""Who writes the pages of a copy: this process, or some beside it, each with its own snapshots."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from django.db import connections

from dateline.archive.leaving.pages import Pages, Part
from dateline.lib.processes import end_with_parent

MOST = 4
"""More would take more memory than a small machine has for it."""
_pages: list[Pages] = []


def processors() -> int:
    """How many processes are worth while here."""
    return min(len(os.sched_getaffinity(0)), MOST)


class Hands:
    """`count` processes beside this one, forked when nothing is open; of one, this one itself."""

    def __init__(self, pages: Pages, count: int) -> None:
        self.pages, self.count = pages, count
        self._pool: ProcessPoolExecutor | None = None
        if count > 1:
            connections.close_all()
            gc.freeze()  # what is there stays shared: nobody collects it
            self._pool = ProcessPoolExecutor(
                count, multiprocessing.get_context("fork"), initializer=_begun, initargs=(pages,))
            self._pool.submit(os.getpid).result()  # all of them are forked now

    def draw(self, batches: Iterable[Sequence[str]]) -> Iterator[Part]:
        """Write all of these; the next are asked for when there is somebody to write them.

        Raises OSError, also if one of the processes was killed.
        """
        if self._pool is None:
            yield from map(self.pages.draw, batches)
            return
        waiting: deque[Future[Part]] = deque()
        try:
            for some in batches:
                waiting.append(self._pool.submit(_draw, some, self.pages.frame.first))
                if len(waiting) > 2 * self.count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise OSError("a process that wrote pages was killed, perhaps for want of memory") \
                from None

    def close(self) -> None:
        """They end when they have done what they are at."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            gc.unfreeze()


def _begun(pages: Pages) -> None:
    """In one of the processes: readers come first, Ctrl-C is for who began it, and it ends with
    that one."""
    _pages[:] = [pages]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
    end_with_parent()


def _draw(addresses: Sequence[str], first: dict[str, bytes]) -> Part:
    _pages[0].agree(first)
    return _pages[0].draw(addresses)
