"""Finding terms: in lists of a hundred thousand, and for a field that completes what is typed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeAlias

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from dateline.desk.models import Naming, Term, alike, folded
from dateline.record import public as record
from dateline.record.public import TAG_KINDS, TermKind

Terms: TypeAlias = "QuerySet[Term]"
SHELVES: dict[str, tuple[TermKind, ...]] = {
    "section": ("section",), "dossier": ("dossier",), "tag": TAG_KINDS, "place": ("place",),
    "author": ("author",),
}
"""The places where terms are kept, and the kinds kept there; a place is a tag as well."""
MOST = 20


def shelf_of(kind: str) -> str:
    """Where a term of this kind is at home."""
    return kind if kind in SHELVES else "tag"


def terms_of(kinds: Collection[str]) -> Terms:
    """The terms of these kinds."""
    return Term.objects.filter(kind__in=kinds, merged_into=None)


def counted(rows: Terms) -> Terms:
    """The same with `stories`, the exact public count: None for those never public."""
    return rows.annotate(stories=record.term_count())


def matching(rows: Terms, query: str) -> Terms:
    """Those whose name, or a name merged into theirs, has this in it: any case, any script."""
    key, plain = folded(query), alike(query)
    fits = Q(key__contains=key) | (Q(alike__contains=plain) if plain else Q())
    merged = Term.objects.filter(fits, merged_into__isnull=False)
    return rows.filter(fits | Q(pk__in=merged.values("merged_into"))) if query else rows


def guessed(rows: Terms) -> Terms:
    """Those whose kind some story guesses, and no editor has confirmed."""
    named = Naming.objects.filter(guessed=True).values("term")
    return rows.filter(~record.term_confirmed(), pk__in=named)


def never_public(rows: Terms) -> Terms:
    """Those that only drafts know."""
    return counted(rows).filter(stories=None)


def doubled(rows: Terms) -> Terms:
    """Those that look like another one of their shelf: but for accents, points and spaces."""
    others = Term.objects.filter(merged_into=None, alike=OuterRef("alike")).exclude(alike="")
    others = others.exclude(pk=OuterRef("pk"))
    own = Q(kind=OuterRef("kind")) | Q(kind__in=TAG_KINDS)
    like = Exists(others.filter(own))
    same = Exists(others.filter(kind=OuterRef("kind")))
    return rows.filter(Q(kind__in=TAG_KINDS) & like | ~Q(kind__in=TAG_KINDS) & same)


def doubles_of(term: Term) -> Terms:
    """Those that look like this one."""
    kinds = TAG_KINDS if term.kind in TAG_KINDS else (term.kind,)
    rows = counted(terms_of(kinds)).filter(alike=term.alike).exclude(pk=term.pk)
    return rows if term.alike else rows.none()


def find_terms(kinds: Collection[str], query: str) -> list[dict[str, Any]]:
    """At most 20 terms for a field that completes: id, kind, name and public count, best first.

    First what begins with it, then where a word does, then all that has it: the most used first.
    Without a query, the most used of all.
    """
    rows, key = terms_of(kinds), folded(query)
    if not key:
        return _most_used(rows, kinds)
    begins = Q(key__startswith=key)
    tiers = (rows.filter(begins), matching(rows, query).exclude(begins).alias(
        inside=Case(When(key__contains=f" {key}", then=0), default=1)
    ))
    found = _answers(counted(tiers[0]).order_by(Coalesce("stories", 0).desc(), "key", "pk"))
    if len(found) < MOST:
        rest = counted(tiers[1]).order_by("inside", Coalesce("stories", 0).desc(), "key", "pk")
        found += _answers(rest)
    return found[:MOST]


def _most_used(rows: Terms, kinds: Collection[str]) -> list[dict[str, Any]]:
    used = record.most_used(kinds, MOST)
    found = _answers(counted(rows.filter(uuid__in=used)))
    found += _answers(counted(rows.exclude(uuid__in=used)).order_by("key", "pk"))
    return sorted(found, key=lambda term: -term["count"])[:MOST]


def _answers(rows: Terms) -> list[dict[str, Any]]:
    found = rows.values_list("pk", "kind", "name", "stories")[:MOST]
    return [
        {"id": pk, "kind": kind, "name": name, "count": stories or 0}
        for pk, kind, name, stories in found
    ]
