"""Whom a quotation's sentence names as its speaker: before it, after it, or by `according to`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.archive.statements import subjects
from dateline.archive.statements.cues import Cues
from dateline.archive.statements.mentions import Mention
from dateline.archive.statements.quoting import Span
from dateline.archive.statements.whoever import inverted, whoever, whoever_after
from dateline.archive.statements.words import Word

FULL = frozenset(",.!?…،。")
INNER = " \u00a0'’\"”»"
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Sentence:
    """One sentence read: its words, who is in it, and the places of its verbs of speech."""

    start: int
    end: int
    words: Sequence[Word]
    found: Sequence[Mention]
    verbs: Sequence[int]


def mention_of(
    sentence: Sentence, span: Span, until: int, text: str, shown: str, cues: Cues
) -> Mention | None:
    """The mention that a quotation belongs to; None where the sentence tells of nobody."""
    found = _mention(sentence, span, until, text, shown, cues)
    return found and subjects.apposed_to(found, sentence.found, sentence.words, shown, cues)


def _mention(
    sentence: Sentence, span: Span, until: int, text: str, shown: str, cues: Cues
) -> Mention | None:
    before = _before(sentence, span, shown, cues)
    after = _after(sentence, span, until, text, shown, cues)
    if full(span, text):
        if after and _verb_next(sentence, span, cues):
            return after
        return before if before and _leads_to(sentence, span, shown) else (
            after or before or according(sentence, sentence.start, span.start, shown, cues))
    if before is None and (not _leads(sentence, span) or sentence.words[0].low in cues.ing
                           or _verb_next(sentence, span, cues)):
        return after or according(sentence, sentence.start, span.start, shown, cues)
    return before or according(sentence, sentence.start, sentence.end, shown, cues)


def _verb_next(sentence: Sentence, span: Span, cues: Cues) -> bool:
    """Whether the sentence goes on with the verb right behind the quotation."""
    words = sentence.words
    for at in sentence.verbs:
        begin = at
        while begin and words[begin - 1].low in cues.aux and words[begin - 1].start >= span.end:
            begin -= 1
        if 0 < words[begin].start - span.end < 3:
            return True
    return False


def full(span: Span, text: str) -> bool:
    """Whether whole sentences are quoted, or a beginning of one that goes on after the comma."""
    if text[span.end : span.end + 1] in (",", "،") and not text[span.start + 1].islower():
        return True
    last = text[max(0, span.end - 4) : span.end - 1].rstrip(INNER)[-1:]
    return bool(last) and last in FULL


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
    return bool(places) and len(WORD.findall(shown[places[-1] : span.start])) <= 5


def _before(sentence: Sentence, span: Span, shown: str, cues: Cues) -> Mention | None:
    """By the last verb before it in the sentence, or by a colon."""
    words, found = sentence.words, sentence.found
    for at in reversed([at for at in sentence.verbs if words[at].end <= span.start]):
        mention = subjects.subject(at, words, found, shown, cues)
        if mention is None:
            mention = next((m for m in found if m.first > at
                            and words[m.last - 1].end <= span.start), None) if cues.that else None
        if mention is None and at < 8:
            mention = whoever(at, 0, words, shown, cues)
        if mention is not None:
            return mention
    if shown[sentence.start : span.start].rstrip().endswith((":", "：")):
        led = [m for m in found if words[m.last - 1].end <= span.start]
        return subjects.first(led, words, cues) or (led[0] if led else None)
    return None


def _after(
    sentence: Sentence, span: Span, until: int, text: str, shown: str, cues: Cues
) -> Mention | None:
    """By the first verb after it, or by `according to`."""
    words = sentence.words
    inside = [at for at, word in enumerate(words) if span.end <= word.start < until]
    if not inside:
        return None
    named = according(sentence, span.end, until, shown, cues)
    if named and _phrase_at(shown, span.end, until, cues) <= span.end + 3:
        return named
    led = [m for m in sentence.found if inside[0] <= m.first]
    verbs = [at for at in sentence.verbs if inside[0] <= at <= inside[-1]]
    if full(span, text) or len(WORD.findall(span.words(text))) > 4:
        turned = inverted(inside, words, led, shown, span.end, cues)
        if turned and (not verbs or turned[0] < verbs[0]):
            return turned[1]
    if not verbs or verbs[0] - inside[0] > subjects.FAR:
        return named
    at = verbs[0]
    mention = subjects.subject(at, words, led, shown, cues)
    if mention is None:
        mention = next((m for m in led if at < m.first <= at + 8 and not m.owner), None)
    if mention is None and (full(span, text) or at == inside[0]):
        mention = whoever(at, inside[0], words, shown, cues)
    if mention is None:
        mention = subjects.first(
            [m for m in sentence.found if words[m.last - 1].end <= span.start], words, cues)
    return mention


def _phrase_at(shown: str, start: int, end: int, cues: Cues) -> int:
    low = shown[start:end].lower()
    places = [low.find(phrase) for phrase in cues.according]
    return start + min((place for place in places if place >= 0), default=len(shown))


def according(
    sentence: Sentence, start: int, end: int, shown: str, cues: Cues
) -> Mention | None:
    """Whom `according to` names between two places."""
    if cues.after:
        words = sentence.words
        for m in sentence.found:
            if m.last < len(words) and start <= words[m.last].start < end and (
                    words[m.last].low in cues.after):
                return m
    place = _phrase_at(shown, start, end, cues)
    opening = [at for at, word in enumerate(sentence.words[:2]) if word.low in cues.opening]
    if place >= end and start == sentence.start and opening:
        return next((m for m in sentence.found if m.since == opening[0] + 1), None)
    if place >= end:
        return None
    found = [m for m in sentence.found
             if place <= sentence.words[m.first].start < end and not m.owner]
    if found and found[0].kind == "role" and len(found) > 1:
        found[0] = subjects.apposed_to(found[0], found, sentence.words, shown, cues)
    if not found:
        return whoever_after(sentence.words, place, shown, cues)
    return next((m for m in found if m.kind == "name"), found[0])
