"""Who is named in a comment: `@Display Name`, by what names have in common that look the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from dateline.discussion.lookalikes import name_key
from dateline.discussion.models import Comment, Reader
from dateline.discussion.names import LONGEST

MOST = 5
"""So many people at most are told that a comment names them."""
MARKS = 20
"""So many `@` of a comment are looked at."""
_AT = re.compile(r"(?<!\w)[@＠](?=\w)")
_NAME = re.compile(rf"[^\n@＠]{{1,{LONGEST + 1}}}")
_BETWEEN = frozenset(" .'’·_-")


def names_somebody(text: str) -> bool:
    """Whether a text may name anybody; cheap, and true rather too often."""
    return _AT.search(text) is not None


def keys_named(text: str) -> list[list[str]]:
    """For each `@` of a text outside quotations: the keys of names it may begin, longest first."""
    own = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    found = []
    for mark in list(_AT.finditer(own))[:MARKS]:
        match = _NAME.match(own, mark.end())
        if match:
            keys = dict.fromkeys(name_key(name) for name in _beginnings(match.group()))
            found.append([key for key in keys if key])
    return found


def _beginnings(text: str) -> Iterator[str]:
    """Every beginning of a text that ends with a word and may be a name, the longest first."""
    ends, signs = [], [*text, " "]
    for place, sign in enumerate(signs):
        if _of_word(sign):
            continue
        if place and _of_word(signs[place - 1]):
            ends.append(place)
        if sign not in _BETWEEN:
            break
    return (text[:end] for end in reversed(ends))


def _of_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


def taking_part(comment: Comment, keys: set[str], others: set[int]) -> QuerySet[Reader]:
    """Readers with an account who have a public comment in the thread: by keys of names (each is
    looked up by itself, so it costs the same in a thread of thousands), and `others` by number."""
    said = Comment.objects.filter(
        thread=comment.thread_id, reader=OuterRef("pk"), state=Comment.State.PUBLIC)
    asked = Q(name_key__in=keys) | Q(pk__in=others)
    rows = Reader.objects.filter(asked, user__isnull=False, erased_at=None)
    return rows.filter(Exists(said)).exclude(pk=comment.reader_id)


def chosen(named: list[list[str]], readers: dict[str, Reader]) -> list[Reader]:
    """Whom the longest name that fits means, for each `@`; each once, as they are named."""
    found: dict[int, Reader] = {}
    for keys in named:
        reader = next((readers[key] for key in keys if key in readers), None)
        if reader is not None:
            found[reader.pk] = reader
    return list(found.values())
