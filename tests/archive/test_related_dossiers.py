"""Dossiers found: stories that belong together are proposed, taken with a click, or dismissed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from dateline.archive.models import FoundDossier
from dateline.archive.relating.proposing import KIND, dismiss, take
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.jobs.public import enqueue, run_due
from dateline.record import public as record
from desking import desk_of, person
from relating import FERRY, followed, run, weeks


def _found():
    enqueue(KIND, {})
    run_due()
    return list(FoundDossier.objects.filter(state="open"))


def test_stories_that_belong_together_over_weeks_are_proposed(house, noon):
    made = weeks(noon)
    (row,) = _found()
    assert set(record.guids(row.stories).values()) == set(made)
    assert {"ferry", "reef", "aurora", "skaldvik", "passengers"} & set(
        row.title.lower().split(", "))
    assert [each.pk for each in _found()] == [row.pk]


@pytest.mark.parametrize("fields", [{"days": 1}, {"dossiers": ("The Aurora",)}])
def test_what_is_of_one_week_or_has_a_dossier_is_not(house, noon, fields):
    weeks(noon, **fields)
    assert _found() == []


def test_one_click_makes_the_dossier_and_sends_nobody_anything(house, noon):
    made = weeks(noon)
    (row,) = _found()
    browser = desk_of(person("editor"))
    page = browser.get("/desk/").content.decode()
    assert "Dossiers found" in page and row.title in page
    assert all(f">Ferry {n}</a>" in page for n in range(6))  # nothing is taken unseen
    before = record.head()
    answer = browser.post(f"/desk/dossiers-found/{row.pk}/", {
        "title": "The Aurora", "story": _ticked(page)}, follow=True)
    assert "The dossier “The Aurora” has 6 stories." in answer.content.decode()
    entries = [entry for _, entry in record.follow() if entry.seq > before]
    assert len(entries) == 6 and not any(entry.news for entry in entries)
    dossier = record.term("dossier", "the-aurora")
    assert dossier is not None and record.count(dossier.number) == len(made)
    followed()
    assert _found() == [] and "Dossiers found" not in browser.get("/desk/").content.decode()


def _ticked(page: str) -> list[str]:
    """What the proposals' boxes send as they stand."""
    return re.findall(r'name="story" value="(\d+)" checked', page)


def test_single_stories_are_left_out_and_not_proposed_for_it_again(house, noon):
    made = weeks(noon)
    (row,) = _found()
    browser = desk_of(person("editor"))
    ticked = _ticked(browser.get("/desk/").content.decode())
    assert sorted(map(int, ticked)) == sorted(row.stories)
    where = f"/desk/dossiers-found/{row.pk}/"
    for few in ([], ticked[:1], ["99999", "x", ticked[0]]):
        said = browser.post(where, {"title": "The Aurora", "story": few}, follow=True)
        assert "made of two stories at least" in said.content.decode()
    said = browser.post(where, {"title": "The  Aurora", "story": [*ticked[:2], "99999"]},
                        follow=True).content.decode()
    assert "has 2 stories." in said
    dossier = record.term("dossier", "the-aurora")
    assert dossier.name == "The Aurora" and record.count(dossier.number) == 2
    row.refresh_from_db()
    assert sorted(row.left) == sorted(set(row.stories) - set(map(int, ticked[:2])))
    followed()
    assert len(made) == 6 and _found() == []


def test_what_was_left_out_may_be_a_dossier_of_its_own(house, noon):
    weeks(noon)
    (row,) = _found()
    more = [number for number in range(90, 95)]
    FoundDossier.objects.filter(pk=row.pk).update(
        state="taken", stories=[*row.stories, *more], left=row.stories)
    assert [set(each.stories) for each in _found()] == [set(row.stories)]


def test_what_is_dismissed_stays_so_also_when_a_story_is_added(house, noon):
    weeks(noon)
    (row,) = _found()
    browser = desk_of(person("chief editor"))
    browser.post(f"/desk/dossiers-found/{row.pk}/", {"title": row.title, "dismiss": "1"})
    run("Ferry 9", noon + timedelta(days=60), FERRY[0], "The ferry Aurora sails again.")
    followed()
    assert _found() == [] and record.dossiers() == ()


def test_it_takes_an_editor(house, noon):
    made = weeks(noon)
    (row,) = _found()
    reporter = person("reporter")
    browser = desk_of(reporter)
    assert "Dossiers found" not in browser.get("/desk/").content.decode()
    browser.post(f"/desk/dossiers-found/{row.pk}/", {"title": "Mine", "story": row.stories})
    browser.post(f"/desk/dossiers-found/{row.pk}/", {"dismiss": "1"})
    for act in (lambda: take(row.pk, "Mine", row.stories, by=reporter),
                lambda: dismiss(row.pk, by=reporter)):
        with pytest.raises(desk.NotPermitted):
            act()
    row.refresh_from_db()
    assert row.state == "open" and record.dossiers() == ()
    assert record.live(tuple(made)).keys() == set(made)


def test_a_story_that_is_gone_is_left_out_and_a_name_that_is_none_refused(house, noon):
    made = weeks(noon)
    (row,) = _found()
    editor = person("editor")
    for title in (" ", "A\0B", "long " * 60):
        with pytest.raises(desk.NotCopy):
            take(row.pk, title, row.stories, by=editor)
    assert FoundDossier.objects.get(pk=row.pk).state == "open" and record.dossiers() == ()
    desk.kill(made[0], "Wrong.", reason="false", at=noon)
    browser = desk_of(editor)
    assert "Ferry 0" not in browser.get("/desk/").content.decode().partition("Dossiers found")[2]
    assert take(row.pk, "The Aurora", row.stories, by=editor) == 5
    with pytest.raises(desk.NotAllowed):
        take(row.pk, "The Aurora", row.stories, by=editor)


def test_the_desk_is_told_why_a_story_is_related(house, noon):
    made = weeks(noon)
    address = f"/desk/stories/{Story.objects.get(guid=made[0]).pk}/delivery/"
    text = desk_of(person("reporter")).get(address).content.decode()
    told = text.partition("Related stories")[2]
    assert "because of" in told and "Ferry 1" in told and "Aurora" in told
    moderator = desk_of(person("moderator")).get(address)
    assert b"because of" not in moderator.content
