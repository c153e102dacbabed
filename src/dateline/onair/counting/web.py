"""Adding up who listened on the web: what all processes of the web saw, each second once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction

from dateline.onair.counting.adding import LEAST_SECONDS, ProgrammeAt, add, minute_of
from dateline.onair.models import WebListener

SETTLED = timedelta(minutes=3)
"""After so long every process has written what it saw of a minute."""
_NOW = timedelta(seconds=75)
"""Who was seen within it listens now: lists are fetched every few seconds, written each 30."""


def web_listeners(at: datetime) -> int:
    """How many listen on the web now."""
    return WebListener.objects.filter(last__gt=at - _NOW, last__lte=at).values(
        "token").distinct().count()


def sum_up(at: datetime, programme_at: ProgrammeAt) -> None:
    """Add the minutes that are settled to the hours, once each, however many do it at once.

    A token that several processes saw in the same ten seconds is one listener. One that was seen
    for less than a minute is none.
    """
    with transaction.atomic():
        due = WebListener.objects.filter(counted=False, minute__lt=minute_of(at - SETTLED))
        rows = list(due.order_by("pk").select_for_update())
        if not rows:
            return
        tokens = {row.token for row in rows}
        around = WebListener.objects.filter(minute__gte=min(row.minute for row in rows) - SETTLED)
        seen = _spans([row for row in around if row.token in tokens])
        tens: dict[tuple[str, datetime, str], int] = {}
        for row in rows:
            if seen[row.token].long:
                key = (row.token, row.minute, row.platform)
                tens[key] = tens.get(key, 0) | row.tens
        seconds, sessions = _sums(tens, seen)
        add(seconds, sessions, programme_at)
        WebListener.objects.filter(pk__in=[row.pk for row in rows]).update(counted=True)


class _Span:
    """From when to when a token was seen, and whether some of it is added already."""

    def __init__(self, row: WebListener) -> None:
        self.first, self.last, self.counted = row.first, row.last, row.counted

    def widen(self, row: WebListener) -> None:
        self.first, self.last = min(self.first, row.first), max(self.last, row.last)
        self.counted = self.counted or row.counted

    @property
    def long(self) -> bool:
        return (self.last - self.first).total_seconds() >= LEAST_SECONDS


def _spans(rows: list[WebListener]) -> dict[str, _Span]:
    spans: dict[str, _Span] = {}
    for row in rows:
        spans.setdefault(row.token, _Span(row)).widen(row)
    return spans


def _sums(
    tens: dict[tuple[str, datetime, str], int], seen: dict[str, _Span]
) -> tuple[Counter[tuple[datetime, str]], Counter[tuple[datetime, str]]]:
    seconds: Counter[tuple[datetime, str]] = Counter()
    sessions: Counter[tuple[datetime, str]] = Counter()
    for (token, minute, platform), bits in sorted(tens.items()):
        seconds[minute, platform] += 10 * bits.bit_count()
        if not seen[token].counted:
            sessions[minute, platform] += 1
            seen[token].counted = True
    return seconds, sessions
