"""What holds against a person: warning, mute, section ban, ban, always read first; and badges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dateline.delivery.public import touch
from dateline.discussion.book import note
from dateline.discussion.letters import write
from dateline.discussion.models import Reader, Sanction
from dateline.discussion.models.readers import BADGES
from dateline.discussion.permitted import MODERATE
from dateline.discussion.statements import state_reasons
from dateline.discussion.verdicts import Reasons
from dateline.people.public import NotAllowed, User, must_have

KINDS = ("warning", "mute", "section", "ban", "first")


def in_force(at: datetime) -> Q:
    """The sanctions that hold at a time."""
    lasting = Q(ends_at=None) | Q(ends_at__gt=at)
    return Q(begins_at__lte=at, lifted_at=None) & lasting


def holding(reader: Reader, *, section: str, at: datetime) -> tuple[Sanction, ...]:
    """What restricts this reader in a section (its uuid) at a time. A warning restricts nothing."""
    rows = Sanction.objects.filter(in_force(at), reader=reader).exclude(kind="warning")
    return tuple(rows.filter(section__in=("", section)).order_by("pk"))


def standing(readers: Iterable[int], at: datetime) -> QuerySet[Sanction]:
    """What holds against these readers, warnings included, with reasons."""
    rows = Sanction.objects.filter(in_force(at), reader__in=list(readers))
    return rows.select_related("statement__clause").order_by("pk")


def sanction(
    reader: int, kind: str, *, reasons: Reasons, by: User, at: datetime,
    ends_at: datetime | None = None, section: str = "", scope: str = "",
) -> Sanction:
    """Restrict a person; they are told, with reasons. A mute ends; a section ban has its section.

    Raises NotAllowed, also where the same already holds (somebody else was faster).
    """
    must_have(by, MODERATE, _("Restricting a person"))
    _whole(kind, reasons, ends_at, section, at)
    with transaction.atomic():
        person = _held(reader, by)
        same = Sanction.objects.filter(in_force(at), reader=person, kind=kind, section=section)
        if kind != "warning" and same.exists():
            raise NotAllowed(_("Nothing was done: this holds against %(person)s already.") % {
                "person": person})
        statement = state_reasons(
            person, restriction=kind, clause=reasons.clause, law=reasons.law, facts=reasons.facts,
            detected=False, by=by, at=at, ends_at=ends_at, scope=scope)
        made = Sanction.objects.create(
            reader=person, kind=kind, section=section, begins_at=at, ends_at=ends_at,
            statement=statement)
        note("sanction", f"reader:{person.pk}", {
            "sanction": made.pk, "kind": kind, "section": section,
            "ends_at": ends_at and ends_at.isoformat(), "statement": str(statement.reference),
        }, by=by, at=at)
    return made


def _whole(
    kind: str, reasons: Reasons, ends_at: datetime | None, section: str, at: datetime
) -> None:
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no sanction")
    if not reasons.facts.strip() or (reasons.clause is None and not reasons.law.strip()):
        raise NotAllowed(_("Nothing is restricted without a reason: name a clause or a law."))
    if kind == "mute" and ends_at is None:
        raise NotAllowed(_("A mute has an end: say when."))
    if ends_at is not None and ends_at <= at:
        raise NotAllowed(_("The end is in the past."))
    if (kind == "section") != bool(section):
        raise NotAllowed(_("Say which section."))


def _held(reader: int, by: User) -> Reader:
    person = Reader.objects.select_for_update().filter(pk=reader).first()
    if person is None:
        raise NotAllowed(_("There is no such person."))
    if person.user_id == by.pk:
        raise NotAllowed(_("Nobody decides about themselves."))
    return person


def lift(sanction: int, *, by: User, at: datetime, reason: str) -> Sanction:
    """End a restriction before its time; the person is told. It was right, but need not go on."""
    must_have(by, MODERATE, _("Lifting a restriction"))
    if not reason.strip():
        raise NotAllowed(_("Say why."))
    with transaction.atomic():
        row = Sanction.objects.select_for_update().filter(in_force(at), pk=sanction).first()
        if row is None:
            raise NotAllowed(_("Nothing was done: this holds no longer."))
        person = _held(row.reader_id, by)
        row.lifted_at = at
        row.save(update_fields=["lifted_at"])
        note("lift", f"reader:{person.pk}", {"sanction": row.pk, "reason": reason.strip()[:500]},
             by=by, at=at)
        write(person, "lifted", {"sanction": row, "reason": reason.strip()})
    return row


def give_badge(reader: int, badge: str, *, by: User, at: datetime) -> Reader:
    """Give a person a badge, or take it (""): staff, author, expert."""
    must_have(by, MODERATE, _("Giving a badge"))
    if badge not in dict(BADGES):
        raise NotAllowed(_("There is no such badge."))
    with transaction.atomic():
        person = _held(reader, by)
        person.badge = badge
        person.save(update_fields=["badge"])
        note("badge", f"reader:{person.pk}", {"badge": badge}, by=by, at=at)
        touch([person.key])
    return person
