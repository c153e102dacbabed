"""What there is in one of the newsroom's languages besides the list of its stories."""

from __future__ import annotations

from dateline.delivery.public import READER, depends_on, selector
from dateline.record.documents import Term
from dateline.record.listing import found
from dateline.record.models import Version as VersionRow
from dateline.record.models import span
from dateline.record.past import Where
from dateline.record.reading import terms
from dateline.record.succession import once

NEWEST = 200
"""How many of the newest stories in a language are looked through for their dossiers."""


@selector
def dossiers_in(language: str, *, limit: int = 12, as_of: int | None = None) -> tuple[Term, ...]:
    """The dossiers of the newest 200 live stories in a language, that of the newest one first."""
    depends_on(f"latest:{language}", "dossiers")
    numbers = found(Where(live=True, equal={"language": language}), as_of, NEWEST)
    rows = VersionRow.objects.using(READER).filter(
        span(as_of), story__in=numbers, story__state="live"
    )
    named = dict(rows.values_list("story_id", "document__dossiers"))
    if as_of is not None:
        depends_on(*(f"story:{number}" for number in numbers))
    wanted = dict.fromkeys(term for n in numbers for term in named.get(n, ()))
    held = terms(wanted, as_of)
    return once(held[number] for number in wanted if number in held)[:limit]
