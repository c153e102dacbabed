"""Joining, signing in by mail, and what the doors do not open."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from commenting import EMAIL, SAID, joined, mailed, open_story, reader, rule, said
from conftest import Reader as Paper
from dateline.discussion.models import Acceptance, Comment, EntryLink, Reader, Thread
from dateline.jobs.public import run_due
from dateline.lib import clock
from dateline.people.public import User
from staffing import PASSWORD, browser, by_link, member


def test_somebody_joins_by_mail_and_comes_back_by_mail(house, outbox):
    client = browser()
    link = mailed(client, outbox, following="/discussion/me/?before=9")
    shown = client.get(link)
    assert "No insults" in shown.text and EntryLink.objects.count() == 1
    assert client.post(link, {"name": "Ann", "version": "1"}).status_code == 422
    assert client.post(link, {"name": "ADMIN", "version": "1", "accept": "yes"}).status_code == 422
    assert not User.objects.filter(email=EMAIL).exists()
    done = client.post(link, {"name": "Ann Archer", "version": "1", "accept": "yes"})
    assert done["Location"] == "/discussion/me/?before=9"
    user, who = User.objects.get(email=EMAIL), Reader.objects.get()
    assert (who.user, who.name, who.badge) == (user, "Ann Archer", "")
    assert not user.is_staff and not user.groups.exists() and not user.has_usable_password()
    assert Acceptance.objects.get().standards.version == 1
    assert client.get("/discussion/me/").status_code == 200
    assert client.get(link).status_code == 410
    again = browser()
    link = mailed(again, outbox)
    assert again.post(link)["Location"] == "/discussion/me/"
    assert again.get("/discussion/me/").status_code == 200


def test_the_desk_stays_shut_and_does_not_list_readers(house, outbox):
    client = joined(outbox)
    assert client.get("/desk/").status_code == 403
    assert client.get("/desk/stories/").status_code in (403, 404)
    boss = member("administrator")
    assert "desk" not in client.get("/discussion/account/security/").text.lower()
    staff = by_link(boss).get("/desk/staff/")
    assert EMAIL not in staff.text


def test_who_asks_is_told_the_same_whoever_it_is(house, outbox):
    joined(outbox)
    member("editor", email="ed@example.org", password=PASSWORD)
    texts = set()
    for email in (EMAIL, "nobody@reader.example", "ed@example.org", "no address", "x\0@y.example"):
        answer = browser().post("/discussion/join/", {"email": email})
        assert answer.status_code == 200
        texts.add(re.sub(r'value="[^"]*"', "", answer.text))
    assert len(texts) == 1


def test_colleagues_are_led_to_their_own_way_in(house, outbox):
    member("editor", email="ed@example.org", password=PASSWORD)
    browser().post("/discussion/join/", {"email": "ed@example.org"})
    run_due()
    assert "/discussion/account/login/" in outbox[-1].body
    assert not EntryLink.objects.exists()
    client = browser()
    client.post("/discussion/account/login/", {"login": "ed@example.org", "password": PASSWORD})
    assert client.get("/discussion/me/")["Location"].startswith("/discussion/join/name/")
    answer = client.post("/discussion/join/name/", {
        "name": "Ed Ito", "accept": "yes", "version": "1"})
    assert answer["Location"] == "/discussion/me/" and Reader.objects.get().badge == "staff"


def test_asking_has_a_limit_that_is_not_told(house, outbox):
    for _ in range(8):
        assert browser().post("/discussion/join/", {"email": EMAIL}).status_code == 200
    run_due()
    assert len(outbox) == 5 and EntryLink.objects.count() == 1


def test_names_that_look_alike_are_taken(house, outbox):
    joined(outbox)
    client = browser()
    link = mailed(client, outbox, "eve@reader.example")
    answer = client.post(link, {"name": "Аnn Аrcher", "version": "1", "accept": "yes"})
    assert answer.status_code == 422 and not User.objects.filter(email__startswith="eve").exists()


def test_names_cannot_be_tried_without_end(house, outbox):
    client = browser()
    link = mailed(client, outbox)
    sent = {"name": "ADMIN", "version": "1", "accept": "yes"}
    texts = [client.post(link, sent).text for _ in range(11)]
    assert "too much in a short time" in texts[10] and "too much" not in texts[9]


@pytest.mark.parametrize("following", [
    "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
    "/\tevil", "http:///evil.example", "/" + "a" * 300,
])
def test_nobody_is_led_elsewhere(house, outbox, following):
    client = browser()
    link = mailed(client, outbox, following=following)
    answer = client.post(link, {"name": "Ann Archer", "version": "1", "accept": "yes"})
    assert answer["Location"] == "/discussion/me/"


def test_a_closed_discussion_offers_no_form(house, outbox, noon):
    code, client = open_story(noon), joined(outbox)
    answer = client.get(f"/discussion/~{code}/write/")
    assert answer.status_code == 403 and "closed 14 days" in answer.text


def test_the_way_through_the_forms(house, outbox):
    noon = clock.now()
    code, client = open_story(noon), joined(outbox)
    write = f"/discussion/~{code}/write/"
    form = client.get(write)
    assert form.status_code == 200 and form["Cache-Control"] == "no-store"
    assert "default-src 'none'" in form["Content-Security-Policy"]
    key = re.search(r'name="key" value="([^"]+)"', form.text).group(1)
    rule("three years", at=noon)
    nudged = client.post(write, {"text": SAID, "key": key})
    assert nudged.status_code == 422 and "No insults" in nudged.text
    assert f'value="{key}"' in nudged.text and SAID in nudged.text
    answered = re.search(r'name="answered" value="([^"]+)"', nudged.text).group(1)
    sent = {"text": SAID, "key": key, "answered": answered}
    mine = client.post(write, sent)
    assert client.post(write, sent)["Location"] == mine["Location"]
    assert Comment.objects.count() == 1
    assert "waiting" in client.get(mine["Location"]).text
    Reader.objects.update(approved=5, joined_at=noon)
    ben = reader("Ben Blake", at=noon)
    said(ben, code, "Because of the ground below.", at=noon)
    reply = f"/discussion/~{code}/2/reply/"
    key = re.search(r'name="key" value="([^"]+)"', client.get(reply).text).group(1)
    mine = client.post(reply, {"text": "Which *ground*?", "key": key})["Location"]
    assert "is published" in client.get(mine).text
    assert Comment.objects.get(number=3).parent.number == 2
    edit = f"/discussion/~{code}/3/edit/"
    assert client.post(edit, {"text": "What ground?", "key": key})["Location"] == mine
    assert client.post(f"/discussion/~{code}/2/like/", {})["Location"] == f"/discussion/~{code}/2/"
    assert Comment.objects.get(number=2).likes == 1
    assert client.post(f"/discussion/~{code}/2/report/", {"clause": ""}).status_code == 422
    assert client.post(f"/discussion/~{code}/2/report/", {"clause": "2.1"}).status_code == 200
    assert client.post(f"/discussion/~{code}/3/delete/").status_code == 302
    assert Thread.objects.get().comments == 1
    assert client.post(f"/discussion/~{code}/2/delete/").status_code == 404
    assert client.get(f"/discussion/~{code}/2/edit/").status_code == 404


def test_who_is_not_signed_in_is_led_to_the_way_in(house, noon):
    code = open_story(noon)
    answer = browser().get(f"/discussion/~{code}/write/")
    assert answer["Location"] == f"/discussion/join/?next=%2Fdiscussion%2F~{code}%2Fwrite%2F"
    assert browser().get("/discussion/account/security/")["Location"].startswith(
        "/discussion/account/login/?next=")


def test_forms_need_their_token_and_a_large_body_is_turned_back(house, outbox):
    code, client = open_story(clock.now()), joined(outbox)
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost:8000"})
    strict.cookies = client.cookies
    write = f"/discussion/~{code}/write/"
    assert strict.post(write, {"text": SAID, "key": "a" * 10}).status_code == 403
    assert client.post(write, {"text": "x" * 1_000_000, "key": "a" * 10}).status_code == 413
    long = client.post(write, {"text": "x" * 50_000, "key": "a" * 10})
    assert long.status_code == 422 and len(long.text) < 60_000
    assert client.post(write, {"text": "\0 \u202e", "key": "a" * 10}).status_code == 422
    assert not Comment.objects.exists()


def test_standards_are_on_their_page_with_anchors(house):
    page = Paper().get("/community-standards/")
    assert page.status == 200 and 'id="c-2.1"' in page.text and "No insults" in page.text


def test_behind_the_door_no_stored_page_answers(house):
    login, lost = Paper().get("/discussion/account/login/"), Paper().get("/discussion/account/x")
    assert login.status == 200 and "no-store" in login.headers["Cache-Control"]
    assert (lost.status, lost.headers["Location"]) == (
        302, "/discussion/account/login/?next=%2Fdiscussion%2Faccount%2Fx")


def test_what_was_typed_while_the_session_ended_is_kept(house, outbox):
    code, client = open_story(clock.now()), joined(outbox)
    Reader.objects.update(approved=5, joined_at=clock.now() - timedelta(days=60))
    write = f"/discussion/~{code}/write/"
    key = re.search(r'name="key" value="([^"]+)"', client.get(write).text).group(1)
    client.post("/discussion/account/logout/")
    asked = client.post(write, {"text": f"<b>{SAID}", "key": key}, follow=True)
    assert "What you wrote is kept" in asked.text and not Comment.objects.exists()
    assert "kept" not in client.get("/discussion/join/?next=/discussion/me/").text
    back = client.post(mailed(client, outbox, following=write))
    assert back["Location"] == write
    for form in (client.get(write), client.get(write)):  # a reload loses nothing either
        assert f'name="key" value="{key}"' in form.text
        assert f"&lt;b&gt;{SAID}</textarea>" in form.text
    assert "<textarea" in client.get(f"/discussion/~{code}/write/?x").text
    sent = {"text": SAID, "key": key}
    assert client.post(write, sent)["Location"] == client.post(write, sent)["Location"]
    assert Comment.objects.count() == 1 and SAID not in client.get(write).text
    client.post("/discussion/account/logout/")
    report = f"/discussion/~{code}/1/report/"
    client.post(report, {"text": "It is rude.", "clause": "2.1"})
    client.post(mailed(client, outbox, following=report))
    form = client.get(report).text
    assert "It is rude." in form and re.search(r'value="2.1"[^>]* checked', form)
