"""The front page in the record: as it stood, masked, with a banner that ends on its second."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction

from cast import all_checked, filed, ledger, live
from dateline.desk import public as desk
from dateline.desk.public import Banner, Front, Rail, Site
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.models import Entry, Setting
from dateline.record.models import Front as FrontRow
from dateline.record.public import Moved, NotPossible, RecordBreach

HOUR = timedelta(hours=1)
INSTANT = timedelta(microseconds=1)


def heads(items):
    return [item.headline for item in items]


def top(**as_of):
    return heads(record.front(**as_of).top)


def section(name="Politics"):
    return next(term.number for term in record.sections() if term.name == name)


def arrange(front, at, **named):
    with transaction.atomic():
        return record.arrange(front, at=at, **named)


@pytest.fixture
def guids(house, noon):
    """Four live stories by their headlines."""
    return {name: live(name, at=noon)[0] for name in ("One", "Two", "Three", "Four")}


def test_each_arrangement_is_one_entry_and_stands_until_the_next(guids, noon):
    before = ledger()
    first = arrange(Front(guids["One"], (guids["Two"],)), noon)
    rails = (Rail(section(), (guids["Four"],)),)
    second = arrange(Front(guids["Three"], (guids["One"],), rails), noon + HOUR)
    assert ledger() == (before[0] + 2, before[1] + 2)
    assert [e.act for _, e in record.follow()][before[0]:] == ["front", "front"]
    assert (top(as_of=before[0]), top(as_of=first.seq)) == ([], ["One", "Two"])
    assert top(as_of=second.seq) == top() == ["Three", "One"]
    assert [heads(rail.pins) for rail in record.front().rails] == [["Four"]]
    assert [one.seq for one in record.arrangements()] == [second.seq, first.seq]
    assert record.arranged(first.seq).front.lead == guids["One"]
    all_checked()


def test_arranging_the_same_again_is_no_entry(guids, noon):
    arrange(Front(guids["One"]), noon)
    before = ledger()
    assert arrange(Front(guids["One"].upper()), noon) is None
    assert ledger() == before


@pytest.mark.parametrize("act", ["withdraw", "expire", "kill", "erase"])
def test_what_is_gone_does_not_show_now_nor_in_the_past(guids, noon, act):
    rails = (Rail(section(), (guids["One"], guids["Two"])),)
    done = arrange(Front(guids["One"], (guids["Two"],), rails), noon)
    fields = {"reason": "hoax"} if act == "kill" else {}
    getattr(desk, act)(guids["One"], "Gone.", at=noon, **fields)
    for answer in (record.front(), record.front(as_of=done.seq)):
        assert heads(answer.top) == ["Two"]
        assert heads(answer.rails[0].pins) == ["Two"]
    if act in ("withdraw", "expire"):
        away = record.head()
        desk.publish(guids["One"], at=noon)
        assert top() == ["One", "Two"]
        assert (top(as_of=away), top(as_of=done.seq)) == (["Two"], ["One", "Two"])
    all_checked()


@pytest.mark.parametrize("state", ["draft", "embargoed"])
def test_what_is_not_public_is_not_there_and_then_at_once(guids, reader, noon, state):
    held = filed("The president resigns")
    if state == "embargoed":
        desk.embargo(held, noon + HOUR)
    arrange(Front(held, (guids["Two"],), (), (), Banner("He resigns", noon + 9 * HOUR,
                                                        story=held)), noon)
    with clock.at(noon + timedelta(minutes=5)):
        page = reader.get("/").text
        assert top() == ["Two"] and record.banner() is None
        assert "resigns" not in page
    with clock.at(noon + HOUR):
        desk.release_due() if state == "embargoed" else desk.publish(held)
        assert top() == ["The president resigns", "Two"]
        page = reader.get("/").text
        assert page.index("The president resigns") < page.index(">Two</a>")
        assert "He resigns" in page
    assert top(as_of=record.head() - 1) == ["Two"]
    all_checked()


def test_nobody_outside_can_tell_that_something_is_held_back(make_house, guids, reader, house,
                                                            noon):
    other = make_house(like=house)
    answers = []
    for home in (house, other):
        make_house.enter(home)
        held = filed("Held back")
        drawn = (held,) if home is house else ()
        arrange(Front(guids["One"], drawn, (Rail(section(), drawn),)), noon)
        with clock.at(noon):
            answers.append([reader.get(address) for address in ("/", "/politics/", "/about/")])
    ours, theirs = (
        [(a.status, a.body, a.headers["Surrogate-Key"], a.headers["ETag"]) for a in told]
        for told in answers
    )
    assert ours == theirs


def test_a_banner_ends_on_its_second_by_the_clock_alone(guids, reader, noon):
    end = noon + HOUR
    arrange(Front(banner=Banner("Polls close at one", end)), noon)
    addresses = ("/", "/politics/", "/about/", "/nowhere")
    for moment, seen in ((end - INSTANT, True), (end, False), (end - INSTANT, True),
                         (end + HOUR, False), (noon, True)):
        with clock.at(moment):
            for address in addresses:
                assert ("Polls close at one" in reader.get(address).text) is seen, (moment, address)
            assert (record.banner() is not None) is seen
            assert (record.front().banner is not None) is seen
    all_checked()


def test_a_banner_goes_with_its_story(guids, reader, noon):
    _, done = live("Polls", at=noon)
    guid = desk.find(code=done.code).guid
    arrange(Front(banner=Banner("Closed", noon + HOUR, "live", guid)), noon)
    with clock.at(noon):
        assert f'href="{done.address}"' in reader.get("/about/").text
        desk.update(guid, {"headline": "The polls"}, at=noon)
        moved = desk.find(guid=guid).address
        assert moved != done.address and f'href="{moved}"' in reader.get("/about/").text
        desk.withdraw(guid, "Wrong.", at=noon)
        assert "Closed" not in reader.get("/about/").text


def test_erasing_a_story_erases_the_banners_that_tell_of_it(guids, noon):
    done = arrange(Front(banner=Banner("Ilya said so", noon + HOUR, story=guids["One"])), noon)
    number = desk.plan(Front(banner=Banner("Ilya again", noon + 9 * HOUR, story=guids["One"])),
                       noon + 2 * HOUR, at=noon)
    desk.erase(guids["One"], "By law.", at=noon)
    with connection.cursor() as cursor:
        for table in ("record_front", "record_entry", "desk_plannedfront"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "Ilya" not in repr(cursor.fetchall()), table
    assert record.arranged(done.seq).front.banner is None
    assert next(p for p in desk.plans() if p.number == number).front.banner is None
    all_checked()


def test_a_section_that_is_not_there_is_refused(guids, noon):
    before = ledger()
    for front in (Front(rails=(Rail(99),)), Front(without=(99,))):
        with pytest.raises(NotPossible, match="99"):
            arrange(front, noon)
    assert ledger() == before


def test_another_arrangement_meanwhile_is_noticed(guids, noon):
    seen = arrange(Front(guids["One"]), noon).seq
    moved = arrange(Front(guids["Two"]), noon, based_on=seen).seq
    before = ledger()
    with pytest.raises(Moved) as refused:
        arrange(Front(guids["Three"]), noon, based_on=seen)
    assert (refused.value.seq, ledger()) == (moved, before)


@pytest.mark.parametrize("harm", [
    {"document": {"lead": "", "secondaries": [], "rails": [], "without": [], "banner": None}},
    {"banner_text": "Forged"}, {"banner_text": ""}, {"banner_story": ""}, {"to_seq": 99},
])
def test_a_changed_front_page_is_a_breach(guids, noon, harm):
    arrange(Front(guids["One"], banner=Banner("Said", noon + HOUR, story=guids["One"])), noon)
    all_checked()
    FrontRow.objects.update(**harm)
    with pytest.raises(RecordBreach, match=r"front page|banner"):
        list(record.check())


def test_a_front_page_without_its_entry_or_row_is_a_breach(guids, noon):
    arrange(Front(guids["One"]), noon)
    FrontRow.objects.all().delete()
    with pytest.raises(RecordBreach, match="arranged a front page that is not there"):
        list(record.check())


# -- the settings ----------------------------------------------------------------------------------


def test_settings_of_an_older_release_read_with_defaults(house, noon):
    old = {"name": "The Post", "agency": "The Post", "about": ["We are."], "standards": [],
           "language": "en"}
    with transaction.atomic():
        record.configure(Site(), at=noon)
    Setting.objects.update(document=old | {"unknown to us": 1})
    site = record.site()
    assert (site.name, site.about, site.time_zone, site.logo) == ("The Post", ("We are.",), "UTC",
                                                                  None)
    assert (site.navigation, site.languages, site.imprint) == ((), (), ())


def test_settings_as_they_stood(house, noon):
    for name in ("First", "Second"):
        with transaction.atomic():
            record.configure(Site(name, privacy=(name,)), at=noon)
    assert [record.site(as_of=seq).name for seq in (0, 1, 2)] == ["Dateline", "First", "Second"]
    assert [seq for seq, _ in record.configurations()] == [2, 1]
    assert Entry.objects.count() == 2
    with transaction.atomic(), pytest.raises(Moved):
        record.configure(Site("Third"), at=noon, based_on=1)
    all_checked()
