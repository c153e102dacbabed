"""Which term stands for a merged one. Documents keep the number they were published with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db import DEFAULT_DB_ALIAS

from dateline.record.documents import Term
from dateline.record.models import Merge, TermName, span


def successors(
    numbers: Iterable[int], as_of: int | None = None, using: str = DEFAULT_DB_ALIAS
) -> dict[int, int]:
    """For each of these terms that was merged by then, the term that stands for it."""
    rows = Merge.objects.using(using).filter(span(as_of), term__in=set(numbers))
    return dict(rows.values_list("term", "into"))


def names_now(numbers: Iterable[int]) -> dict[int, TermName]:
    """What each of these terms, or the one that stands for it, is called now; for acts."""
    into = {number: number for number in numbers}
    into |= successors(into)
    rows = TermName.objects.filter(term__in=set(into.values()), to_seq=None)
    held = {row.term_id: row for row in rows.select_related("term")}
    return {number: held[after] for number, after in into.items()}


def once(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Each term where it first stands; a guess only if all that named it guessed."""
    first: dict[int, Term] = {}
    for term in terms:
        held = first.setdefault(term.number, term)
        if held.guessed and not term.guessed:
            first[term.number] = replace(held, guessed=False)
    return tuple(first.values())
