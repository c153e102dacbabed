"""Feeds that tell us of their changes: what we ask of their hubs, by the W3C's recommendation."""

from __future__ import annotations

import hmac
import socket
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.conf import settings
from django.test import Client

from agency import only, rss, rss_item, serving_feed, source
from dateline.lib import clock
from dateline.wire.models import Incoming, Listening, Reject, Source
from dateline.wire.sources import listening
from dateline.wire.sources.leasing import due
from dateline.wire.sources.listening import attend, callback_of, listenings_due, secret_of
from dateline.wire.sources.managing import save_source, set_active
from dateline.wire.sources.offering import in_header
from dateline.wire.sources.watching import look_now
from desking import desk_of, person
from peering import Peer, answer
from subscribing import allow_loopback

STATES = Listening.State


class TheirHub(Peer):
    """Another house's hub: notes what it is asked, and answers with one status."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.status = "202 Accepted"
        super().__init__(self._take)

    def _take(self, connection: socket.socket, request: bytes) -> None:
        form = parse_qs(request.partition(b"\r\n\r\n")[2].decode())
        self.asked.append({name: values[-1] for name, values in form.items()})
        connection.sendall(answer(b"as you like", self.status))


@pytest.fixture(autouse=True)
def loopback(house, monkeypatch):
    """The test's own network is allowed, and our own address is in it."""
    allow_loopback(monkeypatch)


@pytest.fixture
def hub():
    """A hub."""
    with TheirHub() as made:
        yield made


@pytest.fixture
def agency(hub, noon):
    """A feed that offers the hub, looked at once at noon."""
    with serving_feed() as server, clock.at(noon):
        server.answer(200, feed(hub))
        made = source("Harbour News", kind="feed", address=server.address, interval=60)
        assert not look_now(made.pk).last_error
        made.server = server
        yield made


def feed(hub, *items):
    return rss(*(items or [rss_item()])).replace(b"https://hub.example/", hub.address.encode())


def row():
    return Listening.objects.get()


def ask(at):
    """Whatever is due at this time."""
    with clock.at(at):
        for number in listenings_due():
            attend(number)


def verify(at, mode="subscribe", **more):
    """What we answer to the hub."""
    query = {"hub.mode": mode, "hub.topic": row().topic, "hub.challenge": "c<h>4",
             "hub.lease_seconds": "3600"} | {f"hub.{name}": said for name, said in more.items()}
    with clock.at(at):
        return Client().get(path(), {name: said for name, said in query.items() if said})


def path():
    return callback_of(row()).removeprefix(settings.BASE_URL)


def send(body, *, method="sha256", secret=None, at=None, **more):
    """A delivery, signed as a hub does."""
    made = hmac.new((secret or secret_of(row())).encode(), body, method).hexdigest()
    headers = {"X-Hub-Signature": f"{method}={made}"} | more
    with clock.at(at or clock.now()):
        return Client().post(path(), body, content_type="application/rss+xml", headers=headers)


@pytest.fixture
def listened(agency, noon):
    """The subscription holds."""
    ask(noon)
    assert verify(noon).status_code == 200
    return agency


def test_a_feed_that_offers_a_hub_is_subscribed_to(agency, hub, noon):
    assert (row().hub, row().topic) == (hub.address, "https://harbour.example/rss.xml")
    assert row().state == STATES.WANTED and hub.asked == []
    ask(noon)
    (asked,) = hub.asked
    assert asked["hub.mode"] == "subscribe" and asked["hub.topic"] == row().topic
    assert asked["hub.callback"] == callback_of(row()) and len(row().token) > 40
    assert 32 <= len(asked["hub.secret"]) < 200 and asked["hub.lease_seconds"] == "864000"
    assert row().state == STATES.ASKED
    ask(noon)
    assert len(hub.asked) == 1  # it has been asked


def test_the_challenge_is_given_back_for_what_we_asked_only(agency, noon):
    ask(noon)
    for wrong in ({"topic": "https://other.example/"}, {"mode": "unsubscribe"}, {"mode": "x"}):
        assert verify(noon, **wrong).status_code == 404
    assert verify(noon, challenge="").status_code == 400
    assert row().state == STATES.ASKED
    said = verify(noon)
    assert (said.status_code, said.content) == (200, b"c<h>4")
    assert said["Content-Type"] == "text/plain; charset=utf-8"
    assert said["X-Content-Type-Options"] == "nosniff"
    assert row().state == STATES.HOLDS and row().ends_at == noon + timedelta(hours=1)


def test_who_does_not_know_the_address_finds_nothing(agency, noon):
    for method in ("get", "put"):
        assert getattr(Client(), method)("/wire/v1/in/hub/guessed").status_code in (404, 405)
    assert Client().post("/wire/v1/in/hub/guessed", b"x", content_type="a/b").status_code == 410
    assert Client().post(path(), b"x", content_type="a/b").status_code == 410  # nothing holds yet


