"""Writing, replying, editing, deleting: what is kept, shown, and refused."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier
from threading import Thread as Running

import pytest
from django.db import connections, transaction

from cast import live, tick
from commenting import SAID, open_story, reader, rule, said, typed
from dateline.desk import public as desk
from dateline.discussion import standards
from dateline.discussion.book import verify
from dateline.discussion.limits import TooFast
from dateline.discussion.models import Comment, Draft, Policy, Sanction, Statement, Thread
from dateline.discussion.posting import (
    NotPosted,
    Nudged,
    Typed,
    delete_comment,
    edit_comment,
    post_comment,
)
from dateline.discussion.statements import state_reasons
from dateline.people.public import User
from staffing import member


def test_a_comment_is_public_counted_and_told(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    before = tick()
    comment = said(ann, code, at=noon)
    assert (comment.state, comment.number, comment.html) == ("public", 1, f"<p>{SAID}</p>")
    assert tick() == before + 1
    assert Thread.objects.get().comments == 1
    reply = said(reader("Ben", at=noon), code, "Because of the ground.", parent=1, at=noon)
    assert (reply.parent_id, reply.depth, reply.number) == (comment.pk, 1, 2)


def test_a_pending_comment_is_told_to_nobody(house, noon):
    code, ann = open_story(noon, "new"), reader(at=noon, known=False)
    said(reader("Ben", at=noon), code, at=noon)
    before = tick()
    comment = said(ann, code, "A first word here.", at=noon)
    assert comment.state == "pending" and comment.signals[0]["check"] == "history"
    assert tick() == before and Thread.objects.get().comments == 1


def test_a_form_sent_twice_is_kept_once(house, noon):
    code, ann, form = open_story(noon), reader(at=noon), typed()
    first = post_comment(ann, code, form, at=noon)
    assert post_comment(ann, code, form, at=noon).pk == first.pk
    assert Comment.objects.count() == 1
    with pytest.raises(NotPosted):
        post_comment(ann, code, Typed("x", key="\0" * 9), at=noon)


def test_two_readers_at_once_and_a_form_sent_twice_at_once(house, noon):
    code = open_story(noon)
    ann, ben, form = reader(at=noon), reader("Ben", at=noon), typed()
    wait, kept, failed = Barrier(3), [], []

    def send(who, what):
        try:
            wait.wait(10)
            kept.append(post_comment(who, code, what, at=noon).pk)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    runs = [Running(target=send, args=each)
            for each in ((ann, form), (ann, form), (ben, typed("Another one.")))]
    for each in runs:
        each.start()
    for each in runs:
        each.join(60)
    assert not failed and len(kept) == 3 and len(set(kept)) == 2
    assert sorted(Comment.objects.values_list("number", flat=True)) == [1, 2]
    assert Thread.objects.get().comments == 2


def test_a_nudge_cites_the_clause_and_is_given_once(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    rule("fool", at=noon)
    with pytest.raises(Nudged) as nudged:
        said(ann, code, "Only a fool builds there.", at=noon)
    verdict = nudged.value.verdict
    assert verdict.clause == "2.1" and "fool" in str(nudged.value)
    assert not Comment.objects.exists()
    answered = typed("Only a fool builds there.", answered=frozenset(verdict.token.split()))
    assert post_comment(ann, code, answered, at=noon).state == "public"


def test_what_a_rule_refuses_is_kept_with_reasons_and_not_shown(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    rule("kill him", "refuse", "2.3", at=noon)
    comment = said(ann, code, "Somebody should kill him.", at=noon)
    statement = Statement.objects.get()
    assert comment.state == "restricted" and comment.statement == statement
    assert statement.clause.number == "2.3" and statement.detected and statement.decided
    assert "kill him" in statement.facts and statement.redress and statement.scope
    assert Thread.objects.get().comments == 0 and verify() == 1


def test_a_rule_of_a_clause_that_is_gone_still_gives_reasons(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    rule("kill him", "refuse", "99", at=noon)
    assert said(ann, code, "Somebody should kill him.", at=noon).statement.clause.number == "1"


def test_new_standards_are_accepted_before_the_next_comment(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    chief = member("chief editor")
    clauses = [standards.ClauseText("1", "Be kind", "Always.")]
    standards.adopt("Anew.", clauses, by=chief, at=noon)
    with pytest.raises(NotPosted, match="standards"):
        said(ann, code, at=noon)
    assert not standards.accept(ann, 1, at=noon)
    assert standards.accept(ann, 2, at=noon)
    assert said(ann, code, at=noon).state == "public"


def test_who_is_silenced_writes_nothing_until_it_ends(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    silence(ann, noon, kind="mute", ends_at=noon + timedelta(days=1))
    with pytest.raises(NotPosted, match="may not write"):
        said(ann, code, at=noon)
    assert said(ann, code, at=noon + timedelta(days=2)).state == "public"


def silence(who, noon, **fields) -> Sanction:
    by, _ = User.objects.get_or_create(email="mod@example.org")
    with transaction.atomic():
        reasons = state_reasons(
            who, restriction=fields["kind"], clause=standards.clause_of("2.1"), facts="Insults.",
            detected=False, by=by, at=noon, ends_at=fields.get("ends_at"), scope="Everywhere.")
    return Sanction.objects.create(reader=who, begins_at=noon, statement=reasons, **fields)


def test_a_story_that_is_gone_or_closed_takes_no_comment(house, noon):
    ann = reader(at=noon)
    code = open_story(noon)
    with pytest.raises(NotPosted, match="closed 14 days"):
        said(ann, code, at=noon + timedelta(days=15))
    Policy.objects.create(level="story", subject=str(Thread.objects.get().guid), mode="open",
                          at=noon)
    assert said(ann, code, at=noon + timedelta(days=15)).state == "public"
    Thread.objects.update(closed_at=noon)
    with pytest.raises(NotPosted, match="closed"):
        said(ann, code, "Something else entirely.", at=noon)
    guid, published = live("A tunnel closes", at=noon)
    desk.kill(guid, at=noon, notice="It was wrong.", reason="It was wrong.")
    for nothing in (published.code, "nosuch", "\0"):
        with pytest.raises(NotPosted, match="no such story"):
            said(ann, nothing, at=noon)


@pytest.mark.parametrize("flag", ["sub_judice", "minors"])
def test_a_delicate_story_is_read_first_whatever_the_policy_says(house, noon, flag):
    code, ann = open_story(noon, **{flag: True}), reader(at=noon)
    assert said(ann, code, at=noon).state == "pending"
    Policy.objects.update(mode="closed")
    with pytest.raises(NotPosted, match="closed"):
        said(ann, code, "Something else entirely.", at=noon)


def test_only_a_public_comment_of_the_same_story_is_answered(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    with pytest.raises(NotPosted, match="not public"):
        said(ann, code, parent=7, at=noon)
    said(ann, code, at=noon)
    delete_comment(ann, code, 1, at=noon)
    with pytest.raises(NotPosted, match="not public"):
        said(ann, code, "An answer to it.", parent=1, at=noon)


def test_editing_within_five_minutes_keeps_the_earlier_text(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    said(ann, code, at=noon)
    before = tick()
    later = noon + timedelta(minutes=4)
    changed = edit_comment(ann, code, 1, typed("It was *four* years."), at=later)
    assert changed.html == "<p>It was <em>four</em> years.</p>" and changed.edited_at == later
    assert Draft.objects.get().text == SAID and tick() == before + 1
    with pytest.raises(NotPosted, match="five minutes"):
        edit_comment(ann, code, 1, typed("Five."), at=noon + timedelta(minutes=6))
    with pytest.raises(NotPosted, match="no such comment"):
        edit_comment(reader("Ben", at=noon), code, 1, typed("Mine."), at=later)


def test_an_edit_is_looked_at_anew(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    said(ann, code, at=noon)
    rule("casino", "pend", "3.2", at=noon)
    rule("kill him", "refuse", "2.3", at=noon)
    assert edit_comment(ann, code, 1, typed("Visit my casino."), at=noon).state == "pending"
    assert Thread.objects.get().comments == 0
    assert edit_comment(ann, code, 1, typed("All is well."), at=noon).state == "pending"
    assert edit_comment(ann, code, 1, typed("Now kill him."), at=noon).state == "restricted"
    assert Statement.objects.count() == 1
    with pytest.raises(NotPosted, match="restricted"):
        edit_comment(ann, code, 1, typed("Once more."), at=noon)
    with pytest.raises(NotPosted, match="object"):
        delete_comment(ann, code, 1, at=noon)


def test_a_deleted_comment_leaves_its_replies_in_place(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    said(ann, code, at=noon)
    said(reader("Ben", at=noon), code, "Because of the ground.", parent=1, at=noon)
    delete_comment(ann, code, 1, at=noon)
    delete_comment(ann, code, 1, at=noon)
    top = Comment.objects.get(number=1)
    assert (top.state, top.shown, top.replies) == ("deleted", True, 1)
    assert Thread.objects.get().comments == 1


def test_too_much_in_a_short_time_is_turned_back(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    for turn in range(10):
        said(ann, code, f"Number {turn} of what I have to say.", at=noon)
    with pytest.raises(TooFast):
        said(ann, code, "One too many of these.", at=noon)


def test_a_network_of_addresses_is_one(house, noon):
    from dateline.discussion.limits import count, origins

    assert list(origins("2001:db8::1")) == ["address 2001:db8::1", "network 2001:db8::/64"]
    assert list(origins("::ffff:192.0.2.1")) == ["address 192.0.2.1"]
    assert list(origins("nonsense")) == []
    for turn in range(40):
        count("post", account=f"r{turn}", address=f"2001:db8::{turn:x}")
    with pytest.raises(TooFast):
        count("post", account="other", address="2001:db8::ffff")
    count("post", account="other", address="2001:db8:0:1::1")
