"""The words of a sentence and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.archive.statements.cues import Cues, wordset

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-–'’&.·]+[^\W_]+)*\.?", re.U)
POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|lorsqu|puisqu|all|dall|dell|nell|sull|un|quest)['’](?=\w)",
                     re.IGNORECASE)
_ASKED = re.compile(r"^(.+?)-(?:t-)?(ils?|elles?|on)$")
_JOINED = re.compile(r"^(?:al|el|an|ar|as|ash|at|ad|d|ex|then)[-'’](\w)")
_SHORT = wordset(
        "mr. mrs. ms. dr. prof. gen. sen. rep. gov. st. lt. col. sgt. jr. sr. m. capt. rev. "
        "hon. sra. dra.")
_AHEAD = re.compile(r"(?<=[\w,;)] )[^\W\d_a-z][\w'’-]*")


class Word(NamedTuple):
    """A word and where it stands; `low`: in lower case; `cap`: it begins with a capital."""

    text: str
    low: str
    start: int
    end: int
    cap: bool

    def cap_inside(self, words: Sequence[Word], at: int) -> bool:
        """Whether it is a part of a name: `Red Says Ltd`."""
        return self.cap and at > 0


def words_of(text: str, offset: int = 0, *, elided: bool = False) -> list[Word]:
    """The words of a text; a full stop belongs to an abbreviation or initial only.

    `elided`: `l'avocat` and `dit-il` are two words each.
    """
    found: list[Word] = []
    for match in WORD.finditer(text):
        said, start = match.group(), match.start() + offset
        if said[-1] == "." and len(said) > 2 and "." not in said[:-1] and (
                said.lower() not in _SHORT):
            said = said[:-1]
        if elided and not said.isalpha():
            lead = _ELIDED.match(said)
            if lead and (said[0].islower() or not found):
                found.append(_word(said[: lead.end() - 1], start, lead.end()))
                start += lead.end()
                said = said[lead.end() :]
            if asked := _ASKED.match(said):
                found.append(_word(asked[1], start, len(asked[1])))
                start += asked.start(2)
                said = asked[2]
        if said.isalpha():
            found.append(Word(said, said.lower(), start, start + len(said), said[0].isupper()))
        else:
            found.append(_word(said, start, len(said)))
    return found


def _word(said: str, start: int, long: int) -> Word:
    large = said[0].isupper()
    if not large and not said.isalpha() and (joined := _JOINED.match(said)):
        large = joined[1].isupper()
    return Word(said, said.lower(), start, start + long, large)


def beside(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether only a blank parts the word from the one before it."""
    return at < len(words) and text[words[at - 1].end : words[at].start].strip(" \u00a0") == ""


def proper(texts: Iterable[str]) -> frozenset[str]:
    """The words that begin with a capital within a sentence, in lower case: names, it may be."""
    return frozenset(POSSESSIVE.sub("", match.group().lower()) for text in texts
                     for match in _AHEAD.finditer(text) if match.group()[0].isupper())


def opens(words: Sequence[Word], text: str, cues: Cues, names: frozenset[str], begin: int) -> bool:
    """Whether the first word's capital says only that a sentence begins: `Heavy rain fell`.

    `begin`: where the sentence does.
    """
    if cues.nouns or len(words) < 2 or words[0].low in names:
        return False
    after = words[1]
    if words[0].low.endswith("ly") and len(words[0].low) > 6 and text[words[0].end] == ",":
        return True
    quoted = text[max(begin, words[0].start - 3) : words[0].start].strip(" ,—–-\u00a0")
    return not (quoted or after.cap or not beside(words, 1, text) or after.low in cues.verbs)
