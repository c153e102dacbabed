"""Mail is a queued row, sent after commit: what the mail server gets, and what it may answer."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.db import transaction

from dateline.jobs import public as jobs
from dateline.jobs.handing import quoted
from dateline.jobs.mail import TooLarge
from dateline.jobs.models import Job
from dateline.lib import clock
from postoffice import DROP, post_office, use

HOUR = timedelta(hours=1)


def ask(*to: str, subject: str = "Come in", text: str = "The door is open.") -> None:
    send_mail(subject, text, "Desk <desk@news.example>", to or ("ada@example.org",))


def test_a_mail_is_sent_after_commit_and_only_then(office, noon):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask(subject="Never")
        raise ZeroDivisionError
    with transaction.atomic():
        ask()
        assert office.heard == []
    assert jobs.run_due() == 1
    (mail,) = office.taken
    assert (mail.sender, mail.recipients) == ("desk@news.example", ("ada@example.org",))
    assert mail.message["Subject"] == "Come in"
    assert mail.message["From"] == "Desk <desk@news.example>"
    assert mail.message.get_content() == "The door is open.\r\n"
    assert office.heard[-1] == "QUIT" and not Job.objects.exists()


def test_every_part_of_a_mail_arrives(office, noon):
    letter = EmailMultiAlternatives(
        "ሰበር ዜና: Über", "ሰላም\n.\n.Punkt am Anfang", "Größe <desk@news.example>",
        ["Ada Löv <ada@example.org>"], bcc=["hidden@example.org"], cc=["carl@bücher.example"],
        reply_to=["replies@news.example"], headers={"X-Newsroom": "one"},
    )
    letter.attach_alternative("<p>ሰላም</p>", "text/html")
    letter.attach("picture.bin", bytes(range(256)) * 40, "application/octet-stream")
    with clock.at(noon):
        assert letter.send() == 1
    jobs.run_due()
    assert [mail.recipients for mail in office.taken] == [
        ("ada@example.org",), ("carl@xn--bcher-kva.example",), ("hidden@example.org",)
    ]
    assert len({mail.data for mail in office.taken}) == 1
    message = office.taken[0].message
    assert message["Subject"] == "ሰበር ዜና: Über" and "Löv" in message["To"]
    assert (message["Reply-To"], message["X-Newsroom"]) == ("replies@news.example", "one")
    assert message["Date"].datetime == noon
    assert b"hidden" not in office.taken[0].data
    assert message.get_body(("plain",)).get_content() == "ሰላም\r\n.\r\n.Punkt am Anfang"
    assert message.get_body(("html",)).get_content() == "<p>ሰላም</p>"
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "picture.bin"
    assert attached.get_content() == bytes(range(256)) * 40


def test_a_mail_sent_again_after_a_lost_answer_is_recognisable(office, noon):
    office.answers["TEXT"] = [DROP]
    with clock.at(noon):
        ask()
        jobs.run_due()
        assert "has broken off" in jobs.late()[0].error
    assert jobs.run_due(at=noon + HOUR) == 1
    first, second = office.taken
    assert first.data == second.data and first.message["Message-ID"].endswith("@news.example>")
    assert not Job.objects.exists()


def test_a_given_message_id_is_kept_and_each_mail_has_its_own(office, noon):
    EmailMessage("One", "", None, ["a@b.example"], headers={"message-id": "<mine@x>"}).send()
    again = EmailMessage("Two", "", None, ["a@b.example"])
    again.send()
    again.send()
    jobs.run_due()
    ids = [mail.message["Message-ID"] for mail in office.taken]
    assert ids[0] == "<mine@x>" and len(set(ids)) == 3


@pytest.mark.parametrize(
    ("verb", "answer", "words"),
    [
        ("HELLO", DROP, "has broken off"),
        ("HELLO", "554 No service", "answers 554 No service"),
        ("HELLO", "421 Too many", "answers 421 Too many"),
        ("MAIL", "451 Later", "answers 451 Later"),
        ("MAIL", "530 Sign in first", "answers 530 Sign in first"),
        ("MAIL", DROP, "has broken off"),
        ("RCPT", "450 Busy", "refuses ada@example.org: 450 Busy"),
        ("RCPT", "421 Closing", "refuses ada@example.org: 421 Closing"),
        ("RCPT", DROP, "has broken off"),
        ("DATA", "451 Full", "refuses the mail to ada@example.org: 451 Full"),
        ("TEXT", "452 Full", "refuses the mail to ada@example.org: 452 Full"),
        ("TEXT", DROP, "has broken off"),
    ],
)
def test_what_may_pass_is_tried_again(office, noon, verb, answer, words):
    office.answers[verb] = [answer]
    with clock.at(noon):
        ask()
        assert jobs.run_due() == 1
        assert jobs.failed() == ()
        assert words in jobs.late()[0].error
    assert jobs.run_due(at=noon + HOUR) == 1
    assert office.taken[-1].message["Subject"] == "Come in"
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("verb", "answer", "words"),
    [
        ("RCPT", "550 5.1.1 Nobody here", "refuses ada@example.org: 550 5.1.1 Nobody here"),
        ("DATA", "554 No", "refuses the mail to ada@example.org: 554 No"),
        ("TEXT", "552 Too \x1b[2Jlarge", "refuses the mail to ada@example.org: 552 Too [2Jlarge"),
    ],
)
def test_what_is_refused_for_good_fails_at_once(office, noon, verb, answer, words):
    office.answers[verb] = [answer]
    with clock.at(noon):
        ask()
    assert jobs.run_due(at=noon) == 1
    assert words in jobs.failed()[0].error
    assert jobs.run_due(at=noon + HOUR) == 0


def test_one_recipient_that_is_refused_keeps_the_mail_from_no_other(office, noon):
    office.answers["RCPT"] = ["250 OK", "550 Gone", "450 Busy"]
    with clock.at(noon):
        ask("a@example.org", "b@example.org", "c@example.org", "a@example.org")
        assert jobs.run_due() == 3
        assert "b@example.org: 550" in jobs.failed()[0].error
        assert "c@example.org: 450" in jobs.late()[0].error
    assert jobs.run_due(at=noon + HOUR) == 1
    assert [mail.recipients[0] for mail in office.taken] == ["a@example.org", "c@example.org"]


def test_a_farewell_that_fails_does_not_send_the_mail_again(office, noon):
    office.answers["QUIT"] = [DROP]
    ask()
    assert jobs.run_due() == 1
    assert len(office.taken) == 1 and not Job.objects.exists()


def test_a_server_that_is_away_loses_no_mail_in_a_day(house, monkeypatch, noon):
    with post_office() as server:
        use(monkeypatch, f"smtp://localhost:{server.port}")
    with clock.at(noon):
        ask()
        jobs.run_due()
        assert "cannot be reached: Connection refused" in jobs.late()[0].error
    at = noon
    while (job := Job.objects.get()).failed_at is None:
        at = job.run_at
        jobs.run_due(at=at)
    assert at - noon > timedelta(hours=16)


def test_a_server_that_does_not_answer_is_waited_for_once_a_minute_only(
    house, monkeypatch, noon
):
    monkeypatch.setattr(settings, "EMAIL_TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, clock.at(noon):
        use(monkeypatch, f"smtp://localhost:{silent.getsockname()[1]}")
        ask("a@example.org", "b@example.org")
        assert jobs.run_due() == 2
        first, second = (trouble.error for trouble in jobs.late())
        assert "does not answer in time" in first and "a moment ago" in second
        silent.setblocking(False)
        silent.accept()[0].close()
        with pytest.raises(BlockingIOError):
            silent.accept()
    with post_office() as office:
        use(monkeypatch, f"smtp://localhost:{office.port}")
        assert jobs.run_due(at=noon + HOUR) == 2
    assert len(office.taken) == 2 and not Job.objects.exists()


def test_neither_the_password_nor_the_text_shows_when_it_fails(house, monkeypatch, noon, caplog):
    with post_office() as server:
        use(monkeypatch, f"smtp://desk:hush%40hush@localhost:{server.port}")
        server.answers["AUTH"] = ["535 AGRlc2sAaHVzaEBodXNo is wrong"]
        with clock.at(noon):
            ask(text="Your secret link: /sesame/")
            jobs.run_due()
            (trouble,) = jobs.late()
            assert "user name or password" in trouble.error
    for secret in ("hush", "AGRlc2sAaHVzaEBodXNo", "sesame"):
        assert secret not in repr(trouble) and secret not in caplog.text


def test_what_cannot_be_a_mail_is_refused_when_it_is_asked_for(office, noon):
    with pytest.raises(ValueError, match="newlines"):
        ask(subject="One\nBcc: all@example.org")
    with pytest.raises(ValueError, match="nvalid address"):
        ask("ada@example.org\nBcc: all@example.org")
    with pytest.raises(TooLarge, match="10,485,760"):
        ask(text="long line\n" * 1_100_000)
    good = EmailMessage("Good", "", None, ["a@example.org"])
    with pytest.raises(ValueError, match="newlines"):
        get_connection().send_messages([good, EmailMessage("Bad\n", "", None, ["a@example.org"])])
    assert EmailMessage("To nobody", "").send() == 0
    assert not Job.objects.exists()


def test_without_a_mail_server_mails_are_kept_readable_for_the_owner_only(house, noon):
    with clock.at(noon):
        ask("ada/../x@example.org", text="Your link: http://localhost:8000/desk/sign-in/x=y/")
        assert jobs.run_due() == 1
    folder = house.data / "mail"
    assert jobs.mail_folder() == folder and folder.stat().st_mode & 0o777 == 0o700
    (file,) = folder.iterdir()
    assert file.name.startswith("20260302T120000Z-ada_.._x@example.org-")
    assert file.suffix == ".eml" and file.stat().st_mode & 0o777 == 0o600
    text = file.read_text()
    assert "Your link: http://localhost:8000/desk/sign-in/x=y/" in text and "\r" not in text
    assert "Date: Mon, 02 Mar 2026 12:00:00 +0000" in text and not Job.objects.exists()


def test_a_file_that_was_half_written_is_written_again(house, noon):
    with clock.at(noon):
        ask()
    folder = house.data / "mail"
    folder.mkdir()
    name = Job.objects.get().payload["file"]
    (folder / name).with_suffix(".part").write_text("half")
    assert jobs.run_due() == 1
    assert [file.name for file in folder.iterdir()] == [name]


def test_a_folder_that_cannot_be_written_is_tried_again(house, noon):
    (house.data / "mail").write_text("a file in its place")
    with clock.at(noon):
        ask()
        jobs.run_due()
        assert "File exists" in jobs.late()[0].error
    (house.data / "mail").unlink()
    assert jobs.run_due(at=noon + HOUR) == 1
    assert len(list((house.data / "mail").iterdir())) == 1


def test_dots_are_doubled_and_lines_end():
    assert quoted(b".a\r\nb\r\n..\r\n") == b"..a\r\nb\r\n...\r\n"
    assert quoted(b"a") == b"a\r\n"
