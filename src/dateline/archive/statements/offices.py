"""Offices and descents beside names: `Minister for Harbours Mr Lund`, `the Italian`."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.archive.statements.cues import ORGANISATIONS, Cues
from dateline.archive.statements.words import POSSESSIVE, Word

OFFICE = frozenset({"of", "for", "to", "in", "from", "de", "du", "di", "en", "da", "do"})


def held(owner: Word, word: Word, cues: Cues) -> bool:
    """Whether it is one name: `Sheriff's Office`, `Farmers' Union`."""
    if not word.cap or word.low not in ORGANISATIONS:
        return False
    noun = POSSESSIVE.sub("", owner.low)
    return noun in cues.roles or noun in cues.titles or noun + "s" in cues.roles


def demonym(words: Sequence[Word], at: int, text: str, cues: Cues) -> bool:
    """Whether it is somebody by where they are from: `the Italian`, `la Lyonnaise`."""
    return at > 0 and words[at].low.endswith(cues.demonyms) and words[at - 1].low in cues.the and (
        text[words[at - 1].end : words[at].start] in ("", " ", "'", "’"))


def in_office(words: Sequence[Word], first: int, cues: Cues) -> bool:
    """Whether an office leads to what begins there: `Minister for Education Mr Paul Roe`."""
    return first > 1 and words[first - 1].low in OFFICE and (
        words[first - 2].low in cues.titles or words[first - 2].low in cues.roles)


def past_office(
    words: Sequence[Word], first: int, begin: int, last: int, cues: Cues
) -> int:
    """`Secretary of State Mike Pompeo`, `president of Peru Ana Paz`: where the name begins."""
    if begin != first or last - first < 3 or first < 2:
        return begin
    article = first > 2 and words[first - 1].low in cues.the
    office = first - 2 if article else first - 1
    before = words[office - 1].low
    if words[office].low not in OFFICE or not (before in cues.titles or before in cues.roles):
        return begin
    if not article:
        return begin + 1 if last - first == 3 else last - 2
    body = max((at for at in range(first, last) if words[at].low in ORGANISATIONS), default=last)
    return body + 1 if last - body > 2 else begin
