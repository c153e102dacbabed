"""Whom a quotation's sentence names as its speaker: before it, after it, or by `according to`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.archive.statements import subjects
from dateline.archive.statements.cues import Cues
from dateline.archive.statements.mentions import Mention
from dateline.archive.statements.quoting import Span
from dateline.archive.statements.whoever import (
    inverted,
    noun_before,
    whoever,
    whoever_after,
)
from dateline.archive.statements.words import Word

FULL = frozenset(",.!?…،。")
ENDING = 6
"""Of so many words, its verb counted, is the end of a sentence that says who spoke."""
INNER = " \u00a0'’\"”»"
_BLANK = " \u00a0\u200b\u200d"
_DASHES = frozenset("-–—―")
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
    if before is None and after and _closing(sentence, span, after, shown):
        return after
    return before or according(sentence, sentence.start, sentence.end, shown, cues)


def _closing(sentence: Sentence, span: Span, after: Mention, shown: str) -> bool:
    """Whether the sentence ends with who says it: `… was “no help”, Ana Paz said on Monday.`"""
    words = sentence.words
    verb = next((at for at in sentence.verbs if at >= after.last), -1)
    led = shown[span.end : words[after.since].start]
    return verb >= 0 and led.strip() == "," and verb - after.last < subjects.NEAR and (
        len(words) - verb <= ENDING)


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
        if _aside(sentence, words[at], span, shown):
            continue
        mention = _doer(sentence, at, shown, cues)
        if mention is None:
            mention = next((m for m in found if m.first > at
                            and words[m.last - 1].end <= span.start), None) if cues.that else None
        if mention is None:
            mention = whoever(at, 0, words, shown, cues)
        if mention is not None:
            return mention
    if shown[sentence.start : span.start].rstrip().endswith((":", "：")):
        led = [m for m in found if words[m.last - 1].end <= span.start]
        if led and _just_named(led[-1], words, span, shown):
            return led[-1]
        if named := according(sentence, sentence.start, span.start, shown, cues):
            return named
        return subjects.first(led, words, cues) or (led[0] if led else None)
    return None


def _just_named(mention: Mention, words: Sequence[Word], span: Span, shown: str) -> bool:
    """Whether the name stands at the colon: `…, as says the mayor, Ana Paz: “`."""
    return mention.kind == "name" and shown[words[mention.last - 1].end : span.start].strip() in (
        ":", "：") and shown[: words[mention.since].start].endswith((", ", ", l'", ", l’"))


def _doer(sentence: Sentence, at: int, shown: str, cues: Cues) -> Mention | None:
    """Whose verb it is; of `they found a note saying` the note."""
    mention = subjects.subject(at, sentence.words, sentence.found, shown, cues)
    words = sentence.words
    passive = at + 1 < len(words) and words[at + 1].low in cues.by
    noun = None if passive else noun_before(at, 0, words, shown, cues)
    if noun and words[at].low in cues.ing and not subjects.reads(noun, words):
        return mention
    if noun and noun.first - 1 in sentence.verbs:
        return _doer(sentence, noun.first - 1, shown, cues)
    if noun and not any(m.last > noun.first and m.first < at for m in sentence.found):
        return noun
    return mention


def _aside(sentence: Sentence, verb: Word, span: Span, shown: str) -> bool:
    """Whether the verb stands between dashes, and the quotation behind them."""
    return any(dash in shown[sentence.start : verb.start] and dash in shown[verb.end : span.start]
               for dash in ("—", " – "))


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
    if beside := _beside(sentence, span, inside, led, verbs, text, shown, cues):
        return beside
    if not verbs or verbs[0] - inside[0] > subjects.FAR:
        return named
    return _by_verb(sentence, verbs[0], inside[0], led, text, shown, span, cues)


def _beside(
    sentence: Sentence, span: Span, inside: Sequence[int], led: Sequence[Mention],
    verbs: Sequence[int], text: str, shown: str, cues: Cues
) -> Mention | None:
    """By a signature, or by whatever verb stands right behind it and before its subject."""
    words = sentence.words
    whole = full(span, text)
    if not verbs and led and whole and led[0].first == inside[0] and _signed(
            span, words, led[0], shown):
        return led[0]
    if not whole and len(WORD.findall(span.words(text))) <= 4:
        return None
    turned = inverted(inside, words, led, shown, span.end, cues)
    return turned[1] if turned and (not verbs or turned[0] < verbs[0]) else None


def _by_verb(
    sentence: Sentence, at: int, begin: int, led: Sequence[Mention], text: str, shown: str,
    span: Span, cues: Cues
) -> Mention | None:
    """Whose verb it is that follows; `adding` and the like are the sentence's subject's."""
    words = sentence.words
    mention = subjects.subject(at, words, led, shown, cues)
    if mention is None and at > begin:
        mention = noun_before(at, begin, words, shown, cues)
    if mention is None and words[at].low not in cues.ing:
        mention = next((m for m in led if at < m.first <= at + 8 and not m.owner), None)
        if mention is None and (full(span, text) or at == begin):
            mention = whoever(at, begin, words, shown, cues)
    return mention or subjects.first(
        [m for m in sentence.found if words[m.last - 1].end <= span.start], words, cues)


def _signed(span: Span, words: Sequence[Word], by: Mention, shown: str) -> bool:
    """Whether it is signed with a name: `“…” — Ana Paz, mayor`."""
    rest = shown[words[by.last - 1].end :]
    dash = shown[span.end : words[by.first].start].strip(_BLANK)
    return by.kind == "name" and dash in _DASHES and (not rest.strip(" .") or rest[0] == ",")


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
