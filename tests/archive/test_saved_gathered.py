"""What one person is due comes in one mail: of several searches, and after the mail server was
away. Nothing is held back for good, and nothing that was taken down is in it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from keeping_searches import account, kept, link, signed_in, worked

from cast import live
from dateline.archive.models import Keeper, SavedSearch, ToldStory
from dateline.archive.saving import keeping
from dateline.desk import public as desk
from dateline.jobs.models import Job
from dateline.jobs.public import enqueue, run_due
from dateline.lib import clock
from dateline.people.public import REPORTER
from staffing import browser, member

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def ann(house, noon):
    client = signed_in(account())
    kept(client, "ferry", name="Boats", at=noon)
    return client


def _told(text: str) -> list[str]:
    """The headlines in a mail: what stands above an address of a story."""
    return re.findall(r"^(.+)\n(?:.+\n)?http\S+~\S+$", text.replace("\r\n", "\n"), re.MULTILINE)


def _path(header: str) -> str:
    return header.strip("<>").removeprefix("http://localhost:8000")


def test_after_an_outage_there_are_two_mails_and_not_one_for_each_story(ann, office, noon):
    for n in range(6):
        office.answers["MAIL"] = ["421 Not now"] * 9
        live(f"Ferry {n}", at=noon + n * HOUR)
        worked(noon + n * HOUR)
    assert not office.taken
    office.answers.clear()
    worked(noon + 6 * HOUR)
    told = [_told(mail.message.get_content()) for mail in office.taken]
    assert told == [["Ferry 0"], [f"Ferry {n}" for n in range(1, 6)]]
    assert len({mail.message["Message-ID"] for mail in office.taken}) == 2
    worked(noon + DAY)
    assert len(office.taken) == 2 and not Job.objects.exists()


def test_of_what_waited_nothing_that_was_taken_down_is_told(ann, office, noon):
    office.answers["MAIL"] = ["421 Not now"] * 9
    guids = []
    for n in range(4):
        guids.append(live(f"Ferry {n}", at=noon)[0])
        worked(noon)
    desk.kill(guids[0], "Wrong.", reason="x", at=noon)
    desk.withdraw(guids[2], "Not yet.", at=noon)
    office.answers.clear()
    worked(noon + HOUR)
    (mail,) = office.taken
    assert _told(mail.message.get_content()) == ["Ferry 1", "Ferry 3"]
    desk.publish(guids[2], at=noon + HOUR)
    worked(noon + HOUR)
    assert _told(office.taken[1].message.get_content()) == ["Ferry 2"] and len(office.taken) == 2


def test_what_several_searches_found_is_one_mail_each_story_once(ann, noon, outbox):
    kept(ann, "storm", name="Weather", at=noon)
    live("Ferry in a storm", at=noon)
    live("Storm ends", at=noon)
    worked(noon)
    (mail,) = outbox
    assert mail.subject == "Dateline: news for your searches"
    assert _told(mail.body) == ["Ferry in a storm", "Storm ends"]
    assert "“Boats” · “Weather”\n" in mail.body and "~" in mail.body
    stops = re.findall(r"No more mails of “(\w+)” \(.*\n\S+(/search/saved/stop/\S+)", mail.body)
    assert [name for name, _stop in stops] == ["Boats", "Weather"]
    assert browser().post(stops[1][1], ONE_CLICK).status_code == 200
    assert dict(SavedSearch.objects.values_list("name", "pace")) == {
        "Boats": "now", "Weather": "never"}


def test_what_the_mail_program_stops_are_all_that_the_mail_tells_of(ann, noon, outbox):
    for word in ("storm", "tide"):
        kept(ann, word, name=word.title(), at=noon)
    live("Ferry in a storm", at=noon)
    worked(noon)
    where = _path(outbox[0].extra_headers["List-Unsubscribe"])
    page = browser().get(where).content.decode()
    assert "<bdi>Boats</bdi>" in page and "<bdi>Storm</bdi>" in page and "Tide" not in page
    assert SavedSearch.objects.filter(pace="now").count() == 3
    assert browser().post(where).status_code == 400
    said = browser().post(where, ONE_CLICK).content.decode()
    assert "no more mails of these searches" in said
    assert dict(SavedSearch.objects.values_list("name", "pace")) == {
        "Boats": "never", "Storm": "never", "Tide": "now"}
    assert browser().get(f"{where[:-4]}xyz/").status_code == 404


def test_who_stops_one_search_while_the_mail_waits_is_told_of_the_other(ann, office, noon):
    kept(ann, "storm", name="Weather", at=noon)
    office.answers["MAIL"] = ["421 Not now"] * 9
    live("Ferry in a storm", at=noon)
    live("The ferry", at=noon)
    worked(noon)
    keeping.drop(Keeper.objects.get(), SavedSearch.objects.get(name="Boats").pk)
    office.answers.clear()
    worked(noon + HOUR)
    (mail,) = office.taken
    text = mail.message.get_content()
    assert _told(text) == ["Ferry in a storm"] and "Boats" not in text
    assert "Your search “Weather” has found:" in text


@pytest.mark.parametrize("gone", ["refused", "used up", "dropped"])
def test_a_mail_that_is_given_up_holds_back_no_later_one(ann, office, noon, gone):
    office.answers["MAIL" if gone != "refused" else "RCPT"] = [
        "421 Not now" if gone != "refused" else "550 Nobody"] * 1
    live("Ferry one", at=noon)
    worked(noon)
    live("Ferry two", at=noon)
    if gone != "refused":
        office.answers["MAIL"] = ["421 Not now"]
        with clock.at(noon):
            Job.objects.filter(kind="archive-letter").update(run_at=noon + DAY * 9)
        worked(noon)
        assert not office.taken and ToldStory.objects.filter(sent_at=None).count() == 1
        office.answers.clear()
        letter = Job.objects.filter(kind="archive-letter")
        letter.delete() if gone == "dropped" else letter.update(
            failed_at=noon, last_error="It was used up.")
    worked(noon + 7 * HOUR)
    (mail,) = office.taken
    assert _told(mail.message.get_content()) == ["Ferry two"]


def test_each_language_has_a_mail_of_its_own(house, noon, outbox):
    user = member(REPORTER)
    keeper = keeping.keeper_of(user, at=noon)
    for desk_too in (True, False):
        keeping.keep(keeper, "?q=ferry", name=f"Boats {desk_too}", pace="now", at=noon,
                     desk=desk_too)
    Keeper.objects.update(language="fr")
    live("The ferry", at=noon)
    worked(noon)
    assert sorted(mail.extra_headers["Content-Language"] for mail in outbox) == ["en", "fr"]
    assert sorted(re.findall(r"Boats (\w+)", "".join(mail.body for mail in outbox))) == [
        "False", "True"]


def test_more_than_a_mail_holds_is_under_its_searches(ann, noon, outbox, monkeypatch):
    monkeypatch.setattr("dateline.archive.saving.composing.MOST", 2)
    monkeypatch.setattr("dateline.archive.saving.telling.AT_ONCE", 6)
    kept(ann, "storm", name="Weather", at=noon)
    for n in range(5):
        live(f"Ferry in storm {n}", at=noon)
    worked(noon)
    assert [len(_told(mail.body)) for mail in outbox] == [2, 2]
    assert len({each for mail in outbox for each in _told(mail.body)}) == 4
    assert "And 1 more story:\nhttp://localhost:8000/search?q=ferry\n" in outbox[0].body
    assert "/search?q=storm\n" in outbox[0].body
    assert not ToldStory.objects.filter(sent_at=None).exists()


def test_jobs_of_an_earlier_release_are_done(ann, noon, outbox):
    guid, _ = live("The ferry", at=noon)
    search = SavedSearch.objects.get()
    keeping.keep(Keeper.objects.get(), "?q=storm", name="Weather", pace="now", at=noon)
    with clock.at(noon):
        row = ToldStory.objects.create(
            search=search, story=guid, at=noon, due_at=noon, sent_at=noon)
        enqueue("archive-letter", {"search": search.pk, "told": [row.pk], "at": noon.isoformat()})
        enqueue("archive-alert", {"search": search.pk})
        run_due(at=noon)
    assert [_told(mail.body) for mail in outbox] == [["The ferry"]] and link(outbox[0], "stop")

