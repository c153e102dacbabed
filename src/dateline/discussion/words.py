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
        category = unicodedata.category(text)
        inside = category[0] in "LMN" if unicodedata.is_normalized("NFKC", text) else all(
            unicodedata.category(each)[0] in "LMN" for each in unicodedata.normalize("NFKC", text))
        kept = sign if inside or category == "Cf" or text in "$@" else 32
        self[sign] = ord("'") if text in "'\u2019\u02bc" else kept
        return self[sign]


class _Scripts(dict[int, str | None]):
    """For `str.translate`: a letter as a sign for its script, in place of anything else none."""

    def __missing__(self, sign: int) -> str | None:
        name = script(chr(sign))
        self[sign] = _letters.setdefault(name, chr(0x100 + len(_letters))) if name else None
        return self[sign]


_RUN = 30
_letters: dict[str, str] = {}
_signs, _scripts = _Signs(), _Scripts({32: " "})


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
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = unicodedata.normalize("NFKC", folded)
    if folded.isprintable():
        return folded
    return "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    parted = text.translate(_signs)
    plain, look = _spelled(_WORD.findall(parted))
    return [Word(*word) for word in zip(plain, look, *_spans(parted), strict=True) if word[0]]


def _spans(parted: str) -> tuple[list[int], list[int]]:
    met = list(_WORD.finditer(parted))
    return [match.start() for match in met], [match.end() for match in met]


def _spelled(typed: list[str]) -> tuple[list[str], list[str]]:
    """Words folded, and as they look, all of them at once: a space joins none to another."""
    if not typed:
        return [], []
    joined = " ".join(map(_bounded, typed))
    folded = fold(joined)
    swapped = joined if joined.isascii() else joined.translate(CAPITALS)
    look = prototype(folded if swapped == joined else fold(swapped))
    return folded.split(" "), look.split(" ")


def _bounded(word: str) -> str:
    """A word with at most 30 marks in a row (UAX 15, stream-safe): sorting more is slow."""
    if len(word) <= _RUN or word.isalnum():
        return word
    run, kept = 0, list[str]()
    for sign in word:
        run = run + 1 if unicodedata.combining(sign) else 0
        if run <= _RUN:
            kept.append(sign)
    return "".join(kept)


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
        parted = text.translate(_signs)
        plain, look = _spelled(_WORD.findall(parted))
        if not all(plain):
            look = [seen for seen, word in zip(look, plain, strict=True) if word]
        met = list(filter(None, plain))
        seen = _looks(met, look)
        hits = [hit for spelled in ((met,) if met == seen else (met, seen))
                for hit in self._phrases(spelled)]
        within = [at for at, word in enumerate(met) if not word.isascii()] if self._unspaced else []
        if not hits and not within:
            return []
        said = [Word(word, "", *span) for word, *span in zip(plain, *_spans(parted), strict=True)
                if word]
        spans = [(rule, (said[begin].start, said[end].end)) for rule, begin, end in hits]
        spans += [hit for at in within for hit in self._within(said[at])]
        found = {(rule.number, span): Found(rule, span) for rule, span in spans}
        return sorted(found.values(), key=lambda hit: (hit.span, hit.rule.number))

    def _phrases(self, spelled: list[str]) -> Iterable[tuple[Rule, int, int]]:
        """Rules with the places of their first and last words."""
        for at, first in enumerate(spelled):
            for length in self._lengths.get(first, ()):
                rule = self._table.get(tuple(spelled[at : at + length]))
                if rule is not None and at + length <= len(spelled):
                    yield rule, at, at + length - 1

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
    return _looks([word.folded for word in said], [word.look for word in said])


def _looks(plain: list[str], look: list[str]) -> list[str]:
    written = set[str]()
    for word in plain:
        if not word.isascii() and script(word[0]) not in written and foreign(word):
            written.add(script(word[0]))
    if not written:
        return look
    known = " ".join(plain).translate(_scripts).split(" ")
    allowed = {_letters[name] for name in written if name in _letters}
    return [word if inside and allowed.issuperset(inside) else seen
            for word, seen, inside in zip(plain, look, known, strict=True)]
