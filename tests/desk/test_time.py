"""What the clock does: embargoes lift and stories expire when they are due, and not before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from wagtail.users.models import UserProfile

from cast import all_checked, filed, ledger, live
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.desk.public import NotCopy, release_due
from dateline.lib import clock
from dateline.record import public as record
from desking import Writing, person

HOUR = timedelta(hours=1)


@pytest.fixture
def held(house, noon):
    """A story under embargo until one in the afternoon."""
    guid = filed("Rates rise", section="Economy", dossiers=("Rates",))
    desk.embargo(guid, noon + HOUR)
    return guid


def test_an_embargo_lifts_when_due_and_not_a_moment_before(held, reader, noon):
    before, home = ledger(), reader.get("/").body
    assert release_due(at=noon + HOUR - timedelta(microseconds=1)) == 0
    assert ledger() == before
    for address in ("/economy/", "/dossier/rates/"):
        assert reader.get(address).status == 404
    assert reader.get("/").body == home
    with clock.at(noon + HOUR):
        assert release_due() == 1
        working = desk.find(guid=held)
        assert (working.standing, working.published_at) == ("live", noon + HOUR)
        assert reader.get(working.address).status == 200
        assert "Rates rise" in reader.get("/").text
        assert "(1)" in reader.get("/dossier/rates/").text
        assert release_due() == 0
    assert ledger() == (before[0] + 1, before[1] + 1)
    all_checked()


def test_an_embargo_that_is_past_lifts_at_the_next_look(held, noon):
    desk.embargo(held, noon - HOUR)
    assert release_due(at=noon) == 1


def test_an_embargoed_story_is_lifted_by_hand(held, noon):
    desk.lift(held, at=noon)
    assert release_due(at=noon + 2 * HOUR) == 0
    assert desk.find(guid=held).published_at == noon


def test_an_embargo_needs_its_zone(house, noon):
    guid = filed()
    with pytest.raises(NotCopy, match="zone"):
        desk.embargo(guid, noon.replace(tzinfo=None))
    assert desk.find(guid=guid).standing == "draft"


def test_embargoes_lift_in_the_order_in_which_they_fall_due(house, noon):
    guids = [filed(f"Held {n}") for n in range(3)]
    for wait, guid in zip((3, 1, 2), guids, strict=True):
        desk.embargo(guid, noon + wait * HOUR)
    assert release_due(at=noon + 4 * HOUR) == 3
    order = [entry.code for _, entry in record.follow()]
    assert [record.story(code).headline for code in order] == ["Held 1", "Held 2", "Held 0"]


def test_a_story_expires_when_its_time_is_over(house, reader, noon):
    guid, done = live("Weather today", at=noon, expires_at=noon + HOUR, dossiers=("Weather",))
    assert reader.get(done.address).status == 200
    assert release_due(at=noon + HOUR - timedelta(microseconds=1)) == 0
    assert release_due(at=noon + HOUR) == 1
    assert desk.find(guid=guid).standing == "expired"
    assert reader.get(done.address).status == 410
    assert "Weather today" not in reader.get("/politics/").text
    assert "(0)" in reader.get("/dossier/weather/").text
    assert release_due(at=noon + 2 * HOUR) == 0
    all_checked()


def test_an_expired_story_comes_back_only_with_a_later_time(house, noon):
    guid, _ = live(at=noon, expires_at=noon + HOUR)
    release_due(at=noon + HOUR)
    before = ledger()
    with pytest.raises(NotCopy, match="later time"):
        desk.publish(guid, at=noon + 2 * HOUR)
    assert (ledger(), desk.find(guid=guid).standing) == (before, "expired")
    desk.save_draft(guid, {"expires_at": noon + 9 * HOUR})
    desk.publish(guid, at=noon + 2 * HOUR)
    assert desk.find(guid=guid).standing == "live"
    assert release_due(at=noon + 9 * HOUR) == 1


@pytest.mark.parametrize("act", ["update", "correct"])
def test_a_changed_expiry_counts_from_its_publication(house, noon, act):
    guid, _ = live(at=noon, expires_at=noon + HOUR)
    changes = {"expires_at": noon + 3 * HOUR}
    if act == "update":
        desk.update(guid, changes, at=noon)
    else:
        desk.correct(guid, changes, wrong="one", right="three", at=noon)
    assert release_due(at=noon + 2 * HOUR) == 0
    assert release_due(at=noon + 3 * HOUR) == 1


@pytest.mark.parametrize("drafted", [HOUR, None])
def test_a_draft_changes_nothing_of_when_the_public_version_expires(house, noon, drafted):
    guid, done = live(at=noon, expires_at=None if drafted else noon + 2 * HOUR)
    desk.save_draft(guid, {"expires_at": noon + drafted if drafted else None})
    assert release_due(at=noon + HOUR) == 0
    assert release_due(at=noon + 2 * HOUR) == (0 if drafted else 1)
    assert record.story(done.code).state == ("live" if drafted else "expired")


def test_an_expiry_set_beside_an_open_draft_is_kept(house, noon):
    guid, done = live(at=noon)
    desk.save_draft(guid, {"headline": "Unsaid"})
    desk.update(guid, {"expires_at": noon + HOUR}, at=noon)
    assert record.story(done.code).expires_at == noon + HOUR
    assert release_due(at=noon + HOUR) == 1
    assert record.story(done.code).state == "expired"


def test_one_that_cannot_be_released_does_not_stop_the_others(house, noon, caplog):
    stuck = filed("Over before it began", expires_at=noon)
    free = filed("On time")
    desk.embargo(stuck, noon)
    desk.embargo(free, noon + HOUR)
    assert release_due(at=noon + HOUR) == 1
    assert desk.find(guid=free).standing == "live"
    assert desk.find(guid=stuck).standing == "embargoed"
    assert "is past; give a later time" in caplog.text


def test_a_story_of_a_batch_expires_too(house, noon):
    copies = [desk.Copy("Tide table", "Sea", source="tide", expires_at=noon + HOUR)]
    desk.file_batch(copies, at=noon)
    assert release_due(at=noon + HOUR) == 1


def test_the_front_page_forgets_news_by_the_clock_alone(house, reader, noon):
    live("Fresh news", at=noon)
    live("Old news", at=noon - timedelta(days=1))
    with clock.at(noon + timedelta(hours=2)):
        both = reader.get("/").text
        assert "Fresh news" in both and "Old news" in both
    with clock.at(noon + timedelta(hours=24)):
        assert [item.headline for item in record.recent(hours=48).items] == ["Fresh news"]
        shown = reader.get("/").text.partition('class="rails"')[0]
        assert "Fresh news" in shown and "Old news" not in shown


def test_one_that_the_record_refuses_does_not_stop_the_others(house, noon):
    refused, kept = filed("Gone behind our back"), filed("Goes live")
    done = desk.publish(refused, at=noon)
    Story.objects.filter(guid=refused).update(state="embargoed", release_at=noon)
    desk.embargo(kept, noon)
    assert desk.release_due(at=noon) == 1
    assert desk.find(guid=kept).standing == "live"
    assert desk.find(code=done.code).standing == "embargoed"


def test_a_time_is_given_in_the_newsrooms_zone_or_in_ones_own_to_the_second(house, noon):
    desk.configure(replace(record.site(), time_zone="Africa/Addis_Ababa"), at=noon)
    guid = filed("A bridge opens")
    editor = person("editor")
    editing = Writing(editor, Story.objects.get().pk)
    later = (clock.now() + timedelta(days=2)).replace(minute=7, second=9, microsecond=0)
    addis = later.astimezone(ZoneInfo("Africa/Addis_Ababa"))
    page = editing.client.get(f"/desk/stories/{editing.pk}/act/embargo/").text
    assert "Africa/Addis_Ababa" in page and 'step="1"' in page
    assert editing.act("embargo", moment=addis.strftime("%Y-%m-%dT%H:%M:%S")).status_code == 302
    assert Story.objects.get(guid=guid).release_at == later
    profile = UserProfile.get_for_user(editor)
    assert profile.current_time_zone == ""
    profile.current_time_zone = "America/Lima"
    profile.save()
    lima = later.astimezone(ZoneInfo("America/Lima"))
    editing.act("return", note="x")
    assert "America/Lima" in editing.client.get(f"/desk/stories/{editing.pk}/act/embargo/").text
    assert editing.act("embargo", moment=lima.strftime("%Y-%m-%dT%H:%M:%S")).status_code == 302
    assert Story.objects.get(guid=guid).release_at == later
