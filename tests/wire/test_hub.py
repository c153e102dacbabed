"""The hub of the public feeds, by the checklist of the W3C's WebSub recommendation."""

from __future__ import annotations

import hashlib
import hmac
import socket
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from cast import live
from dateline.desk import public as desk
from dateline.lib import clock
from dateline.record import public as record
from dateline.wire.models import Lease, Topic
from dateline.wire.subscribers.ways import hub as hubs
from dateline.wire.subscribers.ways.hub_errands import ATTEMPTS, Hub
from peering import Peer, answer, headers
from subscribing import allow_loopback, sending, settled

DAY = timedelta(days=1)


class Reading(Peer):
    """A feed reader's callback: agrees to what it is asked, keeps what it is sent."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.sent: list[tuple[dict[str, str], bytes]] = []
        self.agrees, self.status, self.fails = True, "200 OK", False
        super().__init__(self._take)

    @property
    def callback(self) -> str:
        """Its address, with a query of its own."""
        return f"{self.address}/in?key=1&hub.mode=x"

    def _take(self, connection: socket.socket, request: bytes) -> None:
        head, _, body = request.partition(b"\r\n\r\n")
        target = head.split(b" ")[1].decode()
        if head.startswith(b"GET"):
            query = parse_qs(urlsplit(target).query)
            assert query["key"] == ["1"] and query["hub.mode"][0] == "x"
            self.asked.append({name: values[-1] for name, values in query.items()})
            asked = query.get("hub.challenge", ["noted"])[0].encode()
            connection.sendall(answer(asked if self.agrees else b"no",
                                      "500 No" if self.fails else "200 OK"))
        else:
            assert target == "/in?key=1&hub.mode=x"
            self.sent.append((headers(request), body))
            connection.sendall(answer(b"", self.status))


@pytest.fixture(autouse=True)
def loopback(house, monkeypatch):
    """The test's own network is allowed."""
    allow_loopback(monkeypatch)


@pytest.fixture
def reading():
    """One subscriber."""
    with Reading() as reader:
        yield reader


@pytest.fixture
def hub():
    """The hub's worker."""
    with sending(Hub()) as round_:
        yield round_


def topic(path: str = "/atom.xml") -> str:
    return f"{record.site().base_url}{path}"


def ask(callback: str, mode: str = "subscribe", of: str = "", **more: str) -> int:
    """What the hub answers to a request."""
    form = {"hub.mode": mode, "hub.callback": callback, "hub.topic": of or topic()}
    given = {f"hub.{name}": value for name, value in more.items()}
    return Client().post("/wire/hub", "&".join(
        f"{name}={_quoted(value)}" for name, value in (form | given | {"foreign": "1"}).items()
    ), content_type="application/x-www-form-urlencoded").status_code


def _quoted(value: str) -> str:
    from urllib.parse import quote
    return quote(value, safe="")


def test_feeds_say_where_their_hub_is(reader, noon):
    live("One", at=noon)
    for path in ("/rss.xml", "/atom.xml", "/feed.json", "/politics/atom.xml"):
        got = reader.get(path)
        base = settings.BASE_URL
        assert got.headers["Link"] == (
            f'<{base}/wire/hub>; rel="hub", <{base}{path}>; rel="self"')
        assert f"{base}/wire/hub" in got.text and f"{base}{path}" in got.text


def test_a_verified_lease_is_sent_the_very_bytes_after_a_change(reader, noon, reading, hub):
    live("One", at=noon)
    assert ask(reading.callback) == 202 and reading.asked == []
    settled(hub)
    (asked,) = reading.asked
    assert asked["hub.mode"] == "subscribe" and asked["hub.topic"] == topic()
    assert asked["hub.lease_seconds"] == "864000" and len(asked["hub.challenge"]) > 30
    assert reading.sent == []  # nothing has changed since
    live("Two", at=noon)
    settled(hub)
    ((told, body),) = reading.sent
    feed = reader.get("/atom.xml")
    assert body == feed.body and told["content-type"] == feed.headers["Content-Type"]
    assert told["link"] == feed.headers["Link"] and "x-hub-signature" not in told
    settled(hub)
    assert len(reading.sent) == 1
    desk.rename("section", "Politics", "Affairs")
    settled(hub)
    assert reading.sent[-1][1] == reader.get("/atom.xml").body


