"""Where a text quotes: the stretches between quotation marks of any writing, in linear time."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

CLOSERS = {
    "“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‚": "‘’", "‘": "’", "「": "」", "『": "』",
    "‹": "›",
}
_MARKS = re.compile('["“”„«»‚‘’「」『』‹›]')
LONGEST = 5000
"""A quotation of more signs is none: somewhere a mark is missing."""


@dataclass(frozen=True)
class Span:
    """What stands between two marks: places of the marks, `end` is after the closing one.

    `goes_on`: the paragraph ended and nothing closed it.
    """

    start: int
    end: int
    mark: str
    goes_on: bool = False

    def words(self, text: str) -> str:
        """What is quoted, without the marks."""
        return text[self.start + 1 : self.end if self.goes_on else self.end - 1].strip()


_WHOLE = frozenset(".!?…")
Quoted = tuple[int, Span, str]
"""The number of a paragraph, where in it, and the words."""
_DASH = re.compile(r"\s*[—–―]\s*")
_SPEECH_ENDS = re.compile(r"[\s,.!?…][—–―]\s*(?=\w)|\w[—–―][.,;]\s+(?=\w)")
_NEXT = re.compile(r"\w+")


def spoken(text: str, verbs: Container[str]) -> list[Span]:
    """Speech that dashes open and close: `— We go, — said Ana. — Now.`; none without its verb.

    The last one may end with the paragraph, as if there were a closing mark behind it.
    """
    opening = _DASH.match(text)
    if opening is None or len(text) > LONGEST:
        return []
    found: list[Span] = []
    begin = opening.end() - 1
    for closing in _SPEECH_ENDS.finditer(text, opening.end()):
        if begin < 0:
            begin = closing.end() - 1
            continue
        after = [match.group().lower() for match in islice(_NEXT.finditer(text, closing.end()), 2)]
        if any(word in verbs for word in after):
            found.append(Span(begin, closing.start() + 1, "—"))
            begin = -1
    if found and begin >= 0:
        found.append(Span(begin, len(text) + 1, "—"))
    return found


def spans(text: str, verbs: Container[str] = ()) -> list[Span]:
    """The outermost quotations of a paragraph in their order; the last one may go on.

    `verbs`: the words of speech where dashes may stand for marks.
    """
    if verbs and (found := spoken(text, verbs)):
        return found
    found = []
    start, mark, depth = -1, "", 0
    for match in _MARKS.finditer(text):
        at, sign = match.start(), match.group()
        if start < 0:
            if _opens(text, at, sign):
                start, mark, depth = at, sign, 1
        elif sign in CLOSERS[mark] and _closes(text, at, sign):
            depth -= 1
            if not depth:
                found.append(Span(start, at + 1, mark))
                start = -1
        elif sign == mark and _opens(text, at, sign):
            depth += 1
    if start >= 0:
        found.append(Span(start, len(text), mark, True))
    return found


def _opens(text: str, at: int, sign: str) -> bool:
    """Whether the mark can begin a quotation where it stands."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if sign not in CLOSERS or not after:
        return False
    if sign in "«»":
        return not before.isalnum() and (sign == "«" or after.isalnum())
    if sign in '"‘“':
        return not before.isalnum() and not after.isspace()
    return True


def _closes(text: str, at: int, sign: str) -> bool:
    """Whether it can end one: no apostrophe, no mark that begins another one inside."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if sign in "‘’":
        return not after.isalnum()
    return sign != '"' or not (before.isspace() and after.isalnum())


class _Held(NamedTuple):
    number: int
    span: Span
    words: list[str]

    def whole(self) -> Quoted:
        return self.number, self.span, "\n".join(self.words)

    def ended(self) -> Iterator[Quoted]:
        """It ends with its paragraph if who says it stands before it and its sentence is whole."""
        if self.span.start and self.words[-1][-1:] in _WHOLE:
            yield self.whole()


def joined(paragraphs: Sequence[str], verbs: Container[str] = ()) -> Iterator[Quoted]:
    """Every quotation with the number of its paragraph and its words.

    One that goes on is that of the next paragraph, if that opens with its mark again: there it
    has no words of its own.
    """
    held: _Held | None = None
    for number, text in enumerate(paragraphs):
        found = spans(text, verbs)
        if held is not None:
            first = found[0] if found else None
            if first and first.mark == held.span.mark and not text[: first.start].strip():
                found.pop(0)
                held.words.append(first.words(text))
                if first.goes_on and sum(map(len, held.words)) < LONGEST:
                    yield number, first, ""
                    continue
                if not first.goes_on:
                    yield held.whole()
            else:
                yield from held.ended()
            held = None
        for span in found:
            if span.goes_on:
                held = _Held(number, span, [span.words(text)])
            else:
                yield number, span, span.words(text)
    if held is not None:
        yield from held.ended()
