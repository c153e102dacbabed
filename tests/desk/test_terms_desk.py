"""The newsroom's screens of sections, dossiers, tags, places and authors, and who may do what."""

from __future__ import annotations

import re
from html import unescape
from itertools import product

import pytest
from django.test import Client

from cast import all_checked, filed, ledger, live
from dateline.desk import public as desk
from dateline.desk.models import Term
from dateline.desk.public import NotAsShown, NotPermitted, Numbers, Tag
from dateline.people.public import ROLES, User
from dateline.record import public as record
from desking import desk_of, person

EDITORS = {"editor", "chief editor"}
CHIEF = {"chief editor"}
ACTS = {
    "rename": (EDITORS, lambda by, at: desk.rename("dossier", "War", "Siege", by=by, at=at)),
    "rename a section": (CHIEF, lambda by, at: desk.rename("section", "Sport", "Games", by=by,
                                                           at=at)),
    "merge": (EDITORS, lambda by, at: desk.merge("dossier", "War", "Floods", by=by, at=at)),
    "merge sections": (CHIEF, lambda by, at: desk.merge("section", "Sport", "Politics", by=by,
                                                        at=at)),
    "retype": (EDITORS, lambda by, at: desk.retype("subject", "Rain", "event", by=by, at=at)),
    "describe": (EDITORS, lambda by, at: desk.describe("War", "About it.", by=by, at=at)),
    "add": (CHIEF, lambda by, at: desk.add_section("Sea", by=by, at=at)),
    "order": (CHIEF, lambda by, at: desk.order_sections(["Sport"], by=by, at=at)),
    "split": (EDITORS, lambda by, at: desk.split("War", [desk.find(source="w:1").guid], "Siege",
                                                 by=by, at=at)),
}


def somebody(role: str | None) -> User:
    """A person of this role; None: one who has no place at the desk."""
    return person(role) if role else User.objects.create_user("stranger@example.org")


def at_desk(role: str | None) -> Client:
    """The browser of such a person, signed in."""
    return desk_of(somebody(role))


@pytest.fixture
def newsroom(house, noon):
    """Two sections, dossiers and tags in public, and drafts that name some of them."""
    live("One", at=noon, dossiers=("War",), source="w:1", place="Iraq",
         tags=(Tag("Rain", "subject", True), Tag("Daesh", "organisation")), authors=("Ann Lee",))
    live("Two", at=noon, dossiers=("War", "Floods"), section="Sport")
    filed("Held", dossiers=("War", "Secret"))
    return house


def pk(kind: str, name: str) -> int:
    return Term.objects.get(kind=kind, name=name).pk


