"""Merging what stories stand in: exact at once and for ever, and no version is written for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cast import all_checked, filed, ledger, live, story
from dateline.desk import public as desk
from dateline.desk.public import NotCopy, Numbers, Tag
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.models import Merge, Placement, Term, Version
from markup import said, stories_in, tree

FORMS = {
    "section": ("Sport", "/{}/"), "dossier": ("Floods", "/dossier/{}/"),
    "subject": ("Weather", "/tag/{}/"), "organisation": ("Red Cross", "/tag/{}/"),
    "event": ("Summit", "/tag/{}/"), "person": ("A. Person", "/person/{}/"),
    "place": ("Iraq", "/place/{}/"), "author": ("B. Writer", "/author/{}/"),
}


def fields(kind, *names):
    """A story's fields that name these terms of this kind."""
    if kind in ("section", "place"):
        return {kind: names[0]}
    if kind in ("dossier", "author"):
        return {kind + "s": names}
    return {"tags": tuple(Tag(name, kind) for name in names)}


def number_of(address):
    family, _, slug = address.strip("/").rpartition("/")
    return record.term(family or "section", slug).number


@pytest.mark.parametrize("kind", FORMS)
def test_stories_counts_lists_and_addresses_move_at_once(house, reader, noon, kind):
    kept, form = FORMS[kind]
    _, one = live("One", at=noon, **fields(kind, kept))
    _, two = live("Two", at=noon, **fields(kind, "Doubled"))
    _, three = live("Three", at=noon, **fields(kind, "Doubled"))
    into, old = form.format(record.term_by_number(number_of(_address(one, kind))).slug), "doubled"
    old = form.format(old)
    for address in ("/", into, old, *(done.address for done in (one, two, three))):
        assert reader.get(address).status == 200
    before, versions = record.head(), Version.objects.count()
    numbers = number_of(old), number_of(into)
    desk.merge(kind, "doubled", kept, at=noon)
    assert (record.head(), Version.objects.count()) == (before + 1, versions)
    for older in (old, old[:-1]):
        answer = reader.get(older)
        assert (answer.status, answer.headers["Location"]) == (301, into)
    page = reader.get(into).text
    assert all(headline in page for headline in ("One", "Two", "Three"))
    for done in (one, two, three):
        now = record.story(done.code)
        for address in (now.address, now.address + ".json"):
            answer = reader.get(address)
            assert answer.status == 200 and "Doubled" not in answer.text
            assert kept in answer.text or kept.upper() in answer.text
    assert "Doubled" not in reader.get("/").text
    assert [record.count(number) for number in numbers] == [0, 3]
    assert [record.count(number, as_of=before) for number in numbers] == [2, 1]
    assert record.term_by_number(numbers[0], as_of=before).name == "Doubled"
    assert record.term_by_number(numbers[0]).name == kept
    assert len(record.in_term(numbers[0], as_of=before).items) == 2
    assert [entry.act for _, entry in record.follow()][-1] == "merge"
    all_checked()


def _address(done, kind):
    version = record.story(done.code)
    terms = {"section": (version.section,), "dossier": version.dossiers, "place": (version.place,),
             "author": version.authors}.get(kind, version.tags)
    return terms[0].address


def test_a_story_in_both_is_there_once_and_the_past_shows_both(house, reader, noon):
    _, done = live(at=noon, dossiers=("Floods", "High water", "Rain"))
    live("Other", at=noon, dossiers=("High water",))
    before = record.head()
    made = desk.merge("dossier", "High water", "Floods", at=noon)
    assert (made.numbers, made.both) == (Numbers(2, 0), 1)
    assert (made.address, made.into) == ("/dossier/high-water/", "/dossier/floods/")
    names = [dossier.name for dossier in record.story(done.code).dossiers]
    assert names == ["Floods", "Rain"]
    past = record.story(done.code, as_of=before)
    assert [dossier.name for dossier in past.dossiers] == ["Floods", "High water", "Rain"]
    assert [dossier.address for dossier in past.dossiers][1] == "/dossier/high-water/"
    assert len(stories_in(reader.get("/dossier/floods/").text)) == 2
    all_checked()


