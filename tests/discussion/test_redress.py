"""Sanctions, statements, appeals by a signed link, and notices of illegal content."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from dateline.desk.models import Note
from dateline.discussion import public as discussion
from dateline.discussion.letters import link, mail_statement, signed
from dateline.discussion.models import (
    Appeal,
    IllegalNotice,
    LogLine,
    Notification,
    Reader,
    Report,
    Sanction,
    Statement,
)
from dateline.discussion.public import NotAllowed
from dateline.discussion.sanctions import holding
from dateline.lib import clock
from moderation import because, named, report, rules, said, thread
from staffing import by_link, member

DAY = timedelta(days=1)
LOCAL = {"host": "localhost:8000"}


@pytest.fixture
def scene(house, noon, outbox):
    """A thread, a writer, a clause, two moderators; mails are kept in `outbox`."""
    other = member("moderator", email="other@example.org")
    return thread(noon), named("Ann", noon), rules(noon), member("moderator"), other


def test_each_sanction_has_its_reason_end_and_letter(scene, noon, outbox):
    _where, ann, clause, moderator, _other = scene
    made = [
        discussion.sanction(ann.pk, kind, reasons=because(clause), by=moderator, at=noon,
                            ends_at=ends, section=section)
        for kind, ends, section in (
            ("warning", None, ""), ("mute", noon + DAY, ""), ("section", noon + 2 * DAY, "abc"),
            ("ban", None, ""), ("first", None, ""))
    ]
    for row in made:
        assert row.statement.restriction == row.kind and row.statement.ends_at == row.ends_at
        mail_statement({"statement": row.statement_id})
        mail_statement({"statement": row.statement_id})  # a job may come twice
    assert len(outbox) == 5
    assert "It calls another reader a fool." in outbox[0].body
    assert "2.1 No insults" in outbox[0].body
    kinds = [row.kind for row in holding(ann, section="abc", at=noon)]
    assert kinds == ["mute", "section", "ban", "first"]
    assert [row.kind for row in holding(ann, section="other", at=noon + 3 * DAY)] == [
        "ban", "first"]


def test_a_sanction_that_is_not_whole_is_refused(scene, noon):
    _where, ann, clause, moderator, _other = scene
    cases = [
        ("mute", {}), ("section", {}), ("ban", {"section": "abc"}),
        ("mute", {"ends_at": noon - DAY}), ("ban", {"reasons": discussion.Reasons(facts="x")}),
    ]
    for kind, given in cases:
        with pytest.raises(NotAllowed):
            discussion.sanction(ann.pk, kind, **{"reasons": because(clause), "by": moderator,
                                                 "at": noon} | given)
    assert not Sanction.objects.exists() and not Statement.objects.exists()


def test_the_second_of_two_moderators_is_told(scene, noon):
    _where, ann, clause, moderator, other = scene
    discussion.sanction(ann.pk, "ban", reasons=because(clause), by=moderator, at=noon)
    with pytest.raises(NotAllowed, match="already"):
        discussion.sanction(ann.pk, "ban", reasons=because(clause), by=other, at=noon)
    held = Sanction.objects.get()
    discussion.lift(held.pk, by=other, at=noon + DAY, reason="Time served.")
    assert holding(ann, section="", at=noon + DAY) == ()
    assert Statement.objects.get().reversed_at is None
    with pytest.raises(NotAllowed):
        discussion.lift(held.pk, by=moderator, at=noon + DAY, reason="Again.")


def test_an_appeal_restores_comment_counts_and_standing(scene, noon, outbox):
    where, ann, clause, moderator, other = scene
    bob = named("Bob", noon)
    comment = said(where, ann, noon, state="public")
    report(comment, bob, clause, noon)
    discussion.decide(comment.pk, "remove", by=moderator, at=noon, reasons=because(clause))
    statement = Statement.objects.get()
    made = discussion.appeal(statement, "It was a quotation.", at=noon + DAY)
    assert made.due_at == noon + 8 * DAY
    with pytest.raises(NotAllowed, match="answer the appeal"):
        discussion.decide(comment.pk, "restore", by=other, at=noon + DAY)
    with pytest.raises(NotAllowed, match="Another person"):
        discussion.answer_appeal(made.pk, "reversed", "Yes.", by=moderator, at=noon + 2 * DAY)
    discussion.answer_appeal(made.pk, "reversed", "A quotation indeed.", by=other,
                             at=noon + 2 * DAY)
    comment.refresh_from_db()
    where.refresh_from_db()
    ann.refresh_from_db()
    bob.refresh_from_db()
    statement.refresh_from_db()
    assert (comment.state, comment.statement, where.comments) == ("public", None, 1)
    assert (ann.approved, ann.refused, bob.right, bob.wrong) == (1, 0, 0, 0)
    assert statement.reversed_at == noon + 2 * DAY
    assert Report.objects.get().outcome == "dismissed"
    assert "your appeal was right" in outbox[-1].body and "A quotation indeed." in outbox[-1].body
    with pytest.raises(NotAllowed, match="answered this appeal"):
        discussion.answer_appeal(made.pk, "upheld", "No.", by=other, at=noon + 3 * DAY)
    assert list(discussion.check())


def test_an_appeal_of_a_comment_its_author_deleted_restores_the_record(scene, noon):
    from dateline.discussion.moving import opened

    where, ann, clause, moderator, other = scene
    comment = said(where, ann, noon, state="public")
    discussion.decide(comment.pk, "remove", by=moderator, at=noon, reasons=because(clause))
    made = discussion.appeal(Statement.objects.get(), "No.", at=noon)
    with opened(where.pk) as held:
        comment.refresh_from_db()
        held.move(comment, comment.State.DELETED, at=noon)
    discussion.answer_appeal(made.pk, "reversed", "Right.", by=other, at=noon)
    comment.refresh_from_db()
    ann.refresh_from_db()
    assert (comment.state, ann.approved, ann.refused) == ("deleted", 1, 0)


def test_the_database_itself_wants_another_person(scene, noon):
    where, ann, clause, moderator, _other = scene
    comment = said(where, ann, noon)
    discussion.decide(comment.pk, "refuse", by=moderator, at=noon, reasons=because(clause))
    made = discussion.appeal(Statement.objects.get(), "No.", at=noon)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=made.pk).update(
            outcome="upheld", answer="x", decided_by=moderator, decided_at=noon)


def test_a_banned_person_appeals_by_the_signed_link_without_an_account(scene, noon):
    _where, ann, clause, moderator, other = scene
    held = discussion.sanction(ann.pk, "ban", reasons=because(clause), by=moderator, at=noon)
    address = link(held.statement).removeprefix("http://localhost:8000")
    client = Client(headers=LOCAL, enforce_csrf_checks=True)
    with clock.at(noon + 183 * DAY):
        page = client.get(address)
        assert page.status_code == 200 and page["Cache-Control"] == "no-store"
        text = page.content.decode()
        assert "2.1 No insults" in text and "A person decided." in text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]
        assert client.post(address, {"text": "x"}).status_code == 403
        given = {"text": "I was quoting.", "csrfmiddlewaretoken": token}
        assert client.post(address, given).status_code == 302
        assert client.post(address, given).status_code == 422
    made = Appeal.objects.get()
    discussion.answer_appeal(made.pk, "reversed", "Right.", by=other, at=noon + 184 * DAY)
    assert holding(ann, section="", at=noon + 185 * DAY) == ()
    assert client.get(address.replace(":", "x", 1)).status_code == 404


def test_after_184_days_it_is_over(scene, noon):
    _where, ann, clause, moderator, _other = scene
    held = discussion.sanction(ann.pk, "ban", reasons=because(clause), by=moderator, at=noon)
    address = f"/discussion/appeal/{signed(held.statement)}/"
    with clock.at(noon + 185 * DAY):
        client = Client(headers=LOCAL)
        assert "The time for an appeal is over." in client.get(address).content.decode()
        assert client.post(address, {"text": "Late."}).status_code == 422
    assert not Appeal.objects.exists()


def test_a_statement_is_for_its_person_alone(scene, noon):
    _where, ann, clause, moderator, _other = scene
    held = discussion.sanction(ann.pk, "ban", reasons=because(clause), by=moderator, at=noon)
    address = f"/discussion/statement/{held.statement.reference}/"
    assert Client(headers=LOCAL).get(address).status_code == 404
    assert by_link(moderator).get(address).status_code == 404
    assert by_link(ann.user).get(address).status_code == 302


def test_an_undone_decision_is_not_mailed(scene, noon, outbox):
    where, ann, clause, moderator, _other = scene
    comment = said(where, ann, noon)
    line = discussion.decide(comment.pk, "refuse", by=moderator, at=noon, reasons=because(clause))
    discussion.undo(line.seq, by=moderator, at=noon)
    mail_statement({"statement": Statement.objects.get().pk})
    assert not outbox
    assert Notification.objects.get().due_at > noon + timedelta(seconds=10)


NOTICE = {"law": "Criminal code, section 185", "explanation": "It is an insult.", "name": "Eve",
          "email": "eve@example.org", "good_faith": "1"}


def test_a_notice_gets_a_receipt_and_a_decision_by_mail(scene, noon, outbox):
    where, ann, _clause, moderator, _other = scene
    comment = said(where, ann, noon, state="public")
    client = Client(headers=LOCAL)
    given = NOTICE | {"address": f"http://localhost:8000/discussion/~{where.code}/1/"}
    answer = client.post("/discussion/notice/", given)
    made = IllegalNotice.objects.get()
    assert made.comment == comment and made.reference in answer.content.decode()
    assert made.reference in outbox[0].subject and outbox[0].to == ["eve@example.org"]
    discussion.answer_notice(made.pk, "removed", "It insults a person.", by=moderator, at=noon)
    statement = Statement.objects.get()
    assert (statement.ground, statement.source, statement.law) == (
        "illegal", "notice", "Criminal code, section 185")
    comment.refresh_from_db()
    assert comment.state == "restricted"
    assert "It insults a person." in outbox[1].body and made.reference in outbox[1].subject
    with pytest.raises(NotAllowed, match="answered this notice"):
        discussion.answer_notice(made.pk, "kept", "No.", by=moderator, at=noon)


def test_a_notice_says_the_same_whether_there_is_such_a_comment(scene, noon):
    where, ann, _clause, _moderator, _other = scene
    said(where, ann, noon)
    pages = []
    for number in (1, 99):
        given = NOTICE | {"address": f"/discussion/~{where.code}/{number}/"}
        text = Client(headers=LOCAL).post("/discussion/notice/", given).content.decode()
        pages.append(re.sub(r"N-\w{4}-\w{4}-\w{4}", "N", text))
    assert pages[0] == pages[1]


def test_a_notice_that_is_not_whole_is_refused(scene):
    given = NOTICE | {"address": "/x"}
    client = Client(headers=LOCAL)
    for name in ("address", "law", "explanation", "good_faith", "name", "email"):
        assert client.post("/discussion/notice/", given | {name: ""}).status_code == 422, name
    bad = given | {"email": "a@b.example, c@d.example"}
    assert client.post("/discussion/notice/", bad).status_code == 422
    assert not IllegalNotice.objects.exists()
    unnamed = given | {"name": "", "email": "", "unnamed": "1"}
    assert client.post("/discussion/notice/", unnamed).status_code == 200


def test_notices_are_limited_by_network(scene, outbox):
    given = NOTICE | {"address": "/x", "email": "", "name": "", "unnamed": "1"}
    client = Client(headers=LOCAL)
    codes = [client.post("/discussion/notice/", given).status_code for _ in range(12)]
    assert codes == [200] * 10 + [422] * 2


def test_an_error_in_the_article_reaches_the_desk_and_not_the_thread(scene, noon):
    where, _ann, _clause, _moderator, _other = scene
    client = Client(headers=LOCAL)
    address = f"/discussion/~{where.code}/error/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": "The bridge is <b>in Rome</b>."}).status_code == 200
    note = Note.objects.get()
    assert note.kind == "reader-error" and "in Rome" in note.text
    where.refresh_from_db()
    assert where.last == 0
    assert client.post(address, {"text": " "}).status_code == 422
    assert client.get("/discussion/~zzzzzz/error/").status_code == 404


def test_badges_are_given_and_taken(scene, noon):
    _where, ann, _clause, moderator, _other = scene
    discussion.give_badge(ann.pk, "expert", by=moderator, at=noon)
    assert Reader.objects.get(pk=ann.pk).badge == "expert"
    assert LogLine.objects.get(act="badge").payload == {"badge": "expert"}
    with pytest.raises(NotAllowed):
        discussion.give_badge(ann.pk, "king", by=moderator, at=noon)
