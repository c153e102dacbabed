"""Renames of what stories stand in: the new name everywhere at once, the old address redirects."""

from __future__ import annotations

import pytest

from cast import all_checked, ledger, live
from dateline.desk import public as desk
from dateline.desk.public import NotCopy, Tag
from dateline.record import public as record
from dateline.record.addresses import RESERVED

TERMS = {
    "section": ("Politics", "/politics/", "/{}/"),
    "dossier": ("Floods", "/dossier/floods/", "/dossier/{}/"),
    "subject": ("Weather", "/tag/weather/", "/tag/{}/"),
    "organisation": ("Red Cross", "/tag/red-cross/", "/tag/{}/"),
    "event": ("Summit", "/tag/summit/", "/tag/{}/"),
    "person": ("A. Person", "/person/a-person/", "/person/{}/"),
    "place": ("Iraq", "/place/iraq/", "/place/{}/"),
    "author": ("B. Writer", "/author/b-writer/", "/author/{}/"),
}
TAGS = ("subject", "organisation", "event", "person", "place")


@pytest.fixture
def placed(house, noon):
    """A public story with a term of every kind, and another beside it."""
    tags = tuple(Tag(TERMS[kind][0], kind) for kind in TAGS)
    done = live(at=noon, dossiers=("Floods",), tags=tags, authors=("B. Writer",), place="Iraq")[1]
    live("Elsewhere", at=noon, section="Sport", tags=(Tag("Tennis", "subject"),))
    return done


@pytest.mark.parametrize("kind", TERMS)
def test_a_new_name_shows_at_once_and_the_old_address_redirects(placed, reader, noon, kind):
    name, address, form = TERMS[kind]
    other = "/sport/"
    pages = ["/", other, "/politics/", placed.address, placed.address + ".json", address]
    for page in pages:
        assert reader.get(page).status == 200
    done = desk.rename(kind, name, "Brand New", at=noon)
    assert (done.seq, record.head()) == (ledger()[0], done.seq)
    new = form.format("brand-new")
    for older in (address, address[:-1]):
        answer = reader.get(older)
        assert (answer.status, answer.headers["Location"]) == (301, new)
    assert "Brand New" in reader.get(new).text
    code = placed.code
    story = record.story(code)
    for page in (story.address, story.address + ".json", record.term_by_number(1).address):
        answer = reader.get(page)
        assert answer.status == 200
        assert name not in answer.text
    assert "Brand New" in reader.get(story.address).text
    assert name not in reader.get("/").text and name not in reader.get(other).text
    if kind == "section":
        assert story.address == f"/brand-new/a-bridge-opens~{code}"
        assert reader.get(placed.address).headers["Location"] == story.address
        assert "Brand New" in reader.get("/").text and "Brand New" in reader.get(other).text
    if kind == "dossier":
        assert "Brand New" in reader.get("/").text
    assert [entry.act for _, entry in record.follow()][-1] == "rename"
    all_checked()


def test_a_name_given_back_gets_its_address_back(placed, reader, noon):
    desk.rename("dossier", "Floods", "High Water", at=noon)
    desk.rename("dossier", "High Water", "Floods", at=noon)
    assert reader.get("/dossier/floods/").status == 200
    assert reader.get("/dossier/high-water/").headers["Location"] == "/dossier/floods/"
    all_checked()


def test_only_the_spelling_changes(placed, reader, noon):
    desk.rename("dossier", "floods", "FLOODS", at=noon)
    assert "FLOODS" in reader.get("/dossier/floods/").text
    assert "Floods" not in reader.get(placed.address).text


def test_an_old_address_is_never_given_to_another_term(placed, reader, noon):
    desk.rename("dossier", "Floods", "High Water", at=noon)
    _, done = live("New floods", at=noon, dossiers=("Floods",))
    assert record.story(done.code).dossiers[0].address == "/dossier/floods-2/"
    assert reader.get("/dossier/floods/").headers["Location"] == "/dossier/high-water/"
    assert "(1)" in reader.get("/dossier/floods-2/").text
    desk.rename("dossier", "High Water", "Floods!", at=noon)
    assert reader.get("/dossier/floods/").status == 200
    all_checked()


def test_slugs_are_unique_in_their_family_only(house, reader, noon):
    tags = (Tag("Amazon", "organisation"), Tag("Amazon", "place"), Tag("Amazon", "subject"))
    _, done = live(at=noon, tags=tags, dossiers=("Amazon", "Amazon!"), section="Amazon")
    story = record.story(done.code)
    terms = (*story.tags, *story.dossiers, story.section)
    assert [term.address for term in terms] == [
        "/tag/amazon/", "/place/amazon/", "/tag/amazon-2/", "/dossier/amazon/",
        "/dossier/amazon-2/", "/amazon/",
    ]
    for term in terms:
        assert reader.get(term.address).status == 200
    all_checked()


def test_the_slug_of_a_term_not_yet_public_is_free(house, reader, noon):
    desk.file_story(desk.Copy("Held", "Politics", dossiers=("Floods!",)))
    _, done = live(at=noon, dossiers=("Floods",))
    assert record.story(done.code).dossiers[0].address == "/dossier/floods/"


def test_no_section_takes_an_address_of_the_house(house, reader, noon):
    for word in sorted(RESERVED):
        name = word.replace("-", " ").title()
        _, done = live(at=noon, section=name)
        section = record.story(done.code).section
        assert section.address.strip("/") not in RESERVED
        assert name in reader.get(section.address).text
        assert reader.get(done.address).status == 200


def test_a_section_is_renamed_to_no_reserved_address(placed, reader, noon):
    desk.rename("section", "Politics", "About", at=noon)
    assert record.story(placed.code).section.address == "/about-2/"
    assert "Published by" in reader.get("/about/").text


def test_a_section_opens_before_its_first_story(house, reader, noon):
    assert reader.get("/sea/").status == 404
    assert desk.add_section("Sea", at=noon).seq == 1
    assert "Sea" in reader.get("/").text and reader.get("/sea/").status == 200
    before = ledger()
    assert desk.add_section(" sea ", at=noon) is None
    assert ledger() == before
    assert [entry.act for _, entry in record.follow()] == ["open"]
    all_checked()


def test_what_is_not_public_is_renamed_without_a_word(house, reader, noon):
    guid = desk.file_story(desk.Copy("Held", "Politics", dossiers=("Secret",)))
    before = ledger()
    assert desk.rename("dossier", "Secret", "Floods", at=noon) is None
    assert ledger() == before and reader.get("/dossier/floods/").status == 404
    desk.publish(guid, at=noon)
    assert reader.get("/dossier/floods/").status == 200
    assert reader.get("/dossier/secret/").status == 404


@pytest.mark.parametrize(("name", "new"), [("Nobody", "X"), ("Floods", " "), ("Floods", "Fires")])
def test_a_rename_that_cannot_be_is_refused(placed, noon, name, new):
    live(at=noon, dossiers=("Fires",))
    before = ledger()
    with pytest.raises(NotCopy):
        desk.rename("dossier", name, new, at=noon)
    assert ledger() == before


def test_a_draft_keeps_its_term_through_a_rename(placed, noon):
    guid = desk.find(code=placed.code).guid
    desk.save_draft(guid, {"standfirst": "More."})
    desk.rename("dossier", "Floods", "High Water", at=noon)
    desk.update(guid, at=noon)
    assert [d.name for d in record.story(placed.code).dossiers] == ["High Water"]
    all_checked()
