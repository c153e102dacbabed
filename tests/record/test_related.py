"""Related headlines: linked where the record has such a live story, words where it has not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import all_checked, live, tick
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.record import public as record

HEADLINE = "The Ferry Is Late"


@pytest.fixture
def referring(house, noon):
    """A public story that names another one's headline, and two sections to publish in."""
    for section in ("Sea", "Land"):
        desk.add_section(section, at=noon)
    return live("A bridge opens", at=noon, related=(HEADLINE, "Never written"))[1]


def shown(reader, done):
    """The related addresses on the page as served, and the tick its page was rendered at."""
    page = reader.get(done.address)
    assert page.status == 200
    related = record.story(done.code).related
    for story in related:
        linked = f'<a href="{story.address}">{story.headline}</a>' in page.text
        assert linked == bool(story.address)
        assert story.headline in page.text
    return [story.address for story in related], delivery.stored(done.address).page.as_of


def test_words_become_a_link_and_words_again(referring, reader, noon):
    assert shown(reader, referring) == (["", ""], tick())
    guid, ferry = live(HEADLINE, section="Sea", at=noon)
    assert shown(reader, referring) == ([ferry.address, ""], tick())
    desk.withdraw(guid, "We are checking it.", at=noon)
    assert shown(reader, referring) == (["", ""], tick())
    desk.publish(guid, at=noon)
    assert shown(reader, referring) == ([ferry.address, ""], tick())
    desk.kill(guid, "It was false.", reason="hoax", at=noon)
    assert shown(reader, referring) == (["", ""], tick())
    all_checked()


def test_the_page_is_rendered_again_only_for_that(referring, reader, noon):
    _, first = shown(reader, referring)
    for n in range(3):
        guid, _ = live(f"Other news {n}", section="Land", at=noon + timedelta(hours=n))
        desk.update(guid, {"standfirst": "More."}, at=noon + timedelta(hours=n))
        assert shown(reader, referring)[1] == first
    desk.kill(guid, "It was false.", reason="hoax", at=noon)
    assert shown(reader, referring)[1] == first
    guid, _ = live(HEADLINE, section="Sea", at=noon)
    linked = shown(reader, referring)[1]
    assert linked == tick() > first
    desk.update(guid, {"blocks": (desk.Block("paragraph", "Still late."),)}, at=noon)
    assert shown(reader, referring)[1] == linked
    all_checked()


def test_the_link_follows_the_section_and_its_name(referring, reader, noon):
    guid, ferry = live(HEADLINE, section="Sea", at=noon)
    moved = desk.resection(guid, "Land", at=noon)
    assert moved.address != ferry.address
    assert shown(reader, referring)[0][0] == moved.address
    desk.rename("section", "Land", "Ashore", at=noon)
    assert shown(reader, referring)[0][0] == f"/ashore/the-ferry-is-late~{ferry.code}"
    all_checked()


def test_a_new_headline_ends_the_link_and_begins_another(referring, reader, noon):
    guid, ferry = live(HEADLINE, section="Sea", at=noon)
    desk.update(guid, {"headline": "Never written"}, at=noon)
    address = f"/sea/never-written~{ferry.code}"
    assert shown(reader, referring)[0] == ["", address]


def test_case_and_white_space_do_not_matter(referring, reader, noon):
    _, ferry = live("  the ferry\u00a0IS  late ", section="Sea", at=noon)
    assert shown(reader, referring)[0] == [ferry.address, ""]


def test_a_story_is_not_related_to_itself(house, reader, noon):
    _, done = live(HEADLINE, at=noon, related=(HEADLINE,))
    assert shown(reader, done)[0] == [""]
    _, twin = live(HEADLINE, at=noon)
    assert shown(reader, done)[0] == [twin.address]


def test_two_stories_name_each_other(house, reader, noon):
    _, one = live("One", at=noon, related=("Two",))
    _, two = live("Two", at=noon, related=("One",))
    assert shown(reader, one)[0] == [two.address]
    assert shown(reader, two)[0] == [one.address]


def test_a_story_under_embargo_is_not_linked(referring, reader, noon):
    before = reader.get(referring.address).body
    guid = desk.file_story(desk.Copy(HEADLINE, "Sea"))
    desk.embargo(guid, noon + timedelta(hours=1))
    assert reader.get(referring.address).body == before
    desk.lift(guid, at=noon)
    assert shown(reader, referring)[0][0] != ""


def test_of_several_stories_with_one_headline_the_last_is_meant(house, reader, noon):
    headed = [live("Ferries stand still", at=noon)[1] for _ in range(3)]
    _, done = live("Strike goes on", at=noon, related=("Ferries stand still",))
    assert headed[-1].address in reader.get(done.address).text
    assert headed[0].address not in reader.get(done.address).text
