"""Advice in the room: what it is learned from, where it is kept and shown, and that it decides
nothing."""

from __future__ import annotations

import argparse
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import commenting
from dateline.discussion import public as discussion
from dateline.discussion.advising import learning
from dateline.discussion.advising.decisions import decisions
from dateline.discussion.advising.features import BUCKETS
from dateline.discussion.advising.judging import in_words, judge_waiting, score
from dateline.discussion.advising.learning import EVERY, KIND, LEAST, asked, learn_now
from dateline.discussion.advising.weights import Weights, packed, unpacked
from dateline.discussion.models import Advice, Comment, LogLine
from dateline.jobs.models import Job
from dateline.project.arguments import COMMANDS, Refused
from dateline.project.commands.discussion import run
from moderation import because, named, rules, said, thread
from staffing import by_link, member
from teaching import invented

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def scene(house, noon):
    """A thread, a writer, a clause and a moderator."""
    return thread(noon), named("Ann", noon), rules(noon), member("moderator")


def taught(noon):
    """A model of the invented decisions."""
    found = learning.learned(invented(noon))
    return Advice.objects.create(at=noon, decisions=found.decisions, measured=found.measured,
                                 weights=packed(found.weights))


def decided_on(where, who, noon, told, first=1):
    """Comments and the log's lines on them, as moderators left them."""
    rows = Comment.objects.bulk_create(
        Comment(thread=where, number=5000 + first + at, root=5000 + first + at, path=f"{at:07}",
                reader=who, text=one.text, state="public", at=one.at, key=str(uuid4()))
        for at, one in enumerate(told))
    begin = LogLine.objects.count() + 1
    LogLine.objects.bulk_create(
        LogLine(seq=begin + at, at=one.at, act="decide", subject=f"comment:{row}",
                payload={"comment": row.pk, "counted": "refused" if one.removed else "approved"},
                previous="", digest="")
        for at, (row, one) in enumerate(zip(rows, told, strict=True)))


def test_the_last_word_of_a_person_on_each_text_is_what_is_learned(scene, noon):
    where, ann, clause, moderator = scene
    kept, refused, held, undone, restored, changed, gone, automatic = (
        said(where, ann, noon, text=f"Text {name}") for name in "ABCDEFGH")
    reasons = because(clause)
    discussion.decide(kept.pk, "publish", by=moderator, at=noon)
    discussion.decide(refused.pk, "refuse", by=moderator, at=noon, reasons=reasons)
    discussion.decide(held.pk, "publish", by=moderator, at=noon)
    discussion.decide(held.pk, "hold", by=moderator, at=noon)
    line = discussion.decide(undone.pk, "publish", by=moderator, at=noon)
    discussion.undo(line.seq, by=moderator, at=noon)
    discussion.decide(restored.pk, "refuse", by=moderator, at=noon, reasons=reasons)
    restored.refresh_from_db()
    appeal = discussion.appeal(restored.statement, "Not so.", at=noon)
    discussion.answer_appeal(appeal.pk, "reversed", "Right.", at=noon,
                             by=member("moderator", email="other@example.org"))
    discussion.decide(changed.pk, "publish", by=moderator, at=noon)
    Comment.objects.filter(pk=changed.pk).update(edited_at=noon + MINUTE, text="Another")
    discussion.decide(gone.pk, "publish", by=moderator, at=noon)
    Comment.objects.filter(pk=gone.pk).update(text="")
    assert automatic.state == "pending"
    assert [(one.text, one.removed) for one in decisions()] == [
        ("Text A", False), ("Text B", True), ("Text E", False)]


def test_it_is_learned_once_there_are_enough_and_again_when_a_tenth_is_new(scene, noon):
    where, ann, _clause, _moderator = scene
    told = invented(noon, LEAST + 100)
    decided_on(where, ann, noon, told[: LEAST - 1])
    assert learn_now(at=noon + DAY) is None and not Advice.objects.exists()
    decided_on(where, ann, noon, told[LEAST - 1 : LEAST], first=3000)
    waits = said(where, ann, noon, text="You blockhead!")
    fine = said(where, ann, noon, text="The harbour in winter.")
    assert (waits.score, waits.weight) == (None, 1)
    made = learn_now(at=noon + DAY)
    assert made is not None and made.decisions == LEAST and made.measured["learned_from"] == 800
    assert len(made.weights) < 1_000_000
    waits.refresh_from_db()
    fine.refresh_from_db()
    assert waits.score > 0.5 > fine.score
    assert waits.weight == waits.own_weight > fine.weight
    assert judge_waiting() == 0, "by the same model nothing changes"
    assert learn_now(at=noon + 1.5 * DAY) is None, "at most once a day"
    assert learn_now(at=noon + 3 * DAY) is None, "nothing new"
    decided_on(where, ann, noon, [one.__class__(noon + 2 * DAY, one.text, one.removed, "", 0)
                                  for one in told[LEAST:]], first=3500)
    again = learn_now(at=noon + 3 * DAY)
    assert again is not None and again.decisions == LEAST + 100


