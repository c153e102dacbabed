"""Who is quoted: for each quotation of a paragraph the speaker that its sentence names."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.archive.statements import subjects
from dateline.archive.statements.cues import Cues
from dateline.archive.statements.mentions import Mention, Word, after_verbs, mentions, words_of
from dateline.archive.statements.people import Somebody
from dateline.archive.statements.quoting import Span
from dateline.archive.statements.resolving import Memory
from dateline.archive.statements.sentences import HIDDEN, hidden, sentences

FULL = frozenset(",.!?…،。")
LONGEST = 5000
"""A sentence of more signs is none."""
LEAST = 3
"""A part of a sentence in quotation marks has at least so many words, else it is no statement."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Sentence:
    """One sentence read: its words, who is in it, and the places of its verbs of speech."""

    start: int
    end: int
    words: Sequence[Word]
    found: Sequence[Mention]
    verbs: Sequence[int]


def attributed(
    text: str, found: Sequence[Span], cues: Cues, memory: Memory
) -> dict[Span, Somebody]:
    """The quotations that somebody says, with who. The memory takes the paragraph in."""
    shown = hidden(text, found)
    memory.begin()
    told: dict[Span, Somebody] = {}
    before: Somebody | None = None
    if not shown.replace(HIDDEN, "").strip(" .,;:—–-") and memory.speaker:
        return dict.fromkeys(found, memory.speaker)
    places = deque(found)
    for start, end in sentences(text, shown, found, cues.verbs):
        here: list[Span] = []
        while places and places[0].start < end:
            here.append(places.popleft())
        if end - start > LONGEST:
            continue
        sentence = _read(shown, start, end, cues)
        speakers = _in(sentence, here, text, shown, cues, memory, before)
        told.update(speakers)
        before = next(reversed(speakers.values()), None) if speakers else (
            _spoken(sentence, shown, cues, memory))
        names = [m for m in sentence.found if m.kind == "name"]
        for mention in names:
            memory.named(mention)
        opening = subjects.first(names, sentence.words, cues)
        memory.opened(memory.named(opening) if opening else None)
        if before:
            memory.spoke(before)
    return told


def _read(shown: str, start: int, end: int, cues: Cues) -> Sentence:
    words = words_of(shown[start:end], start)
    spoken = subjects.verbs(words, cues)
    found = mentions(words, shown, cues) if cues.large else after_verbs(words, shown, spoken, cues)
    return Sentence(start, end, words, found, spoken)


def _spoken(
    sentence: Sentence, shown: str, cues: Cues, memory: Memory
) -> Somebody | None:
    """Who says something in a sentence without quotations."""
    for at in reversed(sentence.verbs):
        mention = subjects.subject(at, sentence.words, sentence.found, shown, cues)
        if mention is not None and mention.kind in ("name", "pronoun", "role"):
            return memory.who(mention)
    mention = _according(sentence, sentence.start, sentence.end, shown, cues)
    return memory.who(mention) if mention and mention.kind == "name" else None


def _in(
    sentence: Sentence, here: Sequence[Span], text: str, shown: str, cues: Cues, memory: Memory,
    before: Somebody | None,
) -> dict[Span, Somebody]:
    told: dict[Span, Somebody] = {}
    last: Somebody | None = None
    for number, span in enumerate(here):
        until = here[number + 1].start if number + 1 < len(here) else sentence.end
        mention = _mention(sentence, span, until, text, shown, cues)
        who = memory.who(mention) if mention else None
        if who is None and last and _goes_on(here[number - 1], span, shown):
            who = last
        if mention is None and cues.dropped and _verb_after(sentence, span, until):
            who = memory.speaker
        if who is None and before and _alone(sentence, here, shown):
            who = before
        if who is not None:
            last = who
            memory.spoke(who)
            if says(span, text, shown[sentence.start : span.start], cues):
                told[span] = who
    return told


def _verb_after(sentence: Sentence, span: Span, until: int) -> bool:
    """Whether a verb of speech follows: its subject need not be said in Spanish."""
    return any(span.end <= sentence.words[at].start < until for at in sentence.verbs)


def _alone(sentence: Sentence, here: Sequence[Span], shown: str) -> bool:
    """Whether the sentence is nothing but what is quoted."""
    return len(here) == 1 and not _WORD.search(shown, sentence.start, sentence.end)


def _goes_on(one: Span, two: Span, shown: str) -> bool:
    """Whether the second quotation is the first one's sentence going on."""
    return len(_WORD.findall(shown[one.end : two.start])) <= 12


