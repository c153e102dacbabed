"""Readers with an account who are told of comments by mail, and the worker that tells them."""

from __future__ import annotations

from datetime import datetime, timedelta

from commenting import reader
from dateline.discussion.models import Notification, Reader
from dateline.jobs.public import run_due
from dateline.lib import clock
from dateline.people.public import User

SOON, HOUR, DAY = timedelta(seconds=12), timedelta(hours=1), timedelta(days=1)
NOW = {"on_reply": "now", "on_mention": "now"}


def person(name: str, noon: datetime, **fields) -> Reader:
    """A reader with an account, told at once unless otherwise."""
    user = User.objects.create_user(f"{name.lower().replace(' ', '.')}@readers.example")
    return reader(name, at=noon, user=user, **NOW | fields)


def told() -> list[tuple[str, str, int]]:
    """Who is told of which comment, as what."""
    rows = Notification.objects.filter(statement=None).order_by("pk")
    return [(row.reader.name, row.kind, row.comment.number) for row in rows]


def heard(at: datetime, after: timedelta = SOON) -> None:
    """The worker does what is due some time after."""
    with clock.at(at + after):
        run_due(at=at + after)