def test_a_secret_signs(noon, reading, hub):
    live("One", at=noon)
    assert ask(reading.callback, secret="s3cret") == 202
    settled(hub)
    live("Two", at=noon)
    settled(hub)
    ((told, body),) = reading.sent
    made = hmac.new(b"s3cret", body, hashlib.sha256).hexdigest()
    assert told["x-hub-signature"] == f"sha256={made}"


def test_what_is_not_agreed_to_changes_nothing(noon, reading, hub):
    live("One", at=noon)
    reading.agrees = False
    ask(reading.callback)
    settled(hub)
    assert not Lease.objects.exists()
    reading.agrees = True
    ask(reading.callback, secret="old")
    settled(hub)
    reading.agrees = False
    ask(reading.callback, secret="new")
    ask(reading.callback, mode="unsubscribe")
    settled(hub)
    lease = Lease.objects.get()
    assert lease.secret == "old" and lease.asked == ""
    live("Two", at=noon)
    settled(hub)
    assert len(reading.sent) == 1


def test_a_lease_is_renewed_and_ends(noon, reading, hub):
    live("One", at=noon)
    with clock.at(noon):
        ask(reading.callback, lease_seconds="600")
        settled(hub)
        assert reading.asked[-1]["hub.lease_seconds"] == "600"
        assert Lease.objects.get().expires_at == noon + timedelta(minutes=10)
    with clock.at(noon + timedelta(minutes=9)):
        ask(reading.callback, lease_seconds="600", secret="another")
        settled(hub)
    lease = Lease.objects.get()
    assert lease.expires_at == noon + timedelta(minutes=19) and lease.secret == "another"
    with clock.at(noon + timedelta(minutes=20)):
        live("Two", at=noon)
        settled(hub)
        assert reading.sent == []
        hub.source._swept = -100
        settled(hub)
    assert not Lease.objects.exists() and not Topic.objects.exists()


def test_a_lease_has_bounds(noon, reading, hub):
    live("One", at=noon)
    for said, given in (("1", "300"), ("99999999999", "2592000"), ("1000", "1000")):
        ask(reading.callback, lease_seconds=said)
        settled(hub)
        assert reading.asked[-1]["hub.lease_seconds"] == given


def test_unsubscribing_ends_it(noon, reading, hub):
    live("One", at=noon)
    ask(reading.callback)
    settled(hub)
    ask(reading.callback, mode="unsubscribe")
    settled(hub)
    assert reading.asked[-1]["hub.mode"] == "unsubscribe"
    assert not Lease.objects.exists()
    assert ask(reading.callback, mode="unsubscribe") == 202  # it is as it wants it


def test_410_ends_it_and_other_failures_do_not(noon, reading, hub):
    live("One", at=noon)
    with clock.at(noon):
        ask(reading.callback)
        settled(hub)
        reading.status = "500 Oops"
        live("Two", at=noon)
        settled(hub)
        assert len(reading.sent) == 1
    with clock.at(noon + timedelta(hours=1)):
        reading.status = "302 Found"
        settled(hub)
        assert len(reading.sent) == 2 and Lease.objects.get().attempts == 2
    with clock.at(noon + timedelta(hours=9)):
        reading.status = "200 OK"
        settled(hub)
        assert len(reading.sent) == 3 and Lease.objects.get().attempts == 0
        reading.status = "410 Gone"
        live("Three", at=noon)
        settled(hub)
    assert not Lease.objects.exists()


def test_after_many_failures_the_bytes_are_given_up_not_the_lease(noon, reading, hub):
    live("One", at=noon)
    with clock.at(noon):
        ask(reading.callback)
        settled(hub)
        reading.status = "500 Oops"
        live("Two", at=noon)
    for hours in range(ATTEMPTS + 4):
        with clock.at(noon + timedelta(hours=2 * hours)):
            settled(hub)
    assert len(reading.sent) == ATTEMPTS
    reading.status = "200 OK"
    with clock.at(noon + 2 * DAY):
        live("Three", at=noon)
        settled(hub)
    assert len(reading.sent) == ATTEMPTS + 1 and b"Three" in reading.sent[-1][1]


