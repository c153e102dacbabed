"""From words and filters to a query of the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.archive.searching.documents import UNDATED
from dateline.archive.searching.reading import Opened
from dateline.archive.searching.tokens import terms, tokens
from dateline.archive.searching.words import Words

if TYPE_CHECKING:
    from tantivy import Query

HEAD = 0.8
"""By so much a word weighs more where it stands in the headline or a name as well."""
SPARED = 100
"""So many stories are left out of an answer one by one: as part of the query they cost more, as the
index then looks at every story that matches."""
FEW = 100
"""In so few stories no word is frequent."""
FREQUENT = 0.5
"""A word that stands in more than this part of all stories says nothing beside a rarer one."""
TOGETHER = 20_000
"""To find which of some stories have two words near each other, the index goes through all between
them that have both: some ten thousand a millisecond."""


@dataclass(frozen=True)
class Narrowed:
    """What stories are asked for: terms by facet, a language, and days in seconds (POSIX)."""

    terms: dict[str, int] = field(default_factory=dict)
    language: str = ""
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class Asked:
    """A query as the index knows it. `terms`: the words, each in every form it can have there."""

    words: Words
    terms: tuple[tuple[str, ...], ...]
    match: Query
    plain: Query
    """`match` without what only ranks: words of headlines stand in the text as well."""
    kept: Query | None
    """What must be so besides: phrases, filters, and what must not be there."""
    alone: bool = False
    """Whether signs are asked for that are no words."""
    without: Query | None = None
    """Stories that `query` finds all the same, and who ranks leaves out, by the numbers `gone`."""
    gone: frozenset[int] = frozenset()

    @property
    def query(self) -> Query:
        """What matches and is kept, ranked by the words."""
        return within(self.match, self.kept)

    @property
    def unranked(self) -> Query:
        """The same stories but those `without`, for who only counts or dates them."""
        from tantivy import Occur, Query

        found = within(self.plain, self.kept)
        if self.without is None:
            return found
        return Query.boolean_query([(Occur.Must, found), (Occur.MustNot, self.without)])


def in_head(found: Opened, form: str) -> Query:
    """The stories with this word in the headline or a name."""
    from tantivy import Query

    return Query.boost_query(Query.term_query(found.schema, "head", form), HEAD)


def within(match: Query, kept: Query | None) -> Query:
    """What matches and is kept, ranked as it matches."""
    from tantivy import Occur, Query

    if kept is None:
        return match
    besides = Query.const_score_query(kept, 0)
    return Query.boolean_query([(Occur.Must, match), (Occur.Must, besides)])


def newest_of(found: Opened, asked: Asked) -> Asked:
    """For who wants the newest first: the stories that have all the words, if there are any; what
    has only some would stand before them for its day alone."""
    from tantivy import Occur, Query

    if len(asked.terms) < 2:
        return asked
    parts = [Query.boolean_query([(Occur.Should, Query.term_query(found.schema, "text", form))
                                  for form in group]) for group in asked.terms]
    every = replace(asked, plain=Query.boolean_query(
        [(Occur.Must, each) for each in (*parts, *([asked.plain] if asked.alone else []))]))
    return every if found.count(every.unranked) else asked


def asked(found: Opened, words: Words, narrowed: Narrowed, without: Sequence[str] = ()) -> Asked:
    """The query; stories by the guids `without` are left out."""
    groups = _forms(found, words)
    match, plain = _ranked(found, groups, words), _ranked(found, groups, words, head=False)
    never = found.any_of("id", without) if without else None
    if never is None or len(without) > SPARED:
        return Asked(words, groups, match, plain, _kept(found, words, narrowed, never),
                     bool(_alone(words)))
    return Asked(words, groups, match, plain, _kept(found, words, narrowed, None),
                 bool(_alone(words)), never, found.numbers(never, len(without)))


def _forms(found: Opened, words: Words) -> tuple[tuple[str, ...], ...]:
    """Each word in each language's form; of those that are everywhere the rarest alone, and only if
    there are no others."""
    groups: dict[tuple[str, ...], None] = {}
    for text in (*words.words, *words.phrases):
        every = [terms(text, language) for language in found.languages or ("en",)]
        for number in range(max(map(len, every), default=0)):
            forms = dict.fromkeys(form[number] for form in every if number < len(form))
            groups[tuple(forms)] = None
    if found.searcher.num_docs < FEW or not groups:
        return tuple(groups)
    often = {group: max(map(found.frequency, group)) for group in groups}
    enough = max(found.searcher.num_docs * FREQUENT, min(often.values()))
    return tuple(group for group, many in often.items() if many <= enough)


def _ranked(
    found: Opened, groups: Sequence[tuple[str, ...]], words: Words, *, head: bool = True
) -> Query:
    from tantivy import Occur, Query

    alone = _alone(words)
    if not groups and not alone:
        return Query.all_query() if not words.words else Query.empty_query()
    forms = dict.fromkeys(form for group in groups for form in group)
    parts = [Query.term_query(found.schema, "text", form) for form in forms]
    parts += [in_head(found, form) for form in forms if head]
    parts += [Query.term_query(found.schema, "signs", sign) for sign in alone]
    return Query.boolean_query([(Occur.Should, part) for part in parts])


def _alone(words: Words) -> list[str]:
    return [sign.text for text in words.words for sign in tokens(text, "") if sign.alone]


def strictly(found: Opened, words: Words, narrowed: Narrowed) -> Query | None:
    """For an alert: every word must be there, not only some. None: nothing is asked for."""
    told = [text for text in (*words.words, *words.phrases)
            if any(token.text for token in tokens(text, "en"))]
    if not told and not (narrowed.terms or narrowed.language):
        return None
    return _kept(found, Words((), tuple(told), words.without), narrowed, None)


def _kept(found: Opened, words: Words, narrowed: Narrowed, without: Query | None) -> Query | None:
    from tantivy import Occur, Query

    must = [phrase(found, text) for text in words.phrases if text.strip()]
    must += [Query.term_query(found.schema, name, number)
             for name, number in narrowed.terms.items()]
    if narrowed.language:
        must.append(Query.term_query(found.schema, "language", narrowed.language))
    if narrowed.since is not None or narrowed.until is not None:
        must.append(_days(found, narrowed))
    never = [phrase(found, text) for text in words.without if text.strip()]
    if without is not None:
        never.append(without)
    if not must and not never:
        return None
    return Query.boolean_query([
        (Occur.Must, Query.all_query()), *((Occur.Must, each) for each in must),
        *((Occur.MustNot, each) for each in never)])


def _days(found: Opened, narrowed: Narrowed) -> Query:
    """Undated stories are of no day."""
    from tantivy import FieldType, Query

    since = narrowed.since if narrowed.since is not None else UNDATED + 1
    last = narrowed.until - 1 if narrowed.until is not None else None
    return Query.range_query(found.schema, "at", FieldType.Integer, since, last)


def phrase(found: Opened, text: str) -> Query:
    """These words one after the other, in the forms of one language."""
    from tantivy import Occur, Query

    ways = {tuple(terms(text, language)) for language in found.languages or ("en",)} - {()}
    parts = [
        Query.term_query(found.schema, "text", way[0]) if len(way) == 1
        else Query.phrase_query(found.schema, "text", list(way))
        for way in sorted(ways)]
    parts += [Query.term_query(found.schema, "signs", sign.text)
              for sign in tokens(text, "") if sign.alone]
    return Query.boolean_query([(Occur.Should, part) for part in parts]) if parts else (
        Query.empty_query())


def near(
    found: Opened, groups: Sequence[tuple[str, ...]], numbers: Sequence[int]
) -> Query | None:
    """Which of these stories have two neighbours of the query near each other: in the text, and
    where very many stories have both, in the headline."""
    from tantivy import Occur, Query

    pairs = [(one[0], two[0]) for one, two in pairwise(groups) if one[0] != two[0]]
    if not pairs:
        return None
    held = Query.const_score_query(found.any_of("number", numbers), 0)
    parts = [Query.phrase_query(found.schema, _nearby(found, *pair), list(pair), slop=2)
             for pair in pairs]
    return Query.boolean_query(
        [(Occur.Must, held), *((Occur.Should, part) for part in parts)])


def _nearby(found: Opened, one: str, two: str) -> str:
    both = found.frequency(one) * found.frequency(two)
    return "text" if both <= TOGETHER * found.documents else "head"
