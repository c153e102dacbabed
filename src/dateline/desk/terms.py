"""Acts on terms."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from dateline.desk.models import Naming, Story, Term, folded
from dateline.desk.working import NotCopy, Terms, named
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Published, TermKind


def add_section(name: str, *, at: datetime | None = None) -> Published | None:
    """Open a section; None if it is open already."""
    named("section", name)
    with transaction.atomic():
        terms = Terms()  # a draft may have named it already: only the record knows if it is open
        terms.load([("section", name)])
        return record.open_section(terms.named("section", name), at=at or clock.now())


def rename(kind: TermKind, name: str, new: str, *, at: datetime | None = None) -> Published | None:
    """Rename a section, dossier, tag, place or author; None if nothing changed in public."""
    new = named(kind, new)
    with transaction.atomic():
        term = Term.objects.select_for_update().filter(kind=kind, key=folded(name)).first()
        if term is None:
            raise NotCopy(f"{kind}: there is no {name!r}")
        other = Term.objects.filter(kind=kind, key=folded(new)).exclude(pk=term.pk).first()
        if other is not None and record.is_public(str(other.uuid)):
            raise NotCopy(f"{kind}: there is a {new!r} already; merge them instead")
        if other is not None:
            _absorb(term, other)
        term.name, term.key = new, folded(new)
        term.save()
        return record.rename_term(term.named(), at=at or clock.now())


def _absorb(term: Term, other: Term) -> None:
    """Only drafts name the other one: let them name this one. Nobody outside may notice them."""
    doubled = Naming.objects.filter(term=term, story=OuterRef("story"), role=OuterRef("role"))
    Naming.objects.filter(Exists(doubled), term=other).delete()
    Naming.objects.filter(term=other).update(term=term)
    Story.objects.filter(section=other).update(section=term)
    Story.objects.filter(place=other).update(place=term)
    other.delete()
