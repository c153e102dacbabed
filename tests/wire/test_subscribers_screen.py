"""Subscribers at the desk: products, ways, keys shown once, sequences, replays."""

from __future__ import annotations

import re
from ipaddress import ip_network

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import live
from dateline.desk import public as desk
from dateline.lib import clock
from dateline.people.models import SecurityEntry
from dateline.wire import public as wire
from dateline.wire.models import Handover, Key, Product, Subscriber, Way
from dateline.wire.subscribers.handing import Wanted, after, hand, receive
from dateline.wire.subscribers.keys import owner, signing_secret
from dateline.wire.subscribers.ways.lanes import Lane
from dateline.wire.subscribers.ways.parcels import Parcel
from dateline.wire.subscribers.ways.receipts import received
from dateline.wire.subscribers.writing import Writer
from desking import desk_of, person, words

ALL = "/desk/subscribers/"


@pytest.fixture
def globe(house):
    """A subscriber to everything."""
    return wire.subscribe("The Globe", [wire.save_product(Product(name="Everything"))])


@pytest.fixture
def chief(house):
    return desk_of(person("chief editor"))


def at(subscriber) -> str:
    return f"{ALL}{subscriber.pk}/"


def test_a_subscriber_is_added_changed_and_paused(house, chief, globe):
    product = Product.objects.get()
    answer = chief.post(f"{ALL}add/", {"name": "The Herald", "contact": "desk@herald.example",
                                       "products": product.pk, "embargo_right": "on"})
    herald = Subscriber.objects.get(name="The Herald")
    assert answer["Location"] == at(herald) and herald.active and herald.embargo_right
    assert [*herald.products.all()] == [product] and herald.ways.get().kind == "pull"
    assert chief.post(f"{ALL}add/", {"name": "The Herald"}).status_code == 422
    assert chief.post(at(herald), {"act": "edit", "own-name": "Herald"}).status_code == 302
    herald.refresh_from_db()
    assert (herald.name, herald.active, herald.products.count()) == ("Herald", False, 0)
    assert "Everything" in words(chief.get(f"{ALL}add/").content)
    assert "Herald paused" in words(chief.get(ALL).content)
    taken = chief.post(at(herald), {"act": "edit", "own-name": "The Globe"})
    assert taken.status_code == 422 and "already exists" in words(taken.content)
    assert Subscriber.objects.get(pk=herald.pk).name == "Herald"


def test_a_key_is_shown_once_and_revoked_after_a_question(house, chief, globe):
    made = chief.post(at(globe), {"act": "new-key", "key-label": "newsroom server"})
    token = re.search(r"dlw_[\w-]+", made.content.decode())[0]
    assert owner(token) == globe and "no-store" in made["Cache-Control"]
    page = chief.get(at(globe)).content.decode()
    assert token not in page and "newsroom server" in page and Key.objects.get().digest not in page
    key = Key.objects.get()
    asked = chief.post(at(globe), {"act": "revoke", "number": key.pk})
    assert asked.status_code == 200 and owner(token) == globe
    chief.post(at(globe), {"act": "revoke", "number": key.pk, "sure": "1"})
    assert owner(token) is None
    noted = SecurityEntry.objects.filter(act__startswith="product-key").values_list("act", "detail")
    assert dict(noted)["product-key-made"] == {"subscriber": "The Globe",
                                               "label": "newsroom server"}
    assert len(noted) == 2 and token not in str(noted)


@pytest.mark.parametrize(("kind", "address", "fits"), [
    ("push", "https://globe.example/wire", True), ("push", "http://globe.example/wire", False),
    ("push", "http://127.0.0.1:9000/in", False), ("push", "ftp://globe.example/", False),
    ("push", "https://user:pass@globe.example/", False), ("drop", "globe/news", True),
    ("drop", "/srv/wire/globe", False), ("drop", "globe/../../etc", False),
    ("mail", "desk@globe.example", True), ("mail", "desk", False),
    ("mail", "a@b.example\nBcc: x@y.example", False), ("pull", "", False),
])
def test_ways_have_sound_addresses(house, chief, globe, kind, address, fits):
    answer = chief.post(at(globe), {"act": "add-way", "new-kind": kind, "new-form": "ninjs",
                                    "new-address": address})
    assert (answer.status_code < 400) is fits
    assert Way.objects.exclude(kind="pull").exists() is fits


