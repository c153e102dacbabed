"""Merging two terms: one entry and one tick, whatever the number of stories.

No version is written: documents go on naming the merged term's number, and whoever reads one is
told the term that stands for it (`succession`). Placements and counts move in bulk.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import F

from dateline.record.actions import NotPossible
from dateline.record.documents import Merged
from dateline.record.models import Merge, Placement, Term, TermName
from dateline.record.naming import expect_tags, open_name
from dateline.record.numbering import index_key
from dateline.record.publication import Publication

_MOVE = """INSERT INTO record_placement (story_id, term_id, sort_at, from_seq)
SELECT story_id, %s, sort_at, %s FROM record_placement AS old
WHERE term_id = %s AND to_seq IS NULL AND NOT EXISTS (
    SELECT 1 FROM record_placement AS held
    WHERE held.story_id = old.story_id AND held.term_id = %s AND held.to_seq IS NULL
)
"""


def merge_terms(kept: str, merged: str, *, at: datetime) -> Merged:
    """Let the public term of uuid `kept` stand for the public term of uuid `merged`, for good.

    Its stories stand in the other one now, each once; its addresses redirect; the past shows both
    as they stood. Raises NotPossible.
    """
    book = Publication(at=at)
    old, new = open_name(merged), open_name(kept)
    if old is None or new is None or old.term_id == new.term_id:
        raise NotPossible("two different public terms are merged, and a merged one is none")
    expect_tags(old, new.kind)
    moved, both = _move(book, old.term_id, new.term_id)
    TermName.objects.filter(pk=old.pk).update(to_seq=book.seq)
    _succeed(book, old.term_id, new.term_id)
    book.keys |= {f"term:{old.term_id}": None, "names": None}
    book.keys["sections" if old.kind == "section" else "dossiers"] = None
    for name in (old, new):
        book.keys |= {f"count:{name.term_id}": None, f"list:{name.term_id}": None,
                      index_key(name.family): None}
    payload = {"merged": old.term_id, "kept": new.term_id, "moved": moved, "both": both}
    done = book.enter("merge", None, payload)
    book.save()
    return Merged(done.seq, moved, both)


def _move(book: Publication, old: int, new: int) -> tuple[int, int]:
    """Close the placements of the one and open them in the other; how many moved, were in both."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [new, book.seq, old, new])
        moved = cursor.rowcount
    closed = Placement.objects.filter(term=old, to_seq=None).update(to_seq=book.seq)
    Term.objects.filter(pk=old).update(count=0)
    Term.objects.filter(pk=new).update(count=F("count") + moved)
    if moved:
        book.touched[new] = book.seq
    return moved, closed - moved


def _succeed(book: Publication, old: int, new: int) -> None:
    """The one stands for the other, and for all that the other stood for."""
    earlier = Merge.objects.filter(into=old, to_seq=None)
    numbers = [*earlier.values_list("term", flat=True), old]
    earlier.update(to_seq=book.seq)
    Merge.objects.bulk_create(
        [Merge(term_id=number, into_id=new, from_seq=book.seq) for number in numbers],
        batch_size=500,
    )