def text(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


# -- who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("act", "role"), list(product(ACTS, [*ROLES, None])))
def test_an_act_is_for_its_roles(newsroom, noon, act, role):
    may, do = ACTS[act]
    before, user = ledger(), somebody(role)
    if role in may:
        do(user, noon)
        assert ledger() != before
    else:
        with pytest.raises(NotPermitted, match="chief editor"):
            do(user, noon)
        assert ledger() == before
    all_checked()


def test_who_has_left_may_nothing(newsroom, noon):
    user = person("chief editor")
    user.is_active = False
    user.save()
    with pytest.raises(NotPermitted):
        desk.rename("dossier", "War", "Siege", by=user, at=noon)


@pytest.mark.parametrize("role", [*ROLES, None])
def test_the_addresses_ask_for_the_same_roles(newsroom, role):
    client = at_desk(role)
    dossier, section = pk("dossier", "War"), pk("section", "Sport")
    for shelf, number, act, may in (
        ("dossier", dossier, "rename", EDITORS), ("section", section, "rename", CHIEF),
        ("dossier", dossier, "merge", EDITORS), ("dossier", dossier, "split", EDITORS),
        ("tag", pk("subject", "Rain"), "retype", EDITORS), ("section", section, "merge", CHIEF),
        ("dossier", dossier, "describe", EDITORS), ("dossier", dossier, "note",
                                                    EDITORS | {"reporter"}),
    ):
        address = f"/desk/terms/{shelf}/{number}/{act}/"
        page = client.get(f"/desk/terms/{shelf}/{number}/")
        before = ledger()
        for answer in (client.get(address), client.post(address, {"name": "X", "kind": "event"})):
            expected = 200 if role in may else 403
            assert answer.status_code == expected, (address, role)
        assert ledger() == before
        if role:
            assert (address in page.content.decode()) == (role in may)
    for address in ("/desk/terms/section/add/", "/desk/terms/section/order/"):
        expected = 200 if role in CHIEF else 403
        assert client.get(address).status_code == expected


def test_nobody_from_outside_comes_in(newsroom):
    term = pk("dossier", "War")
    for client, status in ((Client(), 302), (at_desk(None), 403)):
        for address in ("/desk/terms/dossier/", f"/desk/terms/dossier/{term}/", "/desk/topics/",
                        "/desk/terms/find/?q=w", "/desk/topics/find/?q=w",
                        "/desk/terms/dossier/results/", f"/desk/terms/dossier/{term}/merge/"):
            answer = client.get(address)
            assert answer.status_code == status, address
            assert "War" not in answer.content.decode()


# -- lists ---------------------------------------------------------------------------------------


def lines(client, address: str) -> list[list[str]]:
    """The cells of a list, line by line."""
    assert client.get(address).status_code == 200
    path, _, query = address.partition("?")
    page = client.get(f"{path}results/?{query}").content.decode()
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.S)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in rows]
    return [[" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in row]
            for row in cells if row]


def test_lists_have_exact_numbers(newsroom, noon):
    client = at_desk("reporter")
    assert lines(client, "/desk/terms/dossier/") == [
        ["Floods", "1", "0"], ["Secret", "never public", "1"], ["War", "2", "1"],
    ]
    assert lines(client, "/desk/terms/section/") == [["Politics", "1", "1"], ["Sport", "1", "0"]]
    assert lines(client, "/desk/terms/tag/?ordering=-stories")[0] == [
        "Daesh", "organisation", "1", "0"
    ]
    assert lines(client, "/desk/terms/place/") == [["Iraq", "1", "0"]]
    assert lines(client, "/desk/terms/author/") == [["Ann Lee", "1", "0"]]
    guid = desk.find(source="w:1").guid
    desk.save_draft(guid, {"dossiers": ("Secret",)})
    assert lines(client, "/desk/terms/dossier/?ordering=-stories") == [
        ["War", "2", "1"], ["Floods", "1", "0"], ["Secret", "never public", "2"],
    ]
    assert client.get("/desk/terms/nothing/").status_code == 404


@pytest.mark.parametrize(("query", "found"), [
    ("q=WA", ["War"]), ("q=ar", ["War"]), ("q=ELECTIONS", ["Élections"]), ("q=вОЕН", ["Военные"]),
    ("q=élec", ["Élections"]), ("show=unpublished", ["Secret"]),
    ("show=doubled", ["U.N.", "UN"]), ("q=u.n", ["U.N.", "UN"]),
])
def test_lists_are_searched_in_any_script_and_narrowed(newsroom, noon, query, found):
    live("More", at=noon, dossiers=("Élections", "Военные", "UN", "U.N."))
    names = [line[0] for line in lines(at_desk("reporter"), f"/desk/terms/dossier/?{query}")]
    assert sorted(names) == sorted(found)


def test_guessed_kinds_are_found_and_settled(newsroom):
    client = at_desk("editor")
    address = "/desk/terms/tag/?show=guessed"
    assert [line[0] for line in lines(client, address)] == ["Rain"]
    term = pk("subject", "Rain")
    assert "a guess: no editor" in text(client.get(f"/desk/terms/tag/{term}/"))
    answer = client.post(f"/desk/terms/tag/{term}/retype/",
                         {"kind": "event", "stories": 1, "drafts": 0}, follow=True)
    assert "a guess: no editor" not in text(answer) and "event" in text(answer)
    assert lines(client, address) == []
    assert not record.story(desk_code("w:1")).tags[0].guessed
    live("Again", at=record.edition_at(), tags=(Tag("Rain", "event", True),))
    assert lines(client, address) == []
    all_checked()


def desk_code(source: str) -> str:
    return desk.find(source=source).address.rpartition("~")[2]


def test_the_field_that_completes(newsroom, noon):
    live("More", at=noon, dossiers=("Warsaw", "Cold war", "Software", "WAR"))
    client = at_desk("reporter")
    found = client.get("/desk/terms/find/?kind=dossier&q=wAr").json()
    assert [(term["name"], term["count"]) for term in found] == [
        ("War", 3), ("Warsaw", 1), ("Cold war", 1), ("Software", 1)
    ]
    assert found[0] == {"id": pk("dossier", "War"), "kind": "dossier", "name": "War", "count": 3}
    desk.merge("dossier", "Software", "Floods", at=noon)
    found = client.get("/desk/terms/find/?kind=dossier&q=soft").json()
    assert [term["name"] for term in found] == ["Floods"]
    kinds = {term["kind"] for term in client.get("/desk/terms/find/?kind=tag&q=").json()}
    assert kinds == {"subject", "organisation", "place"}
    everything = client.get("/desk/terms/find/").json()
    assert everything[0]["count"] >= everything[-1]["count"] and len(everything) <= 20
    assert client.get("/desk/terms/find/?kind=person,place&q=ira").json()[0]["name"] == "Iraq"
    assert client.get("/desk/terms/find/?kind=nothing&q=a").json() == []
    assert client.get("/desk/terms/find/?q=%00%25_'\"").json() == []


# -- acts on their screens -------------------------------------------------------------------------


def button(answer) -> str:
    found = re.findall(r'<button type="submit" class="button[^"]*">(‘?[^<]*)</button>',
                       answer.content.decode())
    return unescape(found[-1]) if found else ""


def test_a_merge_is_looked_for_shown_and_done(newsroom, reader, noon):
    client = at_desk("editor")
    war, floods = pk("dossier", "War"), pk("dossier", "Floods")
    address = f"/desk/terms/dossier/{war}/merge/"
    assert f"?into={floods}" in client.get(f"{address}?q=flo").content.decode()
    asked = client.get(f"{address}?into={floods}")
    assert button(asked) == (
        "Merge ‘War’ (2 stories) into ‘Floods’: 1 story moves, 1 is there already, 1 draft "
        "follows, /dossier/war/ redirects. This cannot be undone."
    )
    live("Meanwhile", at=noon, dossiers=("War",))
    before = ledger()
    told = client.post(address, {"into": floods, "stories": 2, "drafts": 1})
    assert "Nothing was done: the numbers have changed" in text(told)
    assert "(3 stories) into ‘Floods’: 2 stories move" in button(told)
    assert ledger() == before
    done = client.post(address, {"into": floods, "stories": 3, "drafts": 1}, follow=True)
    assert done.redirect_chain[0][0] == f"/desk/terms/dossier/{floods}/"
    assert "‘War’ is merged into ‘Floods’." in text(done) and "Merged into it War" in text(done)
    assert reader.get("/dossier/war/").headers["Location"] == "/dossier/floods/"
    assert client.get(f"/desk/terms/dossier/{war}/").headers["Location"].endswith(f"/{floods}/")
    assert lines(client, "/desk/terms/dossier/") == [
        ["Floods", "3", "1"], ["Secret", "never public", "1"]
    ]
    all_checked()


@pytest.mark.parametrize("into", ["", "x", "999999", "-1", "own", "draft", "section"])
def test_a_merge_into_nothing_does_nothing(newsroom, into):
    client = at_desk("editor")
    war = pk("dossier", "War")
    into = {"own": war, "draft": pk("dossier", "Secret"),
            "section": pk("section", "Sport")}.get(into, into)
    address = f"/desk/terms/dossier/{war}/merge/"
    before = ledger()
    for answer in (client.get(f"{address}?into={into}"),
                   client.post(address, {"into": into, "stories": 2, "drafts": 1})):
        assert answer.status_code == 200
        assert not button(answer).startswith("Merge")
    assert ledger() == before


def test_a_rename_is_shown_and_done(newsroom, reader):
    client = at_desk("editor")
    address = f"/desk/terms/dossier/{pk('dossier', 'War')}/rename/"
    assert button(client.get(address)) == (
        "Rename ‘War’ on 2 stories and 1 draft; /dossier/war/ redirects."
    )
    answer = client.post(address, {"name": "Floods", "stories": 2, "drafts": 1})
    assert "merge them instead" in text(answer)
    client.post(address, {"name": "Siege", "stories": 2, "drafts": 1})
    assert reader.get("/dossier/siege/").status == 200
    all_checked()


def test_a_split_is_chosen_shown_and_done(newsroom, reader, noon):
    client = at_desk("editor")
    war = pk("dossier", "War")
    address = f"/desk/terms/dossier/{war}/split/"
    guids = re.findall(r'name="story" value="([^"]+)"', client.get(address).content.decode())
    assert len(guids) == 3
    found = client.get(f"{address}?q=oNe").content.decode()
    assert re.findall(r'name="story" value="([^"]+)"', found) == [desk.find(source="w:1").guid]
    assert "Choose at least one story." in text(client.get(f"{address}?into=Siege"))
    asked = client.get(address, {"into": "Siege", "story": guids})
    assert button(asked) == (
        "Move 2 stories and 1 draft from ‘War’ to a new dossier ‘Siege’: "
        "2 stories get their next version."
    )
    known = client.get(address, {"into": "floods", "q": "held", "all": 1})
    assert button(known) == (
        "Move 0 stories and 1 draft from ‘War’ to ‘floods’: 0 stories get their next version."
    )
    desk.kill(desk.find(source="w:1").guid, "Killed.", reason="wrong", at=noon)
    sent = {"into": "Siege", "story": guids, "stories": 2, "drafts": 1}
    before = ledger()
    assert "the numbers have changed" in text(client.post(address, sent))
    assert ledger() == before
    done = client.post(address, sent | {"stories": 1}, follow=True)
    assert "1 story and 1 draft moved to ‘Siege’." in text(done)
    assert "(1)" in reader.get("/dossier/siege/").text
    assert client.post(address, sent | {"story": ["nonsense"]}).status_code == 200
    all_checked()


@pytest.mark.parametrize(("few", "many"), [(2000, 50_000), (0, 50_000), (0, 0)])
def test_a_split_shows_every_story_of_the_dossier_whatever_its_size(
    newsroom, noon, monkeypatch, few, many
):
    guid, _ = live("Left in its draft", at=noon, dossiers=("War",))
    desk.save_draft(guid, {"dossiers": ()})
    live("Elsewhere", at=noon, dossiers=("Floods",))
    monkeypatch.setattr("dateline.desk.narrowing.FEW", few)
    monkeypatch.setattr("dateline.desk.narrowing.MANY", many)
    client, address = at_desk("editor"), f"/desk/terms/dossier/{pk('dossier', 'War')}/split/"
    for query, shown in (("", ["Left in its draft", "Held", "Two", "One"]), ("draft lef", [
        "Left in its draft"]), ("elsewhere", []), ("?!", [])):
        page = client.get(f"{address}?q={query}").content.decode()
        assert re.findall(r'"auto">([^<]+)</span></label>', page) == shown


def test_sections_are_opened_and_ordered(newsroom):
    client = at_desk("chief editor")
    client.post("/desk/terms/section/add/", {"name": "Sea"})
    again = client.post("/desk/terms/section/add/", {"name": "sea"})
    assert "is open already" in text(again)
    for places, names in (((3, 1, 2), ["Sport", "Sea", "Politics"]),
                          ((1, 2, 1), ["Politics", "Sport", "Sea"]),
                          ((2, 2, 3), ["Sport", "Politics", "Sea"])):
        order = {f"place-{at}": place for at, place in enumerate(places, start=1)}
        client.post("/desk/terms/section/order/", order)
        assert [section.name for section in record.sections()] == names
    refused = client.post("/desk/terms/section/order/", order | {"place-1": 9})
    assert refused.status_code == 200 and "less than or equal to 3" in text(refused)
    all_checked()


def test_a_note_and_a_standfirst(newsroom, reader):
    client = at_desk("editor")
    page = f"/desk/terms/dossier/{pk('dossier', 'War')}/"
    sent = {"stories": 2, "drafts": 1}
    client.post(f"{page}note/", sent | {"note": "Ask Ann <b>first</b>."})
    answer = client.post(f"{page}describe/", sent | {"standfirst": "All about it."}, follow=True)
    assert "Ask Ann &lt;b&gt;first" in answer.content.decode()
    assert "All about it." in reader.get("/dossier/war/").text
    assert "Ask Ann" not in reader.get("/dossier/war/").text
    secret = pk("dossier", "Secret")
    assert client.get(f"/desk/terms/dossier/{secret}/describe/").status_code == 404
    assert client.get(f"{page}retype/").status_code == 404


# -- drafts follow ---------------------------------------------------------------------------------


def test_drafts_and_embargoed_stories_follow(newsroom, noon):
    held = filed("Embargoed", dossiers=("War",), section="Sport", place="Iraq",
                 tags=(Tag("Iraq", "place"), Tag("Rain", "subject")), authors=("Ann Lee",))
    live("Three", at=noon, place="Irak", authors=("A. Lee",), tags=(Tag("Storm", "subject"),))
    desk.embargo(held, noon.replace(year=2099))
    for kind, old, new in (("dossier", "War", "Floods"), ("section", "Sport", "Politics"),
                           ("place", "Iraq", "Irak"), ("author", "Ann Lee", "A. Lee"),
                           ("subject", "Rain", "Storm")):
        desk.merge(kind, old, new, at=noon)
    story = record.story(desk.lift(held, at=noon).code)
    assert (story.section.name, story.place.name) == ("Politics", "Irak")
    assert [term.name for term in (*story.dossiers, *story.authors, *story.tags)] == [
        "Floods", "A. Lee", "Irak", "Storm"
    ]
    all_checked()


def test_a_name_merged_away_and_typed_again_is_the_one_that_stands(newsroom, noon):
    client = at_desk("editor")
    desk.merge("dossier", "War", "Floods", at=noon)
    filed("Typed again", dossiers=("war", "Floods"), source="w:9")
    live("And public", at=noon, dossiers=("WAR",), source="w:8")
    assert lines(client, "/desk/terms/dossier/")[0] == ["Floods", "3", "2"]
    page = text(client.get(f"/desk/terms/dossier/{pk('dossier', 'Floods')}/"))
    assert "Typed again" in page and "And public" in page
    live("More", at=noon, dossiers=("Rain",))
    guids = [desk.find(source=source).guid for source in ("w:8", "w:9")]
    assert desk.split("Floods", guids, "Rain", at=noon).numbers == Numbers(1, 1)
    assert lines(client, "/desk/terms/dossier/")[:2] == [["Floods", "2", "1"], ["Rain", "2", "1"]]
    desk.publish(guids[1], at=noon)
    assert [one.name for one in record.story(desk_code("w:9")).dossiers] == ["Rain"]
    all_checked()


def test_what_was_decided_on_other_numbers_is_not_done(newsroom, noon):
    before = ledger()
    for act in (
        lambda: desk.merge("dossier", "War", "Floods", at=noon, shown=Numbers(1, 1)),
        lambda: desk.rename("dossier", "War", "Siege", at=noon, shown=Numbers(2, 0)),
        lambda: desk.retype("subject", "Rain", "event", at=noon, shown=Numbers(0, 0)),
        lambda: desk.split("War", [desk.find(source="w:1").guid], "X", at=noon,
                           shown=Numbers(2, 0)),
    ):
        with pytest.raises(NotAsShown):
            act()
    assert ledger() == before
    assert Term.objects.filter(name__in=("X", "Siege")).count() == 0
    all_checked()