def test_plain_http_is_for_allowed_networks_only(house, chief, globe, settings_allow):
    answer = chief.post(at(globe), {"act": "add-way", "new-kind": "push", "new-form": "nitf",
                                    "new-address": "http://127.0.0.1:9000/in"})
    assert answer.status_code == 200 and Way.objects.filter(kind="push", form="nitf").exists()


@pytest.fixture
def settings_allow(monkeypatch):
    """A newsroom that allows its own loopback."""
    monkeypatch.setattr(settings, "FETCH_ALLOWS", [ip_network("127.0.0.0/8")])


def test_the_secret_of_pushes_is_shown_once_and_made_anew(house, chief, globe):
    added = chief.post(at(globe), {"act": "add-way", "new-kind": "push", "new-form": "ninjs",
                                   "new-address": "https://globe.example/wire"})
    way = Way.objects.get(kind="push")
    first = signing_secret(way)
    assert first in added.content.decode() and first not in chief.get(at(globe)).content.decode()
    assert first not in chief.post(at(globe), {"act": "secret", "number": way.pk}).content.decode()
    renewed = chief.post(at(globe), {"act": "secret", "number": way.pk, "sure": "1"})
    way.refresh_from_db()
    assert signing_secret(way) != first and signing_secret(way) in renewed.content.decode()


def test_a_way_is_changed_paused_and_removed(house, chief, globe):
    way = wire.add_way(globe, "drop", address="globe/news")
    name = f"way-{way.pk}"
    sent = {"act": "save-way", "number": way.pk, f"{name}-form": "text",
            f"{name}-address": "globe/other"}
    assert chief.post(at(globe), sent).status_code == 302
    way.refresh_from_db()
    assert (way.form, way.address, way.active) == ("text", "globe/other", False)
    assert chief.post(at(globe), sent | {f"{name}-address": "/srv/other"}).status_code == 422
    pull = Way.objects.get(kind="pull")
    chief.post(at(globe), {"act": "save-way", "number": pull.pk, f"way-{pull.pk}-form": "nitf"})
    assert Way.objects.get(kind="pull").form == "nitf"
    assert chief.post(at(globe), {"act": "delete-way", "number": pull.pk,
                                  "sure": "1"}).status_code == 404
    chief.post(at(globe), {"act": "delete-way", "number": way.pk})
    assert Way.objects.filter(pk=way.pk).exists()
    chief.post(at(globe), {"act": "delete-way", "number": way.pk, "sure": "1"})
    assert not Way.objects.filter(pk=way.pk).exists()


def test_a_way_that_is_taken_up_again_begins_without_its_troubles(house, chief, globe):
    way = wire.add_way(globe, "drop", address="globe/news")
    Way.objects.filter(pk=way.pk).update(
        active=False, attempts=9, failing_since=clock.now(), last_error="410")
    sent = {"act": "save-way", "number": way.pk, f"way-{way.pk}-form": "ninjs",
            f"way-{way.pk}-address": "globe/news", f"way-{way.pk}-active": "on"}
    assert chief.post(at(globe), sent).status_code == 302
    way.refresh_from_db()
    assert (way.active, way.attempts, way.failing_since, way.last_error) == (True, 0, None, "")


def test_ways_and_keys_of_another_subscriber_are_not_reached(house, chief, globe):
    other = wire.subscribe("The Herald", [])
    wire.new_key(other)
    way, key = wire.add_way(other, "drop", address="x"), Key.objects.get()
    for sent in ({"act": "delete-way", "number": way.pk}, {"act": "revoke", "number": key.pk},
                 {"act": "revoke", "number": "9" * 40}, {"act": "revoke", "number": "x"}):
        assert chief.post(at(globe), sent | {"sure": "1"}).status_code == 404
    assert Key.objects.filter(revoked_at=None).exists()


