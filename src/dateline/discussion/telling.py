"""Conversations that are kept as they are told: those of the demo, which nobody typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import F
from django.utils.html import format_html_join

from dateline.discussion.models import (
    Book,
    Comment,
    Draft,
    Like,
    LogLine,
    Reader,
    Report,
    Statement,
    Thread,
)
from dateline.discussion.moving import Open, opened
from dateline.record.public import Version

SCOPE, REDRESS = "this comment, everywhere", "An appeal to the newsroom, within 184 days."


@dataclass(frozen=True)
class Said:
    """One comment of a conversation. `to`: the place in it of the one it answers, from 1.

    `then` is what became of it: `deleted`, or `illegal` (restricted under `law`).
    """

    by: str
    text: str
    at: datetime
    to: int = 0
    badge: str = ""
    likes: int = 0
    featured: bool = False
    pinned: bool = False
    then: str = ""
    law: str = ""


class NotTold(Exception):
    """There are comments that were not told by this source; the text says how many."""


def tell(story: Version, conversation: Sequence[Said], *, source: str, qa: bool = False) -> None:
    """Keep a conversation about a live story, in one transaction; its readers have no account."""
    thread, _ = Thread.objects.get_or_create(story=story.number, defaults={
        "guid": UUID(story.guid), "code": story.code, "opened_at": conversation[0].at})
    with opened(thread.pk) as held:
        held.thread.qa = qa
        made: list[Comment] = []
        for place, said in enumerate(conversation, 1):
            above = made[said.to - 1] if said.to else None
            made.append(_add(held, said, above, f"{source}{story.code}:{place}"))
        for comment, said in zip(made, conversation, strict=True):
            comment.refresh_from_db()
            if said.then == "deleted":
                held.move(comment, Comment.State("deleted"), at=said.at)
            elif said.then:
                held.move(comment, Comment.State("restricted"), at=said.at,
                          statement=_reasons(comment, said))


def _add(held: Open, said: Said, above: Comment | None, source: str) -> Comment:
    parts = ((part,) for part in said.text.split("\n\n"))
    comment = Comment(
        reader=_reader(said, source), badge=said.badge, text=said.text, state="public",
        html=format_html_join("", "<p>{}</p>", parts), likes=said.likes, featured=said.featured,
        pinned=said.pinned, source=source, key=str(uuid5(held.thread.guid, source)))
    if above is not None:
        above.refresh_from_db()
    return held.add(comment, above, at=said.at)


def _reader(said: Said, source: str) -> Reader:
    reader, _ = Reader.objects.get_or_create(
        source=f"{source.partition(':')[0]}:{said.by}",
        defaults={"name": said.by, "name_key": said.by.casefold(), "badge": said.badge,
                  "joined_at": said.at})
    return reader


def _reasons(comment: Comment, said: Said) -> Statement:
    return Statement.objects.create(
        reader=comment.reader, restriction="removed", ground="illegal", law=said.law,
        facts="It says of a person what was found to be untrue.",
        detected=True, decided=True, scope=SCOPE, source="own", begins_at=said.at,
        redress=REDRESS)


def begin_anew(source: str) -> None:
    """Forget what this source told, in the caller's transaction: the log of stories begins anew.

    Raises NotTold where there is a comment or a decision of anybody else.
    """
    others = Comment.objects.exclude(source__startswith=source).count()
    others += LogLine.objects.count()
    if others:
        raise NotTold(f"there are {others} comments and decisions that are not of {source}")
    Book.objects.select_for_update().get()
    Comment.objects.update(parent=None, depth=0, root=F("number"), state="deleted", statement=None)
    for model in (Like, Report, Draft, Statement, Comment, Thread):
        model.objects.all().delete()
    Reader.objects.filter(source__startswith=source, user=None).delete()
