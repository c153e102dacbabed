"""Open pages are told what changed, over real connections to a real `dateline serve`."""

from __future__ import annotations

import socket
import struct
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction

from cast import live
from conftest import POSTGRESQL
from dateline.delivery import contact
from dateline.delivery.machine import shelf
from dateline.delivery.public import begin_anew
from dateline.desk import public as desk
from dateline.desk.public import Banner, Front
from dateline.lib import clock
from listening import Listener, Told, named, tokens
from serving import serving
from wire import Line

MINUTE = timedelta(minutes=1)


@pytest.fixture
def listen():
    """Open streams; they are closed at the end."""
    opened = []

    def listener(served, query: str, **headers) -> Listener:
        opened.append(Listener(served.port, query, **headers))
        return opened[-1]

    listener.opened = opened
    yield listener
    for one in opened:
        one.close()


@pytest.fixture
def served(house, noon):
    """A running server."""
    live(at=noon)
    alike = replace(house, environment=house.environment | {"DATELINE_URL": settings.BASE_URL})
    with serving(alike, "--no-demo") as running:
        yield running
        assert "Traceback" not in "".join(running.lines), "".join(running.lines)


def shows(page: str, told: Told) -> None:
    """What is told is byte by byte what stands before its mark in a page."""
    for token, event in told.events.items():
        assert f"{event['html']}<!--live {token}-->" in page, token


def test_an_open_page_is_told_what_changed_and_nothing_else(served, noon, listen):
    guid, done = live("The river rises", at=noon, dossiers=("Floods",), related=("Rain",))
    page = served.get(done.address)[1]
    stream = listen(served, f"f={'+'.join(tokens(page))}")
    assert stream.status == 200 and stream.headers["cache-control"] == "no-store"
    assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
    first = stream.told()
    everything = ["banner", "comment-count", "count", "edition", "listen", "newer", "related"]
    assert first.names == everything and stream.retry
    shows(page, first)
    live("Rain", at=noon + MINUTE, dossiers=("Floods",))
    second = stream.told()
    assert second.names == ["count", "edition", "related"]
    assert second.html("count") == "(2)" and "12:01 GMT" in second.html("edition")
    shows(served.get(done.address)[1], second)
    assert all(second.events[t]["n"] > first.events[t]["n"] for t in second.events)
    live("Elsewhere", at=noon + MINUTE)  # the edition's minute stands
    live("Elsewhere", at=noon + 2 * MINUTE)
    assert stream.told().names == ["edition"]
    desk.correct(guid, {"standfirst": "Corrected."}, wrong="a", right="b", at=noon + 3 * MINUTE)
    assert "This story was corrected at <time" in stream.told().html("newer")
    assert "class=\"newer\" role=\"status\"" in page
    desk.kill(guid, "It was wrong.", reason="Hoax.", at=noon + 4 * MINUTE)
    killed = stream.told()
    assert killed.html("newer").count("This story has been killed.") == 1
    assert killed.html("count") == "(1)" and killed.html("related").strip() == ""
    assert not [text for text in ("The river rises", "Corrected", "Hoax", "It was wrong")
                if any(text in event["html"] for event in killed.events.values())]


def test_who_was_away_is_told_what_moved_since(served, noon, listen):
    _, done = live("The river rises", at=noon, dossiers=("Floods",), related=("Rain",))
    page = served.get(done.address)[1]
    query = f"f={'+'.join(tokens(page))}"
    stream = listen(served, query)
    before = stream.told().at
    stream.close()
    assert listen(served, query, last_event_id=before).told().events == {}
    live("Sun", at=noon, dossiers=("Floods",))
    away = listen(served, query, last_event_id=before).told()
    assert (away.names, away.html("count")) == (["banner", "count", "edition"], "(2)")
    assert listen(served, query, last_event_id=away.at).told().events == {}
    assert listen(served, query.replace("f=", "k=") + f"&at={before}").told().names == away.names
    some = f"{query.replace('f=', 'k=')}&f={named(page, 'newer')}&at={away.at}"
    assert listen(served, some).told().names == ["newer"]
    everything = ["banner", "comment-count", "count", "edition", "listen", "newer", "related"]
    epoch, rest = before.split(".", 1)
    for strange in (f"{'0' * len(epoch)}.{rest}", "", "x", "1.2", f"{before}.1", "é", "-.-.-",
                    "9" * 400, f"{epoch}.{'9' * 90}.1"):
        assert listen(served, query, last_event_id=strange.encode().decode("latin-1")
                      ).told().names == everything, strange


