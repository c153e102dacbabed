"""What the desk decides on a statement: that it is right, who says it, or that it is none."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.archive.models import Statement, StatementBook
from dateline.archive.statements.bringing import known_of
from dateline.archive.statements.following import ANY, book, key_of
from dateline.archive.statements.people import Known, plain, surname
from dateline.archive.statements.permitted import ARRANGE, DECIDE
from dateline.archive.statements.reading import SHOWN
from dateline.archive.statements.tokens import tokens_of
from dateline.delivery.public import touch
from dateline.people.public import NotAllowed, User, must_have
from dateline.record import public as record

LONGEST = 200


def confirm(number: int, *, by: User, speaker: str = "", role: str | None = None) -> Statement:
    """It is right; as somebody else's words where `speaker` says so. Raises NotAllowed."""
    must_have(by, DECIDE, _("Confirm a statement"))
    name = " ".join(speaker.split())[:LONGEST]
    with transaction.atomic():
        row = _held(number)
        before = row.term
        if name and name != row.speaker:
            row.speaker = name
            row.term = _term_of(row, name)
            row.role = ""
        if role is not None:
            row.role = " ".join(role.split())[:LONGEST]
        return _decided(row, "confirmed", by, before)


def deny(number: int, *, by: User) -> Statement:
    """It is no statement of theirs: readers see it no more. Raises NotAllowed."""
    must_have(by, DECIDE, _("Deny a statement"))
    with transaction.atomic():
        row = _held(number)
        return _decided(row, "denied", by, row.term)


def show_guessed(shown: bool, *, by: User) -> None:
    """Whether readers see statements that nobody has confirmed. Raises NotAllowed."""
    must_have(by, ARRANGE, _("Show unconfirmed statements"))
    book()
    with transaction.atomic():
        StatementBook.objects.filter(id=1).update(guessed_shown=shown)
        touch([SHOWN])


def _held(number: int) -> Statement:
    row = Statement.objects.select_for_update().filter(id=number, to_seq=None).first()
    if row is None:
        raise NotAllowed(_("This statement is not in the story any more."))
    return row


def _decided(row: Statement, standing: str, by: User, before: int) -> Statement:
    row.standing, row.by = standing, by
    row.tokens = tokens_of(row)
    row.save()
    touch([ANY, *(key_of(term) for term in {before, row.term, row.place} if term)])
    return row


def _term_of(row: Statement, name: str) -> int:
    """The term of whom the story is tagged with by this name."""
    live = record.whole((str(row.guid),))
    known: Iterable[Known] = known_of(live[str(row.guid)]) if live else ()
    alone = " " not in name
    return next((one.number for one in known if plain(one.name) == plain(name)
                 or (alone and surname(one.name) == plain(name))), 0)
