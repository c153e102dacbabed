"""The words of a text in any script, with where they stand; query and document go the same way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from itertools import repeat
from typing import NamedTuple

from dateline.archive.searching.lettering import kept

_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+)"
)
"""Runs of scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_PIECE = re.compile(
    r"(?P<number>(?<!\S)\d{1,3}(?:[.,]\d{3})+(?![.,]?\d))"
    r"|(?P<letters>(?<![^\s.,'])(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w))"
    r"|[^\s.,]+"
)
_JOINED = re.compile(r"[.,]\w")
_BETWEEN = str.maketrans(".,'", "   ")
_AROUND = frozenset({"ll", "re", "ve", "qu"})
"""Beside an apostrophe these and single letters are no words: it's, they'll, l'eau, qu'il."""


class Token(NamedTuple):
    """A word as it is kept, and where it stands in the text: code points from `start` to `end`."""

    text: str
    start: int
    end: int
    alone: bool = False
    """A single sign of a script without spaces: pairs are what is kept."""


class _Signs(dict[int, int]):
    """For `str.translate`: letters, marks, numbers, dots and commas stay; apostrophes are one."""

    def __missing__(self, sign: int) -> int:
        letter = chr(sign)
        if letter in "'\u2019\u02bc\uff07":
            self[sign] = 39
        else:
            stays = letter in ".," or unicodedata.category(letter)[0] in "LMN"
            self[sign] = sign if stays else 32
        return self[sign]


_signs = _Signs()
_PRINTED = tuple({
    "\u2019": "'", "\u201c": " ", "\u201d": " ", "\u2018": " ", "\u2013": " ", "\u2014": " ",
    "\u2026": " ", "\u00a0": " ", "\u00ab": " ", "\u00bb": " ", "\u202f": " ",
}.items())
"""What printers set and `_Signs` makes plain anyway: many a text is ASCII without."""


def unprinted(text: str) -> str:
    """The text with plain quotation marks, dashes and spaces, one sign for one: then much quicker
    to go through."""
    if not text.isascii():
        for sign, plain in _PRINTED:
            text = text.replace(sign, plain)
    return text


def primary(language: str) -> str:
    """The primary subtag of a language tag (BCP 47)."""
    return language.lower().partition("-")[0]


def tokens(text: str, language: str) -> Iterator[Token]:
    """Every word of the text in its order; of an unspaced run every pair of signs."""
    spoken = primary(language)
    for found in _PIECE.finditer(unprinted(text).translate(_signs)):
        piece, (start, end) = found.group(), found.span()
        if found.lastgroup:
            whole = re.sub("[.,]", "", piece)
            yield Token(kept(whole, spoken), start, end)
        elif "'" in piece:
            yield from _parted(piece, start, spoken)
        elif piece.isascii():
            yield Token(kept(piece, spoken), start, end)
        else:
            yield from _words(piece, start, spoken)


def may_have(text: str, language: str, wanted: Set[str]) -> bool:
    """Whether a word of the text may be one of these. False is certain, and told without placing
    each word."""
    plain, spoken = unprinted(text).translate(_signs), primary(language)
    if _JOINED.search(plain) or (not plain.isascii() and _UNSPACED.search(plain)):
        return True
    words = plain.translate(_BETWEEN).split()
    return not wanted.isdisjoint(map(kept, words, repeat(spoken)))


def terms(text: str, language: str) -> list[str]:
    """The same without places, and without single signs of unspaced scripts."""
    return [token.text for token in tokens(text, language) if token.text and not token.alone]


def _parted(piece: str, start: int, spoken: str) -> Iterator[Token]:
    parts = [part for part in re.finditer("[^']+", piece)]
    dropped = [len(part.group()) == 1 or part.group().lower() in _AROUND for part in parts]
    for part, drop in zip(parts, dropped, strict=True):
        if not drop or all(dropped) or len(parts) == 1:
            yield from _words(part.group(), start + part.start(), spoken)


def _words(piece: str, start: int, spoken: str) -> Iterator[Token]:
    if piece.isascii():
        yield Token(kept(piece, spoken), start, start + len(piece))
        return
    for number, run in enumerate(_UNSPACED.split(piece)):
        if run and number % 2:
            yield from _pairs(run, start)
        elif run:
            yield Token(kept(run, spoken), start, start + len(run))
        start += len(run)


def _pairs(run: str, start: int) -> Iterator[Token]:
    if len(run) == 1:
        yield Token(kept(run, ""), start, start + 1, True)
    for place in range(len(run) - 1):
        yield Token(kept(run[place : place + 2], ""), start + place, start + place + 2)


def signs(text: str) -> set[str]:
    """The single signs of unspaced scripts: who asks for one finds it."""
    if text.isascii():
        return set()
    return {sign for run in _UNSPACED.findall(text) for sign in run}