def test_another_history_tells_everything(house, noon, listen):
    _, done = live(at=noon, dossiers=("Floods",))
    with serving(house, "--no-demo") as served:
        page = served.get(done.address)[1]
        before = listen(served, f"f={'+'.join(tokens(page))}").told()
    with transaction.atomic():
        begin_anew()
    with serving(house, "--no-demo") as served:
        again = listen(served, f"f={'+'.join(tokens(page))}", last_event_id=before.at).told()
        assert again.names == before.names
        assert again.at.split(".")[0] != before.at.split(".")[0]


def test_what_is_no_token_of_ours_is_refused_and_leaves_nothing(served, noon, listen):
    _, done = live("The river rises", at=noon, dossiers=("Floods",))
    page = served.get(done.address)[1]
    count = named(page, "count")
    told, digest = count.split(".")
    held = sorted(shelf().store().addresses())
    other = "A" if digest[0] != "A" else "B"
    hostile = (
        "", "f", "f=", "f=+++", f"f={told}", f"f={told}.", f"f={told}.{other}{digest[1:]}",
        f"f={count[:-1]}", f"f={count}x", f"f=count,99.{digest}", f"f=edition,~.{digest}",
        f"f={count.replace(',', '%2C')}", "f=~missing", "f=%00%ff", f"f=.{digest}",
        "f=" + "+".join(f"count,{n}.{digest}" for n in range(900, 1300)), "f=%C3%A9.%C3%A9",
        "&".join(f"f{n}={count}" for n in range(500)), f"k={told}&at=1.1.1", "f=count,1,.",
    )
    line = Line(served.port)
    for query in hostile:
        answer = line.ask(f"/-/live?{query}")
        assert (answer.status, answer.body) == (204, b""), query
    assert line.ask(f"/-/live?f={'x' * 20000}").status == 414
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert line.ask(f"/-/live?f={count}", method, content_length="0").status == 405
    head = line.ask(f"/-/live?f={count}", "HEAD")
    assert (head.status, head.body) == (200, b"")
    many = "+".join([*(f"count,{n}.{digest}" for n in range(900, 1000)), count])
    assert list(listen(served, f"f={many}").told().events) == [count]
    beyond = "+".join([*(f"count,{n}.{digest}" for n in range(900, 1028)), count])
    assert line.ask(f"/-/live?f={beyond}").status == 204
    assert sorted(shelf().store().addresses()) == held
    line.close()


def test_only_so_many_streams_are_open(house, noon, listen):
    _, done = live(at=noon)
    small = replace(house, environment=house.environment | {"DATELINE_STREAMS": "3"})
    with serving(small, "--no-demo") as served:
        query = f"f={'+'.join(tokens(served.get(done.address)[1]))}"
        streams = [listen(served, query) for _ in range(3)]
        assert [stream.status for stream in streams] == [200] * 3
        first = [stream.told() for stream in streams]  # all is rendered before anything changes
        assert first[0].names == first[1].names and "newer" in first[1].names
        refused = listen(served, query)
        assert (refused.status, 5 <= int(refused.headers["retry-after"]) <= 30) == (503, True)
        assert served.get(done.address)[0] == 200
        streams[0].close()
        deadline = time.monotonic() + 30
        while listen(served, query).status != 200:
            assert time.monotonic() < deadline, "the place of who hung up is not given away"
        desk.update(desk.find(code=done.code).guid, {"standfirst": "New."}, at=noon + MINUTE)
        assert "updated" in streams[1].told().html("newer")


def test_one_address_has_only_so_many_streams(house, noon, listen):
    """Others have theirs, whatever the first one says about itself; a network is one client."""
    _, done = live(at=noon)
    few = replace(house, environment=house.environment | {
        "DATELINE_STREAMS_PER_ADDRESS": "2", "DATELINE_PROXIES": "1"})
    with serving(few, "--no-demo") as served:
        query = f"f={'+'.join(tokens(served.get(done.address)[1]))}"

        def status(*said: str) -> int:
            lines = "\r\nx-forwarded-for: ".join(said)
            stream = listen(served, query, **({"x_forwarded_for": lines} if said else {}))
            if stream.status == 429:
                assert stream.headers["retry-after"] == "60"
                assert "Every page can be read as before" in stream.line.file.readline().decode()
            return stream.status

        assert [status("192.0.2.1") for _ in range(3)] == [200, 200, 429]
        assert status("198.51.100.7, 192.0.2.1") == status("198.51.100.7", "192.0.2.1") == 429
        assert [status("192.0.2.1, 198.51.100.7") for _ in range(3)] == [200, 200, 429]
        assert [status(f"2001:db8:1:2:{n}::1") for n in range(3)] == [200, 200, 429]
        assert [status("2001:db8:1:3::1"), status("[2001:db8:1:3::2]:80")] == [200, 200]
        assert [status(), status("nobody"), status()] == [200, 200, 429]
        assert served.get(done.address)[0] == 200
        assert "192.0.2.1 has 2 streams open" in "".join(served.lines)


