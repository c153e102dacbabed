"""What the desk asks of terms inside its own transaction: how each stands in public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef, Subquery

from dateline.record.addresses import term_address
from dateline.record.documents import TermKind
from dateline.record.models import Merge, Placement, Term, TermName


@dataclass(frozen=True)
class TermStanding:
    """How a term stands in public; `count` is of its live stories, exact."""

    number: int
    kind: TermKind
    name: str
    address: str
    count: int
    confirmed: bool
    standfirst: str


def is_public(uuid: str) -> bool:
    """Whether a term was ever public."""
    return Term.objects.filter(uuid=UUID(uuid)).exists()


def term_standings(
    uuids: Iterable[str], *, using: str = DEFAULT_DB_ALIAS
) -> dict[str, TermStanding]:
    """How these terms stand; those never public, and merged ones, are left out."""
    rows = TermName.objects.using(using).filter(term__uuid__in=list(uuids), to_seq=None)
    rows = rows.select_related("term")
    return {
        str(row.term.uuid): TermStanding(
            row.term_id, row.kind, row.name,  # type: ignore[arg-type]
            term_address(row.kind, row.slug),  # type: ignore[arg-type]
            row.term.count, row.confirmed, row.standfirst,
        )
        for row in rows
    }


def term_count(uuid: str = "uuid") -> Subquery:
    """An expression for the desk's own lists: the public count of the term of that field's uuid.

    NULL for a term that was never public.
    """
    return Subquery(Term.objects.filter(uuid=OuterRef(uuid)).values("count")[:1])


def term_confirmed(uuid: str = "uuid") -> Exists:
    """An expression in the same way: whether an editor has settled what kind the term is of."""
    return Exists(TermName.objects.filter(term__uuid=OuterRef(uuid), to_seq=None, confirmed=True))


def most_used(kinds: Iterable[str], most: int) -> list[UUID]:
    """The terms of these kinds with the most live stories, by uuid."""
    rows = Term.objects.filter(names__to_seq=None, names__kind__in=list(kinds), count__gt=0)
    return list(rows.order_by("-count").values_list("uuid", flat=True)[:most])


def shared(first: str, second: str) -> int:
    """How many live stories stand in both of two terms."""
    held = Placement.objects.filter(term__uuid=UUID(first), to_seq=None)
    other = Placement.objects.filter(term__uuid=UUID(second), to_seq=None)
    return held.filter(story__in=other.values("story")).count()


def live_among(uuid: str, guids: Iterable[UUID]) -> set[str]:
    """Those of these stories that are live in this term, by guid."""
    rows = Placement.objects.filter(term__uuid=UUID(uuid), to_seq=None, story__guid__in=list(guids))
    return {str(guid) for guid in rows.values_list("story__guid", flat=True)}


def merged_into(uuids: Iterable[str], *, using: str = DEFAULT_DB_ALIAS) -> dict[str, str]:
    """For each of these terms that was merged, the uuid of the one that stands for it."""
    rows = Merge.objects.using(using).filter(term__uuid__in=list(uuids), to_seq=None)
    return {str(old): str(new) for old, new in rows.values_list("term__uuid", "into__uuid")}
