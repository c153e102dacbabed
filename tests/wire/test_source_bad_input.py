"""The issue's list of bad input, where no other test of copy in shows it: refused or cleaned with a
named reason, and nothing lost."""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.conf import settings
from django.test import Client

from agency import copy, only, rss, rss_item, serving_feed, source, trusted
from dateline.desk.models import Picture, Story
from dateline.lib import clock
from dateline.wire.models import Incoming, Listening, Reject
from dateline.wire.sources.consequences import carry_out_due
from dateline.wire.sources.keeping import reject_file
from dateline.wire.sources.listening import callback_of, secret_of
from dateline.wire.sources.receiving import receive
from dateline.wire.sources.taking import take
from dateline.wire.sources.watching import look_now
from desking import person

MANY = 200 * 1024 * 1024
BILLION = ('<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi",
                                                                      strict=True))
    + "]>")


@pytest.mark.parametrize("root", ["rss", "feed", "nitf", "NewsML", "newsItem", "newsMessage"])
def test_a_bomb_of_entities_does_not_go_off_in_any_format(house, root):
    raw = f"{BILLION}<{root}><title>&i;</title></{root}>".encode()
    receipt = receive(source(), raw)
    assert "declares entities" in receipt.refused
    assert reject_file(receipt.digest).read_bytes() == raw


def test_a_bomb_packed_in_an_e_mail_does_not_go_off(house):
    raw = ("From: a@b.example\nSubject: Copy\nMessage-ID: <1@b>\nMIME-Version: 1.0\n"
           'Content-Type: multipart/mixed; boundary="B"\n\n--B\nContent-Type: text/plain\n\nText.\n'
           '--B\nContent-Type: text/xml\nContent-Disposition: attachment; filename="x.xml"\n\n'
           f"{BILLION}<nitf><body>&i;</body></nitf>\n--B--\n").encode()
    receive(source(), raw)
    assert only().headline == "Copy" and "an attachment was left out" in " ".join(only().doubts)


def test_a_file_of_200_megabytes_is_kept_without_being_read(house, tmp_path):
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.write(b"<nitf>")
        file.truncate(MANY)
    os.utime(path, (time.time() - 60,) * 2)
    found = look_now(source(kind="folder", address=str(tmp_path)).pk)
    assert found.failures == 0
    row = Reject.objects.get()
    assert row.size == MANY and reject_file(row.digest).stat().st_size == MANY
    assert row.reason == f"this file has {MANY:,} bytes; at most 10,485,760 are read"


def test_a_feed_that_is_too_large_is_not_taken_in(house, monkeypatch):
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (ip_network("127.0.0.0/8"),))
    with serving_feed() as server:
        server.answer(200, b"<rss>" + b" " * (11 * 1024 * 1024))
        found = look_now(source("Feed", kind="feed", address=server.address).pk)
    assert found.failures == 1 and "more than" in found.last_error
    assert not Incoming.objects.exists()


def test_a_picture_s_redirect_into_a_private_network_is_not_followed(house, monkeypatch):
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (ip_network("127.0.0.1/32"),))
    with serving_feed() as server:
        server.answer(302, Location="http://127.0.0.2/inside.jpg")
        receive(source(), copy(associations={"featuremedia": {"type": "picture", "renditions": {
            "a": {"href": server.address, "mimetype": "image/jpeg"}}}}))
        take(only().pk, by=person("editor"))
    assert not Picture.objects.exists()
    assert "127.0.0.2" in Story.objects.get().note


@pytest.mark.parametrize("hub", [
    "http://hub.example/\r\nX: y", "javascript:alert(1)", "//", "ftp://x/"])
def test_no_hub_that_is_no_address_is_asked(house, monkeypatch, hub):
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (ip_network("127.0.0.0/8"),))
    with serving_feed() as server:
        server.answer(200, rss(rss_item()).replace(b"https://hub.example/", hub.encode()))
        found = look_now(source("Feed", kind="feed", address=server.address).pk)
    assert found.failures == 0 and only().headline == "Crane falls"
    assert not Listening.objects.filter(hub__contains="\n").exists()
    assert found.hub == "" or found.hub.startswith("http://")


def test_validators_of_a_hostile_server_smuggle_no_header(house, monkeypatch):
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (ip_network("127.0.0.0/8"),))
    with serving_feed() as server:
        server.answer(200, rss(rss_item()), ETag='"a"')
        agency = source("Feed", kind="feed", address=server.address)
        look_now(agency.pk)
        type(agency).objects.update(etag='"a"\r\nX-Smuggled: y')
        found = look_now(agency.pk)
        assert found.failures == 1 and "cannot be sent as a header" in found.last_error
        assert not any("x-smuggled" in asked for asked in server.asked)


def delivered(row, body):
    """A delivery of a hub, signed right."""
    made = hmac.new(secret_of(row).encode(), body, hashlib.sha256).hexdigest()
    where = callback_of(row).removeprefix(settings.BASE_URL)
    return Client().post(where, body, content_type="application/rss+xml",
                         headers={"X-Hub-Signature": f"sha256={made}"}).status_code


def test_a_signed_delivery_that_is_replayed_later_brings_nothing_back(house, noon):
    with clock.at(noon):
        agency = source("Feed", kind="feed", backlog_over=True)
        row = Listening.objects.create(source=agency, hub="https://h.example/", topic="https://t/",
                                       token="token", state="holds", ends_at=noon + timedelta(1))
        first = rss(rss_item(title="Crane falls"))
        later = rss(rss_item(title="Crane stands", date="Mon, 02 Mar 2026 11:30:00 GMT"))
        for body in (first, later, first, later, first):
            assert delivered(row, body) == 202
    assert only().headline == "Crane stands" and only().arrivals.count() == 2


@pytest.mark.parametrize(("made", "published"), [
    ("2026-03-02T12:05:00Z", True), ("2026-03-02T12:20:00Z", False),
    ("2027-03-02T12:00:00Z", False), ("2026-03-01T11:00:00Z", False)])
def test_a_sender_s_clock_that_is_off_publishes_nothing(house, noon, made, published):
    with clock.at(noon):
        receive(trusted(), copy(made=made))
        carry_out_due()
    assert (only().state == "published") == published
    assert only().headline == "Ferry runs again"


def test_a_hub_s_clock_changes_no_lease(house, noon):
    """A lease is counted by our clock from the moment of its confirmation, whatever was sent."""
    with clock.at(noon):
        row = Listening.objects.create(source=source("Feed", kind="feed"), topic="https://t/",
                                       hub="https://h.example/", token="token", next_at=noon)
        answer = Client().get(callback_of(row).removeprefix(settings.BASE_URL), {
            "hub.mode": "subscribe", "hub.topic": row.topic, "hub.challenge": "x",
            "hub.lease_seconds": "9" * 30}, headers={"date": "Thu, 01 Jan 1970 00:00:00 GMT"})
    row.refresh_from_db()
    assert answer.status_code == 200 and noon < row.ends_at <= noon + timedelta(days=366)
