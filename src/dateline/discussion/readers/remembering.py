"""What holds against somebody outlives the account: who leaves and joins again finds it there.

Nothing else is kept of the address than a keyed digest, and only while something holds.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.crypto import salted_hmac

from dateline.discussion.book import note
from dateline.discussion.models import Reader, Sanction, Statement
from dateline.discussion.sanctions import in_force
from dateline.jobs.public import enqueue

KIND = "discussion-remembered"


def digest(email: str) -> str:
    """Of an address; under another secret key of the installation it is another one."""
    return salted_hmac("discussion.remembered", email.lower(), algorithm="sha256").hexdigest()


def remember(reader: Reader, email: str, *, at: datetime) -> None:
    """Keep the digest with a reader who is leaving, until the last restriction has ended."""
    ends = list(_held(reader.pk, at).values_list("ends_at", flat=True))
    if not ends:
        return
    reader.remembered = digest(email)
    if None not in ends:
        enqueue(KIND, {"reader": reader.pk}, run_at=max(end for end in ends if end))


def forget_remembered(payload: dict[str, Any]) -> None:
    """The job: what held has ended."""
    Reader.objects.filter(pk=payload["reader"]).update(remembered="")


def carry_over(reader: Reader, email: str, *, at: datetime) -> None:
    """What held against the same address when it left holds against the new reader, with its
    statement, so that it can be seen and appealed against. In the caller's transaction."""
    before = Reader.objects.select_for_update().filter(remembered=digest(email)).order_by("pk")
    for person in list(before):
        rows = _held(person.pk, at)
        moved = list(rows.values_list("pk", "statement"))
        rows.update(reader=reader)
        Statement.objects.filter(pk__in=[pk for _sanction, pk in moved]).update(reader=reader)
        note("carried over", f"reader:{reader.pk}", {
            "from": person.pk, "sanctions": [pk for pk, _statement in moved]}, by=None, at=at)
        person.remembered = ""
        person.save(update_fields=["remembered"])


def _held(reader: int, at: datetime) -> Any:
    return Sanction.objects.filter(in_force(at), reader=reader).exclude(kind="warning")
