"""Whose verb it is: the mention that a word of speech belongs to, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.archive.statements.cues import PREPOSITIONS, Cues, wordset
from dateline.archive.statements.mentions import Mention
from dateline.archive.statements.whoever import noun_before
from dateline.archive.statements.words import POSSESSIVE, Word

NEAR, FEW, FAR = 3, 5, 16
_DOING = ("ing", "via")
_DONE = ("ed", "en", "seen", "made", "sent")
_WHO = wordset("who which qui quien che")
_QUOTED = wordset("quoted quoting quotes cited citing cites")
_AND = wordset("and but then und y et e и ve")
_IS, _THEN = wordset("is are was were be been being"), wordset("then also later often now")
_AS = wordset("comme que qu")
_PAPER = wordset(
        "analysis report study statement website survey article review blog account letter "
        "editorial page post tweet release book")
_SIGNS = wordset("note message sign banner placard poster caption")
_SELF = wordset("s se")


def verbs(words: Sequence[Word], cues: Cues) -> list[int]:
    """The places of the words that tell of speech; no nouns, no passives."""
    return [at for at, word in enumerate(words) if word.low in cues.verbs
            and not word.cap_inside(words, at) and not (at and _noun(at, words, cues))]


def _noun(at: int, words: Sequence[Word], cues: Cues) -> bool:
    """Whether the word before it makes it a noun or a passive."""
    before, low = words[at - 1].low, words[at].low
    if before == "as":
        return low not in cues.ing
    then = before in _THEN or before.endswith("ly")
    if at > 1 and then and words[at - 2].low in _IS:
        return low not in cues.ing
    if at > 1 and words[at - 2].low in _AS:
        return False
    return before in cues.be and low != "say" and not (
        before == "to" and at > 1 and words[at - 2].low == "on") and not (
        at > 1 and words[at - 2].low in _SELF) and not (
        at + 1 < len(words) and words[at + 1].low in cues.by)


def subject(
    at: int, words: Sequence[Word], found: Sequence[Mention], text: str, cues: Cues
) -> Mention | None:
    """The mention before the verb (after it in the passive) that it belongs to."""
    if _turned(at, words, cues):
        return next((m for m in found if m.first > at), None)
    if not cues.large:
        return next((m for m in found if m.first > at), found[-1] if found else None)
    before = [m for m in found if m.last <= at and not m.owner]
    if text.find("(", words[0].start, words[at].start) >= 0:
        before = [m for m in before if not _bracketed(m, words, text)]
    return _among(before, at, words, found, text, cues) if before else _papers(at, words, found)


def _turned(at: int, words: Sequence[Word], cues: Cues) -> bool:
    """Whether it is behind the verb: `as was said by Ana Paz`, `comme le rappelle Ana Paz`."""
    if at > 1 and words[at - 2].low in _AS and words[at - 1].low in cues.the:
        return True
    return (at + 1 < len(words) and words[at + 1].low in cues.by
            and words[at].end + 1 == words[at + 1].start and not _quoted(at, words, cues))


def _among(
    before: Sequence[Mention], at: int, words: Sequence[Word], found: Sequence[Mention],
    text: str, cues: Cues
) -> Mention | None:
    """Of those before the verb."""
    last = before[-1]
    between = text[words[last.last - 1].end : words[at].start]
    small = words[at - 1].low if at else ""
    if small in _WHO:
        names = [m for m in before if m.kind == "name" and " " in m.text]
        return names[-1] if names else first(before, words, cues)
    if small == "as" and (quoted := [m for m in before if m.since and
                                     words[m.since - 1].low in _QUOTED]):
        return quoted[-1]
    if words[at].low in cues.ing and (last.last != at or "," in between or (
            last.kind == "role" and _verb_before(last.first, words, cues, FEW) >= 0)):
        other = _verb_before(at, words, cues)
        return (other >= 0 and subject(other, words, found, text, cues)) or first(
            before, words, cues)
    if small in _AND:
        other = next((n for n in range(at - 2, -1, -1) if words[n].low in cues.verbs), -1)
        joined = subject(other, words, found, text, cues) if other >= 0 else None
        return joined or first(before, words, cues) or last
    if _comma(at, words, text, cues):
        return _apposed(before, words, text, cues)
    if at - last.last < NEAR and "," not in between:
        return _head(before, words, text, cues)
    return first(before, words, cues)


def reads(noun: Mention, words: Sequence[Word]) -> bool:
    """Whether it can go on with `saying`: `a note saying`, `with one sailor saying`."""
    return words[noun.last - 1].low in _SIGNS or (
        noun.first > 0 and words[noun.first - 1].low == "with")


def _bracketed(mention: Mention, words: Sequence[Word], text: str) -> bool:
    begin, end = words[0].start, words[mention.since].start
    return text.rfind("(", begin, end) > text.rfind(")", begin, end)


def _quoted(at: int, words: Sequence[Word], cues: Cues) -> bool:
    """Whether it is in `was quoted by` or `quoted as saying by`."""
    if words[at].low in _QUOTED:
        return at > 0 and words[at - 1].low in cues.be
    return at > 1 and words[at - 1].low == "as" and words[at - 2].low in _QUOTED


def _papers(at: int, words: Sequence[Word], found: Sequence[Mention]) -> Mention | None:
    """Of `the firm's yearly report said` the firm."""
    owner = next((m for m in found if m.owner and m.last <= at), None)
    told = owner and any(word.low in _PAPER for word in words[owner.last : at])
    return owner._replace(owner=False) if owner and told else None


def _verb_before(at: int, words: Sequence[Word], cues: Cues, far: int = 3) -> int:
    """The verb that `adding` goes on from; -1 for none near."""
    return next((n for n in range(at - 1, max(-1, at - far - 1), -1)
                 if words[n].low in cues.verbs and words[n].low not in cues.ing), -1)


def _comma(at: int, words: Sequence[Word], text: str, cues: Cues) -> bool:
    while at > 1 and words[at - 1].low in cues.aux:
        at -= 1
    return at > 0 and "," in text[words[at - 1].end : words[at].start]


def _apposed(
    before: Sequence[Mention], words: Sequence[Word], text: str, cues: Cues
) -> Mention | None:
    """Of `Ana Paz, a farmer, said` the name, and of `the delegate, Ana Paz, said`."""
    last = before[-1]
    opening = text[: words[last.since].start].rstrip()
    closing = text[words[last.last - 1].end :].lstrip()
    tail = len(before) > 1 and _tail(last, before[-2], words, text, cues)
    if last.kind == "name" and opening.endswith(",") and closing.startswith(",") and not tail:
        return last
    return first(before, words, cues) or _told(last, words, text, cues)


def _told(
    mention: Mention, words: Sequence[Word], text: str, cues: Cues
) -> Mention | None:
    """The mention, if it can be whose verb it is: `as Ana Paz said`, but not `in Lima said`;
    of `the owner of the Lima said` the owner."""
    free = not mention.since or words[mention.since - 1].low in ("as", "with", "avec")
    if free or not _governed(mention, words, cues):
        return mention
    at = mention.since - 1
    while at > 1 and words[at].low in cues.the:
        at -= 1
    noun = noun_before(at, 0, words, text, cues) if words[at].low in cues.of else None
    said = text[words[noun.first].start : words[mention.last - 1].end] if noun else ""
    return noun and noun._replace(last=mention.last, text=said, role=said)


def _head(
    before: Sequence[Mention], words: Sequence[Word], text: str, cues: Cues
) -> Mention | None:
    """Of `a spokesman for the mayor said` the spokesman."""
    last = before[-1]
    if len(before) > 1 and last.first and not last.role:
        other = before[-2]
        small = words[last.first - 1].low
        if small in ("of", "for", "from", "at", "in", "with", "de", "du") and (
                other.last >= last.first - 2) and other.kind in ("role", "name"):
            between = text[words[other.last - 1].end : words[last.first].start]
            if "," not in between:
                if other.kind == "role":
                    said = text[words[other.first].start : words[last.last - 1].end]
                    return other._replace(text=said)
                return other
    free = [m for n, m in enumerate(before) if not _governed(m, words, cues) and not (
        n and _tail(m, before[n - 1], words, text, cues))]
    return free[-1] if free else (
        _done_by(last, words, text, cues) or _told(last, words, text, cues))


def _tail(
    mention: Mention, other: Mention, words: Sequence[Word], text: str, cues: Cues
) -> bool:
    """Whether it ends a place's name: `of the University of California, San Diego said`."""
    if " " in mention.text and "University" not in other.text:
        return False
    return _governed(other, words, cues) and not mention.role and text[
        words[other.last - 1].end : words[mention.since].start] == ", "


