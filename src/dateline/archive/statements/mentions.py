"""Who is named in a sentence: names with their titles, pronouns, and people by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from dateline.archive.statements.cues import ORGANISATIONS, PARTICLES, Cues, wordset

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-–'’&.·]+[^\W_]+)*\.?", re.U)
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
MOST = 8
"""A name or a role of more words is none."""
Kind = Literal["name", "pronoun", "plural", "role"]


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


class Mention(NamedTuple):
    """Somebody in a sentence: places of its words (from, up to), name, role as it is said there.

    `owner`: in the genitive, so that what follows is meant.
    """

    kind: Kind
    first: int
    last: int
    text: str
    role: str = ""
    owner: bool = False
    since: int = 0
    """Where its role begins."""


def words_of(text: str, offset: int = 0) -> list[Word]:
    """The words of a text; a full stop belongs to an abbreviation or initial only."""
    found = []
    for match in WORD.finditer(text):
        said, end = match.group(), match.end()
        bare = said[:-1]
        if said[-1] == "." and len(bare) > 1 and "." not in bare and said.lower() not in _SHORT:
            said, end = bare, end - 1
        found.append(Word(said, said.lower(), match.start() + offset, end + offset,
                          said[0].isupper()))
    return found


_SHORT = wordset(
        "mr. mrs. ms. dr. prof. gen. sen. rep. gov. st. lt. col. sgt. jr. sr. m. capt. rev. "
        "hon. sra. dra.")


def mentions(words: Sequence[Word], text: str, cues: Cues) -> list[Mention]:
    """All of a sentence in their order."""
    found: list[Mention] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word.cap and _named(word, cues):
            last = _run(words, at, text, cues)
            for mention in _parted(words, at, last, text, cues):
                while found and found[-1].last > mention.since:
                    begin = min(found.pop().first, mention.since)
                    role = text[words[begin].start : words[mention.first].start]
                    mention = mention._replace(since=begin, role=role.strip(" ,"))
                found.append(mention)
            at = last
            continue
        if word.low in cues.he or word.low in cues.they:
            kind: Kind = "pronoun" if word.low in cues.he else "plural"
            found.append(Mention(kind, at, at + 1, word.text, since=at))
        elif word.low in _THEIRS and any(
                each.low in _UTTERED for each in words[at + 1 : at + 4]):
            kind = "plural" if word.low in ("their", "its") else "pronoun"
            found.append(Mention(kind, at, at + 1, word.text, since=at))
        elif word.low in cues.the and (last := _role(words, at, text, cues)):
            said = text[word.start : words[last - 1].end]
            found.append(Mention("role", at, last, said, since=at))
            at = last
            continue
        at += 1
    return found


_THEIRS = wordset("their its his her")
_UTTERED = wordset("statement tweet message announcement speech letter")


def after_verbs(
    words: Sequence[Word], text: str, verbs: Sequence[int], cues: Cues
) -> list[Mention]:
    """In a script without capitals: up to four words after each verb, titles being the role."""
    found = []
    for at in verbs:
        begin = at + 1
        while begin < len(words) and words[begin].low in cues.titles:
            begin += 1
        last = begin
        while last < min(len(words), begin + 4) and _beside(words, last, text) and not (
                words[last].low in cues.stop or words[last].low in cues.that
                or words[last].low.startswith("لل")):
            last += 1
        if begin < last:
            role = text[words[at + 1].start : words[begin].start].strip()
            said = text[words[begin].start : words[last - 1].end]
            found.append(Mention("name", begin, last, said, role, since=at + 1))
    return found


def _named(word: Word, cues: Cues) -> bool:
    low = word.low
    if low.endswith("-old") or low in cues.stop or low in cues.ing:
        return False
    return low not in cues.he and low not in cues.they


def _beside(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether only a blank parts the word from the one before it."""
    return at < len(words) and text[words[at - 1].end : words[at].start].strip(" \u00a0") == ""


def _run(words: Sequence[Word], first: int, text: str, cues: Cues) -> int:
    """Where a run of capitalised words ends that begins there."""
    at = first + 1
    while _beside(words, at, text):
        before = words[at - 1]
        if _POSSESSIVE.search(before.text):
            break
        if words[at].cap and _named(words[at], cues):
            at += 1
        elif _bridged(words, first, at, text):
            at += 1
            while at < len(words) and not words[at].cap:
                at += 1
            at += 1
        else:
            break
    return min(at, len(words))


def _bridged(words: Sequence[Word], first: int, at: int, text: str) -> bool:
    """Whether small words go on with a name: `van der Bellen`, `Ministry of Defence`."""
    ahead = at
    small = words[at].low
    while ahead < len(words) and not words[ahead].cap and _beside(words, ahead, text):
        if words[ahead].low not in PARTICLES and words[ahead].low not in _LINKS:
            return False
        ahead += 1
        if ahead - at > 3:
            return False
    if ahead >= len(words) or not words[ahead].cap or not _beside(words, ahead, text):
        return False
    if small in _LINKS:
        return any(word.low in ORGANISATIONS for word in words[first:at])
    return small in PARTICLES


