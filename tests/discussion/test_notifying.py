"""Who is told of which comment by mail, when, and who is not."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commenting import open_story, rule, said, typed
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.discussion import hearing
from dateline.discussion import public as discussion
from dateline.discussion.lookalikes import name_key
from dateline.discussion.mentions import keys_named
from dateline.discussion.models import Notification, Reader
from dateline.discussion.notifying.sending import mail_digest
from dateline.discussion.posting import delete_comment, edit_comment, post_comment
from dateline.discussion.standards import clause_of
from dateline.discussion.telling import Said, tell
from dateline.discussion.timing import due_at
from dateline.jobs.models import Job
from dateline.jobs.public import run_due
from dateline.lib import clock
from dateline.record import public as record
from moderation import because
from notified import DAY, HOUR, SOON, heard, person, told
from staffing import member


@pytest.fixture
def scene(house, noon, outbox):
    """An open story on which Ann Archer has said something."""
    with ExitStack() as stack:
        stack.enter_context(clock.at(noon))
        code, ann = open_story(noon), person("Ann Archer", noon)
        said(ann, code, at=noon)
        yield code, ann, outbox


def test_who_is_answered_is_told_once_and_not_before_it_can_be_taken_back(scene, noon):
    code, ann, outbox = scene
    said(person("Ben", noon), code, "Because of the ground.", parent=1, at=noon)
    heard(noon, SOON - timedelta(seconds=1))
    assert not outbox and told() == []
    heard(noon)
    heard(noon, HOUR)
    assert told() == [("Ann Archer", "reply", 2)] and len(outbox) == 1
    mail = outbox[0]
    assert mail.to == [ann.user.email] and mail.subject.endswith(": A bridge opens")
    assert "Ben has answered you" in mail.body and "Because of the ground." in mail.body
    assert f"http://localhost:8000/discussion/~{code}/2/\n" in mail.body
    assert Notification.objects.get().sent_at == noon + SOON


def test_who_is_named_is_told_by_the_longest_name_that_takes_part(scene, noon):
    code, _ann, _outbox = scene
    short, cid = person("Ann", noon), person("Cid", noon)
    for who in (short, cid):
        said(who, code, f"I am {who.name}, and here.", at=noon)
    person("Dora", noon)
    said(cid, code, "I ask @ann  ARCHER, @Dora, @Cid and x@ann.example here.", at=noon)
    said(cid, code, "> @Ann Archer said so\n\n@Ann: who was it?", at=noon)
    heard(noon)
    assert told() == [("Ann Archer", "mention", 4), ("Ann", "mention", 5)]


def test_who_is_named_and_answered_is_told_once_of_what_comes_sooner(scene, noon):
    code, ann, _outbox = scene
    ben = person("Ben", noon)
    for on_reply, on_mention in (("daily", "hourly"), ("hourly", "hourly"), ("never", "daily")):
        Reader.objects.filter(pk=ann.pk).update(on_reply=on_reply, on_mention=on_mention)
        said(ben, code, f"@Ann Archer, {on_reply} I say this to you.", parent=1, at=noon)
        heard(noon)
    assert [kind for _who, kind, _number in told()] == ["mention", "reply", "mention"]


def test_at_most_five_are_told_that_a_comment_names_them(scene, noon):
    code, _ann, _outbox = scene
    names = ["Bob", "Cid", "Dan", "Eve", "Flo", "Gus", "Hal"]
    for name in names:
        said(person(name, noon), code, f"{name} was here this very morning.", at=noon)
    writer = person("Zoe", noon)
    form = typed("You all: " + " ".join(f"@{name}" for name in names[:4]))
    comment = post_comment(writer, code, form, at=noon)
    heard(noon)
    later = noon + timedelta(minutes=1)
    edit_comment(writer, code, comment.number,
                 typed("You all: " + " ".join(f"@{name}" for name in names)), at=later)
    heard(later)
    assert [name for name, _kind, _number in told()] == names[:5]


def test_nobody_is_told_of_what_is_no_longer_public(scene, noon):
    code, ann, outbox = scene
    Reader.objects.filter(pk=ann.pk).update(on_reply="hourly")
    ben, moderator, clause = person("Ben", noon), member("moderator"), clause_of("2.1")
    first = said(ben, code, "This I take back at once.", parent=1, at=noon)
    delete_comment(ben, code, first.number, at=noon)
    second = said(ben, code, "And this a little later.", parent=1, at=noon)
    third = said(ben, code, "What a moderator takes away.", parent=1, at=noon)
    heard(noon)
    assert told() == [("Ann Archer", "reply", 3), ("Ann Archer", "reply", 4)]
    delete_comment(ben, code, second.number, at=noon)
    discussion.decide(third.pk, "remove", by=moderator, at=noon, reasons=because(clause))
    heard(noon, HOUR)
    assert told() == [] and [mail.to for mail in outbox] == [[ben.user.email]]  # the statement
    discussion.decide(third.pk, "restore", by=moderator, at=noon + HOUR)
    heard(noon + HOUR, HOUR)
    assert told() == [("Ben", "decision", 4), ("Ann Archer", "reply", 4)]
    assert "A moderator has published your comment" in outbox[1].body
    assert "Ben has answered you" in outbox[2].body


def test_what_a_moderator_publishes_is_told_to_both_sides(scene, noon):
    code, _ann, outbox = scene
    rule("slow", "pend", at=noon)
    ben = person("Ben", noon)
    comment = said(ben, code, "Slow work it was.", parent=1, at=noon)
    heard(noon, DAY)
    assert comment.state == "pending" and told() == []
    moderator, then = member("moderator"), noon + DAY
    line = discussion.decide(comment.pk, "publish", by=moderator, at=then)
    discussion.undo(line.seq, by=moderator, at=then)
    heard(then)
    assert told() == [] and not outbox
    with clock.at(then + HOUR):
        discussion.decide(comment.pk, "publish", by=moderator, at=then + HOUR)
    heard(then + HOUR)
    assert sorted(told()) == [("Ann Archer", "reply", 2), ("Ben", "decision", 2)]
    assert len(outbox) == 2


def test_never_stops_good_news_and_no_statement(scene, noon):
    code, _ann, outbox = scene
    rule("slow", "pend", at=noon)
    ben, moderator = person("Ben", noon, on_decision="never"), member("moderator")
    comment = said(ben, code, "Slow work it was.", at=noon)
    discussion.decide(comment.pk, "publish", by=moderator, at=noon)
    heard(noon)
    assert not outbox
    discussion.decide(comment.pk, "remove", by=moderator, at=noon,
                      reasons=because(clause_of("2.1")))
    heard(noon)
    assert outbox[0].to == [ben.user.email] and "2.1 No insults" in outbox[0].body
    head = outbox[0].extra_headers
    assert head["Auto-Submitted"] == "auto-generated" and "List-Unsubscribe" not in head
    assert "/discussion/me/notifications/" in outbox[0].body


def test_a_banned_or_erased_reader_is_told_of_decisions_alone(scene, noon):
    code, ann, outbox = scene
    ben, moderator, clause = person("Ben", noon), member("moderator"), clause_of("2.1")
    discussion.sanction(ann.pk, "ban", reasons=because(clause), by=moderator, at=noon)
    said(ben, code, "Because of the ground.", parent=1, at=noon)
    heard(noon)
    assert [mail.subject for mail in outbox] == ["Dateline: a decision, and the reasons for it"]
    Reader.objects.filter(pk=ben.pk).update(user=None, erased_at=noon)
    said(person("Cid", noon), code, "Now I answer Ben.", parent=2, at=noon)
    heard(noon)
    assert len(outbox) == 1 and told() == []


def test_a_story_that_is_gone_tells_nobody(scene, noon):
    code, _ann, outbox = scene
    said(person("Ben", noon), code, "Because of the ground.", parent=1, at=noon)
    desk.kill(record.guid_of(code), notice="It was wrong.", reason="It was.", at=noon)
    heard(noon)
    assert not outbox and told() == []


def test_nobody_is_told_of_what_was_brought_from_elsewhere(scene, noon):
    code, _ann, _outbox = scene
    with delivery.snapshot():
        story = record.story(code)
    before = Job.objects.count()
    tell(story, [Said("Old", "Once, @Ann Archer.", noon), Said("Older", "Twice.", noon, to=1)],
         source="demo:")
    assert Job.objects.count() == before


def test_posting_asks_at_most_one_question_more(scene, noon):
    code, _ann, _outbox = scene
    ben = person("Ben", noon)
    said(ben, code, "A first word of mine here.", at=noon)

    def cost(text: str, **fields) -> int:
        with CaptureQueriesContext(connection) as asked:
            post_comment(ben, code, typed(text), at=noon, **fields)
        jobs = [one for one in asked.captured_queries if "jobs_job" in one["sql"]]
        others = ("discussion_notification", "name_key\" IN")
        assert not any(part in one["sql"] for one in asked.captured_queries for part in others)
        return len(jobs)

    assert cost("Nobody is meant by this word at all.") == 0
    assert cost("All of you, @Ann Archer and @Zed, are meant by this.") == 1
    assert cost("Somebody is answered by these words.", parent=1) == 1


def test_names_are_looked_up_by_themselves(scene, noon):
    code, _ann, _outbox = scene
    said(person("Ben", noon), code, "And @Ann Archer knows who is meant by it.", at=noon)
    with CaptureQueriesContext(connection) as asked:
        heard(noon)
    sql = next(one["sql"] for one in asked.captured_queries if "name_key" in one["sql"]
               and "EXISTS" in one["sql"])
    assert told() == [("Ann Archer", "mention", 2)]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + sql)
            plan = [row[3] for row in cursor.fetchall()]
        assert not [line for line in plan if line.startswith("SCAN")], plan
        assert [line for line in plan if "discussion_taking_part" in line], plan


def test_what_a_name_may_be():
    assert keys_named("no@sign.example and @ nobody") == []
    assert keys_named("@Ben! Come.") == [["ben"]]
    assert keys_named("> @Ben\n@Éva O'Neil-Roy.") == [
        [name_key(name) for name in ("Éva O'Neil-Roy", "Éva O'Neil", "Éva O", "Éva")]]
    assert len(keys_named("@a " * 500)) == 20


ZONE = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(("pace", "at", "due"), [
    ("now", "2026-03-02T12:00:00", "2026-03-02T12:00:12"),
    ("hourly", "2026-03-02T12:00:00", "2026-03-02T13:00:00"),
    ("hourly", "2026-03-02T12:59:50", "2026-03-02T14:00:00"),
    ("daily", "2026-03-02T12:00:00", "2026-03-03T06:00:00"),
    ("daily", "2026-03-02T05:00:00", "2026-03-02T06:00:00"),
    ("daily", "2026-03-02T05:59:50", "2026-03-03T06:00:00"),
    ("daily", "2026-03-28T12:00:00", "2026-03-29T05:00:00"),  # the night of 23 hours
    ("daily", "2026-10-24T12:00:00", "2026-10-25T06:00:00"),  # the night of 25 hours
    ("hourly", "2026-10-25T00:30:00", "2026-10-25T01:00:00"),  # 2:30 for the first time
    ("hourly", "2026-10-25T01:30:00", "2026-10-25T02:00:00"),  # and again
])
def test_when_something_is_told(pace, at, due):
    found = due_at(pace, at=datetime.fromisoformat(at).replace(tzinfo=UTC), zone=ZONE)
    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_one_mail_tells_all_that_is_due_by_story(scene, noon):
    code, ann, outbox = scene
    Reader.objects.filter(pk=ann.pk).update(on_reply="hourly", on_mention="hourly")
    other, ben = open_story(noon, headline="A tunnel opens"), person("Ben", noon)
    said(ann, other, "I was in the tunnel too.", at=noon)
    for turn in range(3):
        with clock.at(noon + turn * SOON):
            said(ben, code, f"Answer of the number {turn} to you.", parent=1,
                 at=noon + turn * SOON)
    said(ben, other, "Have you heard, @Ann Archer, of this?", at=noon)
    heard(noon, SOON * 5)
    assert not outbox and len(told()) == 4
    assert Job.objects.filter(kind=hearing.DIGEST).count() == 1
    heard(noon, HOUR)
    assert len(outbox) == 1 and "news from 2 discussions" in outbox[0].subject
    body = outbox[0].body
    assert body.index("A bridge opens") < body.index("A tunnel opens")
    assert body.count("has answered you") == 3 and body.count("has named you") == 1


def test_a_job_that_comes_twice_tells_once(scene, noon):
    code, ann, outbox = scene
    comment = said(person("Ben", noon), code, "Because of the ground.", parent=1, at=noon)
    payload = {"comment": comment.pk, "at": noon.isoformat()}
    with clock.at(noon + SOON):
        for _ in range(2):
            hearing.hear(payload)
        for _ in range(2):
            mail_digest({"reader": ann.pk})
        hearing.hear(payload)
        mail_digest({"reader": ann.pk})
        run_due(at=noon + SOON)
    assert len(outbox) == 1 and len(told()) == 1
