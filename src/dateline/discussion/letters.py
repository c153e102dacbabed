"""Letters about decisions: the statement of reasons, and what became of an appeal or a notice.

A letter on a statement waits until the decision can no longer be undone, and no longer: whatever
pace its reader has chosen, it is told (Art. 17). Its link is signed, and opens the statement to who
has no account or is banned from it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from dateline.discussion.heading import AUTOMATIC, message_id
from dateline.discussion.models import Notification, Reader, Statement
from dateline.discussion.stopping import settings_link
from dateline.jobs.public import enqueue
from dateline.lib import clock
from dateline.lib.zones import zone
from dateline.people.public import User, newsroom_language
from dateline.record.public import site

KIND = "discussion-statement"
UNDO = timedelta(seconds=10)
"""So long a decision may be taken back by who made it."""
TRAVEL = timedelta(seconds=2)
"""Longer by this is counted where a button's press arrives."""


def signed(statement: Statement) -> str:
    """The name of a statement in a link that only who was told it can know."""
    return _signer().sign(str(statement.reference))


def opened_by(name: str) -> Statement | None:
    """The statement that a signed name opens, or None."""
    try:
        reference = UUID(_signer().unsign(name))
    except (BadSignature, ValueError):
        return None
    rows = Statement.objects.select_related("reader", "clause__standards", "comment__thread")
    return rows.filter(reference=reference).first()


def _signer() -> Signer:
    return Signer(salt="discussion.statement")


def link(statement: Statement) -> str:
    """The address at which a statement is read and appealed against, without an account."""
    return settings.BASE_URL + reverse("redress:appeal", args=[signed(statement)])


def tell(statement: Statement, *, at: datetime) -> None:
    """Have a person told of a restriction, in the transaction that makes it (Art. 17)."""
    due = at + UNDO + TRAVEL
    Notification.objects.create(
        reader=statement.reader, kind="decision", statement=statement, at=at, due_at=due)
    enqueue(KIND, {"statement": statement.pk}, run_at=max(due, clock.now()))


def mail_statement(payload: dict[str, Any]) -> None:
    """The job: mail a statement once, unless it was taken back before."""
    with transaction.atomic():
        told = Notification.objects.select_for_update().filter(
            statement=payload["statement"], sent_at=None).first()
        if told is None:
            return
        statement = Statement.objects.select_related(
            "reader__user", "clause__standards", "comment__thread").get(pk=payload["statement"])
        told.sent_at = clock.now()
        told.save(update_fields=["sent_at"])
        if statement.reversed_at is None:
            write(statement.reader, "statement", {"statement": statement, "link": link(statement)},
                  headers={"Message-ID": message_id("statement", statement.reference)})


def write(
    reader: Reader, name: str, known: dict[str, Any], *, headers: dict[str, str] | None = None
) -> None:
    """Mail a reader who has an account a letter of this name, in the caller's transaction."""
    if reader.user is not None and reader.user.email:
        about = {"reader": reader, "choose": settings_link()}
        post(reader.user.email, name, about | known, language=language_of(reader), headers=headers)


def letter(email: str, name: str, known: dict[str, Any]) -> None:
    """Mail somebody who may have no account a letter, in the newsroom's language."""
    post(email, name, known, language=newsroom_language())


def language_of(reader: Reader) -> str:
    """The language a reader is written to in: their own where there is a catalogue of it."""
    return reader.language if reader.language in dict(settings.LANGUAGES) else newsroom_language()


def mail_language(user: User) -> str:
    """The language that somebody has chosen for their mails, or ''."""
    return str(Reader.objects.filter(user=user).values_list("language", flat=True).first() or "")


def post(
    email: str, name: str, known: dict[str, Any], *, language: str,
    headers: dict[str, str] | None = None,
) -> None:
    """Mail the letter `discussion/mail/NAME.txt`."""
    written(email, name, known, language=language, headers=headers or {}).send()


def written(
    email: str, name: str, known: dict[str, Any], *, language: str, headers: dict[str, str]
) -> EmailMessage:
    """The letter `discussion/mail/NAME.txt`, its first line being the subject."""
    here = site()
    with override(language), timezone.override(zone(here.time_zone)):
        text = render_to_string(f"discussion/mail/{name}.txt", {"site": here} | known)
    subject, _, body = text.strip().partition("\n")
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", None, [email],
                        headers=AUTOMATIC | headers)
