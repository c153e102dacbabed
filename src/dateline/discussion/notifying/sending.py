"""One mail for everything that is due to a reader.

What is told is marked, and a job asked for, in one transaction: exactly once, whatever is killed.
That job writes the mail each time it tries to send it, so that nothing is in it that a moderator or
the newsroom has taken back; it goes at least once, with the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from dateline.discussion.heading import list_id, message_id, threading, unsubscribing
from dateline.discussion.hearing import DIGEST
from dateline.discussion.letters import language_of, written
from dateline.discussion.models import Comment, Notification, Reader
from dateline.discussion.notifying.digests import MOST, due, parts_of, wanted
from dateline.discussion.policies import Ground, ground_of
from dateline.discussion.stopping import settings_link, stop_link
from dateline.jobs.public import TryAgain, enqueue, hand_over
from dateline.lib import clock
from dateline.lib.zones import zone
from dateline.record.public import hold, site

LETTER = "discussion-letter"
AT_ONCE = 1000
"""So many are told by one mail; where there are more, another one follows."""


def mail_digest(payload: dict[str, Any]) -> None:
    """The job: have a letter written of what is due to a reader."""
    now = clock.now()
    with transaction.atomic():
        rows = due(payload["reader"], now).order_by("due_at", "pk").select_for_update()
        held = list(rows.values_list("pk", flat=True)[:AT_ONCE])
        if held:
            Notification.objects.filter(pk__in=held).update(sent_at=now)
            enqueue(LETTER, {"reader": payload["reader"], "told": held, "at": now.isoformat()})
        if len(held) == AT_ONCE:
            enqueue(DIGEST, payload)


def mail_letter(payload: dict[str, Any]) -> None:
    """The job: tell what is public now, and forget what is not to be told any more."""
    found = Notification.objects.filter(pk__in=payload["told"]).order_by("at", "pk")
    rows = list(found.select_related("comment__thread", "comment__reader").defer("comment__html"))
    grounds = {code: ground_of(code)
               for code in {row.comment.thread.code for row in rows if row.comment}}
    reader = Reader.objects.select_related("user").filter(pk=payload["reader"]).first()
    told = _told(reader, rows, grounds, clock.now()) if reader is not None else []
    if reader is not None and told:
        live = {code: ground for code, ground in grounds.items() if ground}
        hand_over(_letter(reader, told, live, payload["told"][0]),
                  at=datetime.fromisoformat(payload["at"]),
                  going=partial(_still, reader, told, live))
    over = {row.pk for row in rows} - {row.pk for row in told}
    Notification.objects.filter(pk__in=over).delete()


def _told(
    reader: Reader, rows: list[Notification], grounds: dict[str, Ground | None], now: datetime
) -> list[Notification]:
    """What goes into the mail: nothing for who has no account, nothing of a story that is gone."""
    if reader.user is None or not reader.user.email or not reader.user.is_active:
        return []
    live = [row for row in rows if row.comment and grounds[row.comment.thread.code]]
    return wanted(reader, live, now)


@contextmanager
def _still(
    reader: Reader, told: list[Notification], grounds: dict[str, Ground]
) -> Iterator[None]:
    """Within it comments and stories stay as they were written, and the mail is wanted."""
    said = {row.comment.pk: row.comment for row in told if row.comment}
    shown = {comment.thread.code: grounds[comment.thread.code] for comment in said.values()}
    with transaction.atomic():
        now = Comment.objects.filter(pk__in=said).order_by("pk").select_for_update(no_key=True)
        same = {pk: text for pk, text, state in now.values_list("pk", "text", "state")
                if state == Comment.State.PUBLIC}
        hold(UUID(ground.guid) for ground in shown.values())
        reader.refresh_from_db()
        if same != {pk: comment.text for pk, comment in said.items()} or any(
                ground_of(code) != ground for code, ground in shown.items()) or len(
                wanted(reader, told, clock.now())) < len(told):
            raise TryAgain("What it tells of was taken back or changed: it is written anew.")
        yield


def _letter(
    reader: Reader, told: list[Notification], grounds: dict[str, Ground], first: int
) -> EmailMessage:
    """The mail in its reader's language; `first` names it."""
    kinds = {row.kind for row in told}
    link, here = stop_link(reader, kinds), site()
    head = {"Message-ID": message_id("told", first, reader.pk), "List-Id": list_id()}
    codes = {row.comment.thread.code for row in told if row.comment}
    if len(codes) == 1:
        head |= threading(codes.pop(), reader.pk)
    with override(language_of(reader)), timezone.override(zone(here.time_zone)):
        parts = parts_of(told[:MOST], grounds)
    assert reader.user is not None
    return written(reader.user.email, "digest", {
        "reader": reader, "parts": parts, "alone": len(parts) == 1, "kinds": kinds,
        "more": max(len(told) - MOST, 0), "stop": link, "choose": settings_link(),
    }, language=language_of(reader), headers=head | unsubscribing(link))