def test_merges_upon_merges_lead_to_the_last(house, reader, noon):
    _, done = live(at=noon, dossiers=("A",))
    live("Two", at=noon, dossiers=("B",))
    live("Three", at=noon, dossiers=("C",))
    seen = [record.head()]
    desk.merge("dossier", "A", "B", at=noon)
    seen.append(record.head())
    desk.merge("dossier", "B", "C", at=noon)
    desk.rename("dossier", "C", "D", at=noon)
    seen.append(record.head())
    names = [record.story(done.code, as_of=seq).dossiers[0].name for seq in seen]
    assert names == ["A", "B", "D"]
    for slug in "abc":
        assert reader.get(f"/dossier/{slug}/").headers["Location"] == "/dossier/d/"
    assert "D (3)" in said(tree(reader.get("/dossier/d/").text))
    assert Merge.objects.filter(to_seq=None).count() == 2
    all_checked()


@pytest.mark.parametrize("act", ["update", "correct", "kill", "withdraw", "erase", "resection"])
def test_acts_after_a_merge_stay_exact(house, reader, noon, act):
    guid, done = live(at=noon, dossiers=("Old",), section="Sports", tags=(Tag("X", "event"),))
    live("Other", at=noon, dossiers=("New",), section="Sport", tags=(Tag("Y", "event"),))
    for kind, old, new in (("dossier", "Old", "New"), ("section", "Sports", "Sport"),
                           ("event", "X", "Y")):
        desk.merge(kind, old, new, at=noon)
    story = record.story(done.code)
    assert story.address == f"/sport/a-bridge-opens~{done.code}"
    assert reader.get(done.address).headers["Location"] == story.address
    {
        "update": lambda: desk.update(guid, {"headline": "New headline"}, at=noon),
        "correct": lambda: desk.correct(guid, {"dossiers": ("New", "More")}, wrong="a", right="b",
                                        at=noon),
        "kill": lambda: desk.kill(guid, "Killed.", reason="wrong", at=noon),
        "withdraw": lambda: desk.withdraw(guid, "Withdrawn.", at=noon),
        "erase": lambda: desk.erase(guid, at=noon),
        "resection": lambda: desk.resection(guid, "Politics", at=noon),
    }[act]()
    new = number_of("/dossier/new/")
    assert record.count(new) == (2 if act in ("update", "correct", "resection") else 1)
    all_checked()


def test_a_name_merged_away_goes_on_to_the_one_that_stands(house, reader, noon):
    live(at=noon, dossiers=("Old",))
    live("Two", at=noon, dossiers=("New",))
    desk.merge("dossier", "Old", "New", at=noon)
    _, done = live("Three", at=noon, dossiers=("OLD",))
    desk.file_batch([story("Four", source="w:1", dossiers=("Old", "New"))], at=noon)
    assert [dossier.name for dossier in record.story(done.code).dossiers] == ["New"]
    assert record.count(number_of("/dossier/new/")) == 4
    all_checked()


def test_what_it_costs_does_not_grow_with_the_stories(house, noon):
    asked = []
    for size in (20, 2000):
        old, new = f"Old {size}", f"New {size}"
        desk.file_batch([
            story(f"Story {size}.{n}", source=f"w:{size}.{n}",
                  dossiers=(old, new) if n % 4 == 0 else (old,))
            for n in range(size)
        ], at=noon)
        drafted = filed("Held", dossiers=(old,))
        versions = Version.objects.count()
        with CaptureQueriesContext(connection) as captured:
            made = desk.merge("dossier", old, new, at=noon)
        asked.append(len(captured.captured_queries))
        assert made.numbers == Numbers(size, 1) and made.both == size // 4
        assert Version.objects.count() == versions
        numbers = [number_of(f"/dossier/{name.lower().replace(' ', '-')}/") for name in (new,)]
        assert record.count(numbers[0]) == size
        desk.publish(drafted, at=noon)
        assert record.count(numbers[0]) == size + 1
    assert asked[0] == asked[1] < 60
    list(record.check())
    list(desk.check())


