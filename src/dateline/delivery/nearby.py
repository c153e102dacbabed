"""Where renderings read: a replica of the machine's own, once it has what the store has applied.

Only renderings: all else reads from the primary. A replica that is behind is waited for, at most
two seconds; then, and if anything is wrong with it, the primary is asked.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import Error, connections

from dateline.delivery.machine import shelf
from dateline.delivery.models import Tick
from dateline.delivery.rendering import READER, Snapshot, in_snapshot, snapshot
from dateline.delivery.shelf import StoreTrouble
from dateline.delivery.store import Position

log = logging.getLogger("dateline.delivery")
REPLICA = "replica"
WAIT = 2.0
"""Seconds that a rendering waits for the replica."""
PAUSE = 10.0
"""Seconds in which nobody waits for a replica that was behind, or asks one that failed."""
_STEP = 0.02
_until = {"behind": 0.0, "failed": 0.0}
T = TypeVar("T")


class _Behind(Exception):
    """The replica has not got what this machine's store has applied."""


def read(work: Callable[[Snapshot], T]) -> T:
    """Do `work` in a snapshot that has at least what this machine's store has applied."""
    if _usable() and not in_snapshot():
        try:
            return _on_replica(work)
        except _Behind:
            _note("behind", "behind what is applied here")
        except Error as trouble:
            _note("failed", str(trouble).strip() or type(trouble).__name__)
            connections[REPLICA].close()
    with snapshot() as held:
        return work(held)


def _usable() -> bool:
    return REPLICA in connections.settings and time.monotonic() > _until["failed"]


def _note(what: str, said: str) -> None:
    if time.monotonic() > _until[what]:
        log.warning("Pages are rendered from the primary; the replica: %s", said)
    _until[what] = time.monotonic() + PAUSE


def _on_replica(work: Callable[[Snapshot], T]) -> T:
    position = _position()
    began = time.monotonic()
    until = began if began < _until["behind"] else began + WAIT
    with _as_reader():
        while True:
            with snapshot() as held:
                if _has(position, held):
                    _until["behind"] = 0.0
                    return work(held)
            if time.monotonic() >= until:
                raise _Behind
            time.sleep(_STEP)


def _position() -> Position:
    """Where this machine's store stands; without one only the primary is sure to be right."""
    try:
        with shelf().guarded() as store, store.env.begin() as txn:
            position = store.position(txn)
    except StoreTrouble:
        position = None
    if position is None:
        raise _Behind
    return position


def _has(position: Position, held: Snapshot) -> bool:
    """Whether the very tick that the store applied last is in this snapshot."""
    if held.epoch != position.epoch or held.as_of < position.applied:
        return False
    if held.as_of == position.applied:
        return held.token == position.token
    return Tick.objects.using(READER).filter(n=position.applied, token=position.token).exists()


@contextmanager
def _as_reader() -> Iterator[None]:
    """In this thread `reader` is the replica."""
    primary, replica = connections[READER], connections[REPLICA]
    replica.alias = READER
    connections[READER] = replica
    try:
        yield
    finally:
        connections[READER] = primary
