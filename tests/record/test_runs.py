"""Lists cut into runs: complete, and changed only where a story comes or goes."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cast import live, story
from dateline.desk import public as desk
from dateline.record import public as record
from dateline.record import runs
from dateline.record.runs import Mark

MINUTE = timedelta(minutes=1)


def batch(count, noon, **fields):
    return desk.file_batch([
        story(f"Story {n}", source=f"test:{n}", published_at=noon - n * MINUTE, **fields)
        for n in range(count)
    ], at=noon).published


def numbers(run):
    return [version.number for version in run.versions]


def whole(**asked):
    """Every run of a list, newest first."""
    run = record.newest_run(least=1, **asked)
    found = []
    while run.older:
        run = record.run_from(run.older, **asked)
        found.append(run)
    return found


def test_runs_follow_each_other_to_the_end_of_the_list(house, noon, monkeypatch):
    monkeypatch.setattr(runs, "ONE_IN", 4)
    monkeypatch.setattr(runs, "CHUNK", 3)
    done = batch(40, noon, dossiers=("Floods",))
    live("Elsewhere", at=noon + MINUTE, section="Sport")
    (floods,) = record.story(done[0].code).dossiers
    for asked in ({}, {"term": floods.number}, {"language": "en"}):
        listed = [n for run in whole(**asked) for n in numbers(run)]
        newest = numbers(record.newest_run(**asked, least=1))
        first = newest[: newest.index(listed[0])] if listed[0] in newest else newest
        expected = record.in_term(floods.number, limit=99) if "term" in asked else record.latest(
            limit=99)
        codes = [item.code for item in expected.items]
        by_number = {v.number: v.code for run in (record.newest_run(**asked, least=99),)
                     for v in run.versions}
        assert [by_number[n] for n in [*first, *listed]] == codes


def test_a_run_knows_the_newer_one(house, noon, monkeypatch):
    monkeypatch.setattr(runs, "ONE_IN", 2)
    batch(40, noon)
    found = whole()
    assert len(found) > 2
    assert found[0].newer == ""
    for newer, older in pairwise(found):
        assert older.newer == newer.versions[0].code


def test_no_run_begins_with_what_is_not_marked_or_not_there(house, noon, monkeypatch):
    monkeypatch.setattr(runs, "ONE_IN", 1)
    guid, done = live(at=noon)
    assert record.run_from(done.code)
    section = record.story(done.code).section.number
    assert record.run_from(done.code, term=section)
    assert record.run_from(done.code, language="fr") is None
    assert record.run_from("bcdfgh") is None and record.run_from("") is None
    assert record.run_from(done.code.upper()) is None
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    assert record.run_from(done.code) is None and record.newest_run(least=1).versions == ()


def test_the_newest_run_has_at_least_what_is_asked(house, noon):
    batch(50, noon)
    run = record.newest_run(least=30)
    assert len(run.versions) >= 30
    everything = record.newest_run(least=50)
    assert (len(everything.versions), everything.older) == (50, "")
    assert run.versions[0].blocks and run.versions[0].related == ()


codes = st.lists(st.text("0123456789bcdfghjkmnpqrstvwxyz", min_size=6, max_size=8), unique=True,
                 min_size=1, max_size=400)


def cut(found):
    """The runs of a list of codes, without the unfinished one at its head."""
    held, run = [], None
    for code in found:
        if Mark(None, 0, code).begins:  # type: ignore[arg-type]
            run = []
            held.append(run)
        if run is not None:
            run.append(code)
    return {tuple(run) for run in held}


@given(codes, st.integers(0, 399))
def test_what_is_added_or_taken_away_changes_two_runs_at_most(found, place):
    """Adding at `place`, or seen the other way: taking away there."""
    place = min(place, len(found) - 1)
    without = found[:place] + found[place + 1:]
    before, after = cut(without), cut(found)
    assert len(before - after) <= 1 and len(after - before) <= 2
    if place == 0:
        assert before <= after, "what is new at the head leaves every run"