def _mention(
    sentence: Sentence, span: Span, until: int, text: str, shown: str, cues: Cues
) -> Mention | None:
    before = _before(sentence, span, shown, cues)
    after = _after(sentence, span, until, shown, cues)
    if _full(span, text):
        if after and _verb_next(sentence, span):
            return after
        return before if before and _leads_to(sentence, span, shown) else after or before
    if before is None and (not _leads(sentence, span) or sentence.words[0].low in cues.ing
                           or _verb_next(sentence, span)):
        return after
    return before or _according(sentence, sentence.start, sentence.end, shown, cues)


def _verb_next(sentence: Sentence, span: Span) -> bool:
    return any(0 < sentence.words[at].start - span.end < 3 for at in sentence.verbs)


def _full(span: Span, text: str) -> bool:
    """Whether whole sentences are quoted, or a beginning of one that goes on after the comma."""
    if text[span.end : span.end + 1] in (",", "،") and not text[span.start + 1].islower():
        return True
    return text[span.end - 2] in FULL


def _leads(sentence: Sentence, span: Span) -> bool:
    """Whether words of the sentence stand before the quotation."""
    return any(word.end <= span.start for word in sentence.words)


def _leads_to(sentence: Sentence, span: Span, shown: str) -> bool:
    """Whether the verb stands close before: `Ana Paz told reporters: "`."""
    gap = shown[sentence.start : span.start].rstrip()
    if gap.endswith((":", "：")):
        return True
    places = [sentence.words[at].end for at in sentence.verbs
              if sentence.words[at].end <= span.start]
    return bool(places) and len(_WORD.findall(shown[places[-1] : span.start])) <= 5


def _before(sentence: Sentence, span: Span, shown: str, cues: Cues) -> Mention | None:
    """By the last verb before it in the sentence, or by a colon."""
    words, found = sentence.words, sentence.found
    for at in reversed([at for at in sentence.verbs if words[at].end <= span.start]):
        mention = subjects.subject(at, words, found, shown, cues)
        if mention is None:
            mention = next((m for m in found if m.first > at
                            and words[m.last - 1].end <= span.start), None) if cues.that else None
        if mention is not None:
            return mention
    if shown[sentence.start : span.start].rstrip().endswith((":", "：")):
        led = [m for m in found if words[m.last - 1].end <= span.start]
        return subjects.first(led, words, cues) or (led[0] if led else None)
    return None


def _after(
    sentence: Sentence, span: Span, until: int, shown: str, cues: Cues
) -> Mention | None:
    """By the first verb after it, or by `according to`."""
    words = sentence.words
    inside = [at for at, word in enumerate(words) if span.end <= word.start < until]
    if not inside:
        return None
    named = _according(sentence, span.end, until, shown, cues)
    if named and _phrase_at(shown, span.end, until, cues) <= span.end + 3:
        return named
    verbs = [at for at in sentence.verbs if inside[0] <= at <= inside[-1]]
    if not verbs or verbs[0] - inside[0] > subjects.FAR:
        return named
    at = verbs[0]
    led = [m for m in sentence.found if inside[0] <= m.first]
    mention = subjects.subject(at, words, led, shown, cues)
    if mention is None:
        mention = next((m for m in led if at < m.first <= at + 8 and not m.owner), None)
    if mention is None:
        mention = subjects.first(
            [m for m in sentence.found if words[m.last - 1].end <= span.start], words, cues)
    return mention


def _phrase_at(shown: str, start: int, end: int, cues: Cues) -> int:
    low = shown[start:end].lower()
    places = [low.find(phrase) for phrase in cues.according]
    return start + min((place for place in places if place >= 0), default=len(shown))


def _according(
    sentence: Sentence, start: int, end: int, shown: str, cues: Cues
) -> Mention | None:
    """Whom `according to` names between two places."""
    place = _phrase_at(shown, start, end, cues)
    if place >= end:
        return None
    found = [m for m in sentence.found
             if place <= sentence.words[m.first].start < end and not m.owner]
    return next((m for m in found if m.kind == "name"), found[0] if found else None)


def says(span: Span, text: str, before: str, cues: Cues) -> bool:
    """Whether it is somebody's words, not a title, a name or a word that is held at a distance."""
    inner = span.words(text)
    words = _WORD.findall(inner)
    if len(words) < LEAST:
        return span.mark in "「『" and len(inner) >= 4
    if _full(span, text) and inner[:1].isupper() and inner[-1:] in ".!?":
        return True
    lead = _WORD.findall(before[-40:].rpartition(HIDDEN)[2].lower())
    if lead and inner[:1].isupper() and (lead[-1] in cues.naming or lead[-1] in cues.stop):
        return False
    large = [word for word in words if len(word) > 3]
    titled = sum(word[0].isupper() or word[0].isdigit() for word in large) >= 0.75 * len(large)
    return not (titled and len(large) > 1 and len(words) < 12)
