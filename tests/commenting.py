"""Readers who comment, the story they comment on, and what moderators have made rules of."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import uuid4

from django.test import Client

from cast import live
from dateline.discussion import standards
from dateline.discussion.lookalikes import name_key
from dateline.discussion.models import Comment, Policy, Reader, WordRule
from dateline.discussion.posting import Typed, post_comment
from dateline.discussion.words import folded
from dateline.jobs.public import run_due
from staffing import browser

SAID = "The bridge was three years late, and nobody has said why."
EMAIL = "ann@reader.example"


def open_story(at: datetime, mode: str = "open", **fields: object) -> str:
    """The code of a live story, on a site of this mode."""
    Policy.objects.filter(level="site").update(mode=mode)
    _guid, published = live(at=at, **fields)
    return published.code


def reader(name: str = "Ann Archer", *, at: datetime, known: bool = True, **fields) -> Reader:
    """A reader of a year who accepted the standards; `known`: whose comments were approved."""
    usual = {"approved": 10 if known else 0, "joined_at": at - timedelta(days=365)}
    made = Reader.objects.create(name=name, name_key=name_key(name), **usual | fields)
    assert standards.accept(made, standards.newest().version, at=at)
    return made


def typed(text: str = SAID, **fields) -> Typed:
    """A form as it is sent once."""
    return Typed(text, **{"key": str(uuid4())} | fields)


def said(who: Reader, code: str, text: str = SAID, *, at: datetime, parent=None) -> Comment:
    """A comment."""
    return post_comment(who, code, typed(text), parent=parent, at=at)


def rule(phrase: str, action: str = "nudge", clause: str = "2.1", *, at: datetime) -> WordRule:
    """A rule of words."""
    return WordRule.objects.create(
        phrase=phrase, folded=folded(phrase), action=action, clause=clause, at=at)


def mailed(client: Client, outbox, email: str = EMAIL, following: str = "") -> str:
    """The path of the link that is mailed to who asks for it."""
    before = len(outbox)
    answer = client.post("/discussion/join/", {"email": email, "next": following})
    assert answer.status_code == 200
    run_due()
    assert len(outbox) == before + 1
    return re.search(r"http://[^/]+(/discussion/\S+)", outbox[-1].body).group(1)


def joined(outbox, name: str = "Ann Archer", email: str = EMAIL) -> Client:
    """The browser of somebody who has joined by mail."""
    client = browser()
    link = mailed(client, outbox, email)
    sent = {"name": name, "accept": "yes", "version": "1"}
    answer = client.post(link, sent)
    assert (answer.status_code, answer["Location"]) == (302, "/discussion/me/"), answer.content
    return client
