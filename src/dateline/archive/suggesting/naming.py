"""Names that stand in a text and that the newsroom knows: terms with live stories, in any script.

The longest name counts. A term's older names and those merged into it are found as well. Where
a name is written with a capital it must stand so in the text: “us” is not the place US.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.record import public as record
from dateline.record.public import Term

FAMILIES = ("dossier", "person", "place", "tag")
NAMES = frozenset({"dossier", "person", "organisation", "place", "event"})
"""Kinds that are named. A subject is what a text is about: its word alone says little."""
WORDS, SIGNS, MOST = 6, 10, 12_000
"""A name has at most so many words, or signs where no space parts words; so many pieces of a text
are looked up at most."""
_PIECE = re.compile(r"[^\s/–—|]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_ENDS = re.compile(r"[.!?…:;,)\]»”\"]$")
_OWN = re.compile(r"['’][^\W\d_]{1,4}[.,;:!?)\]»”\"]*$")


@dataclass(frozen=True)
class Piece:
    """A part of a text that may be a name: what it is found by, and where it stands."""

    slug: str
    text: int
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """A name as it stands in a text for the first time: in which, and its code points."""

    term: Term
    phrase: str
    text: int
    start: int


def names_in(texts: Sequence[str]) -> tuple[Found, ...]:
    """Each term named, in the order of first mention."""
    pieces = _pieces(texts)
    known = record.called(tuple(dict.fromkeys(piece.slug for piece in pieces)), FAMILIES)
    found: dict[int, Found] = {}
    ends = (-1, -1)
    for piece in sorted(pieces, key=lambda each: (each.text, each.start, -each.end)):
        if piece.slug not in known or (piece.text, piece.start) < ends:
            continue
        phrase = texts[piece.text][piece.start : piece.end]
        fits = [term for term in known[piece.slug] if term.kind in NAMES and _cased(term, phrase)]
        for term in fits:
            found.setdefault(term.number, Found(term, phrase, piece.text, piece.start))
        if fits:
            ends = (piece.text, piece.end)
    return tuple(found.values())


def _cased(term: Term, phrase: str) -> bool:
    first, said = term.name[:1], phrase[:1]
    return not first.isupper() or not said.islower()


def _pieces(texts: Sequence[str]) -> list[Piece]:
    found: list[Piece] = []
    for number, text in enumerate(texts):
        for piece in _spaced(number, text):
            found.append(piece)
        for run in _UNSPACED.finditer(text):
            found.extend(_signs(number, run.group(), run.start()))
        if len(found) > MOST:
            break
    return found[:MOST]


def _spaced(number: int, text: str) -> Iterator[Piece]:
    """Every run of words within a sentence."""
    words = [(each.start(), each.group()) for each in _PIECE.finditer(text)]
    for first, (at, _) in enumerate(words):
        start, slug = at + _before(words[first][1]), ""
        for begin, word in words[first : first + WORDS]:
            if not (part := _slug(word)):
                break
            bare = _OWN.sub("", word)
            if bare != word and (own := _slug(bare)):
                yield Piece(f"{slug}-{own}" if slug else own, number, start, begin + len(bare))
            slug = f"{slug}-{part}" if slug else part
            yield Piece(slug, number, start, begin + len(word) - _after(word))
            if _ENDS.search(word):
                break


def _signs(number: int, run: str, at: int) -> Iterator[Piece]:
    for start in range(len(run)):
        for end in range(start + 2, min(len(run), start + SIGNS) + 1):
            yield Piece(_slug(run[start:end]), number, at + start, at + end)


@lru_cache(20_000)
def _slug(word: str) -> str:
    return record.slug(word)


def _before(word: str) -> int:
    """How many signs stand before a word's first letter."""
    return next((at for at, sign in enumerate(word) if sign.isalnum()), 0)


def _after(word: str) -> int:
    return next((at for at, sign in enumerate(reversed(word)) if sign.isalnum()), 0)
