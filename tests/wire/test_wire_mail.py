"""E-mail: text and attachment, received when the mail server took it; never out of a queue."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.conf import settings

from cast import live
from dateline.desk import public as desk
from dateline.desk.public import Block
from dateline.jobs.models import Job
from dateline.lib import clock
from dateline.wire import public as wire
from dateline.wire.models import Handover
from subscribing import sending, settled, subscriber, turn

MINUTE = timedelta(minutes=1)


def received() -> int:
    return Handover.objects.filter(way="mail", received_at__isnull=False).count()


def test_the_text_and_the_copy_attached(office, noon):
    way = subscriber("The Globe", "mail", "desk@globe.example", "newsmlg2")
    guid, _ = live("A bridge\nopens — Мир", at=noon, standfirst="It opened.\n.\nToday.")
    with sending() as sender:
        settled(sender)
        desk.kill(guid, reason="Wrong", notice="Killed by us.", at=noon)
        settled(sender)
    first, second = (mail.message for mail in office.taken)
    assert first["To"] == "desk@globe.example" and "Мир" in first["Subject"]
    assert "It opened." in first.get_body().get_content()
    (attached,) = first.iter_attachments()
    assert attached.get_filename() == f"0000000001-{guid}-v1.xml"
    assert attached.get_content_type() == "application/vnd.iptc.g2.newsmessage+xml"
    assert guid.encode() in attached.get_payload(decode=True)
    assert first["Dateline-Cursor"].endswith(":1") and first["Dateline-Status"] == "usable"
    (stub,) = second.iter_attachments()
    said = second.get_body().get_content() + stub.get_payload(decode=True).decode()
    assert second["Subject"].startswith("KILL") and "Killed by us." in said
    assert "bridge" not in (said + second["Subject"]).lower()
    assert received() == 2 and wire.proof(guid).told == 1
    assert office.heard.count("DATA") == 2
    assert not Job.objects.exists()
    way.refresh_from_db()
    assert way.number == 2


@pytest.mark.parametrize(("verb", "says"), [
    ("TEXT", "451 Later"), ("TEXT", "drop"), ("RCPT", "450 Full"), ("MAIL", "550 No"),
    ("DATA", "drop"), ("HELLO", "drop"),
])
def test_what_the_server_does_not_take_is_tried_again(office, noon, verb, says):
    way = subscriber("The Globe", "mail", "desk@globe.example")
    live("One", at=noon)
    office.answers[verb] = [says]
    with sending() as sender:
        with clock.at(noon):
            settled(sender)
            way.refresh_from_db()
            assert received() == 0 and way.attempts == 1 and "mail server" in way.last_error
        with clock.at(noon + MINUTE):
            settled(sender)
    assert received() == 1
    ids = {mail.message["Message-ID"] for mail in office.taken}
    assert len(ids) == 1  # sent again after a lost answer it is known as the same


def test_without_a_mail_server_nothing_is_said_to_be_received(house, noon):
    way = subscriber("The Globe", "mail", "desk@globe.example")
    live("One", at=noon)
    with sending() as sender, clock.at(noon):
        settled(sender)
    way.refresh_from_db()
    assert received() == 0 and "DATELINE_MAIL" in way.last_error


def test_what_is_killed_before_the_text_goes_is_not_sent(office, noon):
    subscriber("The Globe", "mail", "desk@globe.example")
    guid, _ = live("A secret headline", at=noon)
    with sending() as sender:
        wire.distribute()
        sender.ready.extend(sender.source.due(10))
        desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
        settled(sender)
    assert [mail.message["Dateline-Status"] for mail in office.taken] == ["canceled", "canceled"]
    assert not any(b"secret" in mail.data for mail in office.taken)


def test_a_slow_mail_server_keeps_nobody_waiting_and_gets_no_text_that_is_killed(
    office, noon, monkeypatch
):
    way = subscriber("The Globe", "mail", "desk@globe.example")
    office.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    text = tuple(Block("paragraph", f"A secret, {n}. " * 1000) for n in range(16))
    guid, _ = live("A story", at=noon, blocks=text)
    monkeypatch.setattr(settings, "EMAIL_TIMEOUT", 120)
    office.reading.clear()  # much more than the kernel keeps: the sender stands in the midst of it
    with sending() as sender:
        turn(sender, lambda: "DATA" in office.heard)
        desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
        office.reading.set()
        settled(sender)
    assert [mail.message["Dateline-Status"] for mail in office.taken] == ["canceled", "canceled"]
    way.refresh_from_db()
    assert (way.attempts, way.number) == (0, 2) and office.heard.count("DATA") == 3
