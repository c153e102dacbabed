"""The words of a comment as rules see them, and the rules that look for words and phrases.

A word is what stands between two boundaries (Unicode UAX 29, letters, marks, numbers, and an
apostrophe inside), so "Scunthorpe" holds no other word. It is compared by NFKC with case folded,
and by its look-alikes (UTS 39) unless the text is really written in that script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Max, Q

from dateline.discussion.lookalikes import CAPITALS, foreign, prototype, script
from dateline.discussion.models import WordRule

_WORD = re.compile(r"[^\s']+(?:'[^\s']+)*")
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Scripts that put no space between words: there a rule is looked for anywhere."""


class _Signs(dict[int, int]):
    """For `str.translate`, sign by sign: what belongs to a word stays, anything else parts words.

    Signs that nobody sees stay too: a word does not end at one. Apostrophes are all one.
    """

    def __missing__(self, sign: int) -> int:
        text = chr(sign)
        plain = unicodedata.normalize("NFKC", text)
        inside = all(unicodedata.category(each)[0] in "LMN" for each in plain)
        unseen = unicodedata.category(text) == "Cf"
        kept = sign if inside or unseen or text in "$@" else 32
        self[sign] = ord("'") if text in "'\u2019\u02bc" else kept
        return self[sign]


_signs = _Signs()


class Word(NamedTuple):
    """A word, folded, as it looks, and where it stands in the text as it was typed."""

    folded: str
    look: str
    start: int
    end: int


def fold(text: str) -> str:
    """NFKC with case folded (Unicode 3.13), without signs that nobody sees."""
    if text.isascii():
        return text.lower()
    folded = text.casefold()
    if not (text.isalpha() and unicodedata.is_normalized("NFKC", text)):
        folded = unicodedata.normalize("NFKC", text).casefold()
    folded = unicodedata.normalize("NFKC", folded)
    if folded.isprintable():
        return folded
    return "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")


@lru_cache(maxsize=50_000)
def _spelled(word: str) -> tuple[str, str]:
    folded = fold(word)
    if word.isascii():
        return folded, prototype(folded)
    return folded, prototype(fold(word.translate(CAPITALS)))


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    found = (Word(*_spelled(match.group()), match.start(), match.end())
             for match in _WORD.finditer(text.translate(_signs)))
    return [word for word in found if word.folded]


def folded(text: str) -> str:
    """A text as its folded words with single spaces: what a rule is kept as."""
    return " ".join(word.folded for word in words(text))


def skeleton(text: str) -> str:
    """The folded words of a text with every look-alike as the letter it passes for (UTS 39)."""
    return " ".join(word.look for word in words(text))


@dataclass(frozen=True)
class Rule:
    """A rule as checks see it."""

    number: int
    phrase: str
    action: str
    clause: str


class Found(NamedTuple):
    """A rule, and where in the text it was met."""

    rule: Rule
    span: tuple[int, int]


class WordRules:
    """Rules, ready to be looked for: ten thousand of them take no longer than ten."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._table: dict[tuple[str, ...], Rule] = {}
        self._unspaced: dict[str, Rule] = {}
        for rule in rules:
            said = words(rule.phrase)
            parts = tuple(word.folded for word in said)
            if UNSPACED.search("".join(parts)):
                self._unspaced[" ".join(parts)] = rule
            elif parts:
                self._table.setdefault(tuple(word.look for word in said), rule)
                self._table[parts] = rule
        self._lengths = _lengths(self._table)
        self._signs = tuple(sorted({len(phrase) for phrase in self._unspaced}))

    @classmethod
    def load(cls) -> WordRules:
        """The rules that hold now; made anew only when one was added or ended."""
        rows = WordRule.objects.aggregate(
            last=Max("pk"), ended=Max("ended_at"), now=Count("pk", filter=Q(ended_at=None)))
        stamp = (connection.settings_dict["NAME"], rows["last"], rows["ended"], rows["now"])
        if _kept.get("stamp") != stamp:
            held = WordRule.objects.filter(ended_at=None).order_by("pk")
            _kept["rules"] = cls(
                Rule(*row) for row in held.values_list("pk", "phrase", "action", "clause"))
            _kept["stamp"] = stamp
        held_rules: WordRules = _kept["rules"]
        return held_rules

    def find(self, text: str) -> list[Found]:
        """Every rule that the text trips and where, in the order of the text."""
        said = words(text)
        plain = [word.folded for word in said]
        seen = looks(said)
        found = {(hit.rule.number, hit.span): hit
                 for spelled in ((plain,) if plain == seen else (plain, seen))
                 for hit in self._phrases(spelled, said)}
        if self._unspaced:
            found |= {(hit.rule.number, hit.span): hit
                      for word in said if not word.folded.isascii() for hit in self._within(word)}
        return sorted(found.values(), key=lambda hit: (hit.span, hit.rule.number))

    def _phrases(self, spelled: list[str], said: list[Word]) -> Iterable[Found]:
        for at, first in enumerate(spelled):
            for length in self._lengths.get(first, ()):
                rule = self._table.get(tuple(spelled[at : at + length]))
                if rule is not None and at + length <= len(said):
                    yield Found(rule, (said[at].start, said[at + length - 1].end))

    def _within(self, word: Word) -> Iterable[Found]:
        for at in range(len(word.folded)):
            for length in self._signs:
                rule = self._unspaced.get(word.folded[at : at + length])
                if rule is not None:
                    start = word.start + at if len(word.folded) == word.end - word.start else (
                        word.start)
                    yield Found(rule, (start, min(start + length, word.end)))


_kept: dict[str, Any] = {}


def _lengths(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """How many words the phrases have that begin with a word, as it is spelled or looks."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return {first: tuple(sorted(found)) for first, found in lengths.items()}


def looks(said: list[Word]) -> list[str]:
    """Each word as it looks; words of a script the text is really written in stay as they are."""
    odd = [word.folded for word in said if not word.folded.isascii()]
    written = {script(word[0]) for word in odd if foreign(word)}
    return [
        word.folded if written and _only(written, word.folded) else word.look for word in said
    ]


def _only(written: set[str], word: str) -> bool:
    scripts = {script(sign) for sign in word} - {""}
    return bool(scripts) and scripts <= written
