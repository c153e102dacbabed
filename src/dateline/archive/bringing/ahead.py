"""An archive that is large is read on by a process of its own while what it said is written.

That process is forked where the first batch ends: it stands where this one stood, in the same
files, and goes on. It asks no database, and ends with who forked it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from dateline.archive.bringing.shapes import NotArchive

T = TypeVar("T")


def ahead(parts: Iterator[T], some: int) -> Iterator[T]:
    """Yield what `parts` yields, and raise what it raises; past the first `some` it is read `some`
    at a time, one time ahead. Raises NotArchive too if the process that reads was killed."""
    first, ended, error = _batch(parts, some)
    if not ended and sys.platform == "linux":
        yield from _beside(parts, first, some)
        return
    yield from first
    if error is not None:
        raise error
    yield from parts


def _beside(parts: Iterator[T], first: list[T], some: int) -> Iterator[T]:
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=_read, args=(parts, some, here, there), daemon=True)
    process.start()
    there.close()
    try:
        yield from first
        ended = False
        while not ended:
            read, ended, error = _next(here)
            yield from read
            if error is not None:
                raise error
    finally:
        here.close()
        process.kill()
        process.join()


def _next(here: Connection) -> tuple[list[Any], bool, Exception | None]:
    try:
        batch: tuple[list[Any], bool, Exception | None] = here.recv()
    except (EOFError, OSError):  # between two batches, or within one
        raise NotArchive(
            "the process that reads it was killed: run it again, it goes on from here") from None
    return batch


def _read(parts: Iterator[T], some: int, here: Connection, there: Connection) -> None:
    """In the other process, until all is read or nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who writes ends it
    here.close()
    gc.enable()
    try:
        ended = False
        while not ended:
            batch = _batch(parts, some)
            there.send(batch)
            ended = batch[1]
    except OSError:
        pass
    os._exit(0)


def _batch(parts: Iterator[T], some: int) -> tuple[list[T], bool, Exception | None]:
    """What was read, whether that was all, and what was raised after it."""
    read = list[T]()
    try:
        for each in islice(parts, some):
            read.append(each)
    except Exception as error:
        return read, True, error
    return read, len(read) < some, None