_LINKS = frozenset({"of", "on", "for", "and", "des", "für", "degli", "the"})


def _parted(
    words: Sequence[Word], first: int, last: int, text: str, cues: Cues
) -> Iterator[Mention]:
    """The name of a run, its title and what stands before it being the role."""
    run = words[first:last]
    titled = max((n for n, word in enumerate(run)
                  if word.low.rstrip(".") in cues.titles), default=-1)
    begin = first + titled + 1
    if titled >= 0 and begin >= last:
        yield from _title_alone(words, first, last, text)
        return
    office = _past_office(words, first, begin, last, cues)
    role_from = begin
    if office > begin:
        begin, role_from = office, _role_start(words, first - 2, text, cues)
    elif _small_role(words, begin, text, cues):
        role_from = _role_start(words, begin - 1, text, cues)
    said = text[words[begin].start : words[last - 1].end]
    owner = bool(_POSSESSIVE.search(said))
    role_from = min(role_from, first)
    role = text[words[role_from].start : words[begin].start].strip(" ,")
    if not role and not owner:
        role = _apposition(text, words[last - 1].end, cues)
    yield Mention("name", begin, last, _POSSESSIVE.sub("", said), role, owner, role_from)


_APPOSED = re.compile(r",\s+((?:[^\W\d]['’])?([^\W\d_]+)\b[^,.;:()—\ue000]{0,80}?)\s*(?=[,.;:]|$)")


def _apposition(text: str, end: int, cues: Cues) -> str:
    """`the mayor of Lima` of `Ana Paz, the mayor of Lima,`."""
    found = _APPOSED.match(text, end)
    if found is None:
        return ""
    low = found[2].lower()
    parts = found[1].lower().split()
    starts = (low in cues.the and len(parts) > 1) or low in cues.roles or low in cues.titles
    return found[1] if starts and any(
        part in cues.roles or part in cues.titles for part in parts) else ""


def _title_alone(words: Sequence[Word], first: int, last: int, text: str) -> Iterator[Mention]:
    said = text[words[first].start : words[last - 1].end]
    yield Mention("role", first, last, _POSSESSIVE.sub("", said), "",
                  bool(_POSSESSIVE.search(said)), first)


def _past_office(
    words: Sequence[Word], first: int, begin: int, last: int, cues: Cues
) -> int:
    """`Secretary of State Mike Pompeo`, `president of Peru Ana Paz`: where the name begins."""
    if begin == first and last - first >= 3 and first >= 2 and words[first - 1].low in _OFFICE:
        before = words[first - 2].low
        if before in cues.titles or before in cues.roles:
            return begin + 1 if last - first == 3 else last - 2
    return begin


_OFFICE = frozenset({"of", "for", "to", "in", "de", "du", "di", "en", "da", "do"})


def _small_role(words: Sequence[Word], begin: int, text: str, cues: Cues) -> bool:
    """Whether a role in small letters stands right before: `coach Matt Myers`."""
    if not begin or not _beside(words, begin, text):
        return False
    before = words[begin - 1]
    if not before.cap and _told_by(words, begin, text, cues):
        return True
    return not before.cap and (before.low in cues.roles or before.low in cues.titles
                               or (before.low.endswith(("ist", "man", "woman", "person", "ologist"))
                                   and before.low not in cues.verbs))


def _told_by(words: Sequence[Word], begin: int, text: str, cues: Cues) -> bool:
    """Whether only small words stand between the verb and the name: `said night nurse Ana Paz`."""
    at = begin - 1
    while at > max(0, begin - 5) and not words[at].cap and _beside(words, at, text):
        if words[at].low in cues.stop or words[at].low in cues.the or words[at].low in cues.verbs:
            return False
        if words[at - 1].low in cues.verbs:
            return True
        at -= 1
    return False


def _role_start(words: Sequence[Word], at: int, text: str, cues: Cues) -> int:
    least = max(0, at - MOST)
    while at > least and _beside(words, at, text):
        low = words[at - 1].low
        if low in cues.stop or low in cues.verbs or low in cues.the:
            break
        at -= 1
    return at


def _role(words: Sequence[Word], at: int, text: str, cues: Cues) -> int:
    """Where `the American diplomat` ends; 0 if it is none."""
    for last in range(at + 1, min(at + 6, len(words))):
        if not _beside(words, last, text) or words[last].low in cues.verbs:
            return 0
        low = _POSSESSIVE.sub("", words[last].low)
        following = words[last + 1] if last + 1 < len(words) else None
        if low in cues.roles or low in cues.titles:
            if following and following.cap and _beside(words, last + 1, text):
                return 0
            if following and following.low in cues.roles and _beside(words, last + 1, text):
                continue
            return last + 1
    return 0
