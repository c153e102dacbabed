"""A session that ends while somebody writes costs nobody a word."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from cast import filed
from dateline.desk.models import Story
from dateline.people.public import make_link
from desking import STORY, Writing, body, form, person

OURS = {"origin": "http://localhost:8000"}


@pytest.fixture
def writing(house):
    """Ann writes, in a browser that is asked for its token; her session ends."""
    filed("A bridge opens")
    ann = Writing(person("editor", name="ann"), Story.objects.get().pk)
    ann.save(**body("One."))
    browser = Client(headers={"host": "localhost:8000"}, enforce_csrf_checks=True)
    browser.cookies = ann.client.cookies
    ann.client = browser
    ann.open()
    ann.sent |= {"headline": "Annaword \"<&", "standfirst": "Today."} | body("Anna's body.")
    return ann


def send(writing, sent, **headers):
    where = f"{STORY}edit/{writing.pk}/"
    return writing.client.post(where, sent, headers=OURS | headers)


def again(writing, answer):
    """The page's own button."""
    return send(writing, form(answer.content.decode()))


def test_who_is_signed_out_finds_their_text_and_saves_it_once_signed_in(writing):
    Session.objects.all().delete()
    answer = send(writing, writing.sent)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "signed out" in page and "Annaword &quot;&lt;&amp;" in page
    again_out = again(writing, answer)
    assert again_out.status_code == 403 and "Annaword" in again_out.content.decode()
    assert Story.objects.get().headline == "A bridge opens"
    link = make_link("ann@example.org")
    other_tab = form(writing.client.get(link).content.decode())
    assert writing.client.post(link, other_tab, headers=OURS).status_code == 302
    stale = again(writing, again_out)  # the token is the one from before signing in
    assert stale.status_code == 403 and "anew" in stale.content.decode()
    assert again(writing, stale).status_code == 302
    story = Story.objects.get()
    assert (story.headline, story.standfirst) == ("Annaword \"<&", "Today.")
    assert [block.text for block in story.filing().blocks] == ["Anna's body."]


def test_autosave_is_told_so_and_stops(writing):
    Session.objects.all().delete()
    answer = send(writing, writing.sent, accept="application/json")
    assert (answer.status_code, answer.json()["success"]) == (403, False)
    assert "signed out" in answer.json()["error_message"]


def test_nobody_elses_page_is_given_a_token(writing):
    for session in (True, False):
        if not session:
            Session.objects.all().delete()
        for origin in ("https://evil.example", "null"):
            answer = send(writing, writing.sent | {"csrfmiddlewaretoken": "x"}, origin=origin)
            assert answer.status_code in (302, 403)
            assert "Annaword" not in answer.content.decode()
    assert Story.objects.get().headline == "A bridge opens"
