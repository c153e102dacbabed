"""A subscriber's machine pulls, waits, and listens, over real connections to `dateline serve`."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import F
from jsonschema import Draft202012Validator

from cast import live
from dateline.desk import public as desk
from dateline.wire import public as wire
from dateline.wire.models import Allotment, Handover, Product, Way
from dateline.wire.subscribers.serving import OPEN
from dateline.wire.subscribers.writing import FORMATS
from judging import formats
from listening import Listener
from serving import serving
from wire import Line

DOCS = Path(__file__).resolve().parents[2] / "docs" / "wire.md"
ENTRIES, STREAM = "/wire/v1/entries", "/wire/v1/stream"


@pytest.fixture
def globe(house):
    """A subscriber to everything."""
    return wire.subscribe("The Globe", [wire.save_product(Product(name="Everything"))])


@pytest.fixture
def served(house, globe):
    """A running server, its worker with it."""
    alike = replace(house, environment=house.environment | {"DATELINE_URL": settings.BASE_URL})
    with serving(alike, "--no-demo") as running:
        yield running
        assert "Traceback" not in "".join(running.lines), "".join(running.lines)


@pytest.fixture
def key(globe) -> str:
    return wire.new_key(globe)


@pytest.fixture
def pull(served, key):
    """Ask for entries; returns the status and the answer."""
    def asked(query: str = "", token: str = key) -> tuple[int, dict]:
        line = Line(served.port, timeout=90)
        try:
            sent = line.ask(f"{ENTRIES}?{query}", authorization=f"Bearer {token}")
        finally:
            line.close()
        return sent.status, json.loads(sent.body)

    return asked


def numbers(answer: dict) -> list[int]:
    return [entry["number"] for entry in answer["entries"]]


def until(pull, count: int) -> dict:
    """All entries from the start, once there are so many."""
    deadline = time.monotonic() + 60
    while len((answer := pull()[1])["entries"]) < count:
        assert time.monotonic() < deadline, answer
    return answer


def test_entries_are_pulled_in_order_and_a_cursor_is_a_receipt(noon, pull, globe):
    live("One", at=noon)
    live("Two", at=noon)
    answer = until(pull, 2)
    first, second = answer["entries"]
    assert (first["number"], second["number"]) == (1, 2)
    assert json.loads(first["content"])["headlines"][0]["value"] == "One"
    digest = hashlib.sha256(first["content"].encode()).hexdigest()
    assert first["digest"] == f"sha-256:{digest}"
    assert answer["cursor"] == second["cursor"]
    assert not Handover.objects.filter(received_at__isnull=False).exists()
    status, rest = pull(f"after={first['cursor']}&format=newsmlg2")
    assert (status, numbers(rest)) == (200, [2])
    assert rest["entries"][0]["content"].startswith("<?xml")
    received = Handover.objects.filter(received_at__isnull=False)
    assert [row.number for row in received] == [1]
    assert Way.objects.get(kind="pull").number == 1
    assert numbers(pull(f"after={answer['cursor']}")[1]) == []
    assert numbers(pull("limit=1")[1]) == [1]


def test_the_client_in_the_docs_proves_that_nothing_is_missing(noon, served, key, pull):
    source = re.search(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert source and len(source[1].splitlines()) <= 25

    def proved() -> str:
        command = [sys.executable, "-c", source[1], served.base, key]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        return done.stdout + done.stderr

    assert proved() == "Nothing is missing: 1 to 0.\n"
    guid = live("One", at=noon)[0]
    for number in range(102):
        live(f"Story {number}", at=noon)
    desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
    wire.distribute()
    assert proved() == "Nothing is missing: 1 to 104.\n"
    Allotment.objects.filter(number=49).delete()
    for moved in (1000, -1001):
        Allotment.objects.filter(number__gte=50).update(number=F("number") + moved)
    assert "Something is missing before 49." in proved()


def test_a_long_poll_is_answered_when_something_comes(noon, served, key, pull):
    live("One", at=noon)
    cursor = until(pull, 1)["cursor"]
    line = Line(served.port, timeout=90)
    line.begin(f"{ENTRIES}?after={cursor}&wait=60", authorization=f"Bearer {key}")
    live("Two", at=noon)
    answer = json.loads(line.read().body)
    assert numbers(answer) == [2]
    line.close()
    began = time.monotonic()
    status, nothing = pull(f"after={answer['cursor']}&wait=1")
    assert (status, numbers(nothing), nothing["cursor"]) == (200, [], answer["cursor"])
    assert time.monotonic() - began >= 1


def test_a_stream_goes_on_from_its_last_event(noon, served, key, pull, globe):
    live("One", at=noon)
    until(pull, 1)
    stream = Listener(served.port, "", authorization=f"Bearer {key}", address=STREAM)
    assert stream.status == 200
    assert dict(stream.block())["event"] == "at"
    first = dict(stream.block())
    assert first["event"] == "entry" and json.loads(first["data"])["number"] == 1
    live("Two", at=noon)
    second = dict(stream.block())
    assert json.loads(second["data"])["number"] == 2
    stream.close()
    again = Listener(served.port, "", authorization=f"Bearer {key}", address=STREAM,
                     last_event_id=first["id"])
    again.block()
    assert json.loads(dict(again.block())["data"])["number"] == 2
    again.close()
    received = Handover.objects.filter(received_at__isnull=False, way="stream")
    assert [row.number for row in received] == [1]


def test_a_kill_reaches_a_stream_and_replays_have_no_text(noon, served, key, pull):
    guid, _ = live("A secret", at=noon)
    until(pull, 1)
    stream = Listener(served.port, "", authorization=f"Bearer {key}", address=STREAM)
    stream.block(), stream.block()
    desk.kill(guid, reason="Wrong", notice="Killed by us.", at=noon)
    told = json.loads(dict(stream.block())["data"])
    assert (told["number"], told["status"], told["act"]) == (2, "canceled", "kill")
    stream.close()
    again = until(pull, 2)
    assert [entry["status"] for entry in again["entries"]] == ["canceled", "canceled"]
    assert "A secret" not in json.dumps(again)


def test_entries_and_events_are_as_the_description_says(noon, served, key, pull):
    """Every entry in every format, canceled ones too, as the OpenAPI document has it."""
    guid, _ = live("One", at=noon)
    live("Two \u2028 </b>", at=noon)
    until(pull, 2)
    desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
    until(pull, 3)
    line = Line(served.port)
    document = json.loads(line.ask("/wire/v1/openapi.json").body)
    line.close()
    held = document["components"]["schemas"]

    def fits(name: str, data: dict) -> None:
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        Draft202012Validator(schema, format_checker=formats()).validate(data)
        assert data.keys() <= held[name]["properties"].keys()

    for form in FORMATS:
        status, answer = pull(f"format={form}")
        fits("Entries", answer)
        assert status == 200 and len(answer["entries"]) == 3
        for entry in answer["entries"]:
            fits("Entry", entry)
            assert entry["type"] == FORMATS[form].media_type
    fits("Error", pull("after=x")[1])
    stream = Listener(served.port, "", authorization=f"Bearer {key}", address=STREAM)
    assert json.loads(dict(stream.block())["data"]) == {"last": 3}
    for _ in range(3):
        event = dict(stream.block())
        told = json.loads(event["data"])
        fits("Entry", told)
        assert event["event"] == "entry" and event["id"] == told["cursor"]
    stream.close()


def test_who_asks_wrongly_is_told_what_to_do(noon, served, key, pull, globe):
    live("One", at=noon)
    cursor = until(pull, 1)["cursor"]
    epoch = cursor.partition(":")[0]
    assert pull(token="dlw_wrong")[0] == 401
    assert pull("after=nonsense")[0] == 400
    status, answer = pull(f"after={'0' * 16}:1")
    assert (status, answer["cursor"]) == (409, f"{epoch}:0")
    assert pull(f"after={epoch}:2")[0] == 400
    for wrong in ("limit=0", "limit=101", "limit=x", "wait=61", "wait=-1", "format=pdf",
                  f"after={epoch}:", f"after={epoch}:-1", f"after={epoch}:9999999999999999999",
                  "after=%00", "limit=%C3%A9"):
        status, answer = pull(wrong)
        assert status == 400 and answer["error"], wrong
    line = Line(served.port)
    assert line.ask(ENTRIES).status == 401
    assert line.ask(ENTRIES, "POST", content_length="0").status == 405
    line.close()


def test_a_subscriber_has_only_so_many_requests_open(noon, served, key, globe):
    def listen() -> Listener:
        return Listener(served.port, "", authorization=f"Bearer {key}", address=STREAM)

    streams = [listen() for _ in range(OPEN)]
    assert [stream.status for stream in streams] == [200] * OPEN
    refused = Line(served.port)
    sent = refused.ask(ENTRIES, authorization=f"Bearer {key}")
    assert (sent.status, sent.headers["retry-after"]) == (429, "5")
    assert "end one first" in json.loads(sent.body)["error"]
    other = wire.new_key(wire.subscribe("The Herald", list(globe.products.all())))
    assert refused.ask(ENTRIES, authorization=f"Bearer {other}").status == 200
    refused.close()
    streams.pop().close()
    deadline = time.monotonic() + 30
    while (again := listen()).status != 200:
        again.close()
        assert time.monotonic() < deadline, "the place of who hung up is not given away"
        time.sleep(0.5)
    for stream in (*streams, again):
        stream.close()


def test_a_subscriber_has_its_rate(noon, served, key, globe):
    line = Line(served.port)
    statuses = [line.ask(ENTRIES, authorization=f"Bearer {key}").status for _ in range(300)]
    assert 429 in statuses and statuses[:50] == [200] * 50
    line.close()
