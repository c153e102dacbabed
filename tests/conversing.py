"""Readers who comment, and threads of what they say, made through the door of places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from dateline.discussion.models import Clause, Comment, Reader, Standards, Statement, Thread
from dateline.discussion.moving import Open, opened
from dateline.record import public as record

PENDING, PUBLIC = Comment.State.PENDING, Comment.State.PUBLIC
RESTRICTED, DELETED = Comment.State.RESTRICTED, Comment.State.DELETED


def person(name: str, *, at: datetime) -> Reader:
    """The reader of this name."""
    reader, _ = Reader.objects.get_or_create(
        name_key=name.lower(), defaults={"name": name, "joined_at": at})
    return reader


def thread_of(address: str, *, at: datetime) -> Thread:
    """The thread of the story at an address, or of this code."""
    version = record.story(address.rpartition("~")[2])
    assert version is not None
    thread, _ = Thread.objects.get_or_create(
        story=version.number,
        defaults={"guid": UUID(version.guid), "code": version.code, "opened_at": at})
    return thread


@dataclass(frozen=True)
class Talking:
    """A thread under its lock, in which people say something."""

    held: Open
    at: datetime

    def say(self, text: str = "Well said.", *, by: str = "Ann", to: Comment | None = None,
            state: str = "public", **fields: Any) -> Comment:
        """One comment; its number is the next."""
        comment = Comment(reader=person(by, at=self.at), text=text, html=f"<p>{text}</p>",
                          state=state, key=str(uuid4()), **fields)
        return self.held.add(comment, to, at=self.at)

    def move(self, number: int, state: Comment.State, **said: Any) -> None:
        """Bring a comment into another state."""
        comment = Comment.objects.get(thread=self.held.thread, number=number)
        self.held.move(comment, state, at=self.at, **said)

    def change(self, number: int, **fields: Any) -> None:
        """Set what is shown of a comment."""
        Comment.objects.filter(thread=self.held.thread, number=number).update(**fields)
        self.held.changed()


@contextmanager
def talking(thread: Thread, *, at: datetime) -> Iterator[Talking]:
    """Say something in a thread."""
    with opened(thread.pk) as held:
        yield Talking(held, at)


def reasons(reader: Reader, *, at: datetime, clause: str = "2.1") -> Statement:
    """Why something of this reader's is restricted: a clause, and a program decided."""
    standards, _ = Standards.objects.get_or_create(version=1, defaults={"at": at})
    found, _ = Clause.objects.get_or_create(
        standards=standards, number=clause,
        defaults={"position": 1, "title": "No insults", "text": "Argue, and do not insult."})
    return Statement.objects.create(
        reader=reader, restriction="removed", ground="standards", clause=found, facts="An insult.",
        detected=True, decided=True, scope="everywhere", source="own", begins_at=at,
        redress="Appeal within 184 days.")
