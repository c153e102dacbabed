"""Drafts of public stories: changes start from what readers see, and an open draft is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import all_checked, filed, ledger, live, story
from dateline.desk import public as desk
from dateline.desk.public import NotAllowed, NotCopy
from dateline.record import public as record


@pytest.fixture
def drafted(house, noon):
    """A live story whose editor is in the middle of rewriting it."""
    guid, done = live("A bridge opens", at=noon, standfirst="It is long.")
    desk.save_draft(guid, {"headline": "Unsaid words", "tags": (desk.Tag("Secret", "subject"),)})
    return guid, done


def public(done):
    return record.story(done.code)


def test_a_draft_of_a_public_story_shows_nowhere(drafted, reader):
    _, done = drafted
    before = ledger()
    for address in ("/", "/politics/", done.address, done.address + ".json"):
        answer = reader.get(address)
        assert (answer.status, "Unsaid" in answer.text) == (200, False)
    assert reader.get("/tag/secret/").status == 404
    assert ledger() == before


@pytest.mark.parametrize("act", ["update", "correct", "resection"])
def test_a_change_starts_from_the_public_version_and_leaves_the_draft_behind(
    drafted, reader, noon, act
):
    guid, done = drafted
    at = noon + timedelta(hours=1)
    if act == "update":
        desk.update(guid, {"standfirst": "It is wide."}, at=at)
    elif act == "correct":
        desk.correct(guid, {"standfirst": "It is wide."}, wrong="long", right="wide", at=at)
    else:
        desk.resection(guid, "World", at=at)
    shown = public(done)
    assert (shown.version, shown.headline, shown.tags) == (2, "A bridge opens", ())
    assert shown.standfirst == ("It is long." if act == "resection" else "It is wide.")
    assert shown.section.name == ("World" if act == "resection" else "Politics")
    assert "Unsaid" not in reader.get(shown.address).text
    working = desk.find(guid=guid)
    assert (working.standing, working.behind) == ("live with a draft", True)
    assert working.headline == "Unsaid words"
    all_checked()


def test_a_draft_behind_is_not_published(drafted, noon):
    guid, _ = drafted
    desk.update(guid, {"standfirst": "It is wide."}, at=noon)
    before = ledger()
    with pytest.raises(NotCopy, match="moved since this draft"):
        desk.update(guid, at=noon)
    assert ledger() == before
    assert desk.find(guid=guid).behind


def test_a_draft_abreast_is_published_whole(drafted, reader, noon):
    guid, done = drafted
    again = desk.update(guid, at=noon, note="Rewritten.")
    shown = public(done)
    assert (shown.headline, shown.tags[0].name) == ("Unsaid words", "Secret")
    assert [(notice.kind, notice.text) for notice in shown.notices] == [("update", "Rewritten.")]
    assert reader.get(done.address).headers["Location"] == again.address
    assert (desk.find(guid=guid).standing, desk.find(guid=guid).behind) == ("live", False)
    all_checked()


def test_there_must_be_something_to_publish(house, noon):
    guid, _ = live(at=noon)
    before = ledger()
    with pytest.raises(NotCopy, match="no draft to publish"):
        desk.update(guid, at=noon)
    assert ledger() == before


def test_without_a_draft_the_working_copy_follows_the_public_version(house, noon):
    guid, done = live(at=noon, dossiers=("Floods",))
    desk.update(guid, {"headline": "A bridge closes"}, at=noon)
    desk.save_draft(guid, {"standfirst": "Next."})
    desk.update(guid, at=noon)
    shown = public(done)
    assert (shown.headline, shown.standfirst) == ("A bridge closes", "Next.")
    assert [dossier.name for dossier in shown.dossiers] == ["Floods"]


def test_a_correction_says_what_was_wrong_and_what_is_right(house, reader, noon):
    guid, done = live(at=noon, standfirst="Nine died.")
    for wrong, right in (("", "eight"), ("nine", " ")):
        with pytest.raises(NotCopy, match="what was wrong"):
            desk.correct(guid, {"standfirst": "Eight died."}, wrong=wrong, right=right, at=noon)
    desk.correct(guid, {"standfirst": "Eight died."}, wrong="nine", right="eight", at=noon)
    desk.update(guid, {"standfirst": "Eight died there."}, at=noon)
    page = reader.get(done.address).text
    assert "<del>nine</del>" in page and "<ins>eight</ins>" in page
    assert "Eight died there." in page


def test_a_change_that_cannot_be_filed_writes_nothing(house, noon):
    guid, done = live(at=noon)
    before = ledger()
    for changes in ({"headline": " "}, {"section": ""}, {"urgency": 9}, {"dossiers": ("",)}):
        with pytest.raises(NotCopy):
            desk.update(guid, changes, at=noon)
        with pytest.raises(NotCopy):
            desk.save_draft(guid, changes)
    with pytest.raises(TypeError):
        desk.update(guid, {"no_such_field": 1}, at=noon)
    assert ledger() == before
    assert (public(done).version, desk.find(guid=guid).standing) == (1, "live")


@pytest.mark.parametrize("gone", ["withdrawn", "expired"])
def test_a_story_comes_back_at_its_address(house, reader, noon, gone):
    guid, done = live(at=noon)
    if gone == "withdrawn":
        desk.withdraw(guid, "We are checking it.", at=noon)
    else:
        desk.expire(guid, at=noon)
    desk.save_draft(guid, {"standfirst": "Checked."})
    assert "Checked" not in reader.get(done.address).text
    again = desk.publish(guid, at=noon + timedelta(days=1))
    assert (again.code, again.number, again.version) == (done.code, done.number, 3)
    shown = public(done)
    assert (shown.published_at, shown.first_public_at) == (noon, noon)
    assert "Checked." in reader.get(done.address).text
    all_checked()


def test_a_killed_story_is_never_published_again(house, reader, noon):
    copy = story("A false alarm", source="seen-1", published_at=noon)
    guid = desk.file_story(copy)
    done = desk.publish(guid, at=noon)
    desk.kill(guid, "It was false.", reason="hoax", at=noon)
    before = ledger()
    for act in (desk.publish, desk.lift, desk.update):
        with pytest.raises(NotAllowed, match="write a new story"):
            act(guid, at=noon)
    with pytest.raises(NotAllowed):
        desk.save_draft(guid, {"headline": "Another"})
    assert desk.file_story(copy) == guid
    assert desk.file_batch([copy], at=noon) == desk.Filed((), 1)
    assert ledger() == before
    assert reader.get(done.address).status == 410


def test_a_new_story_may_refer_to_a_killed_one(house, reader, noon):
    guid, killed = live("A false alarm", at=noon)
    desk.kill(guid, "It was false.", reason="hoax", at=noon)
    text = f"We retracted /~{killed.code}."
    _, new = live(
        "A false alarm", at=noon, related=("A false alarm",),
        blocks=(desk.Block("paragraph", text),),
    )
    page = reader.get(new.address)
    assert page.status == 200 and text in page.text
    assert (new.code != killed.code, public(new).related[0].address) == (True, "")
    all_checked()


def test_a_kill_needs_a_notice_and_a_reason_and_keeps_the_reason_inside(house, reader, noon):
    guid, done = live(at=noon)
    for notice, reason in (("", "hoax"), ("It was false.", " ")):
        with pytest.raises(NotCopy, match="required"):
            desk.kill(guid, notice, reason=reason, at=noon)
    desk.kill(guid, "It was false.", reason="hoax", at=noon)
    page = reader.get(done.address)
    assert page.status == 410
    assert "It was false." in page.text and "hoax" not in page.text and "bridge" not in page.text


def test_erasing_a_draft_deletes_it(house, noon):
    guid, before = filed(dossiers=("Floods",)), ledger()
    desk.erase(guid)
    assert (desk.find(guid=guid), ledger()) == (None, before)
