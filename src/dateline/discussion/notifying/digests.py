"""What is due to be told to a reader, and how it is put: by story, a few lines for each comment."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language_bidi

from dateline.discussion.models import Comment, Notification, Reader, Sanction
from dateline.discussion.policies import Ground
from dateline.discussion.sanctions import in_force
from dateline.discussion.timing import pace_of
from dateline.lib.dates import moment_words

MOST, EXCERPT = 50, 200
"""So many comments are in a mail, and so much of each; the others are counted."""
_FIRST, _LAST = "\u2068", "\u2069"


@dataclass(frozen=True)
class Line:
    """One comment that a reader is told of. `kind`: why."""

    kind: str
    who: str
    at: str
    text: str
    address: str


@dataclass(frozen=True)
class Part:
    """What is told about one story."""

    headline: str
    address: str
    lines: tuple[Line, ...]


def due(reader: int, at: datetime) -> QuerySet[Notification]:
    """What a reader has not been told and is due. (Statements have a letter of their own.)"""
    return Notification.objects.filter(
        reader=reader, sent_at=None, due_at__lte=at, statement=None, comment__isnull=False)


def wanted(reader: Reader, rows: Iterable[Notification], at: datetime) -> list[Notification]:
    """What may be told now: comments that are public, of kinds still wanted, each once.

    Who is banned is told of decisions alone.
    """
    banned = Sanction.objects.filter(in_force(at), reader=reader, kind="ban").exists()
    kept: dict[int, Notification] = {}
    for row in rows:
        assert row.comment is not None
        if row.comment.state == Comment.State.PUBLIC and pace_of(reader, row.kind) != "never" and (
                row.kind == "decision" or not banned):
            kept.setdefault(row.comment.pk, row)
    return list(kept.values())


def parts_of(rows: Iterable[Notification], grounds: dict[str, Ground]) -> list[Part]:
    """The stories of what is told, in the language and zone that are active."""
    lines: dict[str, list[Line]] = {}
    for row in rows:
        assert row.comment is not None
        lines.setdefault(row.comment.thread.code, []).append(_line(row, row.comment))
    return [Part(isolated(one_line(grounds[code].headline)), _address(code), tuple(each))
            for code, each in lines.items()]


def _line(row: Notification, comment: Comment) -> Line:
    said = one_line(comment.text)
    short = said if len(said) <= EXCERPT else said[:EXCERPT].rstrip() + "…"
    return Line(row.kind, isolated(one_line(comment.reader.name)), moment_words(row.at),
                isolated(short), f"{_address(comment.thread.code)}{comment.number}/")


def _address(code: str) -> str:
    return f"{settings.BASE_URL}/discussion/~{code}/"


def one_line(text: str) -> str:
    """A text on one line, without signs that turn or hide what follows: it can pass for no other
    line of a mail, and for none of its head."""
    kept = (" " if unicodedata.category(sign)[0] in "CZ" and sign not in "\u200c\u200d" else sign
            for sign in text)
    return " ".join("".join(kept).split())


def isolated(text: str) -> str:
    """A text that runs its own way inside a sentence, where the two may differ (Unicode 9, X5c)."""
    other = get_language_bidi() or any(unicodedata.bidirectional(sign) in ("R", "AL")
                                       for sign in text)
    return f"{_FIRST}{text}{_LAST}" if other else text
