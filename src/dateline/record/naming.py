"""The record's acts on what stories stand in: sections, dossiers, tags, places and authors.

Each runs in the caller's transaction, as its last statements, and is one entry of the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dateline.record.actions import NotPossible
from dateline.record.documents import TAG_KINDS, Named, Published
from dateline.record.models import Merge, Placement, Term, TermName, Version
from dateline.record.publication import Document, Publication


def open_section(named: Named, *, at: datetime) -> Published | None:
    """Make a section public that has no story yet; None if it is public already."""
    book = Publication(at=at)
    if Term.objects.filter(uuid=UUID(named.uuid)).exists():
        return None
    new: list[Document] = []
    book.term(named, new)
    done = book.enter("open", None, {"terms": new})
    book.save()
    return done


def order_sections(uuids: Sequence[str], *, at: datetime) -> Published | None:
    """Put the public sections into this order, those not named after them; None if they are so."""
    book = Publication(at=at)
    place = {uuid: number for number, uuid in enumerate(uuids)}
    rows = TermName.objects.filter(family="section", to_seq=None).select_related("term")
    now = list(rows.order_by("position", "term"))
    due = sorted(now, key=lambda row: place.get(str(row.term.uuid), len(place)))
    if due == now:
        return None
    for position, row in enumerate(due, start=1):
        if row.position != position:
            book.rename_term(row, position=position)
    book.keys["sections"] = None
    done = book.enter("order", None, {"sections": [row.term_id for row in due]})
    book.save()
    return done


def rename_term(named: Named, *, at: datetime) -> Published | None:
    """Rename a public term; None if it is not public, or has this name already."""
    return _change(named.uuid, "rename", at, name=named.name)


def describe_term(uuid: str, standfirst: str, *, at: datetime) -> Published | None:
    """Say in public what a dossier is about; None if it is not public, or this is said already."""
    return _change(uuid, "describe", at, standfirst=standfirst)


def retype_term(named: Named, *, at: datetime) -> Published | None:
    """Make a public tag one of `named.kind`, and settle it: for all its stories it is no guess.

    None if it is not public, or this is settled already. Another family of addresses may follow.
    """
    book = Publication(at=at)
    current = open_name(named.uuid)
    if current is not None:
        expect_tags(current, named.kind)
    return _changed(book, current, "retype", {"kind": named.kind, "confirmed": True})


def _change(uuid: str, act: str, at: datetime, **changes: Any) -> Published | None:
    return _changed(Publication(at=at), open_name(uuid), act, changes)


def _changed(
    book: Publication, current: TermName | None, act: str, changes: dict[str, Any]
) -> Published | None:
    if current is None or all(getattr(current, name) == to for name, to in changes.items()):
        return None
    book.rename_term(current, **changes)
    book.keys["sections" if current.kind == "section" else "dossiers"] = None
    payload = {"number": current.term_id, "kind": current.kind, "name": current.name} | changes
    done = book.enter(act, None, payload)
    book.save()
    return done


def open_name(uuid: str) -> TermName | None:
    """What a term is called now; None if it is not public, or merged."""
    return TermName.objects.filter(term__uuid=UUID(uuid), to_seq=None).first()


def expect_tags(current: TermName, kind: str) -> None:
    """Raise NotPossible if this term cannot be one of another kind."""
    if current.kind == kind:
        return
    if current.kind not in TAG_KINDS or kind not in TAG_KINDS:
        raise NotPossible(_(
            "“%(name)s” cannot be of another kind: only a subject, organisation, person, place or "
            "event can be another of these."
        ) % {"name": current.name})
    if current.kind == "place" and _is_dateline(current.term_id):
        raise NotPossible(_(
            "“%(name)s” is the place some live stories are dated from: it stays a place until they "
            "name another one."
        ) % {"name": current.name})


def _is_dateline(number: int) -> bool:
    merged = Merge.objects.filter(into=number, to_seq=None).values_list("term", flat=True)
    placed = Placement.objects.filter(term=number, to_seq=None).values("story")
    rows = Version.objects.filter(to_seq=None, state="live", story__in=placed)
    return rows.filter(document__place__in=[number, *merged]).exists()
