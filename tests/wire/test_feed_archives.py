"""The archive documents of feeds (RFC 5005 section 4): all of a list, and stable."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import pairwise

import pytest

from cast import live, story
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.record import public as record
from dateline.record import runs
from feedrules import ATOM, CHECKS, HISTORY, check_atom, parsed

BASE = "http://localhost:8000"
STORIES = 130
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def short_runs(monkeypatch):
    """Codes are random: with a run in five stories there are always several."""
    monkeypatch.setattr(runs, "ONE_IN", 5)


@pytest.fixture
def stories(house, noon):
    """A long list, every fourth story undated or all of one minute."""
    batch = [
        story(f"Story {n}", source=f"test:{n}", dossiers=("Floods",) if n % 2 else (),
              published_at=None if n > 120 else noon - n // 4 * 4 * MINUTE)
        for n in range(STORIES)
    ]
    return desk.file_batch(batch, at=noon).published


def chain(reader, address):
    """The feed at the address and every older document, newest first: address and answer."""
    found = []
    while address:
        answer = reader.get(address)
        assert answer.status == 200, address
        found.append((address, answer))
        root = check_atom(answer.body, BASE + address)
        older = [link.get("href") for link in root.findall(f"{ATOM}link")
                 if link.get("rel") == "prev-archive"]
        address = older[0].removeprefix(BASE) if older else ""
    return found


def ids(answer):
    root = parsed(answer.body)
    return [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]


def link(answer, rel):
    root = parsed(answer.body)
    found = [each.get("href") for each in root.findall(f"{ATOM}link") if each.get("rel") == rel]
    return found[0].removeprefix(BASE) if found else ""


@pytest.mark.parametrize(("home", "many"), [("/", STORIES), ("/dossier/floods/", STORIES // 2)])
def test_the_documents_together_are_the_whole_list(reader, stories, home, many):
    found = chain(reader, f"{home}atom.xml")
    (_, current), *archive = found
    assert len(ids(current)) >= 30
    assert parsed(current.body).find(f"{HISTORY}archive") is None
    assert all(parsed(answer.body).find(f"{HISTORY}archive") is not None for _, answer in archive)
    union = dict.fromkeys(each for _, answer in found for each in ids(answer))
    assert len(union) == many
    in_archive = [each for _, answer in archive for each in ids(answer)]
    assert len(in_archive) == len(set(in_archive)), "no story stands in two archive documents"
    assert list(union) == [*ids(current), *(i for i in in_archive if i not in ids(current))]
    for (at, answer), (older, _) in pairwise(archive):
        assert link(answer, "prev-archive") == older
        assert link(reader.get(older), "next-archive") == at
    if archive:
        assert link(archive[0][1], "next-archive") == f"{home}atom.xml"
        assert {link(answer, "current") for _, answer in archive} == {f"{home}atom.xml"}


def test_a_publication_changes_no_archive_document(reader, stories, noon):
    homes = ("/", "/dossier/floods/", "/politics/")
    archives = {home: chain(reader, f"{home}atom.xml")[1:] for home in homes}
    assert len(archives["/"]) > 1
    for n in range(60):
        live(f"New {n}", at=noon + (n + 1) * MINUTE, dossiers=("Floods",))
    for home, held in archives.items():
        newest, *others = held
        for address, before in others:
            assert reader.get(address) .body == before.body
            assert reader.get(address, if_none_match=before.headers["ETag"]).status == 304
        assert ids(reader.get(newest[0])) == ids(newest[1]), "but for its link to what is newer"
        assert {at for at, _ in held} <= {at for at, _ in chain(reader, f"{home}atom.xml")}


def test_a_publication_leaves_what_is_kept_of_the_whole_archive(house, reader, noon):
    """Not only its bytes: nothing that it was rendered from has changed."""
    desk.file_batch([story(f"Story {n}", source=f"test:{n}", published_at=noon - n * MINUTE)
                     for n in range(STORIES)], at=noon)
    held = tuple(at for at, _ in chain(reader, "/atom.xml"))
    live("New", at=noon + timedelta(days=3))
    current, newest, *others, oldest = delivery.holdings(held).holdings
    assert others and all(each.right and not each.moved for each in others)
    assert current.moved and newest.moved and oldest.moved


def test_what_is_killed_is_in_no_archive_document(reader, stories, noon):
    code = stories[100].code
    guid = record.story(code).guid
    desk.correct(guid, {"headline": "A mistake"}, wrong="a", right="b", at=noon + MINUTE)
    found = chain(reader, "/atom.xml")
    assert any(b"A mistake" in answer.body for _, answer in found)
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon + 2 * MINUTE)
    for address, _ in found:
        assert b"A mistake" not in reader.get(address).body
        assert guid.encode() not in reader.get(address).body
    assert sum(len(ids(a)) for _, a in chain(reader, "/atom.xml")[1:]) <= STORIES - 1


def test_a_run_whose_first_story_is_killed_joins_the_one_before(reader, stories, noon):
    found = chain(reader, "/atom.xml")
    address, before = found[-1]
    first = ids(before)[0].removeprefix("urn:uuid:")
    desk.kill(first, "Killed.", reason="Wrong.", at=noon)
    assert reader.get(address).status == 404
    anew = chain(reader, "/atom.xml")
    union = {each for _, answer in anew for each in ids(answer)}
    assert len(union) == STORIES - 1 and len(anew) == len(found) - 1


def test_each_format_has_the_same_archive(reader, stories):
    (_, current), (archive, first), *_ = chain(reader, "/atom.xml")
    for name in ("rss.xml", "feed.json"):
        stem, ending = name.split(".")
        same = archive.replace("/atom-", f"/{stem}-").replace(".xml", f".{ending}")
        answer = reader.get(same)
        held = CHECKS[name](answer.body, BASE + same)
        found = ([item["id"] for item in held["items"]] if ending == "json"
                 else [each.text for each in held.iter("guid")])
        assert found == ids(first)
    assert json.loads(reader.get("/feed.json").body)["next_url"] == (
        BASE + archive.replace("/atom-", "/feed-").replace(".xml", ".json"))
    assert link(current, "prev-archive") == archive


def test_a_backfile_story_is_in_the_archive_and_not_among_the_newest(reader, stories, noon):
    before = ids(reader.get("/atom.xml"))
    old = story("From the vault", source="vault:1", published_at=noon.replace(year=1999))
    desk.file_batch([old], at=noon)
    assert ids(reader.get("/atom.xml")) == before
    found = chain(reader, "/atom.xml")
    assert sum(b"From the vault" in answer.body for _, answer in found[1:]) == 1


@pytest.mark.parametrize("dated", [True, False])
def test_what_is_filed_back_before_everything_is_in_the_oldest_document(
    house, reader, noon, dated
):
    desk.file_batch([story(f"Story {n}", source=f"test:{n}", published_at=noon - n * MINUTE)
                     for n in range(STORIES)], at=noon)
    before = chain(reader, "/atom.xml")
    old = [story(f"Vault {n}", source=f"vault:{n}",
                 published_at=noon.replace(year=1999) if dated else None) for n in range(3)]
    for each in old:
        desk.file_batch([each], at=noon)
        for address, _ in before:
            reader.get(address)
    union = {each for _, answer in chain(reader, "/atom.xml") for each in ids(answer)}
    assert len(union) == STORIES + 3


def test_an_archive_address_is_only_that_of_a_run(reader, stories):
    runs = {at for at, _ in chain(reader, "/atom.xml")}
    for done in stories[::10]:
        address = f"/atom-{done.code}.xml"
        assert reader.get(address).status == (200 if address in runs else 404)
        assert reader.get(f"/atom-{done.code.upper()}.xml").status == 404
