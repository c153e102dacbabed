"""The cast of a moderated discussion: readers, their comments and reports, standards, a moderator.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from cast import live
from dateline.discussion.models import Clause, Comment, Reader, Report, Standards, Thread
from dateline.discussion.moving import opened
from dateline.discussion.public import Reasons
from dateline.discussion.weighing import reported, trust
from dateline.people.public import User
from dateline.record import public as record

LONG_AGO = timedelta(days=400)


def rules(noon: datetime) -> Clause:
    """Standards with two clauses; the second one."""
    made = Standards.objects.create(version=Standards.objects.count() + 1, opening="", at=noon)
    Clause.objects.create(standards=made, position=1, number="1.1", title="Be kind", text="Do.")
    return Clause.objects.create(standards=made, position=2, number="2.1", title="No insults",
                                 text="Argue about the matter.")


def named(name: str, noon: datetime, *, old: bool = True, account: bool = True,
          **counts: int) -> Reader:
    """A reader with a record; an account of that name unless none is wanted."""
    email = f"{name.lower().replace(' ', '.')}@readers.example"
    user = User.objects.create_user(email, first_name=name) if account else None
    return Reader.objects.create(user=user, name=name, name_key=f"{name.lower()}",
                                 joined_at=noon - LONG_AGO if old else noon, **counts)


def thread(noon: datetime, *, headline: str = "A bridge opens") -> Thread:
    """The thread of a story that is public."""
    guid, _published = live(headline, at=noon)
    code = record.standing(guid).code
    return Thread.objects.create(guid=guid, story=Thread.objects.count() + 1, code=code,
                                 opened_at=noon)


def said(where: Thread, who: Reader, noon: datetime, *, state: str = "pending",
         text: str = "What a fool.", above: Comment | None = None, **fields) -> Comment:
    """A comment as it was posted."""
    with opened(where.pk) as held:
        comment = Comment(reader=who, text=text, html=f"<p>{text}</p>", state=state,
                          key=str(uuid4()), **fields)
        return held.add(comment, above, at=noon)


def report(comment: Comment, who: Reader, clause: Clause, noon: datetime) -> Report:
    """A reader's report, as posting keeps it."""
    with opened(comment.thread_id) as held:
        row = Comment.objects.select_related("reader").get(pk=comment.pk)
        row.thread = held.thread
        made = Report.objects.create(comment=row, reader=who, clause=clause, at=noon,
                                     text="It insults.", weight=trust(who, noon))
        reported(held, row, at=noon)
    return made


def because(clause: Clause | None, law: str = "") -> Reasons:
    """A reason."""
    return Reasons(facts="It calls another reader a fool.", clause=clause, law=law)