def test_a_way_is_sent_again_from_a_number(house, chief, globe, noon):
    for name in ("One", "Two", "Three"):
        live(name, at=noon)
    wire.distribute()
    way = wire.add_way(globe, "drop", address="globe/news")
    assert way.number == 3
    name = f"again-{way.pk}-number"
    asked = chief.post(at(globe), {"act": "replay", "number": way.pk, name: "2"})
    assert "from number 2" in words(asked.content) and Way.objects.get(pk=way.pk).number == 3
    Way.objects.filter(pk=way.pk).update(attempts=4, failing_since=clock.now(), last_error="away")
    chief.post(at(globe), {"act": "replay", "number": way.pk, name: "2", "sure": "1"})
    way.refresh_from_db()
    assert (way.number, way.attempts, way.failing_since, way.last_error) == (1, 0, None, "")
    refused = chief.post(at(globe), {"act": "replay", "number": way.pk, name: "4", "sure": "1"})
    assert refused.status_code == 422 and "are 1 to 3" in words(refused.content)


def test_a_replay_is_not_lost_while_something_is_under_way(house, globe, noon):
    for name in ("One", "Two", "Three"):
        live(name, at=noon)
    wire.distribute()
    way = wire.add_way(globe, "drop", address="globe/news")
    Way.objects.filter(pk=way.pk).update(number=2)
    way.refresh_from_db()
    rows = after(globe.pk, 2, 1)
    ((copy,),) = (each.copies for each in hand(
        [Wanted(globe.pk, "drop", "ninjs", rows, way.pk)], Writer(), at=noon))
    wire.replay(Way.objects.get(pk=way.pk), 1)
    received([(Lane(way, 3), Parcel(copy, "x:3", False), "drop")], clock.now())
    assert Way.objects.get(pk=way.pk).number == 0
    assert Handover.objects.get().received_at is not None


def test_a_sequence_shows_headlines_of_live_stories_only(house, chief, globe, noon):
    live("A bridge opens", at=noon)
    guid, _ = live("A secret headline", at=noon)
    wire.distribute()
    hand([Wanted(globe.pk, "push", "ninjs", after(globe.pk, 0, 9))], Writer(), at=noon)
    receive(globe.pk, "push", 1, at=noon)
    where = f"{at(globe)}sequence/"
    page = words(chief.get(where).content)
    assert "A bridge opens" in page and "A secret headline" in page
    assert "push · ninjs" in page and "✓ received" in page and "not received" in page
    missing = words(chief.get(f"{where}?missing=1").content)
    assert "A bridge opens" not in missing and "A secret headline" in missing
    desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
    wire.distribute()
    page = words(chief.get(where).content)
    assert "A secret headline" not in page and guid in page and "killed" in page
    assert chief.get(f"{where}?before=nonsense").status_code == 200


def test_editors_look_and_change_nothing(house, globe):
    editor = desk_of(person("editor"))
    page = editor.get(at(globe)).content.decode()
    assert "Everything" in page and "<form" not in page.partition('class="wire"')[2]
    for sent in ({"act": "new-key"}, {"act": "edit", "own-name": "Mine"}):
        assert editor.post(at(globe), sent).status_code in (302, 403)
    assert not Key.objects.exists() and Subscriber.objects.get().name == "The Globe"
    reporter = desk_of(person("reporter"))
    assert reporter.get(at(globe)).status_code != 200 and reporter.get(ALL).status_code != 200


def test_a_list_of_many_costs_no_more_questions(house, chief, globe, noon):
    live("One", at=noon)
    wire.distribute()

    def asked(address: str) -> int:
        chief.get(address)
        with CaptureQueriesContext(connection) as caught:
            chief.get(address)
        return len(caught)

    few = asked(ALL), asked(f"{at(globe)}sequence/"), asked(f"{ALL}products/")
    for number in range(5):
        wire.subscribe(f"Paper {number}", [wire.save_product(Product(name=f"All {number}"))])
        live(f"Story {number}", at=noon)
    wire.distribute()
    hand([Wanted(globe.pk, "push", "ninjs", after(globe.pk, 0, 9))], Writer(), at=noon)
    many = asked(ALL), asked(f"{at(globe)}sequence/"), asked(f"{ALL}products/")
    assert many <= few or all(b <= a for a, b in zip(few, many, strict=True)), (few, many)