@pytest.mark.parametrize(("kind", "old", "new", "into_kind"), [
    ("dossier", "Floods", "Floods", None), ("dossier", "Nobody", "Floods", None),
    ("dossier", "Floods", "Nobody", None), ("dossier", "Floods", "Weather", "subject"),
    ("section", "Politics", "Floods", "dossier"), ("place", "Iraq", "Weather", "subject"),
    ("dossier", "Floods", "Held", None), ("dossier", "Gone", "Floods", None),
])
def test_a_merge_that_cannot_be_is_refused(house, noon, kind, old, new, into_kind):
    live(at=noon, dossiers=("Floods", "Gone", "Rain"), tags=(Tag("Weather", "subject"),),
         place="Iraq")
    desk.merge("dossier", "Gone", "Rain", at=noon)
    filed("Secret", dossiers=("Held",))
    before = ledger()
    with pytest.raises(NotCopy):
        desk.merge(kind, old, new, into_kind=into_kind, at=noon)
    assert ledger() == before
    all_checked()


def test_tags_of_two_kinds_become_one(house, reader, noon):
    _, done = live(at=noon, tags=(Tag("Daesh", "place", True), Tag("Daesh", "organisation")))
    desk.merge("place", "Daesh", "Daesh", into_kind="organisation", at=noon)
    assert [tag.kind for tag in record.story(done.code).tags] == ["organisation"]
    assert reader.get("/place/daesh/").headers["Location"] == "/tag/daesh/"
    _, place = live("From there", at=noon, place="Daesh")
    assert record.story(place.code).place.kind == "place"
    all_checked()


def test_only_drafts_name_it_so_nobody_hears_of_it(house, noon):
    guid = filed("Held", dossiers=("Secret", "Floods"), section="Hidden", place="Langley")
    live(at=noon, dossiers=("Floods",))
    live("There", at=noon, place="Rome")
    before = ledger()
    for kind, old, new in (("dossier", "Secret", "Floods"), ("section", "Hidden", "Politics"),
                           ("place", "Langley", "Rome")):
        assert desk.merge(kind, old, new, at=noon).seq == 0
    assert ledger() == before
    done = record.story(desk.publish(guid, at=noon).code)
    assert [dossier.name for dossier in done.dossiers] == ["Floods"]
    assert (done.section.name, done.place.name) == ("Politics", "Rome")
    all_checked()


def test_the_front_page_and_the_navigation_follow_a_merged_section(house, reader, noon):
    guid, pinned = live("Pinned", at=noon, section="Sports", published_at=noon)
    other, _ = live("Other pin", at=noon, section="Sport", published_at=noon)
    live("Newest", at=noon, published_at=noon)
    sports, sport = number_of("/sports/"), number_of("/sport/")
    links = (record.NavLink(sports, "", ""), record.NavLink(sport, "", ""))
    planned = record.Front(rails=(record.Rail(sports, (guid,)), record.Rail(sport, (other, guid))),
                           without=(sports,))
    with transaction.atomic():
        record.configure(replace(record.site(), navigation=links), at=noon)
        record.arrange(replace(planned, without=()), at=noon)
    with clock.at(noon):
        assert "Sports" in reader.get("/").text
    desk.merge("section", "Sports", "Sport", at=noon)
    with clock.at(noon):
        page = reader.get("/").text
        assert "Sports" not in page and page.count("Pinned") >= 1
        assert [link.label for link in record.navigation(record.site())] == ["Sport"]
        assert record.arranged().front.rails == (record.Rail(sport, (guid, other)),)
        with transaction.atomic():
            assert record.arrange(planned, at=noon) is not None
        assert reader.get("/").status == 200
    assert [item.headline for item in record.front().rails[0].pins] == ["Pinned", "Other pin"]
    assert record.story(pinned.code).section.name == "Sport"
    all_checked()


# -- kinds, standfirsts, order ---------------------------------------------------------------------