@pytest.mark.parametrize("method", ["sha256", "sha384", "sha512"])
def test_what_is_signed_comes_in_as_if_we_had_asked(listened, hub, noon, method):
    body = feed(hub, rss_item(), rss_item(2, "Ferry runs"))
    later = noon + timedelta(minutes=5)
    assert send(body, method=method, at=later).status_code == 202
    assert send(body, method=method, at=later).status_code == 202  # replayed: nothing is new
    assert sorted(Incoming.objects.values_list("headline", flat=True)) == [
        "Crane falls", "Ferry runs"]
    assert row().told_at == later and row().last_error == ""
    assert Incoming.objects.get(headline="Ferry runs").arrivals.count() == 1


@pytest.mark.parametrize("signed", [
    {"secret": "guessed"}, {"X-Hub-Signature": ""}, {"X-Hub-Signature": "sha256="},
    {"X-Hub-Signature": "md5=00"}, {"X-Hub-Signature": "sha256=é"}, {"X-Hub-Signature": "none"},
])
def test_what_is_not_signed_right_is_left(listened, hub, signed):
    assert send(feed(hub, rss_item(2, "Forged")), **signed).status_code == 202
    assert only().headline == "Crane falls" and not Reject.objects.exists()
    assert "not signed" in row().last_error and row().told_at is None


def test_sha1_only_makes_us_look(listened, hub, noon):
    later = noon + timedelta(minutes=5)
    listened.server.answers[:] = [(200, {}, feed(hub, rss_item(3, "From the feed itself")))]
    with clock.at(later):
        assert look_now(listened.pk).next_look > later
    assert send(feed(hub, rss_item(2, "By SHA-1")), method="sha1", at=later).status_code == 202
    assert not Incoming.objects.filter(headline="By SHA-1").exists()
    assert due(later).filter(pk=listened.pk).exists()


def test_a_delivery_that_cannot_be_read_is_kept_with_its_reason(listened):
    assert send(b"<html>no</html>").status_code == 202
    assert "web page" in Reject.objects.get().reason and "web page" in row().last_error
    length = str(11 * 1024 * 1024)
    said = Client().post(path(), b"x", content_type="a/b", CONTENT_LENGTH=length)
    assert said.status_code == 413 and "too large" in row().last_error


def test_a_feed_that_tells_us_is_asked_less_often(listened, hub, noon):
    later = noon + timedelta(minutes=1)

    def wait():
        with clock.at(later):
            return (look_now(listened.pk).next_look - later).total_seconds()
    assert 540 <= wait() <= 660
    for number in range(2, 2 + 3):  # the hub is silent, though there is something new
        listened.server.answers[:] = [(200, {}, feed(hub, rss_item(number)))]
        wait()
    assert row().missed == 3 and wait() <= 66
    send(feed(hub, rss_item(9)), at=later)
    assert wait() >= 540


def test_a_lease_is_renewed_before_it_ends_and_asked_for_anew_after(listened, hub, noon):
    ask(noon + timedelta(minutes=39))
    assert len(hub.asked) == 1
    ask(noon + timedelta(minutes=41))
    assert len(hub.asked) == 2 and row().state == STATES.HOLDS
    again = noon + timedelta(minutes=42)
    assert verify(again).status_code == 200 and row().ends_at == again + timedelta(hours=1)
    hub.status = "500 No"
    for minutes in range(42, 300, 4):
        ask(again + timedelta(minutes=minutes))
    assert row().state == STATES.WANTED and "127.0.0.1 answered 500" in row().last_error
    assert 3 < len(hub.asked) < 12  # ever less often
    with clock.at(noon + timedelta(hours=6)):
        assert not listening.relied_on(listened)


def test_a_hub_that_never_asks_back_is_asked_again(agency, hub, noon):
    ask(noon)
    ask(noon + timedelta(minutes=11))
    assert len(hub.asked) == 2 and row().last_error == "the hub accepted and did not ask back"


def test_a_hub_that_refuses_is_heard_and_asked_again_in_a_day(listened, hub, noon):
    assert verify(noon, mode="denied", reason="no\nroom", challenge="").status_code == 200
    assert row().state == STATES.DENIED and row().last_error == "the hub refuses: no room"
    assert send(feed(hub)).status_code == 410
    ask(noon + timedelta(hours=23))
    assert len(hub.asked) == 1
    ask(noon + timedelta(hours=25))
    assert len(hub.asked) == 2 and row().state == STATES.ASKED


