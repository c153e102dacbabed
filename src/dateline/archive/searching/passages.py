"""What a reader is shown of a story that was found: the words asked for, marked, and some around.

Made of the record's own text at each answer; the template escapes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from dateline.archive.searching.documents import texts_of
from dateline.archive.searching.lettering import VOWELS, kept
from dateline.archive.searching.tokens import may_have, primary, signs, tokens, unprinted
from dateline.archive.searching.words import Words
from dateline.record.public import Text

LENGTH = 220
BEFORE = 60
LOOKED = 30_000
"""So many signs of a story are looked through for the best passage."""
STEP = 300
"""After so many signs it is looked whether the best passage is there already."""
HINT = 5
"""So many letters a word and its forms have in common, as a rule."""
_NO_WORD = re.compile("[^a-z0-9]")
_JOINED = re.compile("'|[a-z0-9][.,][a-z0-9]")
_MARKS = VOWELS | dict.fromkeys(range(0x0300, 0x0370))


class Piece(NamedTuple):
    """A part of a text; `marked`: it was asked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Wanted:
    """The words asked for. `forms`: every form each can have in a text, with the word's number.

    `hints`: for each word parts of its forms; a text that has none of them seldom has the word.
    """

    forms: dict[str, int]
    hints: tuple[tuple[str, ...], ...]


def wanted_of(words: Words, languages: Sequence[str]) -> Wanted:
    """Words and phrases in the forms of these languages; of two with one form the first has it."""
    forms: dict[str, int] = {}
    hints: dict[int, dict[str, None]] = {}
    for number, text in enumerate((*words.words, *words.phrases)):
        for language in languages:
            for place, token in enumerate(tokens(text, language)):
                if not token.text:
                    continue
                word = forms.setdefault(token.text, number * LENGTH + place)
                typed = _plain(text[token.start : token.end])
                for form in (_plain(token.text), typed[: len(token.text)]):
                    hints.setdefault(word, {})[form[:HINT]] = None
    return Wanted(forms, tuple(tuple(held) for held in hints.values()))


def marked(text: str, language: str, wanted: Wanted) -> tuple[Piece, ...]:
    """The whole text in pieces."""
    return tuple(_pieces(text, _spans(text, language, wanted), 0, len(text)))


def passage(story: Text, wanted: Wanted, *, quick: bool = False) -> tuple[Piece, ...]:
    """The part of the text with the most of the words asked for.

    Paragraphs with hints of words are looked at, those of the most words first, and all of them
    where that finds nothing; `quick`: only the former.
    """
    texts = [_Paragraph(text, _plain(text)) for text in _texts(story)]
    hinted = [(_hinted(text.plain, wanted), text) for text in texts]
    found = _best(sorted((pair for pair in hinted if pair[0]), key=lambda pair: -pair[0]),
                  story.language, wanted)
    if found is None and not quick:
        found = _best([(len(wanted.hints), text) for text in texts], story.language, wanted,
                      every=True)
    return _cut(found) if found else ()


class _Paragraph(NamedTuple):
    """A text, and the same as `_plain` has it."""

    text: str
    plain: str


def _hinted(plain: str, wanted: Wanted) -> int:
    """How many of the words may stand there."""
    return sum(any(hint in plain for hint in hints) for hints in wanted.hints)


def _plain(text: str) -> str:
    """In small letters, without accents and vowel signs; of ASCII one letter for one."""
    text = unprinted(text)
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_MARKS)


class _Best(NamedTuple):
    """A paragraph, the words found in it, and where those that stand nearest begin."""

    text: str
    spans: list[_Span]
    at: int


def _best(
    texts: Sequence[tuple[int, _Paragraph]], language: str, wanted: Wanted, *,
    every: bool = False,
) -> _Best | None:
    """The paragraph with the most words near each other; each comes with how many it can have,
    falling. Words are looked for where they are hinted, or with `every` one by one."""
    best, most = None, 0
    for possible, (text, plain) in texts:
        if possible <= most:
            break
        spans = None if every else _beginning(text, plain, language, wanted)
        if spans is None:
            spans = _spans(text, language, wanted, enough=possible)
        number, begin = _window(spans)
        if number > most:
            best, most = _Best(text, spans, begin), number
    return best


