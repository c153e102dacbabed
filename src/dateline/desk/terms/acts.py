"""Acts on one section, dossier, tag, place or author. `by` is who does it; None: the house itself.

They raise NotPermitted, NotCopy, and NotAsShown where `shown` are the numbers somebody decided on;
then nothing was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.desk.models import Naming, folded
from dateline.desk.permitted import must_have
from dateline.desk.terms.naming import (
    Numbers,
    as_shown,
    free_name,
    known,
    make_room,
    no_dateline,
    numbers,
)
from dateline.desk.words import kind_name
from dateline.desk.working import NotCopy, Terms, named, storable
from dateline.lib import clock
from dateline.lib.listing import listed
from dateline.people.public import User
from dateline.record import public as record
from dateline.record.public import TAG_KINDS, Published, TermKind

STAFF = {"reporter", "editor", "chief editor"}
EDITORS = {"editor", "chief editor"}
CHIEF = {"chief editor"}
LONGEST_STANDFIRST = 1000


def who_may(act: str, kind: str) -> set[str]:
    """The roles that may do an act on a term of this kind."""
    if act == "note":
        return STAFF
    return CHIEF if kind == "section" else EDITORS


def add_section(
    name: str, *, at: datetime | None = None, by: User | None = None
) -> Published | None:
    """Open a section; None if it is open already."""
    must_have(by, who_may("add", "section"), _("open a section"))
    name = named("section", name)
    with transaction.atomic():
        free_name("section", name)
        terms = Terms()  # a draft may have named it already: only the record knows if it is open
        terms.load([("section", name)])
        return record.open_section(terms.named("section", name), at=at or clock.now())


def order_sections(
    names: Sequence[str], *, at: datetime | None = None, by: User | None = None
) -> Published | None:
    """Put the sections into this order, those not named after them; None if they are so."""
    must_have(by, who_may("order", "section"), _("order the sections"))
    with transaction.atomic():
        uuids = [str(known("section", name).uuid) for name in names]
        return record.order_sections(uuids, at=at or clock.now())


def rename(
    kind: TermKind, name: str, new: str, *, at: datetime | None = None, by: User | None = None,
    shown: Numbers | None = None,
) -> Published | None:
    """Rename a section, dossier, tag, place or author; None if nothing changed in public."""
    must_have(by, who_may("rename", kind), _("rename it"))
    new = named(kind, new)
    with transaction.atomic():
        term = known(kind, name)
        make_room(kind, new, term)
        term.name, term.key = new, folded(new)
        term.save()
        done = record.rename_term(term.named(), at=at or clock.now())
        as_shown(shown, numbers(term))
        return done


def retype(
    kind: TermKind, name: str, new: TermKind, *, at: datetime | None = None,
    by: User | None = None, shown: Numbers | None = None,
) -> Published | None:
    """Make a tag one of another kind, or confirm its own: no story has it as a guess any more.

    Its older address redirects. None if nothing changed in public.
    """
    must_have(by, who_may("retype", kind), _("say what kind a tag is of"))
    if not {kind, new} <= set(TAG_KINDS):
        raise NotCopy(_("a tag is one of: %(kinds)s") % {
            "kinds": listed(map(kind_name, TAG_KINDS))})
    with transaction.atomic():
        term = known(kind, name)
        if new != kind:
            no_dateline(term)
            make_room(new, term.name, term)
            term.kind = new
            term.save()
        Naming.objects.filter(term=term).update(guessed=False)
        done = record.retype_term(term.named(), at=at or clock.now())
        as_shown(shown, numbers(term))
        return done


def describe(
    name: str, standfirst: str, *, at: datetime | None = None, by: User | None = None
) -> Published | None:
    """Say in public what a dossier is about; None if this is said already.

    A dossier that is not public has nothing public said of it: raises NotCopy.
    """
    must_have(by, who_may("describe", "dossier"), _("write a dossier's standfirst"))
    storable(standfirst)
    if len(standfirst) > LONGEST_STANDFIRST:
        raise NotCopy(_("%(field)s: at most %(most)d signs") % {
            "field": _("standfirst"), "most": LONGEST_STANDFIRST})
    with transaction.atomic():
        uuid = str(known("dossier", name).uuid)
        if not record.is_public(uuid):
            raise NotCopy(_(
                "standfirst: the dossier is not public; publish its first story before"))
        return record.describe_term(uuid, standfirst.strip(), at=at or clock.now())


def take_note(kind: TermKind, name: str, note: str, *, by: User | None = None) -> None:
    """Write a note for colleagues on a term; it is never public."""
    must_have(by, who_may("note", kind), _("write a note on this"))
    storable(note)
    with transaction.atomic():
        term = known(kind, name)
        term.note = note.strip()
        term.save()

