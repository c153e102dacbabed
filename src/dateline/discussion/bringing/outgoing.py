"""All comments as our JSON Lines (docs/discussion-import.md), read as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef

from dateline.delivery.public import READER, snapshot
from dateline.discussion.bringing.generic import FORMAT, VERSION
from dateline.discussion.bringing.naming import reader_ref
from dateline.discussion.bringing.standing import own_ref
from dateline.discussion.models import Comment, Reader, Thread

Line = dict[str, Any]
_READER = ("name", "badge", "joined_at", "erased_at", "approved", "refused", "right", "wrong")
_COMMENT = ("number", "state", "text", "badge", "at", "edited_at", "public_at", "turn", "likes",
            "featured", "pinned")
_STATEMENT = ("reference", "restriction", "ground", "law", "facts", "detected", "decided", "scope",
              "source", "begins_at", "redress")
_CLAUSE = ("statement__clause__number", "statement__clause__title",
           "statement__clause__standards__version")

_RELATED = ("source", "reader_id", "reader__source", "reader__joined_at", "parent__number",
            "parent__at", "parent__source", "statement_id")


def comments_exported() -> Iterator[Line]:
    """Yield a heading, every reader who wrote, and thread by thread its comments.

    The same bytes for the same comments wherever they were brought in; one snapshot.
    """
    with snapshot():
        yield {"format": FORMAT, "version": VERSION}
        wrote = Exists(Comment.objects.using(READER).filter(reader=OuterRef("pk")))
        rows = Reader.objects.using(READER).filter(wrote).order_by("joined_at", "name_key")
        for row in rows.iterator(2000):
            yield _filled({"kind": "reader", "ref": reader_ref(row.pk, row.source, row.joined_at)}
                          | {name: getattr(row, name) for name in _READER})
        for thread in Thread.objects.using(READER).order_by("guid").iterator(2000):
            yield from _thread(thread)


def _thread(thread: Thread) -> Iterator[Line]:
    guid = str(thread.guid)
    yield _filled({"kind": "thread", "ref": guid, "guid": guid, "code": thread.code,
                   "opened_at": thread.opened_at, "closed_at": thread.closed_at, "qa": thread.qa})
    rows = Comment.objects.using(READER).filter(thread=thread).order_by("number")
    names = [*_COMMENT, *_RELATED, *(f"statement__{name}" for name in _STATEMENT), *_CLAUSE]
    for row in rows.values(*names).iterator(2000):
        yield _comment(row, guid)


def _comment(row: Line, guid: str) -> Line:
    line = {"kind": "comment", "thread": guid,
            "ref": row["source"] or own_ref(guid, row["number"], row["at"]),
            "reader": reader_ref(
                row["reader_id"], row["reader__source"], row["reader__joined_at"])}
    if row["parent__number"]:
        line["parent"] = row["parent__source"] or own_ref(
            guid, row["parent__number"], row["parent__at"])
    line |= {name: row[name] for name in _COMMENT}
    if row["statement_id"]:
        said = {name: row[f"statement__{name}"] for name in _STATEMENT}
        said |= zip(("clause", "clause_title", "standards"), (row[name] for name in _CLAUSE),
                    strict=True)
        line["reasons"] = _filled(said) | {name: said[name] for name in ("detected", "decided")}
    return _filled(line) | {"text": row["text"]}


def _filled(line: Line) -> Line:
    """Without what says nothing: empty, zero, false."""
    return {name: value for name, value in line.items() if value}
