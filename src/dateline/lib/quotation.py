"""Split one paragraph into plain text, quotations and editorial insertions, losing nothing."""

import re
from dataclasses import dataclass
from typing import Literal

CLOSER = {'"': '"', "“": "”", "«": "»"}
OPENING_MARKS = frozenset(CLOSER)
CLOSING_MARKS = frozenset(CLOSER.values())
_MARK = re.compile(r'[\["“”«»]')
_BRACKET = re.compile(r"[\[\]]")

Kind = Literal["text", "quote", "insertion"]


@dataclass(frozen=True)
class Run:
    """A stretch of one kind; quotation marks and square brackets belong to their run."""

    kind: Kind
    text: str


def runs(text: str) -> tuple[Run, ...]:
    """The runs of one paragraph; their texts joined are `text` exactly. Never fails; linear time.

    A mark that is never closed quotes to the end (the quotation goes on in the next paragraph).
    Quotations inside a quotation belong to it; `[…]` splits it; a lone `[`, `]`, `”` is text.
    """
    found: list[Run] = []
    ends = _insertions(text)
    marks = _OpenMarks()
    start = position = 0

    def cut(end: int, kind: Kind) -> None:
        nonlocal start
        if end > start:
            found.append(Run(kind, text[start:end]))
        start = end

    while match := _MARK.search(text, position):
        at = match.start()
        position = at + 1
        was_open = bool(marks)
        if match[0] == "[":
            if at in ends:
                cut(at, "quote" if was_open else "text")
                position = ends[at]
                cut(position, "insertion")
            continue
        marks.read(text, at)
        if marks and not was_open:
            cut(at, "text")
        elif was_open and not marks:
            cut(position, "quote")
    cut(len(text), "quote" if marks else "text")
    return tuple(found)


def is_quoted(text: str) -> bool:
    """Whether a paragraph begins and ends with quotation marks and says nothing outside them."""
    found = runs(text)
    outside = "".join(run.text for run in found if run.kind == "text")
    last = text.rstrip(" .,;:!?…")[-1:]
    return (
        text[:1] in OPENING_MARKS
        and found[0].kind == "quote"
        and last in CLOSING_MARKS
        and not any(map(str.isalnum, outside))
    )


class _OpenMarks:
    """The quotation marks open at one point of the text, as the marks that would close them."""

    def __init__(self) -> None:
        self._stack: list[str] = []
        self._count = dict.fromkeys(CLOSING_MARKS, 0)

    def __bool__(self) -> bool:
        return bool(self._stack)

    def read(self, text: str, at: int) -> None:
        """Take in the mark at this place of the text."""
        mark = text[at]
        if mark == '"':
            opens = _straight_opens(text, at, inside=self._count['"'] > 0)
        else:
            opens = mark in OPENING_MARKS
        if opens:
            self._stack.append(CLOSER[mark])
            self._count[CLOSER[mark]] += 1
        elif self._count[mark]:
            self._close(mark)

    def _close(self, mark: str) -> None:
        """Close this mark, and with it every mark left open inside it."""
        last = ""
        while last != mark:
            last = self._stack.pop()
            self._count[last] -= 1


def _straight_opens(text: str, at: int, inside: bool) -> bool:
    """A straight mark opens before a word (`a 5" gun` does not); inside, only after a space too."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if inside:
        return at > 0 and (before.isspace() or before in "(“«") and after.isalnum()
    return not before.isalnum() and not after.isspace()


def _insertions(text: str) -> dict[int, int]:
    """Start and end of every `[…]` that has both brackets (inner ones are harmless)."""
    ends: dict[int, int] = {}
    waiting: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            waiting.append(match.start())
        elif waiting:
            ends[waiting.pop()] = match.end()
    return ends