def test_a_source_that_rests_unsubscribes(listened, hub, noon):
    set_active(listened.pk, False, by=person("chief editor"))
    assert row().state == STATES.LEAVING
    assert send(feed(hub)).status_code == 410
    ask(noon + timedelta(days=1))
    assert hub.asked[-1]["hub.mode"] == "unsubscribe" and "hub.secret" not in hub.asked[-1]
    assert verify(noon, topic="https://other.example/", mode="unsubscribe").status_code == 404
    assert verify(noon, mode="unsubscribe").content == b"c<h>4"
    assert not Listening.objects.exists()


def test_a_source_that_goes_on_or_moves_is_subscribed_anew(listened, hub):
    chief, before = person("chief editor"), row().token
    set_active(listened.pk, False, by=chief)
    set_active(listened.pk, True, by=chief)
    assert Listening.objects.exclude(token=before).get().state == STATES.WANTED
    agency = Source.objects.get(pk=listened.pk)
    agency.address = "https://elsewhere.example/rss.xml"
    save_source(agency, by=chief)
    assert set(Listening.objects.values_list("state", flat=True)) == {STATES.LEAVING}


def test_a_deleted_source_and_a_dead_hub_are_let_go(listened, hub, noon):
    Incoming.objects.all().delete()
    Source.objects.all().delete()
    hub.status = "500 No"
    for hours in range(1, 200):
        ask(noon + timedelta(hours=hours))
    assert not Listening.objects.exists()
    assert {asked["hub.mode"] for asked in hub.asked[1:]} == {"unsubscribe"}


def test_a_feed_that_names_another_hub_or_none(listened, hub, noon):
    for address in (b"http://127.0.0.1:9999/", b""):
        listened.server.answers[:] = [(200, {}, feed(hub).replace(hub.address.encode(), address))]
        with clock.at(noon):
            look_now(listened.pk)
    assert set(Listening.objects.values_list("state", flat=True)) == {STATES.LEAVING}
    assert Source.objects.get().hub == ""


def test_headers_go_before_what_the_feed_says(hub, noon):
    with serving_feed() as server, clock.at(noon):
        server.answer(200, feed(hub), Link=(
            f'<https://x.example/a,b>; rel="next"; title="a, b", <{hub.address}/other>; rel=HUB, '
            f'</self.xml>; foo; rel="alternate self"'))
        agency = source("Harbour News", kind="feed", address=server.address)
        look_now(agency.pk)
        base = server.address.removesuffix("/rss.xml")
    assert (row().hub, row().topic) == (f"{hub.address}/other", f"{base}/self.xml")


@pytest.mark.parametrize(("said", "found"), [
    ("<a>; rel=hub", {"hub": "a"}), ('<a>;rel="hub self"', {"hub": "a", "self": "a"}),
    ("<a>; rel=hub, <b>; rel=hub", {"hub": "a"}), ("<a>", {}), ("", {}), ("<a; rel=hub", {}),
    ('<a>; title="x; rel=hub"', {}), ('<a>; x="<b>; rel=self"; rel=hub', {"hub": "a"}),
    ("<" * 20_000, {}), ("<a>" + ";" * 20_000, {}),
])
def test_link_headers(said, found):
    assert in_header(said) == found


@pytest.mark.parametrize("inside", ["http://10.0.0.1/", "http://[::1]/", "file:///etc/passwd", "x"])
def test_no_hub_leads_into_private_networks(monkeypatch, hub, noon, inside):
    with serving_feed() as server, clock.at(noon):
        server.answer(200, feed(hub).replace(hub.address.encode(), inside.encode()))
        agency = source("Harbour News", kind="feed", address=server.address)
        look_now(agency.pk)
    ask(noon)
    found = Listening.objects.first()
    assert found is None or (found.state == STATES.WANTED and found.last_error)


def test_without_a_public_address_of_our_own_nobody_is_asked(monkeypatch, agency, noon):
    monkeypatch.setattr(settings, "FETCH_ALLOWS", ())
    assert not listening.is_reachable()
    listening.settle(agency.pk)
    assert set(Listening.objects.values_list("state", flat=True)) == {STATES.LEAVING}
    page = desk_of(person("chief editor")).get("/desk/incoming/sources/").content.decode()
    assert "our own address is not a public one" in page


def test_the_desk_says_how_it_stands(listened, noon):
    client = desk_of(person("chief editor"))

    def said():
        with clock.at(noon):
            one = client.get(f"/desk/incoming/sources/{listened.pk}/").content.decode()
            page = client.get("/desk/incoming/sources/").content.decode()
        found = page.partition("127.0.0.1 ")[2].partition("</div>")[0]
        assert found[:20] in one
        return found
    assert said().startswith("tells us of changes, until")
    Listening.objects.update(missed=3)
    assert said().startswith("does not tell us of every change")
    verify(noon, mode="denied", challenge="")
    assert said() == "does not tell us of changes: the hub refuses: it gives no reason."
    Listening.objects.update(state=STATES.ASKED, last_error="it hung up")
    assert said() == "is asked to tell us of changes. The last trouble: it hung up."


