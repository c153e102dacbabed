"""Whose verb it is: the mention that a word of speech belongs to, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.archive.statements.cues import Cues, wordset
from dateline.archive.statements.mentions import Mention
from dateline.archive.statements.words import POSSESSIVE, Word

NEAR, FAR = 3, 16
_WHO = wordset("who which qui quien che")
_QUOTED = wordset("quoted quoting quotes cited citing cites")
_AND = wordset("and but then und y et e и ve")
_SELF = wordset("s se")
PREPOSITIONS = wordset(
        "in at on of for from with by to against about under over during after before since "
        "between blaming criticising criticizing supporting including despite like as towards "
        "toward around among within without near into onto through across amid until upon à de "
        "en d pour par chez avec sur sous dans bei mit von con di da em в на с")


def verbs(words: Sequence[Word], cues: Cues) -> list[int]:
    """The places of the words that tell of speech; no nouns, no passives."""
    return [at for at, word in enumerate(words)
            if word.low in cues.verbs and not word.cap_inside(words, at)
            and not (at and words[at - 1].low == "as" and word.low not in cues.ing)
            and not (at and words[at - 1].low in cues.be and word.low != "say"
                     and not (at > 1 and words[at - 2].low in _SELF)
                     and not (at + 1 < len(words) and words[at + 1].low in cues.by))]


def subject(
    at: int, words: Sequence[Word], found: Sequence[Mention], text: str, cues: Cues
) -> Mention | None:
    """The mention before the verb (after it in the passive) that it belongs to."""
    if (at + 1 < len(words) and words[at + 1].low in cues.by
            and words[at].end + 1 == words[at + 1].start):
        return next((m for m in found if m.first >= at + 2), None)
    if not cues.large:
        return next((m for m in found if m.first > at), found[-1] if found else None)
    before = [m for m in found if m.last <= at and not m.owner
              and text[words[m.since].start - 1 : words[m.since].start] != "("]
    if not before:
        return None
    last = before[-1]
    between = text[words[last.last - 1].end : words[at].start]
    small = words[at - 1].low if at else ""
    if small in _WHO:
        names = [m for m in before if m.kind == "name" and " " in m.text]
        return names[-1] if names else first(before, words, cues)
    if small == "as" and (quoted := [m for m in before if m.since and
                                     words[m.since - 1].low in _QUOTED]):
        return quoted[-1]
    if words[at].low in cues.ing and (last.last != at or "," in between):
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


def _verb_before(at: int, words: Sequence[Word], cues: Cues) -> int:
    """The verb that `adding` goes on from; -1 for none near."""
    return next((n for n in range(at - 1, max(-1, at - 4), -1)
                 if words[n].low in cues.verbs and words[n].low not in cues.ing), -1)


def _comma(at: int, words: Sequence[Word], text: str, cues: Cues) -> bool:
    while at > 1 and words[at - 1].low in cues.aux:
        at -= 1
    return at > 0 and "," in text[words[at - 1].end : words[at].start]


def _apposed(
    before: Sequence[Mention], words: Sequence[Word], text: str, cues: Cues
) -> Mention:
    """Of `Ana Paz, a farmer, said` the name, and of `the delegate, Ana Paz, said`."""
    last = before[-1]
    opening = text[: words[last.since].start].rstrip()
    closing = text[words[last.last - 1].end :].lstrip()
    if last.kind == "name" and opening.endswith(",") and closing.startswith(","):
        return last
    return first(before, words, cues) or last


def _head(
    before: Sequence[Mention], words: Sequence[Word], text: str, cues: Cues
) -> Mention:
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
    free = [m for m in before if not _governed(m, words, cues)]
    return free[-1] if free else last


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
    if before and before.kind == "name" and not before.owner and not _governed(
            before, words, cues) and text[words[before.last - 1].end : words[
                mention.since].start] == ", ":
        return before._replace(role=before.role or mention.text)
    name = next((m for m in found if m.kind == "name" and m.since >= mention.last
                 and not m.owner), None)
    if name is None or text[words[mention.last - 1].end : words[name.since].start] != ", ":
        return mention
    rest = text[words[name.last - 1].end :][:2].strip()
    if name.since != name.first or (rest[:1].isalnum() and name.first - mention.last > 0):
        return mention
    return name._replace(role=mention.text, since=mention.since)
