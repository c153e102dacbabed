"""Who is quoted: for each quotation of a paragraph the speaker that its sentence names."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from dateline.archive.statements import subjects
from dateline.archive.statements.cues import PREPOSITIONS, Cues
from dateline.archive.statements.mentions import Mention, after_verbs, mentions
from dateline.archive.statements.people import Somebody
from dateline.archive.statements.quoting import Span
from dateline.archive.statements.resolving import ISSUED, Memory
from dateline.archive.statements.sentences import HIDDEN, hidden, sentences
from dateline.archive.statements.speakers import WORD, Sentence, according, full, mention_of
from dateline.archive.statements.whoever import noun_before
from dateline.archive.statements.words import words_of

_WITHIN = re.compile(r", (\w+) ([^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)*)[,.]")
LONGEST = 5000
"""A sentence of more signs is none."""
EARLY = 8
"""Whom a sentence is about is named among so many words."""
SHORT = 12
"""A line with who speaks next has so many words."""
NAMED = 6
"""Between what is said and its verb a name has so many words."""
LEAST = 3
"""A part of a sentence in quotation marks has at least so many words, else it is no statement."""


def attributed(
    text: str, found: Sequence[Span], cues: Cues, memory: Memory
) -> dict[Span, Somebody]:
    """The quotations that somebody says, with who. The memory takes the paragraph in."""
    shown = hidden(text, found)
    memory.begin()
    told: dict[Span, Somebody] = {}
    before: Somebody | None = None
    topic: Somebody | None = None
    if not shown.replace(HIDDEN, "").strip(" .,;:—–-") and memory.speaker:
        return dict.fromkeys(found, memory.speaker)
    places = deque(found)
    for start, end in sentences(text, shown, found, cues.verbs):
        here: list[Span] = []
        while places and places[0].start < end:
            here.append(places.popleft())
        if end - start > LONGEST:
            continue
        sentence = _read(shown, start, end, cues, memory)
        speakers = _in(sentence, here, text, shown, cues, memory, before or topic)
        told.update(speakers)
        before = next(reversed(speakers.values()), None) if speakers else (
            _spoken(sentence, shown, cues, memory))
        topic = None if before else _topic(sentence, cues, memory)
        if not found and (who := _caption(sentence, text, cues, memory)):
            memory.spoke(who)
        _remember(sentence, shown, cues, memory)
        if before:
            memory.spoke(before, any(word.low in ISSUED for word in sentence.words))
    return told


def _remember(sentence: Sentence, shown: str, cues: Cues, memory: Memory) -> None:
    """Take in whom a sentence names, and whom it begins with."""
    names = [m for m in sentence.found if m.kind == "name"]
    for mention in names:
        memory.named(mention)
    for mention in sentence.found:
        apposed = subjects.apposed_to(mention, sentence.found, sentence.words, shown, cues)
        if apposed is not mention:
            memory.named(apposed)
    opening = subjects.first(names, sentence.words, cues) or next(
        (m for m in names if not m.since), None)
    memory.opened(memory.named(opening) if opening else None)


def _read(shown: str, start: int, end: int, cues: Cues, memory: Memory) -> Sentence:
    words = words_of(shown[start:end], start, elided=cues.elided)
    spoken = subjects.verbs(words, cues)
    found = (mentions(words, shown, cues, memory.names, start) if cues.large
             else after_verbs(words, shown, spoken, cues))
    return Sentence(start, end, words, found, spoken)


def _topic(sentence: Sentence, cues: Cues, memory: Memory) -> Somebody | None:
    """Whom a sentence without a word of speech is about, if it begins with them."""
    opening = subjects.first(sentence.found, sentence.words, cues)
    if opening is None or opening.first > EARLY or opening.kind not in ("name", "pronoun"):
        return None
    return memory.who(opening)


def _caption(
    sentence: Sentence, text: str, cues: Cues, memory: Memory
) -> Somebody | None:
    """Who speaks in the next paragraph: `Ana Paz, mayor of Lima` or `Ana Paz:` stand alone."""
    one = sentence.found[0] if sentence.found else None
    if one is None or one.kind != "name" or one.since or len(sentence.words) > SHORT or (
            sentence.verbs):
        return None
    rest = text[sentence.words[one.last - 1].end :].strip()
    named = rest == ":" or (bool(one.role) and rest.startswith(",") and rest[-1].isalnum())
    return memory.who(one) if named else None


def _spoken(
    sentence: Sentence, shown: str, cues: Cues, memory: Memory
) -> Somebody | None:
    """Who says something in a sentence without quotations."""
    for at in reversed(sentence.verbs):
        mention = subjects.subject(at, sentence.words, sentence.found, shown, cues)
        if mention is not None and mention.kind in ("name", "pronoun", "role"):
            return memory.who(subjects.apposed_to(
                mention, sentence.found, sentence.words, shown, cues))
        if mention is None and (noun := noun_before(at, 0, sentence.words, shown, cues)):
            return memory.who(noun)
    mention = according(sentence, sentence.start, sentence.end, shown, cues)
    return memory.who(mention) if mention and mention.kind == "name" else None


def _in(
    sentence: Sentence, here: Sequence[Span], text: str, shown: str, cues: Cues, memory: Memory,
    before: Somebody | None,
) -> dict[Span, Somebody]:
    told: dict[Span, Somebody] = {}
    last: Somebody | None = None
    for number, span in enumerate(here):
        until = here[number + 1].start if number + 1 < len(here) else sentence.end
        mention = mention_of(sentence, span, until, text, shown, cues)
        who = _meant(mention, sentence, cues, memory) if mention else None
        if who is None and last and _goes_on(here[number - 1], span, shown):
            who = last
        if mention is None and cues.dropped and _verb_beside(sentence, span, until):
            who = memory.speaker
        if who is None and before and _alone(sentence, here, shown):
            who = before
        if who is None and cues.dashed and (named := _within(span, text, cues)):
            who = memory.people.met(named)
        if who is not None:
            last = who
            memory.spoke(who)
            if says(span, text, shown[sentence.start : span.start], cues) or (
                    full(span, text) and _whole(sentence, span, shown)):
                told[span] = who
    return told


def _meant(
    mention: Mention, sentence: Sentence, cues: Cues, memory: Memory
) -> Somebody | None:
    """Who it is; a pronoun is whom its own sentence is about: `Ana Paz left, but she said …`."""
    if mention.kind == "pronoun":
        led = [m for m in sentence.found if m.last <= mention.first]
        opening = subjects.first(led, sentence.words, cues)
        if opening and opening.kind == "name" and memory.named(opening).person:
            return memory.named(opening)
    return memory.who(mention)


def _whole(sentence: Sentence, span: Span, shown: str) -> bool:
    """Whether so few words are all that is said, or begin it: `“Never,” she said`."""
    led = shown[sentence.start : span.start].strip()
    if led:
        return led.endswith(":")
    told = min((sentence.words[at].start for at in sentence.verbs), default=-1)
    return told >= 0 and len(WORD.findall(shown[span.end : told])) <= NAMED


def _within(span: Span, text: str, cues: Cues) -> str:
    """Whom the quotation itself names: `« Il faut voir, note Ana Paz. On ira. »`; else empty."""
    found = next((match for match in _WITHIN.finditer(text, span.start, span.end)
                  if match[1].lower() in cues.verbs), None)
    return found[2] if found else ""


def _verb_beside(sentence: Sentence, span: Span, until: int) -> bool:
    """Whether a verb of speech follows, or leads to it: its subject need not be said in Spanish."""
    words = sentence.words
    return any(span.end <= words[at].start < until or (
        words[at].end <= span.start <= words[min(at + 3, len(words) - 1)].end + 3)
        for at in sentence.verbs)


def _alone(sentence: Sentence, here: Sequence[Span], shown: str) -> bool:
    """Whether the sentence is nothing but what is quoted."""
    return len(here) == 1 and not WORD.search(shown, sentence.start, sentence.end)


def _goes_on(one: Span, two: Span, shown: str) -> bool:
    """Whether the second quotation is the first one's sentence going on."""
    return len(WORD.findall(shown[one.end : two.start])) <= 12


def says(span: Span, text: str, before: str, cues: Cues) -> bool:
    """Whether it is somebody's words, not a title, a name or a word that is held at a distance."""
    inner = span.words(text)
    words = WORD.findall(inner)
    if len(words) < LEAST:
        return span.mark in "「『" and len(inner) >= 4
    if full(span, text) and inner[:1].isupper() and inner[-1:] in ".!?":
        return True
    lead = WORD.findall(before[-40:].rpartition(HIDDEN)[2].lower())
    led = before.rstrip().endswith((":", ","))
    if lead and not led and inner[:1].isupper() and (
            lead[-1] in cues.naming or lead[-1] in cues.the or lead[-1] in PREPOSITIONS):
        return False
    large = [word for word in words if len(word) > 3]
    titled = sum(word[0].isupper() or word[0].isdigit() for word in large) >= 0.75 * len(large)
    return not (titled and len(large) > 1 and len(words) < 12)
