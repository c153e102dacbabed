"""Keeping a search by mail: twice said, stopped by one click; and a person's own searches."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from keeping_searches import ASK, MINE, account, kept, link, signed_in, worked

from cast import filed, live
from commenting import joined
from dateline.archive.models import Keeper, OfferedSearch, SavedSearch, ToldStory
from dateline.desk import public as desk
from dateline.discussion.models import Reader
from dateline.jobs.public import run_due
from dateline.lib import clock
from dateline.people.public import forget
from staffing import browser

EMAIL = "ben@readers.example"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
DAY = timedelta(days=1)


def strict() -> Client:
    """A program that has no cookies, where every missing token counts."""
    return Client(enforce_csrf_checks=True, headers={"host": "localhost:8000"})


def asked(query: str = "ferry", email: str = EMAIL, *, pace: str = "now", at) -> bytes:
    with clock.at(at):
        answer = browser().post(f"{ASK}{query}", {"email": email, "pace": pace, "name": "Boats"})
        run_due(at=at)
    assert answer.status_code == 200
    return re.sub(rb'value="\w{64}"', b"", answer.content)


def confirmed(outbox, *, at) -> None:
    with clock.at(at):
        answer = browser().post(link(outbox[-1], "confirm"))
    assert answer.status_code == 302


def test_a_journey_by_mail_ends_with_one_click(house, noon, outbox):
    asked(at=noon)
    assert outbox[0].to == [EMAIL] and "List-Unsubscribe" not in outbox[0].extra_headers
    assert not SavedSearch.objects.exists() and not Keeper.objects.exists()
    where = link(outbox[0], "confirm")
    secret = where.split("/")[-2]
    assert secret not in json.dumps(list(OfferedSearch.objects.values()), default=str)
    with clock.at(noon):
        assert "Boats" in browser().get(where).content.decode()
    assert not SavedSearch.objects.exists()  # whoever opens it has not pressed yet
    with clock.at(noon):
        assert strict().post(where).status_code == 403
    confirmed(outbox, at=noon)
    with clock.at(noon):
        assert browser().get(where).status_code == 410
    live("The ferry", at=noon)
    worked(noon)
    mail = outbox[-1]
    assert len(outbox) == 2 and "The ferry" in mail.subject
    stop = link(mail, "stop")
    assert mail.extra_headers["List-Unsubscribe"] == f"<http://localhost:8000{stop}>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
    assert mail.extra_headers["List-Id"] == "<searches.localhost>"
    assert "No more mails" in browser().get(stop).content.decode()
    assert SavedSearch.objects.count() == 1
    assert strict().post(stop).status_code == 400
    answer = strict().post(stop, ONE_CLICK)
    assert answer.status_code == 200 and not answer.cookies
    assert strict().post(stop, ONE_CLICK).status_code == 200
    assert not Keeper.objects.exists() and not ToldStory.objects.exists()
    assert strict().post(f"{stop[:-4]}xyz/", ONE_CLICK).status_code == 404
    live("Another ferry", at=noon)
    worked(noon + DAY)
    assert len(outbox) == 2


def test_the_answer_is_the_same_for_every_address_and_mails_are_few(house, noon, outbox):
    account("known@readers.example")
    answers = {asked(email=email, at=noon) for email in (
        EMAIL, "known@readers.example", "no address", "", "x" * 300 + "@example.org")}
    assert len(answers) == 1 and len(outbox) == 2
    answers |= {asked(f"ferry{n}", at=noon) for n in range(12)}
    assert len(answers) == 1
    assert sum(mail.to == [EMAIL] for mail in outbox) == 5
    answers |= {asked(email=f"p{n}@readers.example", at=noon) for n in range(30)}
    assert len(answers) == 1 and len(outbox) < 22


def test_an_offer_runs_out_and_another_replaces_it(house, noon, outbox):
    asked(at=noon)
    asked(at=noon)
    first, second = (link(mail, "confirm") for mail in outbox)
    with clock.at(noon):
        assert (browser().get(first).status_code, browser().get(second).status_code) == (410, 200)
    with clock.at(noon + 2 * DAY):
        assert browser().post(second).status_code == 410
    asked("tide", at=noon + 3 * DAY)
    assert OfferedSearch.objects.count() == 1


def test_the_link_in_a_mail_opens_ones_own_searches_and_nobody_elses(house, noon, outbox):
    asked(at=noon)
    confirmed(outbox, at=noon)
    kept(signed_in(account()), "ferry", name="Ann's", at=noon)
    live("The ferry", at=noon)
    worked(noon)
    mine = link(next(mail for mail in outbox[1:] if mail.to == [EMAIL]), "by-mail")
    client = browser()
    page = client.get(mine).content.decode()
    assert "Boats" in page and "Ann&#x27;s" not in page and EMAIL in page
    other = SavedSearch.objects.get(name="Ann's").pk
    assert client.post(mine, {"act": "delete", "search": other}).status_code == 404
    assert client.post(mine, {"act": "delete", "search": "x"}).status_code == 404
    own = SavedSearch.objects.get(name="Boats").pk
    sent = {"act": "change", "search": own, "name": "<b>", "pace": "hourly"}
    assert client.post(mine, sent).status_code == 422
    answer = client.post(mine, sent | {"pace": "weekly"}, follow=True)
    assert '<p role="status">This is kept.</p>' in answer.content.decode()
    assert "&lt;b&gt;" in client.get(mine).content.decode()
    assert client.post(mine, {"act": "delete", "search": own}).status_code == 302
    assert client.get(mine).status_code == 410 and Keeper.objects.count() == 1
    assert client.get(f"{mine[:-4]}xyz/").status_code == 410


def test_each_act_is_answered_in_its_own_words(house, noon, outbox):
    asked(at=noon)
    with clock.at(noon):
        answer = browser().post(link(outbox[0], "confirm"), follow=True)
    said = answer.content.decode()
    assert '<p role="status">This is kept.</p>' in said and 'value="never"' not in said
    mine, own = answer.redirect_chain[0][0].partition("?")[0], SavedSearch.objects.get().pk
    for act, words in (("pause", "told nothing of it until"), ("resume", "told again"),
                       ("delete", "The search is deleted")):
        said = browser().post(mine, {"act": act, "search": own}, follow=True).content.decode()
        assert words in said and "This is kept." not in said
    assert "It was used" not in said


def test_a_search_by_filters_alone_is_called_by_them(house, noon):
    live("One", at=noon, dossiers=("Floods",))
    page = browser().get(f"{ASK}&dossier=floods&language=fr").content.decode()
    assert 'name="name" value="Floods · français"' in page


def test_an_account_takes_over_what_its_address_kept(house, noon, outbox):
    asked(at=noon)
    confirmed(outbox, at=noon)
    client = signed_in(account(EMAIL))
    kept(client, "tide", name="Tides", at=noon)
    page = client.get(MINE).content.decode()
    assert "Boats" in page and "Tides" in page and Keeper.objects.count() == 1


@pytest.mark.parametrize("query", [
    "", "%20", "-ferry", "%22%22", "&from=2026-01-01", "&person=nobody", "%26%23", "a" * 2000,
    "ferry&from=yesterday", "ferry&to=2026-03-01",
])
def test_what_finds_nothing_ever_is_not_kept(house, noon, query):
    client = signed_in(account())
    with clock.at(noon):
        answer = client.post(f"{ASK}{query}", {"name": "", "pace": "now"})
        assert answer.status_code == 422 and not SavedSearch.objects.exists()
        answer = client.get(f"{ASK}{query}")
    page = answer.content.decode()
    assert answer.status_code == 302 or 'role="alert"' in page
    assert 'name="pace"' not in page  # a form that can only be refused is not shown


def test_hostile_names_and_bodies(house, noon, outbox):
    client = signed_in(account())
    kept(client, "ferry", name="\x00Bcc: x\r\ny@z\u202e<script>" + "n" * 500, at=noon)
    assert len(SavedSearch.objects.get().name) == 80
    live("The ferry\nTo: evil", at=noon)
    live("The other ferry", at=noon)
    with clock.at(noon):
        client.post(MINE, {"act": "change", "search": SavedSearch.objects.get().pk,
                           "name": SavedSearch.objects.get().name, "pace": "daily"})
    worked(noon)
    worked(noon + DAY)
    assert len(outbox) == 1 and "\n" not in outbox[0].subject
    assert client.post(f"{ASK}ferry", {"name": "n" * 30_000}).status_code == 413
    assert client.post(f"{ASK}ferry", {"name": "", "pace": "x"}).status_code == 422
    assert "<script>" not in client.get(MINE).content.decode()


def test_a_person_keeps_so_many(house, noon, monkeypatch):
    monkeypatch.setattr("dateline.archive.saving.keeping.MOST", 2)
    client = signed_in(account())
    for word in ("one", "two", "one"):
        kept(client, word, at=noon)
    assert client.post(f"{ASK}three", {"pace": "now"}).status_code == 422
    assert SavedSearch.objects.count() == 2


def test_who_is_not_signed_in_is_led_there_and_back(house):
    signed_in(account()).get(MINE)
    assert not Keeper.objects.exists()  # looking keeps nothing
    answer = browser().get(MINE)
    assert answer["Location"] == "/discussion/join/?next=%2Fsearch%2Fsaved%2F"
    assert "/discussion/join/?next=%2Fsearch%2Fkeep" in browser().get(f"{ASK}x").content.decode()


def test_ones_own_data_holds_the_searches_and_leaving_takes_them(house, outbox):
    client = joined(outbox)
    now = clock.now()
    kept(client, "ferry", name="Boats", at=now)
    live("The ferry", at=now)
    worked(now + timedelta(seconds=1))
    packed = zipfile.ZipFile(io.BytesIO(b"".join(
        client.post("/discussion/me/data/").streaming_content)))
    names = {name.rpartition("/")[2].partition(".")[0] for name in packed.namelist()}
    assert {"keeper-of-searches", "searches", "stories-told-of"} <= names
    assert "Boats" in packed.read("searches.csv").decode()
    assert MINE in client.get("/discussion/me/").content.decode()
    user = Keeper.objects.get().user
    assert forget(user) and not SavedSearch.objects.exists() and not Keeper.objects.exists()


def test_no_page_of_a_kept_search_hints_at_what_is_held_back(make_house, noon, outbox):
    plain = make_house()
    live("Open news", at=noon)
    other = make_house(plain)
    filed("Zanzibar draft", dossiers=("Hidden",))
    guid = filed("Zanzibar merger", dossiers=("Hidden",))
    desk.embargo(guid, noon + DAY)
    answers = []
    for house in (plain, other):
        make_house.enter(house)
        client = signed_in(account())
        said = [client.post(f"{ASK}{query}", {"pace": "now"}).status_code
                for query in ("zanzibar", "&dossier=hidden", "news")]
        live("More news", at=noon)
        worked(noon)
        said += [mail.subject for mail in outbox]
        outbox.clear()
        page = re.sub(r'value="\w{64}"', "", client.get(MINE).content.decode())
        answers.append([*said, page])
    assert answers[0] == answers[1] and "Dateline: More news" in answers[0]


def test_who_has_no_account_chooses_the_language_of_mails_and_pages(house, noon, outbox):
    form = browser().get(f"{ASK}ferry&language=fr").content.decode()
    assert '<option value="fr" lang="fr" selected>' in form and "العربية" in form
    with clock.at(noon):
        for language in ("ar", "tlh"):
            browser().post(f"{ASK}{language}", {"email": EMAIL, "pace": "now", "name": "Boats",
                                               "language": language})
        run_due(at=noon)
    arabic, newsrooms = outbox
    assert re.search("[\u0600-\u06ff]", arabic.body) and "\u2068Boats\u2069" in arabic.body
    assert arabic.extra_headers["Content-Language"] == "ar"
    assert newsrooms.extra_headers["Content-Language"] == "en"
    where = link(arabic, "confirm")
    with clock.at(noon):
        assert 'lang="ar" dir="rtl"' in browser().get(where).content.decode()
        assert browser().post(where).status_code == 302
    live("The ar ferry", at=noon)
    worked(noon)
    mail = outbox[-1]
    assert mail.extra_headers["Content-Language"] == "ar"
    assert mail.subject.startswith("\u2068Dateline\u2069")
    assert "\u2068The ar ferry\u2069" in mail.body
    mine, stop = link(mail, "by-mail"), link(mail, "stop")
    for page in (mine, stop):
        assert 'dir="rtl"' in browser().get(page).content.decode()
    assert browser().post(mine, {"act": "language", "language": "tlh"}).status_code == 422
    assert browser().post(mine, {"act": "language", "language": "fr"}).status_code == 302
    assert 'lang="fr"' in browser().get(mine).content.decode()


def test_an_account_is_written_to_in_its_own_language(house, noon, outbox):
    client = joined(outbox)
    now = clock.now()
    kept(client, "ferry", at=now)
    Reader.objects.update(language="fr")
    live("The ferry", at=now)
    worked(now + timedelta(seconds=1))
    assert outbox[-1].extra_headers["Content-Language"] == "fr"
    assert "Vous" in outbox[-1].body


def test_ones_own_page_says_what_each_search_asks_for(house, noon):
    live("One", at=noon, dossiers=("Floods",))
    client = signed_in(account())
    kept(client, "ferry&dossier=floods&language=fr&from=2026-01-02", name="Boats", at=noon)
    page = client.get(MINE).content.decode()
    for part in ("ferry", "Floods", "français", "from 2 January 2026"):
        assert f"<bdi>{part}</bdi> ·" in page
