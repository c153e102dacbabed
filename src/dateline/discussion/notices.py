"""Notices of illegal content, by anybody (Regulation (EU) 2022/2065, Art. 16)."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.discussion.book import note
from dateline.discussion.deciding import decide
from dateline.discussion.letters import letter
from dateline.discussion.models import Comment, IllegalNotice
from dateline.discussion.permitted import MODERATE
from dateline.discussion.verdicts import Reasons
from dateline.lib import canonical
from dateline.people.public import NotAllowed, User, must_have

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LONGEST = 5000
_PLACE = re.compile(r"~(?P<code>[0-9A-Za-z]{2,16})/(?P<number>\d{1,9})/?$")


def give_notice(
    address: str, *, law: str, explanation: str, name: str = "", email: str = "",
    good_faith: bool, unnamed: bool = False, at: datetime,
) -> IllegalNotice:
    """Take a notice in; its reference is told, and a receipt mailed where there is an address.

    `unnamed`: about sexual abuse of children, where no name is asked for (Art. 16 (2) c). Whether
    there is such a comment is not told. Raises NotAllowed in words.
    """
    said = {key: value.replace("\0", "").strip() for key, value in {
        "address": address, "law": law, "explanation": explanation, "name": name, "email": email,
    }.items()}
    _whole(said, good_faith, unnamed)
    with transaction.atomic():
        made = IllegalNotice.objects.create(
            reference=_reference(), comment=comment_at(said["address"]), good_faith=True, at=at,
            address=said["address"][:500], law=said["law"][:200],
            explanation=said["explanation"][:LONGEST], name=said["name"][:150],
            email=said["email"])
        note("notice", f"notice:{made.reference}", {
            "comment": made.comment_id, "law": canonical.digest(made.law),
            "address": canonical.digest(made.address),
            "explanation": canonical.digest(made.explanation)}, by=None, at=at)
        if made.email:
            letter(made.email, "notice_receipt", {"notice": made})
    return made


def _whole(said: dict[str, str], good_faith: bool, unnamed: bool) -> None:
    if not (said["address"] and said["law"] and said["explanation"]):
        raise NotAllowed(_("Name the address, the law and why it is broken."))
    if not good_faith:
        raise NotAllowed(_("A notice needs your word that it is given in good faith."))
    if not unnamed and not (said["name"] and said["email"]):
        raise NotAllowed(_("Give your name and your e-mail address."))


def _reference() -> str:
    drawn = "".join(secrets.choice(SIGNS) for _sign in range(12))
    return f"N-{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}"


def comment_at(address: str) -> Comment | None:
    """The comment whose permanent address this is, or how it ends: `~ab12/7`."""
    try:
        found = _PLACE.search(urlsplit(address.strip()).path)
    except ValueError:  # an address that is none
        return None
    if found is None:
        return None
    rows = Comment.objects.select_related("thread", "reader", "parent__reader", "statement")
    return rows.filter(thread__code=found["code"].lower(), number=int(found["number"])).first()


def answer_notice(
    notice: int, outcome: str, answer: str, *, by: User, at: datetime, mark: str = ""
) -> IllegalNotice:
    """Decide on a notice (`removed`, `kept`), with reasons, which are mailed to who gave it.

    Removing restricts the comment as illegal content, with its own statement to its writer.
    """
    must_have(by, MODERATE, _("Answering a notice"))
    if outcome not in ("removed", "kept"):
        raise ValueError(f"{outcome!r} is no outcome of a notice")
    if not answer.strip():
        raise NotAllowed(_("A notice is answered with reasons."))
    with transaction.atomic():
        row = IllegalNotice.objects.select_for_update().filter(pk=notice).first()
        if row is None:
            raise NotAllowed(_("There is no such notice."))
        if row.outcome:
            raise NotAllowed(_("Nothing was done: %(person)s answered this notice.") % {
                "person": row.decided_by})
        row.outcome, row.answer = outcome, answer.strip()[:LONGEST]
        row.decided_by, row.decided_at = by, at
        row.save()
        note("notice answered", f"notice:{row.reference}", {
            "outcome": outcome, "comment": row.comment_id,
            "answer": canonical.digest(row.answer)}, by=by, at=at)
        if row.email:
            letter(row.email, "notice_answer", {"notice": row})
        if outcome == "removed":
            _remove(row, by, at, mark)
    return row


def _remove(row: IllegalNotice, by: User, at: datetime, mark: str) -> None:
    comment = row.comment
    if comment is None:
        raise NotAllowed(_("This notice is about no comment: answer it, and act elsewhere."))
    if comment.state in (Comment.State.RESTRICTED, Comment.State.DELETED):
        return
    verdict = "remove" if comment.state == Comment.State.PUBLIC else "refuse"
    reasons = Reasons(facts=row.answer, law=row.law)
    decide(comment.pk, verdict, by=by, at=at, reasons=reasons, source="notice", mark=mark)
