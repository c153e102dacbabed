"""The time of day, in one place, so that a test can set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The time now, aware, in UTC; inside `at()` the time that was set."""
    return _set.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Set this thread's clock to `moment` (aware) for the length of the block."""
    if moment.tzinfo is None:
        raise ValueError("the clock takes a time with its zone")
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
