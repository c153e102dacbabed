"""`dateline check` of the discussion, the transparency report, and the EU database's fields."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest

from dateline.discussion import public as discussion
from dateline.discussion.models import Comment, Reader, Statement, Thread
from dateline.discussion.public import DiscussionBreach
from dateline.discussion.statements import state_reasons
from moderation import because, named, report, rules, said, thread
from staffing import member

DAY = timedelta(days=1)


@pytest.fixture
def scene(house, noon):
    """Something of everything that is counted."""
    where, ann, clause = thread(noon), named("Ann", noon), rules(noon)
    moderator, other = member("moderator"), member("moderator", email="other@example.org")
    top = said(where, ann, noon, state="public")
    below = said(where, ann, noon, state="public", above=top)
    report(below, named("Bob", noon), clause, noon)
    discussion.decide(below.pk, "remove", by=moderator, at=noon, reasons=because(clause))
    made = discussion.appeal(Statement.objects.get(), "No.", at=noon + DAY)
    discussion.answer_appeal(made.pk, "upheld", "It stands.", by=other, at=noon + 2 * DAY)
    undone = said(where, ann, noon)
    line = discussion.decide(undone.pk, "refuse", by=moderator, at=noon, reasons=because(clause))
    discussion.undo(line.seq, by=moderator, at=noon + timedelta(seconds=5))
    discussion.sanction(ann.pk, "mute", reasons=because(None, "A law"), by=moderator, at=noon,
                        ends_at=noon + 3 * DAY)
    _automatic(where, ann, clause, noon)
    return where, ann, clause, moderator


def _automatic(where, ann, clause, noon):
    """What a check refused by itself."""
    from dateline.discussion.moving import opened

    comment = said(where, ann, noon)
    with opened(where.pk) as held:
        row = Comment.objects.get(pk=comment.pk)
        row.thread = held.thread
        statement = state_reasons(ann, restriction="refused", clause=clause, facts="Repeated.",
                                  detected=True, by=None, at=noon)
        held.move(row, Comment.State.RESTRICTED, at=noon, statement=statement)


def test_everything_is_verified(scene):
    lines = list(discussion.check())
    assert len(lines) == 4 and lines[-1].startswith("4 statements of reasons")


@pytest.mark.parametrize("wrong", [
    lambda: Thread.objects.update(comments=7),
    lambda: Comment.objects.filter(number=1).update(replies=3),
    lambda: Comment.objects.filter(number=1).update(shown=False),
    lambda: Statement.objects.filter(comment__state="restricted").update(
        reader=Reader.objects.get(name="Bob")),
    lambda: Statement.objects.filter(restriction="mute").update(restriction="ban"),
])
def test_what_is_not_whole_is_found(scene, wrong):
    wrong()
    with pytest.raises(DiscussionBreach):
        list(discussion.check())


def test_check_and_report_are_commands(scene, house, noon):
    member("administrator")
    checked = house.run("check")
    assert checked.returncode == 0, checked.stderr
    assert "lines of the log of decisions are chained" in checked.stdout
    span = ("--since", "2026-03-01T00:00:00Z", "--until", "2026-04-01T00:00:00Z")
    told = house.run("discussion", "report", *span, "--format", "json")
    numbers = json.loads(told.stdout)
    assert numbers["statements of reasons"] == 3
    assert numbers["by restriction"] == {"mute": 1, "refused": 1, "removed": 1}
    assert numbers["decided by a program"] == 1
    assert numbers["appeals"] == {"upheld": 1}
    assert numbers["appeals, median hours to the answer"] == 24.0
    assert numbers["reports by readers"] == {"upheld": 1}
    assert "statements of reasons: 3" in house.run("discussion", "report", *span).stdout
    table = list(csv.DictReader(io.StringIO(
        house.run("discussion", "statements", *span, "--format", "csv").stdout)))
    assert [row["decision_ground"] for row in table].count("DECISION_GROUND_ILLEGAL_CONTENT") == 1
    assert house.run("discussion", "report", *span[:2], "--until", span[1]).returncode == 2


def test_each_statement_has_the_fields_of_the_eus_database(scene, noon):
    entries = list(discussion.statements_exported(noon - DAY, noon + DAY))
    assert len(entries) == 3
    removed, muted, refused = entries
    assert removed["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_REMOVED"]
    assert removed["incompatible_content_ground"] == "2.1 No insults"
    assert removed["source_type"] == "SOURCE_TYPE_OTHER_NOTIFICATION"
    assert removed["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
    assert removed["content_type"] == ["CONTENT_TYPE_TEXT"]
    assert muted["decision_provision"] == "DECISION_PROVISION_PARTIAL_SUSPENSION"
    assert muted["end_date_service_restriction"] == "2026-03-05"
    assert muted["illegal_content_legal_ground"] == "A law"
    assert refused["automated_detection"] == "Yes"
    assert refused["automated_decision"] == "AUTOMATED_DECISION_FULLY"
    for entry in entries:
        assert tuple(entry) == discussion.STATEMENT_FIELDS
        for name in ("puid", "decision_ground", "category", "content_type", "application_date",
                     "decision_facts", "source_type", "automated_detection", "territorial_scope"):
            assert entry[name], name
        assert any(entry[name] for name in (
            "decision_visibility", "decision_provision", "decision_account"))
        assert "Ann" not in json.dumps(entry)
