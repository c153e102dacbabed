"""Isso's generic JSON: an array of threads, each with its comments.

    [{"id": "/posts/1/", "title": "…", "comments": [{"id": 0, "author": "…", "email": "…",
      "website": "…", "remote_addr": "…", "created": "2005-02-24 04:03:37", "text": "…"}]}]

`parent` (the id of another comment of the thread), `likes` and `mode` (1 public, 2 waiting, 4
deleted) are read where they are there.
"""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any

from dateline.discussion.bringing import identity, shapes
from dateline.discussion.bringing.jsonstream import values
from dateline.discussion.bringing.markup import NoText, plain
from dateline.discussion.bringing.shapes import (
    Brought,
    Conversation,
    Doubtful,
    NotComments,
    Part,
    Parts,
    Person,
)
from dateline.discussion.bringing.times import NoTime, moment

SYSTEM = "Isso"
_MODES = {1: shapes.PUBLIC, 2: shapes.PENDING, 4: shapes.DELETED}


def parts(file: IO[bytes], *, now: datetime) -> Parts:
    """Yield its conversations, people and comments. Raises NotComments."""
    for number, thread in enumerate(values(file), start=1):
        if not isinstance(thread, dict) or not isinstance(thread.get("comments"), list):
            raise NotComments(f"value {number} is no thread with comments")
        address = str(thread.get("id") or "")
        about = Conversation(identity.ref("isso", address), address)
        yield about
        for place, comment in enumerate(thread["comments"], start=1):
            where = f"thread {number} ({address[:80]}), comment {place}"
            try:
                yield from _said(comment, about, where, now)
            except (NoTime, NoText) as error:
                yield Doubtful(where, str(error))


def _said(comment: Any, about: Conversation, where: str, now: datetime) -> list[Part]:
    if not isinstance(comment, dict) or not isinstance(comment.get("text"), str):
        raise NoText("it is no comment with a text")
    given = {name: str(comment.get(name) if comment.get(name) is not None else "")
             for name in ("id", "author", "email", "created", "parent")}
    state = _MODES.get(comment.get("mode", 1))
    if not given["id"] or state is None:
        raise NoText("it has no id" if not given["id"] else "its mode is not 1, 2 or 4")
    who = Person(identity.person("isso", account="", email=given["email"], name=given["author"]),
                 given["author"])
    at, likes = moment(given["created"], now=now), comment.get("likes")
    return [who, Brought(
        identity.ref(about.ref, given["id"]), about.ref, who.ref,
        plain(comment["text"], lines=True), at, state, where,
        parent=identity.ref(about.ref, given["parent"]) if given["parent"] else "",
        likes=likes if isinstance(likes, int) and 0 <= likes < 2**31 else 0,
        public_at=at if state != shapes.PENDING else None,
    )]
