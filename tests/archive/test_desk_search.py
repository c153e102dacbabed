"""The desk's search: the public by the index, the rest by its texts; who may; kept searches."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from keeping_searches import MINE, account, signed_in, worked

from cast import filed, live
from dateline.archive.models import SavedSearch
from dateline.archive.public import apply_all
from dateline.desk import public as desk
from dateline.desk.models import Note
from dateline.desk.public import Block, CopySearch, NotPermitted, Tag
from dateline.people.public import ROLES
from desking import desk_of, person
from staffing import browser

HERE = "/desk/search/"


def _says(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", text) for text in texts)


def test_what_is_public_and_what_is_not_stand_apart(house, noon):
    client = desk_of(person("reporter"))
    guid, _ = live("The ferry & the tide", at=noon, tags=(Tag("Ada Moss", "person"),))
    filed("A draft", blocks=_says("Of another <b>ferry</b>, and the harbour."))
    held = filed("Held")
    desk.save_draft(held, {"blocks": _says("The ferry again.")})
    desk.embargo(held, noon + timedelta(days=999))
    desk.save_draft(guid, {"standfirst": "Zanzibar is next."})
    filed("Nothing of it")
    apply_all()
    page = client.get(f"{HERE}?q=ferry").content.decode()
    public, apart = page.split('id="held"')
    assert "<mark>ferry</mark> &amp; the tide" in public and "1 story" in public
    assert f'data-copy="{guid} The ferry &amp; the tide"' in public
    assert "/edit/" in public and "person=ada-moss" in page
    assert ">A draft</a>" in apart and ">Held</a>" in apart and "Nothing of it" not in page
    assert "embargoed" in apart
    assert ">The ferry &amp; the tide</a>" in client.get(
        f"{HERE}?q=zanzibar").content.decode().split('id="held"')[1]
    assert ">A draft</a>" not in client.get(f"{HERE}?q=ferry+-harbour").content.decode()


@pytest.mark.parametrize(("text", "query"), [
    ("قال المتحدث إن العبّارة متوقفة", "متوقفة"), ("三国首脑在海港会面", "海港"),
    ("የኢትዮጵያ ዜና", "ዜና"),
    ("Die Straße nach Füssen", "STRASSE"), ("Мир на Дунае", "дунае мир"),
])
def test_drafts_are_found_in_any_script(house, text, query):
    filed("One", blocks=_says(text))
    filed("Two")
    found = desk.search_copies(CopySearch(tuple(query.split())), by=None)
    assert [copy.headline for copy in found.copies] == ["One"] and found.further == 0


def _held(page: str) -> list[str]:
    """The headlines in the part that is not public."""
    return re.findall(r"/edit/[^>]*>([^<]+)</a>", page.split('id="held"')[1].split('id="keep"')[0])


@pytest.mark.parametrize(("query", "found"), [
    ('"sunken ferry"', ["One"]), ('"ferry sunken"', ["Two"]),
    ('"the SUNKEN  ferry, burns"', ["One"]), ('"sunken fer"', []), ("sunken fer", ["Two", "One"]),
    ('sunken -"sunken ferry"', ["Two"]), ("sunken -burn", ["Two"]), ("sunken -burns -rots", []),
    ('"profit & loss"', ["Two"]),
    ('"海港会"', ["Two"]), ('"港海"', []), ('ferry "..."', ["Two", "One"]), ("-ferry", []),
    ('ferry -"..."', ["Two", "One"]), ('"rots away at"', ["Two"]), ("awayat", []),
])
def test_phrases_and_what_must_not_be_there(house, query, found):
    filed("One", blocks=_says("The sunken ferry burns."))
    filed("Two", blocks=_says("A ferry, sunken, rots away", "At last: profit & loss.",
                              "三国首脑在海港会面"))
    page = desk_of(person("editor")).get(HERE, {"q": query}).content.decode()
    assert _held(page) == found


@pytest.mark.parametrize(("query", "found"), [
    ("section=politics", ["Law"]), ("q=ferry&section=politics", ["Law"]),
    ("q=nothing&section=politics", []), ("dossier=floods", ["Rain"]), ("tag=water", ["Rain"]),
    ("person=ada-moss", ["Rain"]), ("place=dover", ["Rain", "Law"]), ("person=nobody", []),
    ("q=ferry&language=fr", ["Loi"]), ("from=2026-03-02&to=2026-03-02&q=ferry", ["Law"]),
    ("q=ferry&to=2026-03-01", []), ("q=ferry&section=politics&person=ada-moss", []),
])
def test_filters_hold_for_drafts(house, noon, query, found):
    tags = (Tag("Ada Moss", "person"), Tag("Water", "subject"))
    live("Public", at=noon, section="Politics", dossiers=("Floods",), tags=tags, place="Dover")
    apply_all()
    text = _says("Of the ferry.")
    filed("Law", section="Politics", blocks=text, tags=(Tag("Dover", "place"),), published_at=noon)
    filed("Loi", blocks=text, language="fr-CA", section="World")
    filed("Rain", blocks=text, section="World", dossiers=("Floods",), tags=tags, place="Dover")
    page = desk_of(person("editor")).get(f"{HERE}?{query}").content.decode()
    assert _held(page) == found
    assert ("of its release" in page) == ("to=" in query)


def test_a_renamed_and_a_merged_dossier_still_narrow_drafts(house, noon):
    live("Public", at=noon, dossiers=("Floods", "High water"))
    filed("Rain", dossiers=("Floods",))
    desk.rename("dossier", "Floods", "Great floods", at=noon)
    client = desk_of(person("editor"))
    assert _held(client.get(f"{HERE}?dossier=floods").content.decode()) == ["Rain"]
    desk.merge("dossier", "Great floods", "High water", at=noon)
    for slug in ("floods", "high-water"):
        assert _held(client.get(f"{HERE}?dossier={slug}").content.decode()) == ["Rain"]


def test_a_held_story_is_of_the_day_of_its_release(house, noon):
    guid = filed("Held", blocks=_says("Of the ferry."))
    desk.embargo(guid, noon + timedelta(days=999))
    client, day = desk_of(person("editor")), (noon + timedelta(days=999)).date()
    for query, found in ((f"from={day}&to={day}", ["Held"]), (f"to={noon.date()}", [])):
        assert _held(client.get(f"{HERE}?q=ferry&{query}").content.decode()) == found


def test_many_drafts_are_looked_through_in_portions(house, monkeypatch):
    monkeypatch.setattr("dateline.desk.searching.LOOKED_AT", 30)
    monkeypatch.setattr("dateline.desk.searching.AT_ONCE", 7)
    for n in range(50):
        filed(f"Ferry {n}" if n % 2 or n < 10 else f"Tide {n}")
    seen, before = [], 0
    while True:
        found = desk.search_copies(CopySearch(("ferry",)), by=None, before=before)
        seen += [copy.headline for copy in found.copies]
        before = found.further
        if not before:
            break
    assert seen == [f"Ferry {n}" for n in reversed(range(50)) if n % 2 or n < 10]


def test_who_may_search_the_desk(house, noon):
    filed("A secret ferry")
    apply_all()
    for role in ROLES:
        answer = desk_of(person(role, name=role.replace(" ", ""))).get(f"{HERE}?q=ferry")
        assert answer.status_code == 200 and "A secret ferry" in answer.content.decode(), role
        assert "no-store" in answer["Cache-Control"]
    nobody, reader = person(name="nobody"), account()
    for client in (desk_of(nobody), signed_in(reader), browser()):
        answer = client.get(f"{HERE}?q=ferry")
        assert answer.status_code in (302, 403) and b"secret" not in answer.content
        assert client.post(f"{HERE}?q=ferry", {"act": "keep", "pace": "now"}).status_code in (
            302, 403)
    assert not SavedSearch.objects.exists()
    with pytest.raises(NotPermitted):
        desk.search_copies(CopySearch(("ferry",)), by=nobody)


def test_a_kept_search_tells_on_the_dashboard_and_by_mail(house, noon, outbox):
    ann, ben = person("reporter", name="ann"), person("editor", name="ben")
    for who, pace in ((ann, "never"), (ben, "now")):
        answer = desk_of(who).post(f"{HERE}?q=ferry", {"act": "keep", "name": "Boats",
                                                      "pace": pace})
        assert answer.status_code == 302
    live("The ferry", at=noon)
    filed("A draft of a ferry")
    worked(noon + timedelta(days=999))
    assert sorted(Note.objects.values_list("person__email", "text")) == [
        (each.email, "It matches your search “Boats”.") for each in (ann, ben)]
    assert [mail.to for mail in outbox] == [[ben.email]]
    client = desk_of(ann)
    assert "Boats" in client.get("/desk/").content.decode()
    assert "Boats" in client.get(HERE).content.decode()
    assert "Boats" not in client.get(MINE).content.decode()
    theirs = SavedSearch.objects.get(keeper__user=ben).pk
    assert client.post(HERE, {"act": "delete", "search": theirs}).status_code == 404
    own = SavedSearch.objects.get(keeper__user=ann).pk
    for act, words in (("pause", "told nothing of it until"), ("delete", "The search is deleted")):
        answer = client.post(HERE, {"act": act, "search": own}, follow=True)
        assert words in answer.content.decode() and b"This is kept." not in answer.content
    assert list(SavedSearch.objects.values_list("pk", flat=True)) == [theirs]


def test_who_left_the_newsroom_is_told_nothing(house, noon, outbox):
    ann = person("reporter", name="ann")
    desk_of(ann).post(f"{HERE}?q=ferry", {"act": "keep", "pace": "now"})
    ann.is_active = False
    ann.save()
    live("The ferry", at=noon)
    worked(noon)
    assert outbox == [] and not Note.objects.exists()


@pytest.mark.parametrize("query", ["", "-ferry", '"""', "\x00\u202e", "a" * 10_000, "<script>"])
def test_hostile_queries(house, query):
    filed("A ferry")
    client = desk_of(person("editor"))
    answer = client.get(f"{HERE}?q={quote(query)}&before=x&page=-1")
    assert answer.status_code == 200 and "<script>alert" not in answer.content.decode()
    assert client.post(f"{HERE}?q={quote(query)}", {"act": "keep", "pace": "x"}).status_code == 302
