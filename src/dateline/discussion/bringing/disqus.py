"""Disqus' export (its schema 1.0): threads first, then posts, each naming its thread."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any

from dateline.discussion.bringing import identity, shapes
from dateline.discussion.bringing.markup import NoText, plain
from dateline.discussion.bringing.shapes import (
    Brought,
    Conversation,
    Doubtful,
    Part,
    Parts,
    Person,
)
from dateline.discussion.bringing.times import NoTime, moment
from dateline.lib.xmlstream import child, elements, local

SYSTEM = "Disqus"
_ID = "{http://disqus.com/disqus-internals}id"


def parts(file: IO[bytes], *, now: datetime) -> Parts:
    """Yield its conversations, people and comments. Raises XmlRefused."""
    for element in elements(file, "disqus/thread", "disqus/post"):
        if local(element) == "thread":
            yield _conversation(element, now)
        else:
            yield from _comment(element, now)


def _conversation(element: Any, now: datetime) -> Conversation:
    link, name = child(element, "link"), child(element, "id")
    closed = now if child(element, "isClosed") == "true" else None
    return Conversation(identity.ref("disqus", "thread", element.get(_ID, "")), link,
                        tuple(part for part in (name, *name.split()) if part), closed_at=closed)


def _comment(element: Any, now: datetime) -> Parts:
    number = element.get(_ID, "")
    where = f"line {element.sourceline}, post {number[:40] or 'without an id'}"
    try:
        if not number:
            raise NoText("it has no id")
        yield from _said(element, number, where, now)
    except (NoTime, NoText) as error:
        yield Doubtful(where, str(error))


def _said(element: Any, number: str, where: str, now: datetime) -> list[Part]:
    who, at = _person(element), moment(child(element, "createdAt"), now=now)
    spam, deleted = (child(element, name) == "true" for name in ("isSpam", "isDeleted"))
    waits = child(element, "isApproved") == "false"
    state = (shapes.RESTRICTED if spam else shapes.DELETED if deleted
             else shapes.PENDING if waits else shapes.PUBLIC)
    above = _of(element, "parent")
    return [who, Brought(
        identity.ref("disqus", number), identity.ref("disqus", "thread", _of(element, "thread")),
        who.ref, plain(child(element, "message"), lines=False), at, state, where,
        parent=identity.ref("disqus", above) if above else "",
        public_at=at if state in (shapes.PUBLIC, shapes.DELETED) else None,
        reasons={"kept": "spam"} if spam else None,
    )]


def _person(element: Any) -> Person:
    author = element.find("{*}author")
    guest = child(author, "isAnonymous") == "true"
    name = child(author, "name")
    return Person(identity.person(
        "disqus", account="" if guest else child(author, "username"),
        email=child(author, "email"), name=name), name or child(author, "username"))


def _of(element: Any, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return "" if found is None else found.get(_ID, "")
