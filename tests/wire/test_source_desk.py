"""The screens of copy in: the queue, an item, the sources, the rejects; who may do what."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from agency import copy, killed, only, rss, rss_item, source
from dateline.desk.models import Story
from dateline.wire.models import Incoming, Reject, Source
from dateline.wire.sources.receiving import receive
from desking import desk_of, form, person

QUEUE = "/desk/incoming/"


def page(client, where=QUEUE, status=200):
    answer = client.get(where)
    assert answer.status_code == status, where
    return answer.content.decode()


def rows_in(client, where):
    """How many items the table shows."""
    table = page(client, where).partition("<tbody>")[2].partition("</tbody>")[0]
    return table.count('<th scope="row">')


@pytest.fixture
def editor(house):
    return desk_of(person("editor"))


@pytest.fixture
def chief(house):
    return desk_of(person("chief editor", name="chief"))


def test_the_queue_shows_what_waits_and_can_be_narrowed(editor):
    agency, other = source(), source("Harbour News", kind="feed")
    receive(agency, copy())
    receive(other, rss(rss_item(), rss_item(2, "Fog <b>comes</b> & goes")))
    receive(agency, copy("Killed", id="k"))
    receive(agency, killed(id="k"))
    html = page(editor)
    assert html.index("Fog comes &amp; goes") < html.index("Ferry runs again")
    assert "Killed" not in re.sub(r"<select.*?</select>", "", html, flags=re.S)
    found = {"?words=FERRY+runs": 1, f"?source={other.pk}": 2, "?state=killed": 1, "?state=all": 4,
             "?words=nowhere": 0, "?source=x&state=y&page=z": 0, "?page=2": 0}
    for query, count in found.items():
        if query.startswith("?source=x"):
            page(editor, QUEUE + query)
            continue
        assert rows_in(editor, QUEUE + query) == count, query


def test_a_long_queue_has_pages(editor):
    agency = source(kind="feed")
    receive(agency, rss(*(rss_item(n, f"Crane {n}") for n in range(120))))
    counts = [rows_in(editor, f"{QUEUE}?page={n}") for n in (1, 2, 3)]
    assert counts == [50, 50, 20]


def test_an_item_is_taken_over_with_one_click(editor):
    receive(source(), copy(embargoed="2036-03-02T18:00:00Z"))
    html = page(editor, f"{QUEUE}{only().pk}/")
    assert "EMBARGO until 2 March 2036, 18:00:00 GMT" in html.replace("\u2066", "").replace(
        "\u2069", "") or "EMBARGO until 2 March 2036" in html
    assert "taken as withheld" in html and "tag:north.example,2026:1" in html
    answer = editor.post(f"{QUEUE}{only().pk}/take/")
    story = Story.objects.get()
    assert answer["Location"] == f"/desk/snippets/desk/story/edit/{story.pk}/"
    assert "EMBARGO of the sender until 2 March 2036" in story.note and story.state == "draft"
    assert editor.post(f"{QUEUE}{only().pk}/take/")["Location"] == answer["Location"]
    assert "Open its story" in page(editor, f"{QUEUE}{only().pk}/")


def test_an_item_is_set_aside_and_back(editor):
    receive(source(), copy())
    where = f"{QUEUE}{only().pk}/aside/"
    editor.post(where)
    assert "Ferry runs again" not in page(editor).partition("</form>")[2].replace(
        "“Ferry runs again”", "")
    editor.post(where, {"back": "1"})
    assert "Ferry runs again" in page(editor)


def test_reporters_look_and_do_not_take(house):
    receive(source(), copy())
    reporter = desk_of(person("reporter"))
    assert "Take over" not in page(reporter)
    reporter.post(f"{QUEUE}{only().pk}/take/")
    assert not Story.objects.exists()
    assert "Add a source" not in page(reporter, f"{QUEUE}sources/")
    for where in ("sources/add/", f"sources/{only().source.pk}/"):
        page(reporter, QUEUE + where, 302)


@pytest.mark.parametrize("role", ["moderator", "broadcaster"])
def test_others_see_nothing_of_it(house, role):
    receive(source(), copy())
    client = desk_of(person(role))
    for where in ("", f"{only().pk}/", f"{only().pk}/file/", "sources/", "rejects/"):
        assert client.get(QUEUE + where)["Location"] == "/desk/", where
    assert "/desk/incoming/" not in page(client, "/desk/")


def test_acts_want_a_token_and_a_post(house):
    receive(source(), copy())
    strict = Client(headers={"host": "localhost:8000"}, enforce_csrf_checks=True)
    strict.cookies = desk_of(person("chief editor")).cookies
    for where in (f"{only().pk}/take/", f"{only().pk}/aside/", "sources/add/"):
        assert strict.post(QUEUE + where).status_code == 403
    for where in (f"{only().pk}/take/", f"{only().pk}/aside/"):
        assert strict.get(QUEUE + where).status_code == 405


def test_a_source_is_added_changed_and_paused(chief, tmp_path):
    where = f"{QUEUE}sources/add/"
    sent = form(page(chief, where))
    good = sent | {"name": "Nördlicher Dienst", "kind": "feed", "interval": "60",
                   "address": "https://north.example/rss", "pairs": "Politik = Politics",
                   "sections": "a\n\n b ", "rule_urgency": "2", "active": "on"}
    wrong = {"address": "ftp://x", "interval": "1", "pairs": "Politik", "name": ""}
    for field, value in wrong.items():
        answer = chief.post(where, good | {field: value})
        assert answer.status_code == 422, field
    assert not Source.objects.exists()
    assert chief.post(where, good).status_code == 302
    made = Source.objects.get()
    assert (made.slug, made.mapping, made.rule_sections, made.rule_urgency, made.publishes) == (
        "nordlicher-dienst", {"Politik": "Politics"}, ["a", "b"], 2, False)
    Source.objects.update(etag='"a"', backlog_over=True)
    edit = f"{QUEUE}sources/{made.pk}/"
    again = form(page(chief, edit)) | {"address": "https://north.example/atom", "kind": "push"}
    assert again["pairs"] == "Politik = Politics"
    assert chief.post(edit, again).status_code == 302
    made.refresh_from_db()
    assert (made.kind, made.address, made.etag, made.backlog_over) == (
        "feed", "https://north.example/atom", "", False)
    chief.post(f"{edit}act/", {"act": "pause"})
    assert not Source.objects.get().active
    assert chief.post(where, good).status_code == 422  # the name is taken
    for path, status in ((str(tmp_path), 302), ("/nowhere", 422)):
        sent = good | {"name": f"Folder {status}", "kind": "folder", "address": path}
        assert chief.post(where, sent).status_code == status


def test_editors_do_not_manage_sources(editor):
    agency = source(kind="push")
    for where in ("sources/add/", f"sources/{agency.pk}/"):
        page(editor, QUEUE + where, 302)
    for act in ("pause", "look", "key", "revoke"):
        answer = editor.post(f"{QUEUE}sources/{agency.pk}/act/", {"act": act})
        assert answer["Location"] == "/desk/"
    assert Source.objects.get().active and not agency.keys.exists()


def test_a_key_is_shown_once(chief):
    agency = source(kind="push")
    where = f"{QUEUE}sources/{agency.pk}/"
    answer = chief.post(f"{where}act/", {"act": "key"})
    key = re.search(r"dl_in_[\w-]{40,}", answer.content.decode())[0]
    assert "no-store" in answer["Cache-Control"]
    html = page(chief, where)
    assert key not in html and key[:10] in html
    assert f"/wire/v1/in/{agency.slug}" in html
    chief.post(f"{where}act/", {"act": "revoke", "key": agency.keys.get().pk})
    assert key[:10] not in page(chief, where)


def test_a_look_now_says_what_went_wrong(chief, tmp_path):
    agency = source(kind="folder", address=str(tmp_path / "gone"))
    answer = chief.post(f"{QUEUE}sources/{agency.pk}/act/", {"act": "look"}, follow=True)
    assert "there is no such folder on this machine" in answer.content.decode()
    Source.objects.update(address=str(tmp_path))
    answer = chief.post(f"{QUEUE}sources/{agency.pk}/act/", {"act": "look"}, follow=True)
    assert "It was looked at: 0 new items." in answer.content.decode()


def test_a_reject_is_shown_read_again_and_thrown_away(chief, editor):
    receive(source(format="nitf"), copy(), name="a.json")
    receive(only_source(), b"nothing", name="b")
    html = page(editor, f"{QUEUE}rejects/")
    assert "a.json" in html and "Throw away" not in html
    again, gone = Reject.objects.order_by("pk")
    for where in (again, gone):
        answer = editor.post(f"{QUEUE}rejects/{where.pk}/act/", {"act": "discard"})
        assert answer["Location"] == "/desk/"
    chief.post(f"{QUEUE}rejects/{again.pk}/act/", {"act": "again"})
    assert Reject.objects.count() == 2
    Source.objects.update(format="")
    chief.post(f"{QUEUE}rejects/{again.pk}/act/", {"act": "again"})
    assert Incoming.objects.count() == 1 and Reject.objects.get() == gone
    chief.post(f"{QUEUE}rejects/{gone.pk}/act/", {"act": "discard"})
    assert not Reject.objects.exists() and "Everything that came could be read." in page(
        chief, f"{QUEUE}rejects/")


def only_source():
    return Source.objects.get()


def test_the_dashboard_tells_what_waits_and_what_fails(editor):
    html = page(editor, "/desk/")
    assert "Incoming" in html and "from another agency" not in html
    receive(source(), copy())
    receive(only_source(), b"nothing")
    Source.objects.update(failures=3, last_error="it answered 500")
    html = page(editor, "/desk/")
    assert "1 item from another agency waits" in html
    assert "it answered 500" in html and "1 file could not be read" in html


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_screens_speak_other_languages(house, language):
    from wagtail.users.models import UserProfile

    receive(source(), copy())
    user = person("chief editor")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client = desk_of(user)
    for where in ("", f"{only().pk}/", "sources/", "sources/add/", "rejects/"):
        html = page(client, QUEUE + where)
        for english in ("Take over", "Could not be read", "What is odd", "Add a source",
                        "How it comes", "Urgency"):
            assert english not in html, (where, english)
