"""People by what they are: `the American diplomat`, `a spokeswoman for the ministry`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dateline.archive.statements.cues import BODIES, ORGANISATIONS, SPOKEN_FOR, Cues
from dateline.archive.statements.words import POSSESSIVE, Word, beside

MOST = 8
"""A role of more words is none."""
_APPOSED = re.compile(r",\s+((?:[^\W\d]['’])?([^\W\d_]+)\b[^,.;:()—\ue000]{0,80}?)\s*(?=[,.;:]|$)")
_QUALIFYING = frozenset(("former", "fellow", "opposition", "incumbent", "late"))
_DOERS = ("ist", "man", "woman", "person")
_MAYBE = ("er", "or", "ian", "ant", "eur", "rice", "ien", "ienne")
"""What ends like this between two names is what the second one is: `UCL astronomer Ana Paz`."""
Run = Callable[[Sequence[Word], int, str, Cues], int]


def role_at(words: Sequence[Word], at: int, text: str, cues: Cues) -> int:
    """Where `the American diplomat` ends that begins with its article; 0 if it is none."""
    for last in range(at + 1, min(at + 6, len(words))):
        if not beside(words, last, text) or words[last].low in cues.verbs or (
                words[last].low in cues.the):
            return 0
        low = POSSESSIVE.sub("", words[last].low)
        following = words[last + 1] if last + 1 < len(words) else None
        if low in cues.roles or low in cues.titles or (
                low[-1:] == "s" and low[:-1] in cues.roles):
            if following and following.cap and beside(words, last + 1, text):
                return 0
            if following and following.low in cues.roles and beside(words, last + 1, text):
                continue
            return last + 1
    return 0


def bare_role(words: Sequence[Word], at: int, text: str, cues: Cues) -> bool:
    """Whether a role without article stands at its verb: `officials said`, `said police`."""
    word = words[at]
    if word.cap or word.low not in cues.roles or (at and words[at - 1].cap and beside(
            words, at, text)):
        return False
    joined = at > 0 and beside(words, at, text) and words[at - 1].low not in cues.stop
    if joined and cues.the and not (word.low.endswith("s") or word.low.startswith("pol")):
        return bool(at) and words[at - 1].low in cues.verbs
    if at + 1 < len(words) and beside(words, at + 1, text):
        following = words[at + 1]
        if following.low in cues.verbs:
            return True
        if following.cap or following.low in cues.roles:
            return False
    return bool(at) and words[at - 1].low in cues.verbs and beside(words, at, text)


def held_for(words: Sequence[Word], last: int, text: str, cues: Cues, run: Run) -> tuple[int, int]:
    """For whom a role is held that ends there: from which word to which; equal for nobody."""
    begin, end = _held_for(words, last, text, cues, run)
    if begin < end and not words[end - 1].cap and words[end - 1].low in BODIES:
        return begin, _held_for(words, end, text, cues, run)[1]
    return begin, end


def _held_for(
    words: Sequence[Word], last: int, text: str, cues: Cues, run: Run
) -> tuple[int, int]:
    at = last
    if cues.genitive and beside(words, at, text) and not (
            words[at].cap or words[at].low in cues.stop or words[at].low in cues.verbs):
        return at, at + 1
    if not (beside(words, at, text) and words[at].low in cues.of):
        return last, last
    at += 1
    if beside(words, at, text) and words[at].low in cues.the:
        at += 1
    if not beside(words, at, text):
        return last, last
    spoken = words[last - 1].low in SPOKEN_FOR
    if not words[at].cap:
        known = words[at].low in BODIES or (spoken and words[at].low in cues.roles)
        return (at, at + 1) if known else (last, last)
    end = run(words, at, text, cues)
    bodies = [n for n in range(at, end) if words[n].low in ORGANISATIONS | BODIES]
    if bodies and end > bodies[0] + 1 and words[bodies[0] + 1].low not in cues.of:
        end = bodies[-1] + 1
    apart = text[words[end - 1].end : words[end - 1].end + 1] == ","
    return (at, end) if bodies or spoken or apart or words[last - 1].low in BODIES else (last, last)


def apposition(text: str, end: int, cues: Cues) -> str:
    """`the mayor of Lima` of `Ana Paz, the mayor of Lima,`."""
    found = _APPOSED.match(text, end)
    if found is None:
        return ""
    low = found[2].lower()
    parts = found[1].lower().replace("’", "'").replace("'", "' ").split()
    starts = (low in cues.the and len(parts) > 1) or low in cues.roles or low in cues.titles or (
        cues.elided and parts[0][:-1] in cues.the)
    return found[1] if starts and any(
        part in cues.roles or part in cues.titles for part in parts) else ""


def small_role(words: Sequence[Word], begin: int, text: str, cues: Cues) -> bool:
    """Whether a role in small letters stands right before: `coach Matt Myers`."""
    if not begin or not beside(words, begin, text):
        return False
    before = words[begin - 1]
    if not before.cap and _told_by(words, begin, text, cues):
        return True
    if before.cap or before.low in cues.verbs:
        return False
    if before.low in cues.roles or before.low in cues.titles or before.low.endswith(_DOERS):
        return True
    return begin > 1 and words[begin - 2].cap and beside(words, begin - 1, text) and (
        before.low.endswith(_MAYBE) and before.low not in cues.stop)


def _told_by(words: Sequence[Word], begin: int, text: str, cues: Cues) -> bool:
    """Whether only small words stand between the verb and the name: `said night nurse Ana Paz`."""
    at = begin - 1
    while at > max(0, begin - 5) and not words[at].cap and beside(words, at, text):
        if words[at].low in cues.stop or words[at].low in cues.the or words[at].low in cues.verbs:
            return False
        if words[at - 1].low in cues.verbs:
            return True
        at -= 1
    return False


def role_start(words: Sequence[Word], at: int, text: str, cues: Cues) -> int:
    """Where the role begins that ends with this word."""
    least = max(0, at - MOST)
    while at > least and beside(words, at, text):
        low = words[at - 1].low
        if low in _QUALIFYING:
            at -= 1
            continue
        if low in cues.stop or low in cues.verbs or low in cues.the or low in cues.be:
            break
        at -= 1
    return at