def _texts(story: Text) -> list[str]:
    """The paragraphs up to what is looked through."""
    texts, left = [], LOOKED
    for text in (story.standfirst, *chain.from_iterable(map(texts_of, story.blocks))):
        if text and left > 0:
            texts.append(text[:left])
            left -= len(text)
    return texts


class _Span(NamedTuple):
    start: int
    end: int
    word: int


def _spans(text: str, language: str, wanted: Wanted, *, enough: int = 0) -> list[_Span]:
    """Where words asked for stand; with `enough`, up to the end of the first passage that has so
    many different ones: no later one is better."""
    forms = wanted.forms
    if not may_have(text, language, forms.keys()):
        return []
    alone = signs(text) & forms.keys()
    found = list[_Span]()
    look = STEP if enough and not alone else len(text)
    for each in tokens(text, language):
        if each.text in forms:
            found.append(_Span(each.start, each.end, forms[each.text]))
        if each.start > look:
            number, at = _window(found)
            if number >= enough and each.start > at + LENGTH:
                break
            look = at + LENGTH if number >= enough else each.start + STEP
    if alone:
        found += [_Span(at, at + 1, forms[sign]) for at, sign in enumerate(text) if sign in alone]
        found.sort()
    return found


def _beginning(
    text: str, plain: str, language: str, wanted: Wanted
) -> list[_Span] | None:
    """Where words asked for stand, of those that begin as is hinted. None: the text is not ASCII,
    or signs stand within its words, so that it has to be taken word by word."""
    if not plain.isascii():
        return None
    found, spoken = dict[int, _Span](), primary(language)
    for hint in {hint for hints in wanted.hints for hint in hints if hint.isascii()}:
        at = plain.find(hint)
        while at >= 0:
            end = _end(plain, at)
            if at == 0 or not plain[at - 1].isalnum():
                if _JOINED.search(plain, max(at - 2, 0), end + 2):
                    return None
                word = wanted.forms.get(kept(text[at:end], spoken))
                if word is not None:
                    found[at] = _Span(at, end, word)
            at = plain.find(hint, end)
    return [found[at] for at in sorted(found)]


def _end(plain: str, at: int) -> int:
    found = _NO_WORD.search(plain, at)
    return max(found.start(), at + 1) if found else len(plain)


def _window(spans: list[_Span]) -> tuple[int, int]:
    """How many different words stand within a passage's length at most, and where that begins."""
    best, at = 0, 0
    for number, first in enumerate(spans):
        words = {span.word for span in spans[number : number + 40]
                 if span.end <= first.start + LENGTH - BEFORE}
        if len(words) > best:
            best, at = len(words), first.start
    return best, at


def _cut(found: _Best) -> tuple[Piece, ...]:
    text, spans, at = found
    begin = 0 if at <= BEFORE else _edge(text, at - BEFORE, at)
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        end = _edge(text, end, begin, back=True)
    pieces = list(_pieces(text, spans, begin, end))
    return (*([Piece("… ")] if begin else []), *pieces,
            *([Piece(" …")] if end < len(text) else []))


def _edge(text: str, at: int, least: int, *, back: bool = False) -> int:
    """The nearest blank from there: forward up to `least`, or back down to it; else there."""
    found = text.rfind(" ", least, at) if back else text.find(" ", at, least)
    if found < 0:
        return at
    return found if back else found + 1


def _pieces(text: str, spans: list[_Span], begin: int, end: int) -> Iterator[Piece]:
    place = begin
    for span in spans:
        if span.start < begin or span.end <= place or span.end > end:
            continue
        if span.start > place:
            yield Piece(text[place : span.start])
        yield Piece(text[max(place, span.start) : span.end], True)
        place = span.end
    if place < end:
        yield Piece(text[place:end])
