"""What a page shows as related: the list as it was made, of it what is live in the record now.

What was taken down is gone with its own key, before anybody tells the list.
"""

from __future__ import annotations

from django.db.models import Q

from dateline.archive.models import RelatedRow
from dateline.archive.relating.writing import key_of
from dateline.delivery.public import READER, depends_on, selector
from dateline.record import public as record
from dateline.record.public import Related


@selector
def related(code: str, *, as_of: int | None = None) -> tuple[Related, ...]:
    """The related stories of a code's story, the best first, without those an editor pinned.

    With `as_of` those of then that are live today; there are none of before they were first made.
    """
    number = record.number_of(code)
    if number is None:
        return ()
    depends_on(key_of(number))
    listed = _listed(number, as_of)
    lines = record.lines(listed, as_of=as_of) if listed else {}
    return tuple(lines[each] for each in listed if each in lines)


def _listed(number: int, as_of: int | None) -> tuple[int, ...]:
    when = Q(to_seq=None) if as_of is None else Q(from_seq__lte=as_of) & (
        Q(to_seq=None) | Q(to_seq__gt=as_of))
    rows = RelatedRow.objects.using(READER).filter(when, story=number)
    return tuple(rows.order_by("position", "other").values_list("other", flat=True))
