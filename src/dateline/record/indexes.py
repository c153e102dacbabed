"""Indexes: the names of a family of terms that have live stories, by letter, with their counts.

Nothing is kept for them but where each name stands (`TermName.letter`, `sorts`): a page reads its
own names and the few that have no live story between them, and letters are found by a seek each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.delivery.public import READER, depends_on, selector
from dateline.record import models
from dateline.record.documents import Term
from dateline.record.models import ERA, TermName
from dateline.record.numbering import index_key
from dateline.record.past import THEN, ask, eras
from dateline.record.reading import term_of

FAMILIES = tuple(dict.fromkeys(models.FAMILIES.values()))
"""Those that have an index: section, dossier, tag, person, place, author."""
_ORDER = "letter, sorts, term_id"


@dataclass(frozen=True)
class Listed:
    """A name in an index: its letter, and how many live stories stand in the term: exact."""

    term: Term
    letter: str
    count: int


@dataclass(frozen=True)
class Index:
    """A page of an index. `more`: the slug to go on after; empty at the end."""

    names: tuple[Listed, ...]
    more: str = ""


@selector
def index(
    family: str, *, letter: str = "", after: str = "", limit: int, as_of: int | None = None
) -> Index | None:
    """The names of a family from a letter on, or after the name of a slug; None: no such slug.

    As of an entry: those that then had a story that is live today.
    """
    depends_on(index_key(family))
    said, values = "family = %s", [family]
    if letter:
        said, values = f"{said} AND letter >= %s", [*values, letter]
    if after:
        place = _place(family, after, as_of)
        if place is None:
            return None
        said, values = f"{said} AND ({_ORDER}) > (%s, %s, %s)", [*values, *place]
    rows = ask(f"SELECT id FROM record_termname AS name WHERE {said} AND {_standing(as_of)}"  # noqa: S608
               f" ORDER BY {_ORDER} LIMIT {limit + 1}", values)
    held = TermName.objects.using(READER).in_bulk([pk for (pk,) in rows])
    names = [held[pk] for (pk,) in rows[:limit]]
    counts = _counts([row.term_id for row in names], as_of)
    listed = tuple(Listed(term_of(row), row.letter, counts[row.term_id]) for row in names)
    return Index(listed, names[-1].slug if len(rows) > limit else "")


@selector
def letters(family: str, *, as_of: int | None = None) -> tuple[str, ...]:
    """The letters that names of a family stand under, in order; none where there are no names."""
    depends_on(index_key(family))
    first = (f"SELECT letter FROM record_termname AS name WHERE family = %s AND {_standing(as_of)}"  # noqa: S608
             "{} ORDER BY letter LIMIT 1")
    rows = ask(f"WITH RECURSIVE found (letter) AS (SELECT ({first.format('')}) UNION ALL SELECT "  # noqa: S608
               f"({first.format(' AND name.letter > found.letter')}) FROM found"
               " WHERE found.letter IS NOT NULL) SELECT letter FROM found WHERE letter IS NOT NULL",
               [family, family])
    return tuple(letter for (letter,) in rows)


def _standing(as_of: int | None) -> str:
    """That it is, or was, the name of a term with live stories."""
    if as_of is None:
        return ("name.to_seq IS NULL AND"
                " (SELECT count FROM record_term WHERE number = name.term_id) > 0")
    then = THEN.format(as_of)
    return (f"{_of('name', then)} AND EXISTS (SELECT 1 FROM record_placement AS placed"  # noqa: S608
            " JOIN record_story AS story ON story.number = placed.story_id AND story.state = 'live'"
            f" WHERE placed.term_id = name.term_id AND (placed.from_seq >> {ERA}) IN"
            f" ({eras(as_of)}) AND {_of('placed', then)})")


def _of(table: str, then: str) -> str:
    return then.replace("from_seq", f"{table}.from_seq").replace("to_seq", f"{table}.to_seq")


def _place(family: str, slug: str, as_of: int | None) -> tuple[Any, ...] | None:
    """Where the term stands that has, or once had, this slug."""
    depends_on(f"slug:{family}:{slug}")
    if "\x00" in slug:
        return None
    rows = TermName.objects.using(READER).filter(family=family, slug=slug)
    if as_of is not None:
        rows = rows.filter(from_seq__lte=as_of)
    return rows.order_by("-from_seq").values_list("letter", "sorts", "term").first()


def _counts(terms: list[int], as_of: int | None) -> dict[int, int]:
    depends_on(*(f"count:{number}" for number in terms))
    if not terms:
        return {}
    if as_of is None:
        rows = models.Term.objects.using(READER).filter(number__in=terms)
        return dict(rows.values_list("number", "count"))
    numbers = ", ".join(map(str, terms))
    return dict(ask(
        f"SELECT term_id, COUNT(*) FROM record_placement WHERE term_id IN ({numbers}) AND"  # noqa: S608
        f" (from_seq >> {ERA}) IN ({eras(as_of)}) AND {THEN.format(as_of)} GROUP BY term_id", []))
