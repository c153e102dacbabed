"""The mails readers get: by a real mail server, with heads that programs understand; saying no."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from commenting import open_story, reader, said
from dateline.desk import public as desk
from dateline.discussion.models import Comment, Notification, Reader, Statement
from dateline.discussion.notifying.digests import isolated, one_line
from dateline.discussion.notifying.sending import mail_digest
from dateline.discussion.posting import delete_comment
from dateline.discussion.standards import clause_of
from dateline.discussion.statements import state_reasons
from dateline.discussion.stopping import meant, stop_link
from dateline.jobs.models import Job
from dateline.jobs.public import run_due
from dateline.lib import clock
from dateline.people.public import User
from dateline.record.public import guid_of
from notified import HOUR, SOON, heard, person, told
from staffing import browser, by_link, member

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
CHOSEN = {"reply": "now", "mention": "hourly", "decision": "never", "language": "fr"}


def strict() -> Client:
    """A program that has no cookies, where every missing token counts."""
    return Client(enforce_csrf_checks=True, headers={"host": "localhost:8000"})


def path(link: str) -> str:
    return link.strip("<>").removeprefix("http://localhost:8000")


def test_a_journey_ends_with_one_click(house, noon, office):
    with clock.at(noon):
        code, ann, ben = open_story(noon), person("Ann Archer", noon), person("Ben", noon)
        said(ann, code, at=noon)
        said(ben, code, "Because of the ground.", parent=1, at=noon)
    heard(noon)
    mail = office.taken[0].message
    assert office.taken[0].recipients == (ann.user.email,)
    stop = mail["List-Unsubscribe"].strip()  # a long line of a head is folded
    assert re.fullmatch(r"<http://localhost:8000/discussion/unsubscribe/[\w.:-]+/>", stop)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Id"] == "<discussion.localhost>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["References"] == mail["In-Reply-To"] and code in mail["References"]
    assert re.fullmatch(rf"<discussion\.told\.\d+\.{ann.pk}@[\w.-]+>", mail["Message-ID"])
    text = mail.get_content()
    assert "http://localhost:8000/discussion/me/notifications/" in text and path(stop) in text
    answer = strict().post(path(stop), ONE_CLICK)
    assert answer.status_code == 200 and not answer.cookies
    with clock.at(noon + HOUR):
        said(ben, code, "And of the rain that fell on it.", parent=1, at=noon + HOUR)
    heard(noon + HOUR)
    assert len(office.taken) == 1
    Reader.objects.update(on_reply="now")
    with clock.at(noon + 2 * HOUR):
        said(ben, code, "And of the wind that blew.", parent=1, at=noon + 2 * HOUR)
    heard(noon + 2 * HOUR)
    again = office.taken[1].message
    assert again["References"] == mail["References"]
    assert again["Message-ID"] != mail["Message-ID"]


def test_a_mail_server_that_is_away_loses_nothing_and_one_that_breaks_off_gets_the_same(
    house, noon, office
):
    with clock.at(noon):
        code, ann = open_story(noon), person("Ann Archer", noon)
        said(ann, code, at=noon)
        said(person("Ben", noon), code, "Because of the ground.", parent=1, at=noon)
    office.answers = {"MAIL": ["421 Not now"], "TEXT": ["drop"]}
    heard(noon)
    assert not office.taken and Notification.objects.get().sent_at == noon + SOON
    heard(noon, HOUR)
    heard(noon, 2 * HOUR)
    heard(noon, 3 * HOUR)
    assert len(office.taken) == 2  # the answer to the first was lost
    assert len({mail.message["Message-ID"] for mail in office.taken}) == 1


@pytest.mark.parametrize("act", ["kill", "delete", "edit", "refuse"])
def test_what_is_taken_back_while_the_mail_server_is_away_is_in_no_mail(house, noon, office, act):
    with clock.at(noon):
        code, ann = open_story(noon, headline="The secret bridge"), person("Ann Archer", noon)
        said(ann, code, at=noon)
        answer = said(person("Ben", noon), code, "A secret, said here.", parent=1, at=noon)
    office.answers = {"MAIL": ["421 Not now"]}
    heard(noon)
    assert not office.taken and "secret" not in str(list(Job.objects.values()))
    with clock.at(noon + SOON):
        if act == "kill":
            desk.kill(guid_of(code), "It was wrong.", reason="x", at=noon + SOON)
        elif act == "delete":
            delete_comment(answer.reader, code, answer.number, at=noon + SOON)
        elif act == "edit":
            Comment.objects.filter(pk=answer.pk).update(text="Nothing to see.")
        else:
            Reader.objects.filter(pk=ann.pk).update(on_reply="never")
    heard(noon, HOUR)
    assert not Job.objects.filter(kind="discussion-letter").exists()
    if act == "edit":
        assert "Nothing to see." in office.taken[0].message.get_content()
        assert "A secret, said" not in office.taken[0].message.get_content()
    else:
        assert not office.taken and not Notification.objects.exists()


class Killed(BaseException):
    """What no job survives."""


def told_until(at: datetime, last: int, end: Callable[[], None]) -> bool:
    """Run what is due, but end at the n-th write; whether it came to an end by itself."""
    writes = count(1)

    def watch(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and next(writes) == last:
            end()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch), clock.at(at):
        run_due(at=at)
    return next(writes) <= last


def test_ended_at_any_write_it_is_told_once(house, noon):
    with clock.at(noon):
        code, ann = open_story(noon), person("Ann Archer", noon)
        said(ann, code, at=noon)

    def end() -> None:
        raise Killed

    whole, last = False, 0
    while not whole:
        last += 1
        then = noon + last * HOUR
        with clock.at(then):
            said(person(f"Ben {last}", noon), code, "Because.", parent=1, at=then)
        try:
            whole = told_until(then + SOON, last, end)
        except Killed:
            heard(then, HOUR / 2)
        texts = [path.read_text() for path in (house.data / "mail").glob("*.eml")]
        assert len(texts) == last == sum("has answered you" in text for text in texts)
    assert last > 8


def test_a_process_that_is_killed_tells_once(house, noon):
    with clock.at(noon):
        code, ann = open_story(noon), person("Ann Archer", noon)
        said(ann, code, at=noon)
        said(person("Ben", noon), code, "Because of the ground.", parent=1, at=noon)
    script = """
