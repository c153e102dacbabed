"""Words that very many stories have: the best are looked for among fewer stories first.

A word in the text scores less than idf times k1 + 1 (BM25), and idf is small for such words, while
the same word is rare among headlines. So a few stories with the words in their headlines often
score more than any other can, and then no other need be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.archive.searching.querying import Asked, in_head, within
from dateline.archive.searching.reading import Opened

if TYPE_CHECKING:
    from tantivy import Query

MANY, MUCH = 20_000, 0.1
"""Stories, and part of all, that have a word which is in very many."""
HEADED = 0.12
"""Words that are in more headlines than this part of all stories are not looked for in any one."""
PLENTY = 3
"""Stories with both words in the headline are looked at where so many times as many as are asked
for should be there."""
ROUNDED = 1.001
"""What the index's numbers of 32 bits may be wrong by."""
TOP = 2.2
"""BM25's k1 + 1."""
_Groups = Sequence[Sequence[str]]


def headed(found: Opened, asked: Asked, limit: int) -> Iterator[tuple[Query, float]]:
    """Of what is asked for, some stories ranked as ever, and what no other can score more than:
    first those with both words in the headline or a name, then those with any.

    None where that spares little: a word is not in very many stories, or in many headlines too.
    """
    total = found.documents
    groups = [tuple(form for form in group if found.frequency(form)) for group in asked.terms]
    forms = tuple(dict.fromkeys(form for group in groups for form in group))
    if asked.alone or not groups or not all(groups) or min(
            map(found.frequency, forms)) < max(MANY, total * MUCH):
        return
    most = sum(found.rarity(form, total) for form in forms) * TOP
    heads = {form: found.frequency(form, "head") for form in forms}
    if len(groups) == 2 and _both(groups, heads) > PLENTY * limit * total:
        yield _among(found, asked, forms, groups), (_one(found, groups) + most) * ROUNDED
    if sum(heads.values()) <= total * HEADED:
        yield _among(found, asked, forms, [forms]), most * ROUNDED


def _both(groups: _Groups, heads: dict[str, int]) -> int:
    """By all stories: how many have both words in the headline, if neither tells of the other."""
    one, two = (sum(heads[form] for form in group) for group in groups)
    return one * two


def _one(found: Opened, groups: _Groups) -> float:
    """What a story scores at most for one of two words in its headline."""
    return max(sum(_best(found, form) for form in group) for group in groups)


def _best(found: Opened, form: str) -> float:
    told = found.searcher.search(in_head(found, form), 1, count=False).hits
    return float(told[0][0]) if told else 0.0


def _among(
    found: Opened, asked: Asked, forms: Sequence[str], groups: _Groups
) -> Query:
    """The stories with one of each group in the headline, with all that makes them score."""
    from tantivy import Occur, Query

    sure = {group[0] for group in groups if len(group) == 1}  # in the headline, so in the text too
    heads = [Query.boolean_query([(Occur.Should, in_head(found, form)) for form in group])
             if len(group) > 1 else in_head(found, group[0]) for group in groups]
    texts = [(Occur.Must if form in sure else Occur.Should,
              Query.term_query(found.schema, "text", form)) for form in forms]
    return within(Query.boolean_query([*((Occur.Must, head) for head in heads), *texts]),
                  asked.kept)
