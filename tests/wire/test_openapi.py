"""The API beside entries and stream: its description is true, and each subscriber sees its own."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from cast import filed, live
from dateline.desk import public as desk
from dateline.lib import clock
from dateline.wire import public as wire
from dateline.wire.models import Handover, Product, Way
from dateline.wire.subscribers.asking import _rate
from dateline.wire.subscribers.cursors import spelled
from dateline.wire.subscribers.handing import Wanted, after, hand
from dateline.wire.subscribers.writing import FORMATS, Writer

V1 = "/wire/v1/"


@pytest.fixture
def globe(house):
    """A subscriber to everything in French or English."""
    _rate._held.clear()  # of this process, not of this installation
    product = wire.save_product(Product(name="Everything", languages=["en", "fr"]))
    return wire.subscribe("The Globe", [product])


@pytest.fixture
def asked(globe):
    """Ask as a machine of the Globe, or of whose key is given; status and JSON."""
    key = wire.new_key(globe)

    def ask(address: str, sent: Any = None, *, token: str = key, method: str = "") -> tuple:
        client = Client(headers={"host": "localhost:8000", "authorization": f"Bearer {token}"},
                        enforce_csrf_checks=True)
        if method:
            answer = client.generic(method, V1 + address)
        elif sent is None:
            answer = client.get(V1 + address)
        else:
            text = sent if isinstance(sent, str) else json.dumps(sent)
            answer = client.post(V1 + address, text, content_type="application/json")
        assert answer["Cache-Control"] == "no-store"
        return answer.status_code, answer.json()

    return ask


def handed(subscriber, way="pull"):
    rows = after(subscriber.pk, 0, 100)
    (done,) = hand([Wanted(subscriber.pk, way, "ninjs", rows)], Writer(), at=clock.now())
    return done.copies


def described() -> dict[str, Any]:
    return Client(headers={"host": "localhost:8000"}).get(f"{V1}openapi.json").json()


def fits(name: str, data: Any) -> None:
    """An answer is as its schema says, and says no more than that."""
    document = described()
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    Draft202012Validator(schema).validate(data)
    known = document["components"]["schemas"][name]["properties"]
    assert data.keys() <= known.keys()


def test_the_description_is_sound(house):
    document = described()
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert document["info"].keys() >= {"title", "version"}
    names = [operation["operationId"] for path in document["paths"].values()
             for operation in path.values()]
    assert len(names) == len(set(names)) == 6
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for found in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document)):
        where = document
        for step in found.split("/"):
            where = where[step]
    for path in document["paths"].values():
        for operation in path.values():
            assert operation["responses"]["200"]["description"]
            for parameter in operation["parameters"]:
                assert parameter.keys() >= {"name", "in", "schema"}
                Draft202012Validator.check_schema(parameter["schema"])
    assert document["components"]["schemas"]["Entry"]["properties"]["format"]["enum"] == [*FORMATS]


def test_every_address_that_is_described_is_there(house, asked, noon, globe):
    live(at=noon)
    wire.distribute()
    for path in described()["paths"]:
        if path not in (f"{V1}entries", f"{V1}stream"):  # the counter's: test_entries_api
            assert asked(path.removeprefix(V1) + "?number=1")[0] == 200, path


def test_people_find_a_page(house):
    answer = Client(headers={"host": "localhost:8000"}).get(V1)
    page = answer.content.decode()
    assert answer.status_code == 200 and "curl" in page and "/wire/v1/openapi.json" in page
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "style=" not in page and 'lang="en"' in page


def test_me_and_the_chain(house, asked, noon, globe):
    status, me = asked("me")
    assert (status, me["last"], me["chain"], me["received"]) == (200, 0, "", {})
    fits("Me", me)
    live("One", at=noon)
    live("Two", at=noon)
    wire.distribute()
    copies = handed(globe)
    status, me = asked("me")
    assert me["products"] == [{"name": "Everything", "selects": "languages: English, français"}]
    assert (me["last"], me["chain"]) == (2, copies[-1].chain)
    fits("Me", me)
    for copy in copies:
        status, chain = asked(f"chain?number={copy.number}")
        assert (status, chain["chain"]) == (200, copy.chain)
        fits("Chain", chain)
    for wrong, status in (("3", 404), ("0", 404), ("-1", 400), ("", 400), ("9" * 30, 400),
                          ("²", 400)):
        assert asked(f"chain?number={wrong}")[0] == status, wrong


def test_a_receipt_without_asking_for_more(house, asked, noon, globe):
    live("One", at=noon)
    live("Two", at=noon)
    wire.distribute()
    handed(globe, "stream")
    handed(globe)
    epoch = asked("me")[1]["epoch"]
    status, done = asked("receipts", {"after": spelled(epoch, 1), "way": "stream"})
    assert (status, done["received"], done["way"]) == (200, 1, "stream")
    fits("Confirmed", done)
    received = Handover.objects.filter(received_at__isnull=False)
    assert [(row.way, row.number) for row in received] == [("stream", 1)]
    assert asked("receipts", {"after": spelled(epoch, 2)})[0] == 200
    assert Way.objects.get(kind="pull").number == 2
    assert asked("me")[1]["received"] == {"pull": 2, "stream": 1}
    for wrong, status in (
        ({"after": spelled(epoch, 3)}, 400), ({"after": "x"}, 400), ({}, 400), ([], 400),
        ({"after": 1}, 400), ({"after": spelled(epoch, 1), "way": "push"}, 400), ("{", 400),
        ({"after": spelled("0" * 16, 1)}, 409), ("x" * 20_000, 413), ("[" * 9_000, 400),
    ):
        answered, said = asked("receipts", wrong)
        assert answered == status and said["error"], wrong
        fits("Error", said)
    assert asked("receipts", method="DELETE")[0] == 405
    assert asked("me", method="POST")[0] == 405


def test_the_ledger_as_the_subscriber_sees_it(house, asked, noon, globe):
    guid, _ = live("A secret headline", at=noon)
    wire.distribute()
    copies = handed(globe)
    desk.kill(guid, reason="A reason of ours", notice="Killed.", at=noon)
    wire.distribute()
    handed(globe)
    ledger = asked("receipts")[1]
    fits("Ledger", ledger)
    for each in ledger["receipts"]:
        fits("Handed", each)
    assert [(each["number"], each["canceled"]) for each in ledger["receipts"]] == [
        (1, False), (1, True), (2, True)]
    assert ledger["receipts"][0]["digest"] == f"sha-256:{copies[0].digest}"
    assert "secret" not in json.dumps(ledger) and "A reason" not in json.dumps(ledger)
    assert asked(f"receipts?after={ledger['cursor']}")[1]["receipts"] == []
    assert len(asked("receipts?limit=1")[1]["receipts"]) == 2
    for wrong in ("limit=0", "limit=x", "limit=101", "after=x"):
        assert asked(f"receipts?{wrong}")[0] == 400


def test_two_subscribers_never_see_each_others_copy(house, asked, noon, globe):
    other = wire.subscribe("The Herald", [wire.save_product(Product(name="Arabic",
                                                                    languages=["ar"]))])
    token = wire.new_key(other)
    live("One", at=noon)
    wire.distribute()
    handed(globe)
    mine, theirs = asked("receipts")[1], asked("receipts", token=token)[1]
    assert len(mine["receipts"]) == 1 and theirs["receipts"] == []
    assert asked("chain?number=1", token=token)[0] == 404
    me = asked("me", token=token)[1]
    assert (me["subscriber"], me["last"]) == ("The Herald", 0)
    assert asked("receipts", {"after": mine["cursor"]}, token=token)[0] == 400
    assert not Handover.objects.filter(received_at__isnull=False).exists()


def test_without_a_key_nothing_is_said(house, asked, globe):
    for address in ("me", "receipts", "chain?number=1"):
        for token in ("", "dlw_wrong", "dlw_" + "x" * 500):
            status, said = asked(address, token=token)
            assert (status, said.keys()) == (401, {"error"})
    globe.active = False
    wire.save_subscriber(globe)
    assert asked("me")[0] == 401


def test_nobody_can_tell_that_something_is_withheld(house, asked, noon, globe):
    """The same answers, whether or not a text is under embargo."""
    live("One", at=noon)
    wire.distribute()
    handed(globe)

    def answers() -> str:
        return json.dumps([asked(each)[1] for each in ("me", "receipts", "chain?number=1")])

    before = answers()
    desk.embargo(filed("A secret"), clock.now().replace(year=2090))
    wire.distribute()
    assert answers() == before


def test_the_rate_holds_here_too(house, asked):
    statuses = [asked("me")[0] for _ in range(200)]
    assert 429 in statuses and statuses[:50] == [200] * 50