def test_a_guessed_kind_is_settled_for_all_its_stories(house, reader, noon):
    guid, done = live(at=noon, tags=(Tag("Daesh", "place", True), Tag("Rain", "subject", True)))
    _, two = live("Two", at=noon, tags=(Tag("Daesh", "place", True),))
    before = record.head()
    pages = [done.address, two.address, "/place/daesh/"]
    assert all(reader.get(page).status == 200 for page in pages)
    desk.retype("place", "Daesh", "organisation", at=noon)
    for code in (done.code, two.code):
        tag = record.story(code).tags[0]
        assert (tag.kind, tag.address, tag.guessed) == ("organisation", "/tag/daesh/", False)
        assert record.story(code, as_of=before).tags[0].address == "/place/daesh/"
        assert record.story(code, as_of=before).tags[0].guessed
    assert record.story(done.code).tags[1].guessed
    assert reader.get("/place/daesh/").headers["Location"] == "/tag/daesh/"
    assert reader.get(two.address).text.count("(guessed)") == 0
    document = reader.get(two.address + ".json").text
    assert "/tag/daesh/" in document and "/place/daesh/" not in document
    desk.update(guid, {"tags": (Tag("Daesh", "organisation", True),)}, at=noon)
    assert not record.story(done.code).tags[0].guessed
    assert desk.retype("organisation", "Daesh", "organisation", at=noon) is None
    all_checked()


def test_to_confirm_a_kind_is_an_entry_of_its_own(house, reader, noon):
    _, done = live(at=noon, tags=(Tag("Rain", "subject", True),))
    assert "(guessed)" in reader.get(done.address).text
    assert desk.retype("subject", "Rain", "subject", at=noon).seq == record.head()
    assert "(guessed)" not in reader.get(done.address).text
    desk.rename("subject", "Rain", "Rains", at=noon)
    assert "(guessed)" not in reader.get(done.address).text
    all_checked()


@pytest.mark.parametrize(("kind", "name", "new"), [
    ("place", "Iraq", "subject"), ("dossier", "Floods", "subject"), ("subject", "Rain", "dossier"),
    ("subject", "Rain", "event"), ("subject", "Nobody", "event"),
])
def test_a_kind_that_cannot_be_is_refused(house, noon, kind, name, new):
    live(at=noon, place="Iraq", dossiers=("Floods",),
         tags=(Tag("Rain", "subject"), Tag("Rain", "event")))
    before = ledger()
    with pytest.raises(NotCopy):
        desk.retype(kind, name, new, at=noon)
    assert ledger() == before


def test_the_public_dateline_keeps_a_place_though_a_draft_has_left_it(house, noon):
    guid, done = live(at=noon, place="Mosul")
    live("Two", at=noon, tags=(Tag("Daesh", "organisation"),))
    desk.save_draft(guid, {"place": ""})
    before = ledger()
    with pytest.raises(record.NotPossible, match="dated from"):
        desk.retype("place", "Mosul", "event", at=noon)
    with pytest.raises(record.NotPossible, match="dated from"):
        desk.merge("place", "Mosul", "Daesh", into_kind="organisation", at=noon)
    assert ledger() == before and record.story(done.code).place.name == "Mosul"
    all_checked()


def test_what_a_dossier_is_about_shows_and_is_kept_through_renames(house, reader, noon):
    live(at=noon, dossiers=("Floods",))
    before = record.head()
    assert "The river" not in reader.get("/dossier/floods/").text
    desk.describe("Floods", "The river rose in spring.", at=noon)
    assert "The river rose in spring." in reader.get("/dossier/floods/").text
    desk.rename("dossier", "Floods", "High water", at=noon)
    assert "The river rose in spring." in reader.get("/dossier/high-water/").text
    assert record.term("dossier", "floods", as_of=before).standfirst == ""
    assert desk.describe("High water", "The river rose in spring. ", at=noon) is None
    filed("Held", dossiers=("Secret",))
    with pytest.raises(NotCopy):
        desk.describe("Secret", "What nobody knows.", at=noon)
    all_checked()


