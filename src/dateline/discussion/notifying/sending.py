"""One mail for everything that is due to a reader.

What is told is marked, and its mail queued, in one transaction: so it is queued exactly once,
whatever is killed. From there it goes as every mail does: at least once, always as the same mail.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from dateline.discussion.heading import list_id, message_id, threading, unsubscribing
from dateline.discussion.hearing import DIGEST
from dateline.discussion.letters import language_of, post
from dateline.discussion.models import Notification, Reader
from dateline.discussion.notifying.digests import MOST, due, parts_of, stories, wanted
from dateline.discussion.policies import Ground, ground_of
from dateline.discussion.stopping import settings_link, stop_link
from dateline.jobs.public import enqueue
from dateline.lib import clock
from dateline.lib.zones import zone
from dateline.record.public import site

AT_ONCE = 1000
"""So many are looked at for one mail; where there are more, another one follows."""


def mail_digest(payload: dict[str, Any]) -> None:
    """The job: tell a reader what is due, and forget what is not to be told any more.

    Stories are looked up first; what becomes due meanwhile has a job of its own.
    """
    now = clock.now()
    grounds = {code: ground_of(code) for code in stories(payload["reader"], now)}
    with transaction.atomic():
        held, rows = _hold(payload["reader"], now)
        rows = [row for row in rows if row.comment and row.comment.thread.code in grounds]
        reader = Reader.objects.select_related("user").get(pk=payload["reader"])
        told = _told(reader, rows, grounds, now)
        over = {row.pk for row in rows} - {row.pk for row in told}
        Notification.objects.filter(pk__in=over).delete()
        if told:
            Notification.objects.filter(pk__in=[row.pk for row in told]).update(sent_at=now)
            _mail(reader, told, {code: live for code, live in grounds.items() if live})
        if held == AT_ONCE:
            enqueue(DIGEST, payload)


def _hold(reader: int, now: datetime) -> tuple[int, list[Notification]]:
    """Hold what is due, so that two jobs at once tell it once; how much that is, and all of it."""
    held = due(reader, now).order_by("due_at", "pk").select_for_update()
    numbers = list(held.values_list("pk", flat=True)[:AT_ONCE])
    rows = Notification.objects.filter(pk__in=numbers).order_by("at", "pk")
    return len(numbers), list(rows.select_related("comment__thread", "comment__reader").defer(
        "comment__html"))


def _told(
    reader: Reader, rows: list[Notification], grounds: dict[str, Ground | None], now: datetime
) -> list[Notification]:
    """What goes into the mail: nothing for who has no account, nothing of a story that is gone."""
    if reader.user is None or not reader.user.email or not reader.user.is_active:
        return []
    live = [row for row in rows if row.comment and grounds[row.comment.thread.code]]
    return wanted(reader, live, now)


def _mail(reader: Reader, told: list[Notification], grounds: dict[str, Ground]) -> None:
    kinds = {row.kind for row in told}
    link, here = stop_link(reader, kinds), site()
    head = {"Message-ID": message_id("told", told[0].pk, reader.pk), "List-Id": list_id()}
    codes = {row.comment.thread.code for row in told if row.comment}
    if len(codes) == 1:
        head |= threading(codes.pop(), reader.pk)
    with override(language_of(reader)), timezone.override(zone(here.time_zone)):
        parts = parts_of(told[:MOST], grounds)
    assert reader.user is not None
    post(reader.user.email, "digest", {
        "reader": reader, "parts": parts, "alone": len(parts) == 1, "kinds": kinds,
        "more": max(len(told) - MOST, 0), "stop": link, "choose": settings_link(),
    }, language=language_of(reader), headers=head | unsubscribing(link))
