"""How good the finding of statements is, on judged stories: precision and recall.

A line of JSON is a story: `text` (paragraphs on lines of their own), `html` or `blocks`, its
`language`, and its `statements`, each with a speaker and words, or with where the words begin and
end in the text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from dateline.archive.statements.bringing import digest_of
from dateline.archive.statements.extracting import said_in
from dateline.archive.statements.paragraphs import blocks_of_html
from dateline.archive.statements.people import Known, plain, surname
from dateline.record.public import Block

ALIKE = 0.8
"""So much of the words of both must be the same."""
SPEAKER = ("speaker", "source", "person", "name")
WORDS = ("words", "quote", "quotation", "text")
_WORD = re.compile(r"\w+")


class NotMarked(Exception):
    """The file is not what it should be; the text says which line."""


@dataclass(frozen=True)
class Marks:
    """Of all stories: how many statements are judged and found; parts of one, from 0 to 1."""

    judged: int
    found: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class One(NamedTuple):
    """A statement, judged or found."""

    words: str
    speaker: str


def evaluate_statements(path: Path) -> dict[str, Marks]:
    """Marks of `quotes` alone and `with speaker`. Raises NotMarked, OSError."""
    judged = found = 0
    right = {"quotes": [0, 0], "with speaker": [0, 0]}
    for number, line in _lines(path):
        try:
            wanted, told = _judged(line), _found(line)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise NotMarked(f"{path}, line {number}: {error}") from None
        judged, found = judged + len(wanted), found + len(told)
        for ones, others in pairs(wanted, told):
            right["quotes"][0] += len(ones)
            right["quotes"][1] += len(others)
            right["with speaker"][0] += sum(
                any(same_speaker(one.speaker, other.speaker) for other in others) for one in ones)
            right["with speaker"][1] += sum(
                any(same_speaker(one.speaker, other.speaker) for one in ones) for other in others)
    if not judged and not found:
        raise NotMarked(f"{path}: no story has a statement")
    return {name: Marks(judged, found, of[1] / found if found else 0.0,
                        of[0] / judged if judged else 0.0) for name, of in right.items()}


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise NotMarked(f"{path}, line {number}: {error}") from None
            if not isinstance(found, dict):
                raise NotMarked(f"{path}, line {number}: a story is an object")
            yield number, found


def _judged(line: dict[str, Any]) -> list[One]:
    said = next((line[name] for name in ("statements", "quotes", "quotations") if name in line),
                None)
    if not isinstance(said, list):
        raise ValueError("its statements are no list")
    return [_one(each, line) for each in said]


def _one(each: Any, line: dict[str, Any]) -> One:
    if not isinstance(each, dict):
        raise ValueError("a statement is an object")
    words = next((each[name] for name in WORDS if each.get(name)), None)
    if words is None and "start" in each and "end" in each:
        words = str(line.get("text", ""))[int(each["start"]) : int(each["end"])]
    if not isinstance(words, str) or not words.strip():
        raise ValueError("a statement has no words")
    speaker = next((each[name] for name in SPEAKER if each.get(name)), "")
    if isinstance(speaker, dict):
        speaker = speaker.get("name", "")
    return One(words, str(speaker))


def _found(line: dict[str, Any]) -> list[One]:
    known = [Known(number, str(name)) for number, name in enumerate(line.get("tags") or (), 1)]
    told = said_in(blocks_of(line), str(line.get("language") or "en"), known)
    return [One(one.words, one.speaker) for one in told]


def blocks_of(line: dict[str, Any]) -> list[Block]:
    """A judged story's text as blocks."""
    if line.get("blocks"):
        return [_block(each) for each in line["blocks"]]
    if line.get("html"):
        return blocks_of_html(str(line["html"]))
    if "text" not in line and "body" not in line:
        raise ValueError("it has no text")
    text = str(line.get("text", line.get("body")))
    return [Block("paragraph", part.strip()) for part in text.splitlines() if part.strip()]


def _block(each: Any) -> Block:
    if isinstance(each, str):
        return Block("paragraph", each)
    kind = str(each.get("kind") or each.get("type") or "paragraph")
    quotation = kind in ("quotation", "quote", "blockquote")
    return Block("quotation" if quotation else "paragraph", str(each.get("text", "")),
                 str(each.get("speaker") or ""), str(each.get("role") or ""))


def pairs(wanted: Sequence[One], told: Sequence[One]) -> Iterator[tuple[list[One], list[One]]]:
    """Which are the same: one and one; then one that the other side has in several parts."""
    left, rest = list(wanted), list(told)
    for exact in (True, False):
        for one in list(left):
            other = next((each for each in rest if _same(one.words, each.words, exact)), None)
            if other is not None:
                left.remove(one)
                rest.remove(other)
                yield [one], [other]
    for one in list(left):
        if parts := _parts(one, rest):
            left.remove(one)
            rest = [each for each in rest if each not in parts]
            yield [one], parts
    for other in rest:
        if parts := _parts(other, left):
            left = [each for each in left if each not in parts]
            yield parts, [other]


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _same(one: str, other: str, exact: bool) -> bool:
    if exact:
        ends = " \"'“”„«»‘’.,!?…"
        return digest_of(one.strip(ends)) == digest_of(other.strip(ends))
    return _alike(_words(one), _words(other))


def _alike(a: Counter[str], b: Counter[str]) -> bool:
    most = max(a.total(), b.total())
    return bool(most) and (a & b).total() >= ALIKE * most


def _parts(whole: One, pieces: Sequence[One]) -> list[One]:
    """Those of the pieces that are together what the whole says; none where they are not."""
    words, found, held = _words(whole.words), list[One](), Counter[str]()
    for piece in pieces:
        own = _words(piece.words)
        if own.total() > 1 and (own & words).total() >= 0.9 * own.total():
            found.append(piece)
            held += own
    return found if len(found) > 1 and _alike(words, held) else []


def same_speaker(one: str, other: str) -> bool:
    """Whether two names are equal, or one has the other's surname."""
    a, b = _WORD.findall(plain(one)), _WORD.findall(plain(other))
    if not a or not b:
        return a == b
    return _last(one) in b or _last(other) in a


def _last(name: str) -> str:
    """The surname, without what an apostrophe parts from it."""
    return next(reversed(_WORD.findall(surname(name))), "")