def _done_by(
    mention: Mention, words: Sequence[Word], text: str, cues: Cues
) -> Mention | None:
    """Of `a letter seen by the paper said` the letter."""
    at = mention.since - 1
    while at > 1 and words[at].low in cues.the:
        at -= 1
    if at < 2 or words[at].low not in cues.by or not words[at - 1].low.endswith(_DONE):
        return None
    return noun_before(at - 1, 0, words, text, cues)


def first(found: Sequence[Mention], words: Sequence[Word], cues: Cues) -> Mention | None:
    """The first one that no preposition stands before."""
    free = [m for m in found if not m.owner and not _governed(m, words, cues)]
    one = next((m for m in free if m.kind != "plural"), free[0] if free else None)
    if one is not None and one.kind == "role":
        return next((m for m in free if m.kind == "name" and m.since > one.last - 1
                     and m.since - one.last < NEAR), one)
    return one


def _governed(mention: Mention, words: Sequence[Word], cues: Cues) -> bool:
    at = mention.since - 1
    while at >= 0 and words[at].end + 1 >= words[at + 1].start and (
            words[at].low in cues.the or POSSESSIVE.search(words[at].text)):
        at -= 1
    return (at >= 0 and (words[at].low in PREPOSITIONS or words[at].low in cues.contracted)
            and words[at].end + 1 >= words[at + 1].start)


def apposed_to(
    mention: Mention, found: Sequence[Mention], words: Sequence[Word], text: str, cues: Cues
) -> Mention:
    """Of `the minister, Ana Paz,` and `Ana Paz, the minister` the name with the role; the mention
    itself for any other."""
    if mention.kind != "role":
        return mention
    before = next((m for m in reversed(found) if m.last <= mention.since), None)
    if before and before.kind == "name" and not before.owner and (
            not _governed(before, words, cues) or words[before.since - 1].low in cues.opening
            ) and text[words[before.last - 1].end : words[
                mention.since].start] == ", ":
        return before._replace(role=before.role or mention.text)
    name = next((m for m in found if m.kind == "name" and m.since >= mention.last and not m.owner
                 and text[words[m.since - 1].end : words[m.since].start] == ", "), None)
    between = words[mention.last : name.since] if name else []
    if name is None or len(between) > FEW or (
            between and all(word.low not in cues.of for word in between[:2])) or (
            "," in text[words[mention.last - 1].end : words[name.since - 1].end]):
        return mention
    rest = text[words[name.last - 1].end :][:2].strip()
    if rest != "," and mention.since and words[mention.since - 1].low.endswith(_DOING):
        return mention
    if name.since != name.first or (rest[:1].isalnum() and name.first - mention.last > 0):
        return mention
    return name._replace(role=mention.text, since=mention.since)
