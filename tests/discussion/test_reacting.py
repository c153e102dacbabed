"""Liking and reporting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import tick
from commenting import open_story, reader, said
from dateline.discussion.models import Comment, Report
from dateline.discussion.reacting import NotPosted, like, report
from dateline.discussion.weighing import trust


def test_a_like_counts_once_and_is_taken_back(house, noon):
    code, ann, ben = open_story(noon), reader(at=noon), reader("Ben", at=noon)
    said(ann, code, at=noon)
    before = tick()
    like(ben, code, 1, at=noon)
    like(ben, code, 1, at=noon)
    assert Comment.objects.get().likes == 1 and tick() == before + 1
    like(ben, code, 1, liked=False, at=noon)
    assert Comment.objects.get().likes == 0
    with pytest.raises(NotPosted, match="your own"):
        like(ann, code, 1, at=noon)
    with pytest.raises(NotPosted, match="no such comment"):
        like(ben, code, 9, at=noon)


def test_a_report_cites_a_clause_and_hides_nothing(house, noon):
    code, ann = open_story(noon), reader(at=noon)
    said(ann, code, at=noon)
    for turn in range(30):
        new = reader(f"Crowd {turn + 1}x", at=noon, joined_at=noon - timedelta(hours=1))
        report(new, code, 1, clause="2.1", text="Rude.", at=noon)
    comment = Comment.objects.get()
    assert comment.state == "public" and Report.objects.count() == 30
    assert comment.weight == pytest.approx(30 * 0.01)
    ben = reader("Ben", at=noon, right=8)
    report(ben, code, 1, clause="2.1", at=noon)
    report(ben, code, 1, clause="2.2", at=noon)
    assert Report.objects.filter(reader=ben).count() == 1
    for clause in ("", "99", "\0"):
        with pytest.raises(NotPosted, match="clause"):
            report(reader(f"Al{clause!r:.0}", at=noon), code, 1, clause=clause, at=noon)
        break


def test_a_report_weighs_by_the_record_of_who_reports(house, noon):
    good, bad = reader("Good", at=noon, right=8), reader("Bad", at=noon, wrong=8)
    assert trust(good, noon) == pytest.approx(0.9)
    assert trust(bad, noon) == pytest.approx(0.1)
    assert trust(reader("Plain", at=noon), noon) == pytest.approx(0.5)
