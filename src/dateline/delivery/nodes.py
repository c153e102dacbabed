"""The machines that serve pages: each reports where it stands, on the primary; any may be asked."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from dateline.delivery.contact import APART
from dateline.delivery.machine import shelf
from dateline.delivery.models import Head, Node, new_token
from dateline.delivery.shelf import StoreTrouble
from dateline.delivery.store import key_digest

log = logging.getLogger("dateline.delivery")
EVERY, LEAST = 1.0, 0.1
"""Seconds: a report is given so often, and after a tick not sooner than this."""
FORGOTTEN = timedelta(days=7)
"""A machine that was not seen for so long is forgotten."""


class Report:
    """What one tailer says of its machine."""

    def __init__(self) -> None:
        self.name, self.mark = settings.NODE, new_token()
        self.applied, self.given, self.warned = -1, 0.0, 0.0

    def give(self, applied: int) -> None:
        """Say what is applied here, once a second, or soon after that has moved."""
        passed = time.monotonic() - self.given
        if passed < (EVERY if applied == self.applied else LEAST):
            return
        mine = Node.objects.filter(name=self.name)
        before = mine.values_list("mark", flat=True).first()
        if self.given and before not in (None, self.mark):
            self._warn()
        if not self.given:
            Node.objects.filter(seen_at__lt=Now() - FORGOTTEN).delete()
        epoch = Head.objects.values_list("epoch", flat=True).get()
        said = {"mark": self.mark, "epoch": epoch, "applied": applied, "seen_at": Now(),
                "stale_max": settings.STALE_MAX}
        if not mine.update(**said):
            Node.objects.bulk_create([Node(name=self.name, **said)], ignore_conflicts=True)
        self.applied, self.given = applied, time.monotonic()

    def _warn(self) -> None:
        if time.monotonic() - self.warned > 60:
            self.warned = time.monotonic()
            log.error("Another machine reports as %r too: give each its own DATELINE_NODE.",
                      self.name)

    def leave(self) -> None:
        """This machine stops in order: nobody waits for it."""
        Node.objects.filter(name=self.name, mark=self.mark).delete()


@dataclass(frozen=True)
class Machine:
    """A machine as the newsroom sees it. `behind`: ticks it has not applied; None: all of another
    history. It answers 503 from `silent_from` on, at the latest, if it stays out of touch."""

    name: str
    applied: int
    behind: int | None
    seen_at: datetime
    in_touch: bool
    silent_from: datetime
    silent: bool

    def has(self, tick: int) -> bool:
        """Whether what happened with this tick is in force there."""
        return self.behind is not None and self.applied >= tick


def machines() -> tuple[Machine, ...]:
    """All that report and are not forgotten, by name; none on SQLite, which is one machine."""
    if connection.vendor != "postgresql":
        return ()
    head = Head.objects.get()
    return tuple(_machine(node, head) for node in Node.objects.annotate(now=Now()).order_by("name"))


def _machine(node: Node, head: Head) -> Machine:
    now: datetime = node.now  # type: ignore[attr-defined]
    silent_from = node.seen_at + timedelta(seconds=node.stale_max + EVERY)
    return Machine(
        name=node.name,
        applied=node.applied,
        behind=max(0, head.n - node.applied) if node.epoch == head.epoch else None,
        seen_at=node.seen_at,
        in_touch=(now - node.seen_at).total_seconds() < APART,
        silent_from=silent_from,
        silent=now >= silent_from,
    )


def forget(name: str) -> None:
    """Wait for this machine no longer; it comes back with its next report."""
    Node.objects.filter(name=name).delete()


def last_touched(key: str) -> int:
    """The last tick that touched a key, as this machine's store knows it.

    A store that knows no tick as old as that answers with the one from which on it knows
    all. Raises StoreTrouble.
    """
    with shelf().guarded() as store, store.env.begin() as txn:
        position = store.position(txn)
        if position is None:
            raise StoreTrouble("the page store does not know where it stands")
        stamp = store.stamp_of(txn, position, key_digest(key))
    return max(int.from_bytes(stamp, "big"), position.start)
