"""Where names stand in indexes, for rows that do not say it yet; and who stands in none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.lib.alphabet import filed
from dateline.lib.bulk import renew
from dateline.record.models import TermName

CHUNK = 2000


def without_stories(terms: Iterable[int]) -> set[str]:
    """The families of those of these terms that have no live story, in the caller's transaction."""
    wanted = list(terms)
    rows = TermName.objects.filter(term__in=wanted, term__count=0, to_seq=None)
    return set(rows.values_list("family", flat=True).distinct()) if wanted else set()


def file_names(model: Any) -> None:
    """Say where each name without a letter stands; `model`: `TermName`, or that of a migration."""
    last = 0
    while some := list(model.objects.filter(letter="", pk__gt=last).order_by("pk")[:CHUNK]):
        for row in some:
            row.letter, row.sorts = filed(row.name)
        renew(some)
        last = some[-1].pk
