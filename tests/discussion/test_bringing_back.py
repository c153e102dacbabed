"""What goes out comes back: an export brought into another installation is exported the same."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from conversing import DELETED, person, talking, thread_of
from dateline.discussion import public as discussion
from dateline.discussion.bringing.outgoing import comments_exported
from dateline.discussion.models import Comment, Reader, Statement
from dateline.discussion.public import import_comments
from moderation import because, rules
from staffing import member

MINUTE = timedelta(minutes=1)


def lines() -> bytes:
    return b"".join(json.dumps(line, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n"
                    for line in comments_exported())


@pytest.fixture
def told(make_house, noon, tmp_path):
    """An installation with something of everything, a copy of it from before, and the export."""
    from cast import live
    from dateline.record import public as record

    first = make_house()
    guid, _published = live("A bridge opens", at=noon)
    clause = rules(noon)
    moderator = member("moderator")
    second = make_house(like=first)
    make_house.enter(first)
    _say(record.standing(guid).address, noon, clause, moderator)
    path = tmp_path / "out.jsonl"
    path.write_bytes(lines())
    return first, second, path


def _say(address, noon, clause, moderator):
    person("Zoë", at=noon - MINUTE)
    with talking(thread_of(address, at=noon), at=noon) as talk:
        top = talk.say("One *word*.\n\n> quoted\n\nhttps://a.example/", likes=4, pinned=True)
        talk.say("Two.", by="Bob", to=top, state="pending")
        gone = talk.say("Three.", to=top, badge="expert", featured=True)
        talk.say("Four.", by="Bob", to=gone, edited_at=noon + MINUTE)
        talk.say("Five.", by="Zoë", state="pending")
        bad = talk.say("Six.", by="Bob")
        held = talk.say("Seven.", by="Bob")
        talk.move(3, DELETED)
    later = noon + MINUTE
    discussion.decide(bad.pk, "remove", by=moderator, at=later, reasons=because(clause))
    discussion.decide(held.pk, "hold", by=moderator, at=later)
    discussion.decide(Comment.objects.get(number=5).pk, "publish", by=moderator, at=later)
    discussion.decide(Comment.objects.get(number=2).pk, "publish", by=moderator, at=later + MINUTE)


def test_an_export_comes_back_byte_for_byte(told, make_house, noon):
    _first, second, path = told
    same = import_comments(path, at=noon + 5 * MINUTE)
    assert dict(same.comments) == {"same": 7} and same.people == 0
    assert lines() == path.read_bytes()
    make_house.enter(second)
    assert not Comment.objects.exists()
    moderator = member("moderator", email="m2@example.org")
    done = import_comments(path, by=moderator, at=noon + 5 * MINUTE)
    assert dict(done.comments) == {"new": 7} and done.people == 3 and not done.refused
    assert lines().decode() == path.read_text()
    assert list(discussion.check())
    assert Statement.objects.get().by == moderator
    turns = Comment.objects.exclude(turn=None).order_by("turn").values_list("number", flat=True)
    assert list(turns) == [1, 3, 4, 6, 7, 5, 2]
    assert Comment.objects.get(number=1).html.startswith("<p>One <em>word</em>.</p><blockquote>")


def test_a_name_that_is_taken_there_is_another_person(told, make_house, noon):
    _first, second, path = told
    make_house.enter(second)
    mine = person("Bob", at=noon + MINUTE)
    import_comments(path, at=noon + 5 * MINUTE)
    assert not Comment.objects.filter(reader=mine).exists()
    assert Reader.objects.filter(name="Bob 2", user=None).exists()
    assert Statement.objects.get().decided  # nobody here answers for it: the import decided


def test_a_whole_export_has_the_discussion(told):
    tables = {table.name: list(table.rows) for table in discussion.export()}
    assert len(tables["discussion-comment"]) == 7
    assert len(tables["discussion-statement"]) == 1
    assert "discussion-entrylink" not in tables
    assert json.dumps(tables, cls=DjangoJSONEncoder)