def test_the_places_of_who_hangs_up_rudely_are_given_away(house, noon, listen):
    _, done = live(at=noon)
    few = replace(house, environment=house.environment | {"DATELINE_STREAMS_PER_ADDRESS": "3"})
    with serving(few, "--no-demo") as served:
        query = f"f={'+'.join(tokens(served.get(done.address)[1]))}"
        for _ in range(3):
            for _ in range(3):
                stream = listen(served, query)
                stream.told()
                reset = struct.pack("ii", 1, 0)
                stream.line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
                stream.close()
            deadline = time.monotonic() + 30
            while listen(served, query).status != 200:
                assert time.monotonic() < deadline, "the place of who hung up is not given away"
            for one in listen.opened:
                one.close()


def test_no_streams_at_all_can_be_chosen(house, noon, listen):
    _, done = live(at=noon)
    none = replace(house, environment=house.environment | {"DATELINE_STREAMS": "0"})
    with serving(none, "--no-demo") as served:
        query = f"f={'+'.join(tokens(served.get(done.address)[1]))}"
        assert listen(served, query).status == 204


def test_the_clock_alone_ends_a_banner_on_open_pages(served, noon, listen):
    ends = clock.now() + timedelta(seconds=3)
    desk.arrange(Front(banner=Banner("It happens", ends, "breaking")))
    stream = listen(served, f"f={named(served.get('/')[1], 'banner')}")
    assert "It happens" in stream.told().html("banner")
    over = stream.told()
    assert (over.html("banner"), clock.now() >= ends) == ("", True)


def test_a_reader_that_takes_nothing_holds_nobody_up(served, noon, listen):
    _, done = live("The river rises", at=noon, dossiers=("Floods",))
    query = f"f={'+'.join(tokens(served.get(done.address)[1]))}"
    for _ in range(20):
        listen(served, query)
    stream = listen(served, query)
    stream.told()
    for number in range(2, 8):
        live(f"More {number}", at=noon, dossiers=("Floods",))
        assert stream.told().html("count") == f"({number})"


def test_each_language_has_its_own_fragments(served, noon, listen):
    live("La pluie", at=noon, language="fr")
    _, done = live("المطر", at=noon, language="ar")
    page = served.get(done.address)[1]
    guid = desk.find(code=done.code).guid
    stream = listen(served, f"f={'+'.join(tokens(page))}")
    stream.told()
    desk.correct(guid, {}, wrong="a", right="b", at=noon + MINUTE)
    told = stream.told()
    assert "صُحّحت هذه المادة" in told.html("newer") and "بتوقيت" in told.html("edition")
    desk.withdraw(guid, "Gone.", at=noon + MINUTE)
    assert "سُحبت" in stream.told().html("newer")


def test_a_page_of_the_past_is_not_live(served, noon):
    _, done = live("The river rises", at=noon, dossiers=("Floods",))
    live("Rain", at=noon + MINUTE)
    past = served.get(f"{done.address}?at=2026-03-02T12:00Z")[1]
    assert (tokens(past), "live.js" in past) == ([], False)


@pytest.mark.skipif(POSTGRESQL, reason="there the tailer hears of the primary; see test_machines")
def test_a_machine_out_of_touch_sends_its_readers_to_another(served, noon, listen):
    _, done = live("The river rises", at=noon, dossiers=("Floods",))
    query = f"f={'+'.join(tokens(served.get(done.address)[1]))}"
    stream = listen(served, query)
    stream.told()
    shelf().word().heard = contact.now() - int((contact.APART + 1) * 1e9)
    assert stream.block() is None
    refused = listen(served, query)
    assert refused.status == 503 and 5 <= int(refused.headers["retry-after"]) <= 30
    shelf().word().heard = 0
    assert listen(served, query).told().names


def test_open_streams_end_with_the_server(house, noon, listen):
    _, done = live(at=noon)
    with serving(house, "--no-demo") as served:
        query = f"f={'+'.join(tokens(served.get(done.address)[1]))}"
        streams = [listen(served, query) for _ in range(5)]
        for stream in streams:
            stream.told()
        assert served.stop() == 0
        assert "Killing" not in "".join(served.lines), "".join(served.lines)
        assert [stream.block() for stream in streams] == [None] * 5
