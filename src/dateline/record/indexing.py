"""Where names stand in indexes, for rows that do not say it yet."""

from __future__ import annotations

from typing import Any

from dateline.lib.alphabet import filed
from dateline.lib.bulk import renew

CHUNK = 2000


def file_names(model: Any) -> None:
    """Say where each name without a letter stands; `model`: `TermName`, or that of a migration."""
    last = 0
    while some := list(model.objects.filter(letter="", pk__gt=last).order_by("pk")[:CHUNK]):
        for row in some:
            row.letter, row.sorts = filed(row.name)
        renew(some)
        last = some[-1].pk
