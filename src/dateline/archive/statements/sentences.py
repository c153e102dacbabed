"""A paragraph in sentences, what is quoted being one sign in them."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from dateline.archive.statements.cues import ABBREVIATED
from dateline.archive.statements.quoting import Span

HIDDEN = "\ue000"
_END = re.compile(r"[.!?…。！？۔؟](?=[\s\ue000)\]]|$)|[。！？]")
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")
_CLAUSE = re.compile(r"[^.,;:!?\ue000]{1,90}")
_ENDS = frozenset(".!?…。！？")


def hidden(text: str, found: Sequence[Span]) -> str:
    """The paragraph with what is quoted hidden: every place stays where it was."""
    parts, at = [], 0
    for span in found:
        parts += [text[at : span.start], HIDDEN * (span.end - span.start)]
        at = span.end
    return "".join([*parts, text[at:]])


def sentences(
    text: str, shown: str, found: Sequence[Span], verbs: Container[str] = ()
) -> list[tuple[int, int]]:
    """Where each begins and ends; one that a quotation ends with a full stop ends there."""
    cuts = {match.end() for match in _END.finditer(shown) if not _abbreviated(shown, match)}
    cuts.update(span.end for span in found if _ends_in(text, shown, span, verbs))
    places, begin = [], 0
    for cut in [*sorted(cuts), len(shown)]:
        if shown[begin:cut].strip():
            places.append((begin, cut))
        begin = max(begin, cut)
    return places


def _abbreviated(shown: str, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return False
    last = _LAST_WORD.search(shown, max(0, match.start() - 12), match.start())
    if last is None:
        return False
    word = last.group().lower()
    following = shown[match.end() : match.end() + 2].strip()
    return (word in ABBREVIATED or "." in word or (len(word) == 1 and word.isalpha())) and bool(
        following)


def _ends_in(text: str, shown: str, span: Span, verbs: Container[str]) -> bool:
    """Whether the sentence ends with the quotation: `… home." Then` but not `… home?" he asked`."""
    inner = text[max(0, span.end - 4) : span.end - 1].rstrip()[-1:]
    rest = shown[span.end : span.end + 3].lstrip()
    if not inner or inner not in _ENDS or not rest:
        return False
    if inner in "?!" and rest[0].isupper():
        clause = _CLAUSE.match(shown, span.end)
        return not (clause and any(word in verbs for word in clause.group().lower().split()[:7]))
    return rest[0].isupper() or rest[0] == HIDDEN or rest[0] in "(["
