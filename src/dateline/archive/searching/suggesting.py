"""“Did you mean”: for a word that no story has, one that stories of now have, spelled nearly so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.archive.searching.documents import texts_of
from dateline.archive.searching.lettering import folded_word
from dateline.archive.searching.querying import Narrowed, asked
from dateline.archive.searching.reading import Opened
from dateline.archive.searching.tokens import Token, primary, terms, tokens
from dateline.archive.searching.words import Words
from dateline.record import public as record
from dateline.record.public import Version

if TYPE_CHECKING:
    from tantivy import Query

SHORTEST, FAR = 3, 6
"""A word of so many letters may have one mistake; of so many, two."""
LOOKED = 5
MOST = 3
"""So many words of a query are looked at: each costs as much as a query."""
_JOINS = ("'", "\u2019", "\u02bc", "\uff07")
_ELIDING, _SUFFIXING = ("fr", "it", "ca"), ("tr", "az")
"""Languages in which a whole word stands after an apostrophe (l'eau), or before it (Ankara'da)."""
_ENDING = re.compile(r".(?:s|ll|re|ve|d|m)\b", re.IGNORECASE)


def suggestion(found: Opened, words: Words, without: Sequence[str]) -> str:
    """The query with its unknown words spelled as stories do; empty where there is none such."""
    changed: dict[str, str] = {}
    for word in words.words:
        if len(changed) < MOST and _unknown(found, word):
            changed[word] = _nearest(found, word, without)
    if not any(changed.values()):
        return ""
    said = [changed.get(word) or word for word in words.words]
    said += [f'"{phrase}"' for phrase in words.phrases]
    return " ".join([*said, *(_quoted(word) for word in words.without)])


def _quoted(text: str) -> str:
    return f'-"{text}"' if " " in text else f"-{text}"


def _unknown(found: Opened, word: str) -> bool:
    forms = _forms(found, word)
    return len(word) >= SHORTEST and len(forms) > 0 and not any(map(found.frequency, forms))


def _forms(found: Opened, word: str) -> list[str]:
    every = (terms(word, language) for language in found.languages)
    return list(dict.fromkeys(form[0] for form in every if len(form) == 1))


def _nearest(found: Opened, word: str, without: Sequence[str]) -> str:
    """The word of a live story with the fewest mistakes, and of those the one of most stories."""
    plain = folded_word(word)
    best: tuple[int, int, str] | None = None
    for distance in (1, 2)[: 1 + (len(plain) >= FAR)]:
        for near in _spelled(found, word, distance, without):
            away = _distance(plain, folded_word(near), distance)
            if away > distance:
                continue
            many = _live(found, near, without)
            if many and (best is None or (away, -many, near) < best):
                best = (away, -many, near)
        if best:
            return best[2]
    return ""


def _live(found: Opened, word: str, without: Sequence[str]) -> int:
    return found.count(asked(found, Words((word,)), Narrowed(), without).unranked)


def _spelled(
    found: Opened, word: str, distance: int, without: Sequence[str]
) -> list[str]:
    """Words of live stories that the index holds for near to this one, as they are spelled."""
    spelled: dict[str, None] = {}
    for form in _forms(found, word):
        for story in _stories(found, _fuzzy(found, form, distance, without)):
            for text in _texts(story):
                for token in tokens(text, story.language):
                    if abs(len(token.text) - len(form)) <= distance and (
                            _distance(form, token.text, distance) <= distance) and (
                            _whole(text, token, primary(story.language))):
                        word = text[token.start : token.end].lower().replace("i\u0307", "i")
                        spelled[word] = None
    return list(spelled)


def _whole(text: str, token: Token, language: str) -> bool:
    """Whether it is a word by itself, and not what an apostrophe cuts off one (`jusqu'à`)."""
    end, after = token.end, text[token.end : token.end + 2]
    if after[:1] in _JOINS and after[1:].isalpha() and language not in _SUFFIXING and not (
            language == "en" and _ENDING.match(text, end)):
        return False
    before = text[max(0, token.start - 8) : token.start]
    joined = before[-1:] in _JOINS and before[-2:-1].isalpha()
    return not joined or (language in _ELIDING and before[:-1].lower() != "aujourd")


def _fuzzy(found: Opened, form: str, distance: int, without: Sequence[str]) -> Query:
    from tantivy import Occur, Query

    near = Query.fuzzy_term_query(found.schema, "text", form, distance=distance)
    if not without:
        return near
    return Query.boolean_query([(Occur.Must, near),
                                (Occur.MustNot, found.any_of("id", without))])


def _stories(found: Opened, query: Query) -> list[Version]:
    told = found.searcher.search(query, LOOKED, count=False, order_by_field="at")
    guids = tuple(found.searcher.doc(address)["id"][0] for _, address in told.hits)
    held = record.whole(guids)
    return [held[guid] for guid in guids if guid in held]


def _texts(story: Version) -> Iterator[str]:
    yield from (story.headline, story.standfirst, *(tag.name for tag in story.tags))
    for block in story.blocks:
        yield from texts_of(block)


def _distance(one: str, two: str, most: int) -> int:
    """How many letters are to be changed, added, left out or exchanged (optimal string alignment);
    `most` + 1 for more than that."""
    if abs(len(one) - len(two)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, start=1):
        above, before_above = row, before
        row = [i]
        for j, b in enumerate(two, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, before_above[j - 2] + 1)
            row.append(cost)
        before = above
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
