"""Ticks and the one function that applies them to the page store of this machine."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from dateline.delivery.machine import shelf
from dateline.delivery.models import Head, Tick, new_token
from dateline.delivery.shelf import StoreTrouble
from dateline.delivery.store import Position, Store
from dateline.delivery.word import LEASE

log = logging.getLogger("dateline.delivery")
CHANNEL = "dateline_tick"
Gate = Callable[[int], None]
_gates: dict[str, Gate] = {}


class HoleInTicks(Exception):
    """A tick is missing: the store cannot follow and begins anew."""


def register_gate(name: str, wait: Gate) -> None:
    """Add a condition of acknowledgement: `wait(n)` returns once tick `n` took effect there."""
    _gates[name] = wait


def touch(keys: Iterable[str]) -> int:
    """Record that these keys change with this transaction; returns the tick's number.

    Call it as the last statement of the transaction: the head row stays locked until commit.
    After commit the tick is applied here and every gate is waited for.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("touch() belongs in the transaction that makes the change")
    token = new_token()
    Head.objects.filter(id=1).update(n=F("n") + 1, token=token)
    n: int = Head.objects.values_list("n", flat=True).get(id=1)
    Tick.objects.create(n=n, token=token, keys=list(dict.fromkeys(keys)))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(n)])
    transaction.on_commit(partial(acknowledge, n))
    return n


def acknowledge(n: int) -> None:
    """Return once tick `n` is applied on this machine and past every gate."""
    try:
        apply_ticks()
    except StoreTrouble:
        _apply_anew(n)
    for wait in _gates.values():
        wait(n)


def _apply_anew(n: int) -> None:
    """The store could not be told: put an empty one in its place, so that it cannot be wrong."""
    try:
        shelf().renew()
        apply_ticks()
    except (StoreTrouble, OSError) as trouble:
        time.sleep(2 * LEASE)  # by then no reader trusts a word that could not be taken away
        log.error("Tick %d is published, but this machine's page store is not told: %s", n, trouble)


def apply_ticks() -> int:
    """Bring this machine's store to the head, strictly in order; returns the tick applied.

    The publisher calls it after commit and a tailer at every beat. Raises StoreTrouble.
    """
    while True:
        try:
            with shelf().guarded() as store:
                store.word = shelf().word()
                store.word.settle()
                applied = _apply(store)
                store.followed = True
                if shelf().store() is store:
                    return applied
        except StoreTrouble:
            shelf().void()
            raise


def _apply(store: Store) -> int:
    with store.env.begin() as txn:
        position = store.position(txn)
    if position is not None and position == _as_head(position) and store.tells(position):
        return position.applied
    with store.env.begin(write=True) as txn:
        position = store.position(txn)
        if position is None or not _same_history(position):
            return _begin_anew(store, txn)
        try:
            return _follow(store, txn, position)
        except HoleInTicks as hole:
            log.error("%s", hole)
            return _begin_anew(store, txn)


def _as_head(position: Position) -> Position:
    head = Head.objects.get()
    return replace(position, epoch=head.epoch, applied=head.n, token=head.token)


def _same_history(position: Position) -> bool:
    """Whether the database holds the very tick this store last applied."""
    head = Head.objects.get()
    if position.epoch != head.epoch:
        return False
    token = Tick.objects.filter(n=position.applied).values_list("token", flat=True).first()
    return bool(token == position.token)


def _begin_anew(store: Store, txn: Any) -> int:
    head = Head.objects.get()
    store.empty(txn)
    store.move(txn, Position(head.epoch, head.n, head.n, head.token, head.n))
    return head.n


def _follow(store: Store, txn: Any, position: Position) -> int:
    ticks = Tick.objects.filter(n__gt=position.applied).order_by("n")
    for tick in ticks.iterator(chunk_size=100):
        due = position.applied + 1
        if tick.n != due:
            raise HoleInTicks(f"tick {due} is missing: the next one is {tick.n}")
        position = store.stamp(txn, position, tick.keys, tick.n, tick.token)
    store.move(txn, position)
    return position.applied
