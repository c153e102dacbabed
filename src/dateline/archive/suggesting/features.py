"""What the learner sees of a text: its words and pairs of words, by their numbers.

A number is a word's CRC-32: what is learned holds no word in clear, and no list of words is kept in
memory to ask it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from dateline.archive.searching.tokens import primary, tokens

SIGNS = 20_000
"""So many signs of a body are looked at."""


class Heard(NamedTuple):
    """A feature, by its number, and the words it was typed as."""

    number: int
    typed: str


def heard(headline: str, body: Iterable[str], language: str) -> Iterator[Heard]:
    """Every feature of a text in order, as often as it is said. A headline's words are features of
    their own besides, and count twice."""
    spoken, left = primary(language), SIGNS
    for each in _said(headline, spoken):
        yield each
        yield each
    for word, typed in _words(headline, spoken):
        yield Heard(crc32(f"h {word}".encode()), typed)
    for text in body:
        yield from _said(text[:left], spoken)
        left -= len(text[:left])
        if not left:
            break


def _said(text: str, language: str) -> Iterator[Heard]:
    before, typed_before = "", ""
    for word, typed in _words(text, language):
        yield Heard(crc32(f"1 {word}".encode()), typed)
        if before:
            yield Heard(crc32(f"2 {before} {word}".encode()), f"{typed_before} {typed}")
        before, typed_before = word, typed


def _words(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Words as they are kept and as they stand there; of a number only how long it is."""
    for token in tokens(text, language):
        if token.text and not token.alone:
            word = f"#{len(token.text)}" if token.text.isdecimal() else token.text
            yield word, text[token.start : token.end]
