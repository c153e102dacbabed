"""The batch door: many stories at once, each entered, one tick, taken up again by source."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cast import all_checked, ledger, live, story, tick
from dateline.desk import public as desk
from dateline.desk.models import Words
from dateline.desk.public import Filed, NotCopy
from dateline.lib import clock
from dateline.people.public import EDITOR
from dateline.record import public as record
from desking import person


def copies(count, **fields):
    return [story(f"Old story {n}", source=f"old-{n}", **fields) for n in range(count)]


def test_a_batch_is_one_tick_and_an_entry_for_each(house, reader, noon):
    before = ledger()
    filed = desk.file_batch(copies(7, dossiers=("Floods",)), at=noon)
    assert (len(filed.published), filed.skipped) == (7, 0)
    assert ledger() == (before[0] + 7, before[1] + 1)
    entries = [entry for _, entry in record.follow()]
    assert {(entry.act, entry.signal, entry.news) for entry in entries} == {("publish", "", False)}
    assert [entry.code for entry in entries] == [done.code for done in filed.published]
    assert "(7)" in reader.get("/dossier/floods/").text
    assert all(reader.get(done.address).status == 200 for done in filed.published)
    all_checked()


def test_a_batch_taken_up_again_files_only_what_is_new(house, noon):
    first = desk.file_batch(copies(3), at=noon)
    before = ledger()
    assert desk.file_batch(copies(3), at=noon) == Filed((), 3)
    assert ledger() == before
    more = desk.file_batch(copies(5), at=noon)
    assert (len(more.published), more.skipped) == (2, 3)
    assert {done.code for done in first.published}.isdisjoint(d.code for d in more.published)
    all_checked()


def test_an_empty_batch_does_nothing(house):
    before = ledger()
    assert desk.file_batch([]) == Filed((), 0)
    assert ledger() == before


def test_a_source_twice_in_a_batch_is_one_story(house, noon):
    one = story("Said once", source="same")
    filed = desk.file_batch([one, replace(one, standfirst="Said twice")], at=noon)
    assert (len(filed.published), filed.skipped) == (1, 1)
    assert desk.file_batch([one], at=noon) == Filed((), 1)


def test_a_story_filed_alone_is_not_filed_again_by_a_batch(house, noon):
    guid = desk.file_story(story(source="old-0"))
    filed = desk.file_batch(copies(2), at=noon)
    assert (len(filed.published), filed.skipped) == (1, 1)
    assert desk.find(guid=guid).standing == "draft"


def test_an_undated_story_is_never_news_of_any_day(house, reader, noon):
    filed = desk.file_batch(copies(3), at=noon)
    dated = desk.file_batch(
        [story("A dated story", source="dated", published_at=noon - timedelta(days=900))], at=noon
    )
    with clock.at(noon):
        for hours in (48, 24 * 366 * 1000):
            shown = record.recent(hours=hours).items
            assert {item.code for item in shown} <= {dated.published[0].code}
        home = reader.get("/").text
        assert "A dated story" in home and "Old story" not in home
    listed = [item.code for item in record.latest().items]
    assert listed == [done.code for done in (*dated.published, *filed.published[::-1])]
    assert record.story(filed.published[0].code).published_at is None
    assert desk.find(source="old-0").standing == "undated"
    assert '"datePublished"' not in reader.get(filed.published[0].address).text


def test_an_update_of_an_undated_story_does_not_date_it(house, reader, noon):
    code = desk.file_batch(copies(1), at=noon).published[0].code
    guid = desk.find(code=code).guid
    desk.update(guid, {"standfirst": "More."}, at=noon)
    desk.withdraw(guid, "We are checking it.", at=noon)
    desk.publish(guid, at=noon)
    assert record.story(code).published_at is None
    with clock.at(noon):
        assert "Old story" not in reader.get("/").text


WRONG = {
    "no headline": {"headline": " "},
    "no section": {"section": ""},
    "no source": {"source": ""},
    "a source too long": {"source": "s" * 201},
    "a time without a zone": {"published_at": "naive"},
    "an urgency out of range": {"urgency": 0},
    "a nameless tag": {"tags": (desk.Tag(" ", "subject"),)},
    "a NUL in the body": {"blocks": (desk.Block("paragraph", "a\x00b"),)},
    "half a surrogate pair": {"standfirst": "a\ud800b"},
    "a language too long": {"language": "x" * 36},
    "a name too long": {"dossiers": ("n" * 5000,)},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_one_copy_that_cannot_be_filed_leaves_nothing(house, reader, noon, wrong):
    changes = WRONG[wrong]
    if "published_at" in changes:
        changes = {"published_at": noon.replace(tzinfo=None)}
    before = ledger()
    with pytest.raises(NotCopy):
        desk.file_batch([*copies(2), replace(story(source="bad"), **changes)], at=noon)
    assert ledger() == before
    assert desk.find(source="old-0") is None
    assert reader.get("/politics/").status == 404
    live(at=noon)
    all_checked()


def test_a_batch_makes_new_terms_public_once(house, noon):
    tags = (desk.Tag("Iraq", "place"), desk.Tag("iraq ", "place"), desk.Tag("Iraq", "subject"))
    done = desk.file_batch(copies(4, tags=tags, authors=("A. Writer", "a. writer")), at=noon)
    shown = record.story(done.published[0].code)
    assert [tag.kind for tag in shown.tags] == ["place", "subject"]
    assert len(shown.authors) == 1
    assert [record.count(tag.number) for tag in shown.tags] == [4, 4]


def test_a_long_batch_is_listed_page_by_page_without_loss(house, noon):
    filed = desk.file_batch(copies(75), at=noon)
    section = record.sections()[0].number
    seen, before = [], ""
    while True:
        page = record.latest(section=section, before=before)
        seen += [item.code for item in page.items]
        before = page.more
        if not before:
            break
    assert seen == [done.code for done in filed.published[::-1]]
    assert tick() == 1


def test_a_batch_of_drafts_publishes_nothing_and_is_taken_up_again(house, noon):
    before = ledger()
    assert desk.file_batch(copies(3), drafts=True) == Filed((), 0)
    assert desk.file_batch(copies(4), drafts=True) == Filed((), 3)
    assert ledger() == before and desk.find(source="old-3").standing == "draft"
    guid = desk.find(source="old-3").guid
    desk.publish(guid, at=noon)
    assert [entry.news for _, entry in record.follow()] == [False]
    all_checked()


def test_a_batch_of_changes_is_one_tick_and_a_version_for_each(house, reader, noon):
    filed = desk.file_batch(copies(4, dossiers=("Floods",), slugline="flood"), at=noon)
    guids = [desk.find(source=f"old-{n}").guid for n in range(4)]
    before = ledger()
    changes = {guid: {"headline": f"New story {n}", "dossiers": ("Droughts",),
                      "published_at": noon - timedelta(days=n)} for n, guid in enumerate(guids)}
    assert desk.update_batch(changes, at=noon) == frozenset(guids)
    assert ledger() == (before[0] + 4, before[1] + 1)
    entries = [entry for _, entry in record.follow()][4:]
    assert {(entry.act, entry.signal, entry.news, entry.version) for entry in entries} == {
        ("update", "update", False, 2)}
    shown = record.story(filed.published[3].code)
    assert (shown.headline, shown.slugline) == ("New story 3", "flood")
    assert [one.name for one in shown.dossiers] == ["Droughts"]
    assert [item.headline for item in record.latest().items] == [
        f"New story {n}" for n in range(4)]
    assert record.story(filed.published[3].code, as_of=before[0]).headline == "Old story 3"
    assert "(4)" in reader.get("/dossier/droughts/").text
    assert sorted(Words.objects.values_list("words", flat=True)) == [
        f"new story {n} flood" for n in range(4)]
    all_checked()


def test_a_batch_of_changes_leaves_what_somebody_works_on(house, noon):
    desk.file_batch(copies(5), at=noon)
    guids = [desk.find(source=f"old-{n}").guid for n in range(5)]
    desk.save_draft(guids[0], {"headline": "In hand"})
    desk.withdraw(guids[1], "We are checking it.", at=noon)
    desk.kill(guids[2], "Wrong.", reason="Wrong.", at=noon)
    desk.update(guids[3], {"standfirst": "Edited here."}, at=noon, by=person(EDITOR))
    done = desk.update_batch({guid: {"headline": "Changed there"} for guid in guids}, at=noon)
    assert done == frozenset(guids[3:])
    assert record.public_filing(guids[0]).headline == "Old story 0"
    assert (record.public_filing(guids[3]).headline,
            record.public_filing(guids[3]).standfirst) == ("Changed there", "Edited here.")
    assert desk.find(guid=guids[3]).headline == "Changed there"
    assert desk.find(guid=guids[3]).standing == "undated"
    all_checked()


@pytest.mark.parametrize("wrong", ["no section", "a NUL in the body", "a name too long"])
def test_one_change_that_cannot_be_made_leaves_all(house, noon, wrong):
    desk.file_batch(copies(2), at=noon)
    guids = [desk.find(source=f"old-{n}").guid for n in range(2)]
    before = ledger()
    with pytest.raises(NotCopy):
        desk.update_batch({guids[0]: {"headline": "Fine"}, guids[1]: WRONG[wrong]}, at=noon)
    assert ledger() == before and record.public_filing(guids[0]).headline == "Old story 0"
    all_checked()