def test_sections_stand_in_the_order_given(house, reader, noon):
    for name in ("Politics", "Sport", "Culture"):
        desk.add_section(name, at=noon)
    before = record.head()
    reader.get("/")
    desk.order_sections(["Culture", "Politics"], at=noon)
    assert [section.name for section in record.sections()] == ["Culture", "Politics", "Sport"]
    assert record.sections(as_of=before)[0].name == "Politics"
    assert desk.order_sections(["Culture", "Politics", "Sport"], at=noon) is None
    page = reader.get("/").text
    assert page.index("Culture") < page.index("Politics") < page.index("Sport")
    desk.add_section("Sea", at=noon)
    desk.rename("section", "Politics", "State", at=noon)
    names = [section.name for section in record.sections()]
    assert names == ["Culture", "State", "Sport", "Sea"]
    all_checked()


# -- splits ----------------------------------------------------------------------------------------


def test_a_split_moves_the_chosen_stories_with_an_entry_each_and_one_tick(house, reader, noon):
    made = [live(f"Story {n}", at=noon, dossiers=("War", "More")) for n in range(4)]
    desk.save_draft(made[0][0], {"standfirst": "Not yet."})
    draft = filed("Held", dossiers=("War",))
    before, ticks = ledger()
    guids = [made[0][0], made[1][0], draft]
    done = desk.split("War", guids, "Siege", at=noon)
    assert done.numbers == Numbers(2, 2)
    assert ledger() == (before + 2, ticks + 1)
    acts = [(entry.act, entry.signal) for _, entry in record.follow()][-2:]
    assert acts == [("refile", "")] * 2
    for _, published in made[:2]:
        named = [dossier.name for dossier in record.story(published.code).dossiers]
        assert named == ["Siege", "More"]
    old, new = number_of("/dossier/war/"), number_of("/dossier/siege/")
    assert (record.count(old), record.count(new)) == (2, 2)
    assert (record.count(old, as_of=before), record.count(new, as_of=before)) == (4, 0)
    desk.update(made[0][0], at=noon)
    desk.publish(draft, at=noon)
    assert record.count(new) == 3
    assert record.story(made[0][1].code).standfirst == "Not yet."
    with pytest.raises(NotCopy):
        desk.split("War", [draft], "Siege", at=noon)
    all_checked()


def test_a_split_of_drafts_only_is_nothing_to_the_public(house, noon):
    live(at=noon, dossiers=("War",))
    draft = filed("Held", dossiers=("War",))
    before = ledger()
    desk.split("War", [draft], "Siege", at=noon)
    assert ledger() == before
    assert record.term("dossier", "siege") is None


def test_a_dossier_comes_out_again_under_the_name_that_was_merged(house, reader, noon):
    guid, done = live(at=noon, dossiers=("Siege",))
    live("Two", at=noon, dossiers=("War",))
    desk.merge("dossier", "Siege", "War", at=noon)
    desk.split("War", [guid], "Siege", at=noon)
    assert record.story(done.code).dossiers[0].address == "/dossier/siege-2/"
    assert reader.get("/dossier/siege/").headers["Location"] == "/dossier/war/"
    all_checked()


# -- what `check` finds ----------------------------------------------------------------------------


def test_a_merge_that_is_not_as_it_should_be_is_found(house, noon):
    live(at=noon, dossiers=("Old",))
    live("Two", at=noon, dossiers=("New",))
    live("Three", at=noon, dossiers=("Third",))
    desk.merge("dossier", "Old", "New", at=noon)
    old, new, third = (number_of(f"/dossier/{slug}/") for slug in ("old", "new", "third"))
    assert old == new
    old = Merge.objects.get().term_id
    Merge.objects.update(into=third)
    assert "is not placed" in _breach()
    Merge.objects.update(into=new, from_seq=2)
    assert "not as the log has it" in _breach()
    Merge.objects.update(from_seq=record.head(), to_seq=record.head())
    assert "is not placed" in _breach() or "no open name" in _breach()
    Merge.objects.update(to_seq=None)
    Term.objects.filter(pk=old).update(count=1)
    assert "counts 1, placed are 0" in _breach()
    Term.objects.filter(pk=old).update(count=0)
    Placement.objects.filter(term=new, from_seq=record.head()).update(term=old)
    assert "is not placed" in _breach()


def _breach():
    with pytest.raises(record.RecordBreach) as found:
        list(record.check())
    return str(found.value)