import os, sys
sys.path.insert(0, sys.argv[1])
from datetime import datetime
from test_notifying_mails import told_until
told_until(datetime.fromisoformat(sys.argv[2]), 7, lambda: os.kill(os.getpid(), 9))
"""
    here = Path(__file__).parent
    lines = f"import sys; sys.path.insert(0, {str(here.parent)!r})\n{script}"
    assert house.python(lines, str(here), (noon + SOON).isoformat()).returncode == -9
    heard(noon, HOUR)
    mails = list((house.data / "mail").glob("*.eml"))
    assert len(mails) == 1 and "Ben has answered you" in mails[0].read_text()
    assert told() == [("Ann Archer", "reply", 2)]


def test_a_link_that_is_followed_asks_first(house, noon):
    ann = person("Ann Archer", noon)
    link = path(stop_link(ann, ["reply", "mention"]))
    shown = strict().get(link)
    assert shown.status_code == 200 and 'value="One-Click"' in shown.text
    assert shown["Cache-Control"] == "no-store"
    assert strict().head(link).status_code == 200
    assert strict().post(link, {"anything": "else"}).status_code == 400
    assert Reader.objects.get().on_reply == "now"
    for _ in range(2):
        done = strict().post(link, ONE_CLICK)
        assert done.status_code == 200 and "no more mails" in done.text
    ann.refresh_from_db()
    assert (ann.on_reply, ann.on_mention, ann.on_decision) == ("never", "never", "now")


def test_a_link_names_its_reader_and_cannot_be_made_up(house, noon):
    ann, ben = person("Ann Archer", noon), person("Ben", noon)
    link = stop_link(ann, ["reply"])
    token = link.rstrip("/").rpartition("/")[2]
    assert meant(token) == (ann, ("reply",))
    other = token.replace(str(ann.pk), str(ben.pk), 1)
    for wrong in (other, token[:-1] + "~", token.replace("reply", "mention"), "1.reply", "x"):
        assert meant(wrong) is None
        assert strict().post(f"/discussion/unsubscribe/{wrong}/", ONE_CLICK).status_code == 404
    assert set(Reader.objects.values_list("on_reply", flat=True)) == {"now"}


def test_a_person_chooses_what_they_are_told(house, noon):
    staff = member("editor")
    eve = reader("Eve", at=noon, user=staff)
    client, page = by_link(staff), "/discussion/me/notifications/"
    assert page in client.get("/discussion/me/").text
    shown = client.get(page).text
    assert shown.count('type="radio"') == 3 * 4 + 4 and shown.count(" checked") == 4
    assert "csrfmiddlewaretoken" in shown
    kept = client.post(page, CHOSEN)
    assert kept.status_code == 200 and "This is kept." in kept.text
    eve.refresh_from_db()
    assert (eve.on_reply, eve.on_mention, eve.on_decision, eve.language) == (
        "now", "hourly", "never", "fr")
    for wrong in ({"reply": "often"}, {"mention": ""}, {"language": "tlh"}):
        assert client.post(page, CHOSEN | {"decision": "now"} | wrong).status_code == 422
    eve.refresh_from_db()
    assert eve.on_decision == "never"
    assert browser().get(page).status_code == 302


def test_a_mail_is_in_the_language_of_its_reader(house, noon, outbox):
    with clock.at(noon):
        code = open_story(noon)
        ann, ben = person("Ann Archer", noon, language="ar"), person("Ben", noon, language="tlh")
        said(ann, code, at=noon)
        said(ben, code, "Because of the ground.", parent=1, at=noon)
        said(ann, code, "Not at all, I should say.", parent=2, at=noon)
    heard(noon)
    bodies = {mail.to[0]: mail.body for mail in outbox}
    assert "ردّ عليك \u2068Ben\u2069" in bodies[ann.user.email]
    assert f"\n  http://localhost:8000/discussion/~{code}/2/\n" in bodies[ann.user.email]
    assert "Ann Archer has answered you" in bodies[ben.user.email]
    Reader.objects.filter(pk=ben.pk).update(language="fr")
    ben.refresh_from_db()
    with clock.at(noon), transaction.atomic():
        state_reasons(ben, restriction="warning", clause=clause_of("2.1"), facts="So.",
                      detected=False, by=member("moderator"), at=noon)
    heard(noon)
    assert "vous" in outbox[-1].body and Statement.objects.get().reader == ben


def test_no_name_or_text_makes_a_line_of_its_own(house, noon, office):
    with clock.at(noon):
        code, ann = open_story(noon, headline="A bridge\u2028Bcc: eve@evil.example"), person(
            "Ann Archer", noon)
        said(ann, code, at=noon)
        ben = person("Ben", noon)
        said(ben, code, "See:\n\n-- \nhttp://evil.example/\u202e", parent=1, at=noon)
        Reader.objects.filter(pk=ben.pk).update(name="Ben\r\nBcc: eve@evil.example")
    heard(noon)
    mail = office.taken[0].message
    assert mail["Bcc"] is None and office.taken[0].recipients == (ann.user.email,)
    lines = mail.get_content().splitlines()
    assert "  See: -- http://evil.example/" in lines
    assert not [line for line in lines if line.startswith("Bcc")] and lines.count("-- ") == 1
    assert one_line("a\0b\r\n\u202ec\u2069") == "a b c" and isolated("abc") == "abc"
    assert isolated("שלום") == "\u2068שלום\u2069"


def test_who_lost_their_account_or_may_not_sign_in_gets_no_mail(house, noon, outbox):
    with clock.at(noon):
        code, ann = open_story(noon), person("Ann Archer", noon)
        said(ann, code, at=noon)
        said(person("Ben", noon), code, "Because of the ground.", parent=1, at=noon)
    User.objects.filter(pk=ann.user.pk).update(is_active=False)
    heard(noon)
    assert not outbox and not Notification.objects.exists()
    mail_digest({"reader": ann.pk})
    with clock.at(noon + HOUR):
        assert run_due(at=noon + HOUR) == 0