def test_a_killed_story_is_in_no_bytes_that_go_out_after_it(noon, reading, hub):
    live("One", at=noon)
    ask(reading.callback)
    settled(hub)
    guid, _ = live("A secret headline", at=noon)
    hub.source._looked = -1.0
    hub.ready.extend(hub.source.due(10))
    assert len(hub.ready) == 1
    desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
    settled(hub)
    live("Two", at=noon)
    settled(hub)
    assert reading.sent and not any(b"secret" in body for _, body in reading.sent)


@pytest.mark.parametrize(("form", "status"), [
    ({"mode": "publish"}, 400), ({"mode": ""}, 400), ({"callback": "ftp://a.example/"}, 400),
    ({"callback": ""}, 400), ({"callback": "http://a:b@c.example/"}, 400),
    ({"callback": "http://a.example/#x"}, 400), ({"of": "https://other.example/atom.xml"}, 400),
    ({"of": "/atom.xml"}, 400), ({"of": "BASE/"}, 400), ({"of": "BASE/nowhere/atom.xml"}, 400),
    ({"of": "BASE/atom.xml?x=1"}, 400), ({"secret": "x" * 200}, 400),
    ({"lease_seconds": "0"}, 400), ({"lease_seconds": "ten"}, 400), ({}, 202),
    ({"secret": "x" * 199}, 202), ({"callback": "http://10.0.0.1/"}, 202),
])
def test_what_is_asked_wrongly_is_answered_with_the_reason(noon, hub, form, status):
    live("One", at=noon)
    given = {"callback": "https://reader.example/in", "mode": "subscribe"} | form
    given["of"] = given.get("of", "").replace("BASE", record.site().base_url)
    assert ask(**given) == status
    assert Lease.objects.exists() == (status == 202)
    if "10.0.0.1" in given["callback"]:  # a private address is never asked
        settled(hub)
        assert not Lease.objects.exists()


def test_only_forms_are_posted(house):
    client = Client()
    assert client.get("/wire/hub").status_code == 405
    assert client.get("/wire/hub")["Allow"] == "POST"
    assert client.post("/wire/hub", "{}", content_type="application/json").status_code == 415
    large = "x=" + "y" * 20_000
    kind = "application/x-www-form-urlencoded"
    assert client.post("/wire/hub", large, content_type=kind).status_code == 413


def test_one_host_cannot_fill_the_hub(noon, monkeypatch):
    live("One", at=noon)
    monkeypatch.setattr(hubs, "WAITING_PER_HOST", 3)
    said = [ask(f"https://a.example/{number}") for number in range(4)]
    assert said == [202, 202, 202, 429]
    assert ask("https://b.example/") == 202
    assert ask("https://a.example/0") == 202  # what it asks anew takes no more room


def test_a_feed_that_has_moved_is_denied_with_its_reason(noon, reading, hub):
    live("One", at=noon)
    assert ask(reading.callback, of=topic("/politics/atom.xml")) == 202
    settled(hub)
    assert Lease.objects.get().expires_at is not None
    desk.rename("section", "Politics", "Affairs")
    settled(hub)
    told = reading.asked[-1]
    assert told["hub.mode"] == "denied" and told["hub.topic"] == topic("/politics/atom.xml")
    assert "not at this address" in told["hub.reason"] and "hub.challenge" not in told
    assert not Lease.objects.exists() and len(reading.asked) == 2


def test_a_denial_that_nobody_hears_ends_the_lease_all_the_same(noon, reading, hub):
    live("One", at=noon)
    ask(reading.callback, of=topic("/politics/atom.xml"))
    settled(hub)
    reading.fails = True
    desk.rename("section", "Politics", "Affairs")
    for day in range(7):
        with clock.at(clock.now() + DAY * day):
            hub.source._tick = -1
            settled(hub)
        if not Lease.objects.exists():
            break
    assert not Lease.objects.exists() and 4 <= day <= 5
