"""Counting downloads of episodes, after the IAB's guidelines (Podcast Measurement 2.1)."""

from __future__ import annotations

import hmac
import logging
import secrets
from datetime import UTC, date, datetime
from math import ceil

from django.db import DatabaseError, transaction

from dateline.onair.counting.adding import LEAST_SECONDS, add_hour, forget
from dateline.onair.counting.platforms import EPISODE, is_robot
from dateline.onair.models import DayKey, Download

log = logging.getLogger(__name__)


def downloaded(
    episode: int, programme: int, *, address: str, agent: str, sent: int, size: int,
    seconds: float, at: datetime,
) -> None:
    """A GET of an episode's file was answered with so many bytes (200 or 206) out of `size`.

    All answers to one client (address and program) on one day (UTC) are one download, counted once
    a minute of its sound was sent, or all of it where it is shorter. Robots do not count. Trouble
    with the database is logged: nobody's download waits for being counted.
    """
    if sent <= 0 or is_robot(agent):
        return
    enough = ceil(size * min(1.0, LEAST_SECONDS / seconds)) if seconds > 0 else size
    try:
        _add(episode, programme, f"{address} {agent}", sent, enough, at.astimezone(UTC))
    except DatabaseError:
        log.warning("A download of episode %s was not counted.", episode, exc_info=True)


def _add(
    episode: int, programme: int, client: str, sent: int, enough: int, at: datetime
) -> None:
    digest = hmac.digest(_key(at.date(), at), client.encode(errors="replace"), "sha256").hex()[:32]
    Download.objects.bulk_create(
        [Download(day=at.date(), client=digest, episode=episode)], ignore_conflicts=True)
    with transaction.atomic():
        row = Download.objects.select_for_update().get(client=digest, episode=episode)
        row.sent += sent
        if row.sent >= enough and not row.counted:
            row.counted = True
            hour = at.replace(minute=0, second=0, microsecond=0)
            add_hour(hour, programme, EPISODE, sessions=1)
        row.save(update_fields=["sent", "counted"])


def _key(day: date, at: datetime) -> bytes:
    """The day's key, made by the first download of it; yesterday's goes at the same time."""
    row = DayKey.objects.filter(day=day).first()
    if row is None:
        forget(at)
        DayKey.objects.bulk_create(
            [DayKey(day=day, key=secrets.token_bytes(32))], ignore_conflicts=True)
        row = DayKey.objects.get(day=day)
    return bytes(row.key)
