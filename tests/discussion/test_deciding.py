"""Moderators decide: what becomes of the comment, the reports, the records and the log."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from dateline.discussion import public as discussion
from dateline.discussion.book import verify
from dateline.discussion.models import Comment, LogLine, Notification, Reader, Report, Statement
from dateline.discussion.public import NotAllowed, Overtaken
from moderation import because, named, report, rules, said, thread
from staffing import member

SECOND = timedelta(seconds=1)


@pytest.fixture
def scene(house, noon):
    """A thread, a writer, a clause and a moderator."""
    return thread(noon), named("Ann", noon), rules(noon), member("moderator")


def test_what_is_published_shows_and_counts_for_its_writer(scene, noon):
    where, ann, _clause, moderator = scene
    comment = said(where, ann, noon)
    discussion.decide(comment.pk, "publish", by=moderator, at=noon)
    comment.refresh_from_db()
    where.refresh_from_db()
    ann.refresh_from_db()
    assert (comment.state, comment.weight, where.comments) == ("public", 0, 1)
    assert (ann.approved, ann.refused) == (1, 0)
    line = LogLine.objects.get(act="decide")
    assert (line.by, line.subject) == (moderator, f"comment:~{where.code}/1")
    assert verify() == 1


def test_nothing_is_refused_or_removed_without_reasons(scene, noon):
    where, ann, clause, moderator = scene
    pending, public = said(where, ann, noon), said(where, ann, noon, state="public")
    for comment, verdict in ((pending, "refuse"), (public, "remove")):
        for reasons in (None, discussion.Reasons(facts=" ", clause=clause),
                        discussion.Reasons(facts="An insult.")):
            with pytest.raises(NotAllowed):
                discussion.decide(comment.pk, verdict, by=moderator, at=noon, reasons=reasons)
        discussion.decide(comment.pk, verdict, by=moderator, at=noon, reasons=because(clause))
    kept = Statement.objects.order_by("pk")
    assert [row.restriction for row in kept] == ["refused", "removed"]
    assert [row.comment_id for row in kept] == [pending.pk, public.pk]
    assert not any(row.detected or row.decided for row in kept)
    assert Notification.objects.filter(kind="decision").count() == 2
    ann.refresh_from_db()
    assert (ann.approved, ann.refused) == (0, 2)


def test_a_law_is_a_ground_too(scene, noon):
    where, ann, _clause, moderator = scene
    comment = said(where, ann, noon)
    discussion.decide(comment.pk, "refuse", by=moderator, at=noon,
                      reasons=because(None, "Criminal code, section 185"))
    assert Statement.objects.get().ground == "illegal"


def test_reports_are_settled_and_count_for_who_made_them(scene, noon):
    where, ann, clause, moderator = scene
    right, wrong = named("Bob", noon), named("Cat", noon)
    bad, good = said(where, ann, noon, state="public"), said(where, ann, noon, state="public")
    report(bad, right, clause, noon)
    report(good, wrong, clause, noon)
    discussion.decide(bad.pk, "remove", by=moderator, at=noon, reasons=because(clause))
    discussion.decide(good.pk, "keep", by=moderator, at=noon)
    assert list(Report.objects.order_by("pk").values_list("outcome", flat=True)) == [
        "upheld", "dismissed"]
    assert Statement.objects.get().source == "report"
    right.refresh_from_db()
    wrong.refresh_from_db()
    assert (right.right, right.wrong, wrong.right, wrong.wrong) == (1, 0, 0, 1)
    good.refresh_from_db()
    assert good.weight == 0


def test_a_decision_counts_once_however_often_it_changes(scene, noon):
    where, ann, clause, moderator = scene
    comment = said(where, ann, noon)
    for verdict in ("publish", "remove", "restore", "hold", "refuse", "restore"):
        reasons = because(clause) if verdict in ("remove", "refuse") else None
        discussion.decide(comment.pk, verdict, by=moderator, at=noon, reasons=reasons)
    ann.refresh_from_db()
    where.refresh_from_db()
    assert (ann.approved, ann.refused, where.comments) == (1, 0, 1)
    assert Statement.objects.filter(reversed_at=None).count() == 0


def test_undo_within_ten_seconds_leaves_everything_as_it_was(scene, noon):
    where, ann, clause, moderator = scene
    bob = named("Bob", noon)
    comment = said(where, ann, noon, state="public")
    report(comment, bob, clause, noon)

    def standing():
        row, reader, reporter = (Comment.objects.get(pk=comment.pk),
                                 Reader.objects.get(pk=ann.pk), Reader.objects.get(pk=bob.pk))
        where.refresh_from_db()
        return (row.state, row.statement_id, row.weight, row.shown, where.comments,
                reader.approved, reader.refused, reporter.right, reporter.wrong,
                Report.objects.get().outcome)

    before = standing()
    for verdict in ("remove", "keep", "hold"):
        reasons = because(clause) if verdict == "remove" else None
        line = discussion.decide(comment.pk, verdict, by=moderator, at=noon, reasons=reasons)
        assert standing() != before
        discussion.undo(line.seq, by=moderator, at=noon + 10 * SECOND)
        assert standing() == before
    assert Statement.objects.get().reversed_at is not None
    discussion.decide(comment.pk, "remove", by=moderator, at=noon, reasons=because(clause))
    line = discussion.decide(comment.pk, "restore", by=moderator, at=noon)
    discussion.undo(line.seq, by=moderator, at=noon + SECOND)
    assert standing()[0] == "restricted"
    assert list(discussion.check())


def test_undo_is_for_who_decided_in_time_and_last(scene, noon):
    where, ann, clause, moderator = scene
    other = member("moderator", email="other@example.org")
    comment = said(where, ann, noon)
    line = discussion.decide(comment.pk, "publish", by=moderator, at=noon)
    with pytest.raises(NotAllowed):
        discussion.undo(line.seq, by=other, at=noon + SECOND)
    with pytest.raises(NotAllowed):
        discussion.undo(line.seq, by=moderator, at=noon + 13 * SECOND)
    discussion.decide(comment.pk, "remove", by=other, at=noon + SECOND, reasons=because(clause))
    with pytest.raises(Overtaken):
        discussion.undo(line.seq, by=moderator, at=noon + 2 * SECOND)


def test_the_second_moderator_is_told_who_was_faster(scene, noon):
    where, ann, clause, moderator = scene
    slow = member("chief editor", email="slow@example.org")
    comment = said(where, ann, noon)
    mark = discussion.marks([comment])[comment.pk]
    discussion.decide(comment.pk, "publish", by=moderator, at=noon, mark=mark)
    with pytest.raises(Overtaken, match="Moderator was faster"):
        discussion.decide(comment.pk, "refuse", by=slow, at=noon, mark=mark,
                          reasons=because(clause))
    assert LogLine.objects.filter(act="decide").count() == 1
    assert not Statement.objects.exists()


def test_an_edited_comment_is_not_what_was_looked_at(scene, noon):
    where, ann, _clause, moderator = scene
    comment = said(where, ann, noon)
    mark = discussion.marks([comment])[comment.pk]
    Comment.objects.filter(pk=comment.pk).update(text="Buy pills.", edited_at=noon + SECOND)
    with pytest.raises(Overtaken):
        discussion.decide(comment.pk, "publish", by=moderator, at=noon, mark=mark)


def test_two_at_the_same_instant_one_wins(scene, noon):
    """On real connections: both have looked, both press, one of them is told."""
    where, ann, clause, moderator = scene
    other = member("moderator", email="other@example.org")
    comment = said(where, ann, noon)
    mark = discussion.marks([comment])[comment.pk]
    begin, answers = threading.Barrier(2), []

    def press(by, verdict):
        try:
            begin.wait(20)
            discussion.decide(comment.pk, verdict, by=by, at=noon, mark=mark,
                              reasons=because(clause))
            answers.append("done")
        except Overtaken:
            answers.append("told")
        finally:
            connections.close_all()

    both = [threading.Thread(target=press, args=pair)
            for pair in ((moderator, "publish"), (other, "refuse"))]
    for each in both:
        each.start()
    for each in both:
        each.join(60)
    assert sorted(answers) == ["done", "told"]
    assert LogLine.objects.filter(act="decide").count() == 1
    assert verify() >= 1


def test_nobody_decides_on_their_own_comment(scene, noon):
    where, _ann, _clause, moderator = scene
    own = Reader.objects.create(user=moderator, name="Mo", name_key="mo", joined_at=noon)
    with pytest.raises(NotAllowed):
        discussion.decide(said(where, own, noon).pk, "publish", by=moderator, at=noon)


def test_featured_and_pinned_are_acts_and_touch_the_thread(scene, noon):
    from cast import tick

    where, ann, _clause, moderator = scene
    comment = said(where, ann, noon, state="public")
    before = tick()
    discussion.flag(comment.pk, "featured", True, by=moderator, at=noon)
    discussion.flag(comment.pk, "pinned", True, by=moderator, at=noon)
    comment.refresh_from_db()
    assert comment.featured and comment.pinned and tick() == before + 2
    with pytest.raises(NotAllowed):
        discussion.flag(said(where, ann, noon).pk, "pinned", True, by=moderator, at=noon)


def test_the_log_cannot_be_changed_not_even_by_sql(scene, noon):
    where, ann, _clause, moderator = scene
    line = discussion.decide(said(where, ann, noon).pk, "publish", by=moderator, at=noon)
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()
    for statement in ("UPDATE discussion_logline SET act = 'x'", "DELETE FROM discussion_logline"):
        with pytest.raises(Exception, match="only added to"), connection.cursor() as cursor:
            cursor.execute(statement)
