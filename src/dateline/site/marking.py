"""A text as HTML: links and emphasis an editor set, quotations and `[…]` insertions found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from dateline.lib.inline import pieces
from dateline.lib.quotation import Run, runs
from dateline.record.public import Block, Mark


@dataclass(frozen=True)
class Piece:
    """A stretch of one look: `insertion` numbers the insertion it stands in."""

    text: str
    href: str = ""
    said: bool = False
    insertion: int | None = None
    strong: bool = False
    em: bool = False


def marked(text: str, marks: Iterable[Mark] = ()) -> SafeString:
    """The text escaped and otherwise unchanged, its marks, quotations and insertions marked up."""
    return _nested(list(_pieces(text, marks, runs(text))), 0)


def marked_block(block: Block) -> SafeString:
    """A block's text with its marks."""
    return marked(block.text, block.marks)


def bare(text: str, marks: Iterable[Mark]) -> SafeString:
    """The text with its marks alone, as feeds and exchange formats carry it."""
    return _nested(list(_pieces(text, marks, (Run("text", text),))), 0)


def _pieces(text: str, marks: Iterable[Mark], found: tuple[Run, ...]) -> Iterator[Piece]:
    """Cut the runs where a mark begins or ends."""
    looks = pieces(text, ((mark.start, mark.end, mark.kind, mark.href) for mark in marks))
    href, strong, em, left = "", False, False, ""
    for number, (said, run) in enumerate(zip(_sides(found), found, strict=True)):
        insertion = number if run.kind == "insertion" else None
        rest = run.text
        while rest:
            if not left:
                href, strong, em, left = next(looks)
            here = rest[: len(left)]
            rest, left = rest[len(here) :], left[len(here) :]
            yield Piece(here, href, said, insertion, strong, em)


def _sides(found: tuple[Run, ...]) -> list[bool]:
    """For each run whether it stands in a quotation; an insertion does in the midst of one."""
    sides = [run.kind == "quote" for run in found]
    for at in range(1, len(found) - 1):
        if found[at].kind == "insertion":
            sides[at] = sides[at - 1] and found[at + 1].kind != "text"
    return sides


def _nested(found: list[Piece], level: int) -> SafeString:
    """The pieces, those alike in the outermost respect wrapped together."""
    if level == len(_LEVELS):
        return format_html("{}", "".join(piece.text for piece in found))
    of, wrap = _LEVELS[level]
    parts = (
        wrap(value, _nested(list(group), level + 1)) for value, group in groupby(found, key=of)
    )
    return mark_safe("".join(parts))  # noqa: S308  every part was escaped by format_html


def _link(href: str, inner: SafeString) -> SafeString:
    if not href:
        return inner
    if href.startswith(f"{settings.BASE_URL}/"):
        return format_html('<a href="{}">{}</a>', href, inner)
    return format_html('<a href="{}" rel="external noopener">{}</a>', href, inner)


def _insertion(number: int | None, inner: SafeString) -> SafeString:
    if number is None:
        return inner
    title = gettext("editorial insertion")
    return format_html('<span class="insertion" title="{}">{}</span>', title, inner)


def _tag(opening: str, closing: str) -> Callable[[Any, SafeString], SafeString]:
    def wrap(on: Any, inner: SafeString) -> SafeString:
        return mark_safe(f"{opening}{inner}{closing}") if on else inner  # noqa: S308  tags of ours

    return wrap


_LEVELS: tuple[tuple[Callable[[Piece], Any], Callable[[Any, SafeString], SafeString]], ...] = (
    (lambda piece: piece.href, _link),
    (lambda piece: piece.said, _tag('<q class="said">', "</q>")),
    (lambda piece: piece.insertion, _insertion),
    (lambda piece: piece.strong, _tag("<strong>", "</strong>")),
    (lambda piece: piece.em, _tag("<em>", "</em>")),
)
"""From the outermost: a link stays one link, whatever is said inside it."""
