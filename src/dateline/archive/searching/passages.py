"""What a reader is shown of a story that was found: the words asked for, marked, and some around.

Made of the record's own text at each answer; the template escapes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.archive.searching.documents import texts_of
from dateline.archive.searching.tokens import may_have, signs, tokens
from dateline.record.public import Version

LENGTH = 220
BEFORE = 60
LOOKED = 30_000
"""So many signs of a story are looked through for the best passage."""


class Piece(NamedTuple):
    """A part of a text; `marked`: it was asked for."""

    text: str
    marked: bool = False


def marked(text: str, language: str, wanted: frozenset[str]) -> tuple[Piece, ...]:
    """The whole text in pieces."""
    return tuple(_pieces(text, _spans(text, language, wanted), 0, len(text)))


def passage(story: Version, wanted: frozenset[str]) -> tuple[Piece, ...]:
    """The part of the text with the most of the words asked for; of two, the earlier one."""
    best, most, at = "", 0, 0
    left = LOOKED
    for text in _texts(story):
        spans = _spans(text[:left], story.language, wanted)
        left -= len(text)
        number, begin = _window(spans)
        if number > most:
            best, most, at = text, number, begin
        if left <= 0 or most == len(wanted):
            break
    if not most:
        return ()
    return _cut(best, story.language, wanted, at)


def _texts(story: Version) -> Iterator[str]:
    if story.standfirst:
        yield story.standfirst
    for block in story.blocks:
        yield from texts_of(block)


class _Span(NamedTuple):
    start: int
    end: int
    word: str


def _spans(text: str, language: str, wanted: frozenset[str]) -> list[_Span]:
    if not may_have(text, language, wanted):
        return []
    found = [_Span(each.start, each.end, each.text) for each in tokens(text, language)
             if each.text in wanted]
    alone = signs(text) & wanted
    if alone:
        found += [_Span(at, at + 1, sign) for at, sign in enumerate(text) if sign in alone]
        found.sort()
    return found


def _window(spans: list[_Span]) -> tuple[int, int]:
    """How many different words stand within a passage's length at most, and where that begins."""
    best, at = 0, 0
    for number, first in enumerate(spans):
        words = {span.word for span in spans[number : number + 40]
                 if span.end <= first.start + LENGTH - BEFORE}
        if len(words) > best:
            best, at = len(words), first.start
    return best, at


def _cut(text: str, language: str, wanted: frozenset[str], at: int) -> tuple[Piece, ...]:
    begin = 0 if at <= BEFORE else _edge(text, at - BEFORE, at)
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        end = _edge(text, end, begin, back=True)
    pieces = list(_pieces(text, _spans(text, language, wanted), begin, end))
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