def test_once_in_a_while_a_decision_asks_for_the_job(house, noon):
    for seq in (EVERY - 1, EVERY, EVERY + 1):
        asked(seq)
    assert [job.kind for job in Job.objects.all()] == [KIND]


TEXTS = ("A text about the budget.", "You blockhead of a minister, you scoundrel.",
         "A banned word of the house.", "See https://one.example https://two.example and "
         "https://three.example https://four.example", "nitwit")


def posted(code, kept, at):
    """What becomes of each text of a known and a new reader: the state, and what checks said."""
    readers = [commenting.reader(f"{name} {kept}", at=at, known=name == "Ann")
               for name in ("Ann", "Bob")]
    found = [commenting.said(who, code, f"{text} {who.name}", at=at + n * MINUTE)
             for who in readers for n, text in enumerate(TEXTS)]
    assert all((row.score is None) == (kept in ("none", "broken")) for row in found)
    return [(row.state, [each["check"] for each in row.signals]) for row in found]


def test_what_becomes_of_a_comment_is_the_same_with_advice_without_and_with_a_broken_one(
    house, noon,
):
    code = commenting.open_story(noon, mode="new")
    commenting.rule("banned", "pend", at=noon)
    commenting.rule("nitwit", "refuse", at=noon)
    without = posted(code, "none", noon)
    assert {state for state, _checks in without} == {"public", "pending", "restricted"}
    made = taught(noon)
    good, absurd = made.weights, packed(Weights([4000] * BUCKETS, 1e300, 0))
    for kept, weights in (("good", good), ("broken", b"DAW1 nonsense"), ("absurd", absurd)):
        Advice.objects.create(at=noon, decisions=LEAST, weights=weights)
        assert posted(code, kept, noon) == without, kept


def test_an_edit_is_judged_anew_and_moves_in_the_queue(house, noon):
    code = commenting.open_story(noon, mode="first")
    taught(noon)
    ann = commenting.reader(at=noon)
    made = commenting.said(ann, code, "The harbour in winter is a sight.", at=noon)
    low = (made.score, made.weight)
    edited = discussion.edit_comment(
        ann, code, made.number, commenting.typed("You blockhead, you nitwit, you scoundrel."),
        at=noon + MINUTE)
    edited.refresh_from_db()
    assert edited.score > 0.5 > low[0] and edited.weight > low[1]


def test_moderators_read_it_in_words_with_what_spoke_for_it(scene, noon):
    where, ann, _clause, moderator = scene
    assert score("You blockhead") is None
    taught(noon)
    row = said(where, ann, noon, text="The BLOCKHEAD of a <minister>!")
    row.score = score(row.text)
    row.save(update_fields=["score"])
    advice = in_words(row)
    assert advice.words[0] == "BLOCKHEAD" and 5 <= advice.of_ten <= 10
    page = by_link(moderator).get("/desk/discussion/").content.decode()
    assert "Advice, which decides nothing" in page
    assert f"removed about {advice.of_ten}." in page and ">BLOCKHEAD</q>" in page
    Advice.objects.update(weights=b"")
    Advice.objects.create(at=noon, decisions=1, weights=b"nonsense")
    assert in_words(row) == (advice.of_ten, ()), "the number is kept with the comment"
    assert by_link(moderator).get("/desk/discussion/").status_code == 200


def test_advice_costs_one_question_a_text_once_it_is_read(house, noon):
    made = taught(noon)
    score("Once")
    with CaptureQueriesContext(connection) as counted:
        assert score("You blockhead") > 0.5
    assert len(counted) == 1
    assert unpacked(bytes(made.weights)).slope > 0


def printed(capsys, *given):
    """What the command prints."""
    parser = argparse.ArgumentParser()
    COMMANDS["discussion"].arguments(parser)
    run(parser.parse_args(given))
    return capsys.readouterr().out


def test_the_command_prints_how_good_it_is_and_what_rules_did(scene, noon, capsys):
    where, ann, _clause, _moderator = scene
    assert "none yet; it needs 1000 decisions" in printed(capsys, "advice")
    told = invented(noon)
    decided_on(where, ann, noon, told)
    commenting.rule("nitwit", at=noon)
    met = [one.removed for one in told if "nitwit" in one.text]
    shown = printed(capsys, "advice")
    assert f"nitwit: {len(met)} hits, {met.count(False)} false alarms" in shown
    figures = learning.learned(told).measured
    for name in ("precision", "recall", "auc", "false_alarm_rate"):
        assert f"    {name}: {figures[name]}\n" in shown
    assert json.loads(printed(capsys, "advice", "--format", "json"))["advice"] == figures
    for wrong in (["advice", "--format", "csv"], ["report"]):
        with pytest.raises(Refused):
            printed(capsys, *wrong)
