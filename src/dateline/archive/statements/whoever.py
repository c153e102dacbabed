"""Speakers of a quotation that no list of words knows: by where the words stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.archive.statements.cues import PREPOSITIONS, Cues, wordset
from dateline.archive.statements.mentions import Mention
from dateline.archive.statements.words import Word, beside

LONGEST = 5
"""A speaker without a name is told of in so many words."""
_OF = frozenset({"of", "de"})
_CLAUSE = wordset("and but while as though although because that whereas")
_TIES = PREPOSITIONS | wordset(
        "and or but if when that who which et ou mais que qui y o pero e ma che und oder aber dass "
        "comme might may can could would should will must do does did have")
_SO = wordset("so aldus")


def inverted(
    inside: Sequence[int], words: Sequence[Word], led: Sequence[Mention], text: str, end: int,
    cues: Cues,
) -> tuple[int, Mention] | None:
    """The verb right behind a quotation, and the subject behind it: `"...", quips Ana Paz`.

    `end`: where the quotation ends; `led`: who is named after it.
    """
    at = inside[0]
    if not cues.inverted or text[end : words[at].start].strip(" \u00a0") not in ("", ",", "—", "–"):
        return None
    while at <= inside[-1] and at < inside[0] + 5 and words[at].low in cues.aux:
        at += 1
    if at > inside[0] and words[at - 1].low in _SO:
        at -= 1
    elif at > inside[-1] or words[at].cap or not _verb(words[at], cues):
        return None
    mention = next((m for m in led if m.since > at), None)
    if mention is None or mention.owner or mention.since != at + 1:
        return None
    return (at, mention) if "," not in text[words[at].end : words[at + 1].start] else None


def _verb(word: Word, cues: Cues) -> bool:
    """Whether it may be one: no small word that ties others together."""
    low = word.low
    return low in cues.verbs or not (
        low in cues.stop or low in cues.the or low in cues.he or low in cues.they
        or low in cues.of or low in cues.be or low in cues.contracted or low in cues.roles
        or low in cues.by or len(low) < 3)


def whoever(
    at: int, begin: int, words: Sequence[Word], text: str, cues: Cues
) -> Mention | None:
    """Who speaks by what they are, whatever it is: `one sailor said`, `said an old fisherman`.

    `at`: the verb's place; `begin`: that of the first word behind the quotation.
    """
    if begin < at:
        return noun_before(at, begin, words, text, cues)
    last = at + 1
    while last < len(words) and last <= at + LONGEST and beside(words, last, text) and (
            last == at + 1 or words[last].low not in cues.stop):
        last += 1
    return _said(at + 1, last, words, text, cues) if at == begin else None


def noun_before(
    at: int, begin: int, words: Sequence[Word], text: str, cues: Cues
) -> Mention | None:
    """Who does what the verb there says: `one sailor` before it, with the article."""
    last = at
    while last > begin + 1 and words[last - 2].low not in cues.the and (
            words[last - 1].low in cues.aux
            or words[last - 1].low.endswith(("ly", "ment", "mente"))):
        last -= 1
    if any(not beside(words, place, text) for place in range(last, at + 1)):
        return None
    if last - 1 >= begin and _people(words, last - 1, text):
        said = words[last - 1].text
        return Mention("role", last - 1, last, said, said, since=last - 1)
    for first in range(last - 2, max(begin, last - LONGEST) - 1, -1):
        if words[first].low in cues.the:
            led = words[first - 1].low if first else ""
            part = _said(first, last, words, text, cues) if led in _OF else None
            if part and (whole := noun_before(first - 1, begin, words, text, cues)):
                said = text[words[whole.first].start : words[last - 1].end]
                return None if "," in said else whole._replace(last=last, text=said, role=said)
            return None if led in PREPOSITIONS and led != "with" else (
                _said(first, last, words, text, cues))
    return None


def _people(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether a plural begins a clause: `while neighbours spoke of`."""
    word = words[at]
    if word.cap or len(word.low) < 5 or not word.low.endswith("s"):
        return False
    return not at or words[at - 1].low in _CLAUSE or not beside(words, at, text)


def whoever_after(
    words: Sequence[Word], place: int, text: str, cues: Cues
) -> Mention | None:
    """The same of whom `according to` names, which begins there: `selon son complice`."""
    first = next((at for at, word in enumerate(words)
                  if word.start > place and word.low in cues.the), len(words))
    if first >= len(words) or text[place : words[first].start].count(" ") > 3:
        return None
    last = first + 1
    while last < len(words) and last <= first + LONGEST and beside(words, last, text):
        last += 1
    return _said(first, last, words, text, cues)


def _said(
    first: int, last: int, words: Sequence[Word], text: str, cues: Cues
) -> Mention | None:
    said = words[first:last]
    if len(said) < 2 or not beside(words, last - 1, text) or said[0].low not in cues.the or any(
            word.cap for word in said[1:]):
        return None
    if any(word.low in cues.verbs or word.low in cues.he for word in said) or any(
            word.low in cues.of or word.low in cues.contracted or word.low in cues.aux
            or word.low in cues.be or word.low in _TIES or word.low in cues.the
            for word in said[1:]):
        return None
    if len(said) > LONGEST:
        return None
    named = text[said[0].start : said[-1].end]
    return None if "," in named else Mention("role", first, last, named, named, since=first)
