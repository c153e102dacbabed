"""One rendering: the snapshot it reads, the keys it reports, the time it may ask.

A stored render reads only through selectors; any other query raises, so that no page can depend
on something it does not name.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import connections, transaction
from django.utils.translation import get_language

from dateline.delivery.models import Head
from dateline.lib import clock

READER = "reader"
P = ParamSpec("P")
T = TypeVar("T")


class UnreportedRead(Exception):
    """A stored render read something without naming the key it depends on."""


@dataclass
class Rendering:
    """What one rendering has said of itself so far."""

    moment: datetime
    keys: dict[str, None] = field(default_factory=dict)
    until: datetime | None = None
    asked_clock: bool = False
    depth: int = 0

    def take(self, other: Rendering) -> None:
        """What another said is true of this one as well."""
        self.keys.update(other.keys)
        ends = [until for until in (self.until, other.until) if until is not None]
        self.until = min(ends, default=None)
        self.asked_clock = self.asked_clock or other.asked_clock


@dataclass(frozen=True)
class Snapshot:
    """One read-only view of the database, and the tick read first in it."""

    epoch: str
    as_of: int
    moment: datetime
    token: str = ""


_rendering: ContextVar[Rendering | None] = ContextVar("rendering", default=None)
_snapshot: ContextVar[Snapshot | None] = ContextVar("snapshot", default=None)
Answers = dict[Any, tuple[Any, Rendering]]
_answers: ContextVar[Answers | None] = ContextVar("answers", default=None)


def in_snapshot() -> bool:
    """Whether this is inside one already."""
    return _snapshot.get() is not None


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """A snapshot on the `reader` alias; inside another one, that one."""
    held = _snapshot.get()
    if held is not None:
        yield held
        return
    with transaction.atomic(using=READER):
        head = Head.objects.using(READER).get()
        token = _snapshot.set(Snapshot(head.epoch, head.n, clock.now(), head.token))
        try:
            yield _snapshot.get()  # type: ignore[misc]
        finally:
            _snapshot.reset(token)


@contextmanager
def remembered() -> Iterator[None]:
    """Within, a selector that is asked the same again by a rendering answers the same without
    looking. Only inside one snapshot."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


@contextmanager
def rendering(moment: datetime) -> Iterator[Rendering]:
    """Collect what a rendering depends on; queries outside selectors raise meanwhile."""
    mine = Rendering(moment)
    token = _rendering.set(mine)
    try:
        with ExitStack() as stack:
            for alias in connections:
                stack.enter_context(connections[alias].execute_wrapper(_only_selectors))
            yield mine
    finally:
        _rendering.reset(token)
    if mine.asked_clock and mine.until is None:
        raise UnreportedRead("a render asked the time without saying until when it is right")


def _only_selectors(
    execute: Callable[..., T], sql: str, params: Any, many: bool, context: Any
) -> T:
    current = _rendering.get()
    if current is not None and not current.depth:
        raise UnreportedRead(f"a stored render queried outside a selector: {sql[:200]}")
    if context["connection"].alias != READER:
        raise UnreportedRead(f"a stored render may only read from {READER!r}: {sql[:200]}")
    return execute(sql, params, many, context)


def selector(function: Callable[P, T]) -> Callable[P, T]:
    """A read that a stored page may make; it must report at least one key by `depends_on`."""

    @functools.wraps(function)
    def reported(*args: P.args, **kwargs: P.kwargs) -> T:
        current = _rendering.get()
        if current is None:
            return function(*args, **kwargs)
        answers = _answers.get()
        if answers is not None and not current.depth:
            return _once(answers, current, functools.partial(reported, *args, **kwargs))
        outer, current.keys = current.keys, {}
        current.depth += 1
        try:
            result = function(*args, **kwargs)
            if not current.keys:
                raise UnreportedRead(f"{function.__qualname__} named no key")
            return result
        finally:
            current.depth -= 1
            current.keys = outer | current.keys

    return reported


def _once(answers: Answers, current: Rendering, ask: functools.partial[T]) -> T:
    """The answer remembered, or asked for in a rendering of its own."""
    name: Any = (ask.func, ask.args, tuple(sorted(ask.keywords.items())), get_language())
    try:
        held = answers.get(name)
    except TypeError:  # what has no digest is not remembered
        held, name = None, None
    if held is None:
        inner = Rendering(current.moment, depth=1)
        token = _rendering.set(inner)
        try:
            held = (ask(), inner)
        finally:
            _rendering.reset(token)
        if name:
            answers[name] = held
    current.take(held[1])
    return held[0]


def depends_on(*keys: str) -> None:
    """Report keys that the running render reads; outside a render nothing happens."""
    current = _rendering.get()
    if current is not None:
        current.keys.update(dict.fromkeys(keys))


def now() -> datetime:
    """The time, aware; in a render the time of the whole render. Say `valid_until` as well."""
    current = _rendering.get()
    if current is None:
        return clock.now()
    current.asked_clock = True
    return current.moment


def valid_until(moment: datetime | None) -> None:
    """Report when the answer changes by time alone; None: never (the clock was only compared)."""
    current = _rendering.get()
    if current is not None:
        ends = moment or datetime.max.replace(tzinfo=current.moment.tzinfo)
        current.until = min(current.until or ends, ends)
