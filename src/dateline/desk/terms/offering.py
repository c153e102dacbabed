"""Terms by their uuid, for rooms above that keep a choice of them: a name may change, that not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.desk.models import Term
from dateline.desk.terms.finding import SHELVES, find_terms


@dataclass(frozen=True)
class OfferedTerm:
    """A term as a form offers it; `count` is of its live stories."""

    uuid: str
    name: str
    count: int = 0


def offer_terms(shelf: str, query: str) -> tuple[OfferedTerm, ...]:
    """At most 20 terms of a shelf ("section", "dossier", "tag", "place"), the best first."""
    found = find_terms(SHELVES[shelf], query)
    uuids = dict(Term.objects.filter(pk__in=[each["id"] for each in found])
                 .values_list("pk", "uuid"))
    return tuple(OfferedTerm(str(uuids[each["id"]]), each["name"], each["count"])
                 for each in found)


def named_terms(uuids: Iterable[str]) -> dict[str, str]:
    """The names of those of these terms that the desk knows; of a merged one its heir's."""
    rows = Term.objects.filter(uuid__in=list(uuids)).select_related("merged_into")
    return {str(row.uuid): str(row.merged_into or row) for row in rows}
