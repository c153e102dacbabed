"""Times as other systems write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_AHEAD = timedelta(days=1)
"""A clock of another zone may be ahead by so much."""


class NoTime(ValueError):
    """This is not a time a comment can have; the text says why."""


def stamp(at: datetime) -> str:
    """A time to the millisecond, as a part of a name."""
    return f"{at.astimezone(UTC):%Y%m%d%H%M%S}{at.microsecond // 1000:03}"


def moment(text: str, *, now: datetime) -> datetime:
    """A time (ISO 8601, or `2014-01-14 17:32:12`); without a zone it is UTC. Raises NoTime."""
    try:
        read = datetime.fromisoformat(text.strip())
        read = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        raise NoTime(f"{text.strip()[:40]!r} is not a time") from None
    if read.year < 1970:
        raise NoTime(f"{text.strip()[:40]!r} is before there were comments")
    if read > now + _AHEAD:
        raise NoTime(f"its time {text.strip()[:40]!r} is yet to come")
    return min(read, now)
