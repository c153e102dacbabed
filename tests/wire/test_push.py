"""Push: in order, signed, received only with a receipt; nobody waits for another; kills at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from cast import live
from dateline.desk import public as desk
from dateline.desk.models import Note
from dateline.lib import clock
from dateline.record import public as record
from dateline.wire import public as wire
from dateline.wire.models import Allotment, Handover, Way
from dateline.wire.subscribers.allotting import chained
from dateline.wire.subscribers.holding import holders
from dateline.wire.subscribers.keys import signing_secret
from dateline.wire.subscribers.ways import lanes, rounds
from dateline.wire.subscribers.ways.lanes import backoff
from peering import answer
from subscribing import (
    Press,
    allow_loopback,
    hang,
    json_receipt,
    receipt,
    saying_status,
    sending,
    settled,
    subscriber,
    turn,
)

MINUTE = timedelta(minutes=1)
RECIPE = Path(__file__).resolve().parents[2] / "docs" / "wire-push.md"


@pytest.fixture(autouse=True)
def loopback(house, monkeypatch):
    """The test's own network is allowed."""
    allow_loopback(monkeypatch)


def taken(way: Way) -> list[int]:
    rows = Handover.objects.filter(subscriber=way.subscriber, way="push", received_at__isnull=False)
    return list(rows.order_by("number").values_list("number", flat=True))


def test_numbers_arrive_in_order_and_are_received(noon):
    with Press() as press, sending() as sender:
        way = subscriber("The Globe", "push", press.address)
        guid, _ = live("One", at=noon)
        live("Two", at=noon)
        desk.correct(guid, {"standfirst": "Right."}, wrong="a", right="b", at=noon)
        settled(sender)
        desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
        settled(sender)
        way.refresh_from_db()
        assert press.entries == [(1, "usable"), (2, "usable"), (3, "usable"), (4, "canceled")]
        assert press.taken == 1  # one connection, kept
        assert taken(way) == [1, 2, 3, 4] and way.number == 4
        assert wire.proof(guid).told == 1
        assert [each.kind for each in press.got] == ["entry"] * 4
    assert [*wire.check()]


def test_a_sender_goes_on_with_the_ledger_of_a_restored_database(house, make_house, noon):
    """It had got further than the copy: numbers and keys of rows are given again."""
    with Press() as press, sending() as sender:
        subscriber("The Globe", "push", press.address)
        live("One", at=noon)
        settled(sender)
        copy = make_house(house)
        make_house.enter(house)
        for headline in ("Lost", "Lost too", "Lost as well"):
            live(headline, at=noon)
        settled(sender)
        make_house.enter(copy)
        with transaction.atomic():
            epochs = record.take_epoch()
        live("Anew", at=noon)
        settled(sender)
        assert [number for number, _ in press.entries] == [1, 2, 3, 4, 2]
        assert b"Anew" in press.got[-1].body
        assert press.got[-1].headers["dateline-cursor"] == f"{epochs.began}:2"


def test_the_recipe_in_the_docs_knows_a_genuine_push(noon):
    source = re.search(r"```python\n(.*?)```", RECIPE.read_text(), re.DOTALL)
    assert source
    recipe: dict = {}
    exec(source[1], recipe)
    genuine = recipe["genuine"]
    with Press() as press, sending() as sender:
        way = subscriber("The Globe", "push", press.address)
        live("One", at=noon)
        settled(sender)
        (pushed,) = press.got
    given = {name.title(): value for name, value in pushed.headers.items()}
    secret, now = signing_secret(way), clock.now().timestamp()
    assert genuine(secret, given, pushed.body, now)
    assert not genuine("x" * 64, given, pushed.body, now)
    assert not genuine(secret, given, pushed.body + b" ", now)
    assert not genuine(secret, given, pushed.body, now + 302)  # replayed later
    assert not genuine(secret, given, pushed.body, now - 302)
    for name in ("Dateline-Cursor", "Dateline-Timestamp", "Dateline-Kind"):
        assert not genuine(secret, given | {name: given[name] + "0"}, pushed.body, now)
    way.secret += 1
    assert not genuine(signing_secret(way), given, pushed.body, now)
    assert given["Dateline-Cursor"].endswith(f":{given['Dateline-Number']}")


def test_the_headers_have_what_the_chain_is_made_of(noon):
    with Press() as press, sending() as sender:
        subscriber("The Globe", "push", press.address)
        guid, _ = live("One", at=noon)
        desk.kill(live("Two", at=noon)[0], reason="Wrong", notice="Killed.", at=noon)
        desk.correct(guid, {"headline": "Three"}, wrong="One", right="Three", at=noon)
        settled(sender)
    chain = ""
    for pushed in press.got:
        told = {name.removeprefix("dateline-"): value for name, value in pushed.headers.items()}
        chain = chained(chain, int(told["number"]), told["entry-kind"], told["act"],
                        told["guid"].removeprefix("urn:uuid:"), int(told["version"]),
                        int(told["entry-seq"]))
        assert told["chain"] == chain
    assert len(press.got) == Allotment.objects.count() >= 2


@pytest.mark.parametrize("reply", [
    saying_status("200 OK"), saying_status("200 OK", "Dateline-Receipt: sha-256=:AAAA:"),
    saying_status("302 Found", "Location: /"), saying_status("500 Oops"), saying_status("404 No"),
    lambda pushed: b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n\xff",
    lambda pushed: b"what?\r\n\r\n",
])
def test_without_the_digest_and_a_2xx_nothing_is_received(noon, reply):
    with Press(reply, otherwise=json_receipt) as press, sending() as sender:
        way = subscriber("The Globe", "push", press.address)
        live("One", at=noon)
        live("Two", at=noon)
        with clock.at(noon):
            settled(sender)
            way.refresh_from_db()
            assert len(press.got) == 1 and taken(way) == [] and way.number == 0
            assert way.attempts == 1 and way.failing_since == noon and way.last_error
            assert noon < way.next_at < noon + timedelta(seconds=2)
        with clock.at(noon + MINUTE):
            settled(sender)
        way.refresh_from_db()
        assert [each.number for each in press.got] == [1, 1, 2] and taken(way) == [1, 2]
        assert (way.number, way.attempts, way.failing_since, way.last_error) == (2, 0, None, "")


def test_the_digest_may_come_back_in_either_header_or_as_json(noon):
    def again(pushed):
        return answer(b"", "200 OK", f"Content-Digest: {pushed.headers['content-digest']}")

    with Press(receipt, again, json_receipt) as press, sending() as sender:
        way = subscriber("The Globe", "push", press.address)
        for name in ("One", "Two", "Three"):
            live(name, at=noon)
        settled(sender)
    assert taken(way) == [1, 2, 3] and len(press.got) == 3


def test_what_another_asks_for_is_heeded_within_bounds(noon):
    later = format_datetime(datetime.now(UTC) + timedelta(minutes=30))
    for said, least, most in (("30", 30, 30), ("0", 1, 1), ("999999", 3600, 3600),
                              (later, 1500, 1800), ("soon", 0, 2)):
        with Press(saying_status("503 Busy", f"Retry-After: {said}")) as press, \
                sending() as sender:
            way = subscriber(f"Paper {said}", "push", press.address)
            live("One", at=noon)
            with clock.at(noon):
                settled(sender)
            way.refresh_from_db()
            assert least <= (way.next_at - noon).total_seconds() <= most
            way.delete()


def test_the_waits_grow_to_five_minutes():
    waits = [backoff(number).total_seconds() for number in range(1, 40)]
    assert all(0.75 <= waits[i] / min(2**i, 300) <= 1.25 for i in range(39))
    assert len({backoff(9) for _ in range(20)}) > 1


def test_those_who_hang_do_not_delay_others(noon, monkeypatch):
    """More of them than are under way at a time, and every one of them asked first."""
    monkeypatch.setattr(rounds, "ACTIVE", 4)
    hung = [Press(hang, hang) for _ in range(9)]
    quick = [Press() for _ in range(6)]
    with sending() as sender:
        for number, press in enumerate([*hung, *quick]):
            subscriber(f"Paper {number:02}", "push", press.address)
        for name in ("One", "Two", "Three"):
            live(name, at=noon)
        turn(sender, lambda: all(len(press.got) == 3 for press in quick))
        assert all(len(press.got) <= 1 for press in hung)
        for press in [*hung, *quick]:
            press.__exit__()
        settled(sender)
    assert Handover.objects.filter(received_at__isnull=False).count() == 18


def test_one_subscriber_may_have_several_addresses(noon):
    with Press() as one, Press(saying_status("500 Oops")) as other, sending() as sender:
        way = subscriber("The Globe", "push", one.address)
        Way.objects.create(subscriber=way.subscriber, kind="push", address=other.address)
        live("One", at=noon)
        live("Two", at=noon)
        with clock.at(noon):
            settled(sender)
        assert [each.number for each in one.got] == [1, 2] and len(other.got) == 1
        assert taken(way) == [1, 2]
        rows = Handover.objects.order_by("lane", "number")
        assert [row.received_at is None for row in rows] == [False, False, True]
        with clock.at(noon + MINUTE):
            settled(sender)
        assert [each.number for each in other.got] == [1, 1, 2]
    assert {way.number for way in Way.objects.filter(kind="push")} == {2}
    assert Handover.objects.filter(received_at__isnull=False).count() == 4


def test_a_kill_is_known_once_every_address_has_it(noon):
    with Press() as one, Press() as other, sending() as sender:
        way = subscriber("The Globe", "push", one.address)
        second = Way.objects.create(subscriber=way.subscriber, kind="push", address=other.address)
        guid, _ = live("One", at=noon)
        with clock.at(noon):
            settled(sender)
        other.otherwise = saying_status("500 Oops")
        desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
        with clock.at(noon):
            settled(sender)
        assert one.entries[-1] == (2, "canceled") and wire.proof(guid).told == 0
        held = holders(guid)
        (holder,) = held.unreachable
        assert (holder.version, holder.trouble) == (1, "push: it answers 500")
        other.otherwise = receipt
        with clock.at(noon + MINUTE):
            settled(sender)
        assert wire.proof(guid).told == 1 and not holders(guid).missing
    other.otherwise = saying_status("500 Oops")
    Handover.objects.filter(lane=second.pk, canceled=True).update(received_at=None)
    assert wire.proof(guid).told == 0
    second.delete()
    assert wire.proof(guid).told == 1  # what is removed is not waited for


def test_410_pauses_and_tells_the_desk(noon):
    with Press(otherwise=saying_status("410 Gone")) as press, sending() as sender:
        way = subscriber("The Globe", "push", press.address)
        guid, _ = live("One", at=noon)
        settled(sender)
        live("Two", at=noon)
        settled(sender)
        way.refresh_from_db()
        assert len(press.got) == 1 and not way.active
        (note,) = Note.objects.filter(story__guid=guid)
        assert "The Globe" in note.text and "410" in note.text
        press.otherwise = receipt
        Way.objects.filter(pk=way.pk).update(active=True, next_at=None)
        settled(sender)
        assert taken(way) == [1, 2]  # nothing was left out


def test_after_a_day_of_failure_the_desk_is_told_once_and_nothing_is_dropped(noon):
    with Press(otherwise=saying_status("500 Oops")) as press, sending() as sender:
        way = subscriber("The Globe", "push", press.address)
        guid, _ = live("One", at=noon)
        for hours in (0, 1, 23):
            with clock.at(noon + timedelta(hours=hours)):
                settled(sender)
        assert not Note.objects.exists()
        for hours in (24, 25, 49):
            with clock.at(noon + timedelta(hours=hours)):
                settled(sender)
        (note,) = Note.objects.filter(story__guid=guid)
        assert "The Globe" in note.text and "500" in note.text
        press.otherwise = receipt
        with clock.at(noon + timedelta(hours=60)):
            settled(sender)
    assert taken(way) == [1]


def test_what_is_killed_between_is_not_sent(noon):
    """It is in the ledger and under way when the kill comes; the gate does not let it through."""
    with Press() as press, sending() as sender:
        way = subscriber("The Globe", "push", press.address)
        guid, _ = live("A secret headline", at=noon)
        live("Two", at=noon)
        wire.distribute()
        sender.ready.extend(sender.source.due(10))
        assert len(sender.ready) == 1
        desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
        settled(sender)
        assert press.entries == [(1, "canceled"), (2, "usable"), (3, "canceled")]
        assert not any(b"secret" in each.body for each in press.got)
        assert taken(way) == [1, 2, 3]
        texts = Handover.objects.filter(number=1, canceled=False)
        assert [row.received_at for row in texts] == [None]


def test_a_kill_is_told_at_once_where_its_turn_has_to_wait(noon):
    def behave(pushed):
        wanted = pushed.kind == "notice" or pushed.number == 1
        return receipt(pushed) if wanted else saying_status("500 Oops")(pushed)

    with Press(otherwise=behave) as press, sending() as sender:
        way = subscriber("The Globe", "push", press.address)
        guid, _ = live("One", at=noon)
        with clock.at(noon):
            settled(sender)
            live("Two", at=noon)
            settled(sender)
            desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
            settled(sender)
            settled(sender)
        assert [(each.kind, each.number, each.status) for each in press.got] == [
            ("entry", 1, "usable"), ("entry", 2, "usable"), ("notice", 3, "canceled")]
        notice = press.got[-1]
        assert notice.headers["dateline-guid"] == f"urn:uuid:{guid}"
        assert notice.headers["dateline-version"] == "2"
        assert wire.proof(guid).told == 1
        way.refresh_from_db()
        assert (way.number, way.noticed) == (1, 3)
        press.otherwise = receipt
        with clock.at(noon + MINUTE):
            settled(sender)
        assert press.entries[-2:] == [(2, "usable"), (3, "canceled")]
        assert [each.kind for each in press.got].count("notice") == 1


def test_one_who_hangs_is_told_of_a_kill_beside(noon):
    def behave(pushed):
        return hang(pushed) if pushed.number == 2 else receipt(pushed)

    with Press(otherwise=behave) as press, sending() as sender:
        subscriber("The Globe", "push", press.address)
        guid, _ = live("One", at=noon)
        settled(sender)
        live("Two", at=noon)
        turn(sender, lambda: len(press.got) == 2)
        desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
        turn(sender, lambda: wire.proof(guid).told == 1)
        assert [(each.kind, each.number) for each in press.got] == [
            ("entry", 1), ("entry", 2), ("notice", 3)]


def test_a_notice_that_fails_is_sent_again(noon):
    with Press(receipt, otherwise=saying_status("500 Oops")) as press, sending() as sender:
        subscriber("The Globe", "push", press.address)
        guid, _ = live("One", at=noon)
        with clock.at(noon):
            settled(sender)
            live("Two", at=noon)
            settled(sender)
            desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
            settled(sender)
        assert wire.proof(guid).told == 0
        press.otherwise = receipt
        with clock.at(noon + MINUTE):
            settled(sender)
        assert [each.kind for each in press.got].count("notice") == 2
        assert wire.proof(guid).told == 1


def test_copy_goes_to_https_only_but_in_the_newsrooms_own_networks(noon, monkeypatch):
    monkeypatch.setattr(settings, "FETCH_ALLOWS", ())
    with sending() as sender:
        ways = [subscriber(address, "push", address) for address in (
            "http://news.example/in", "http://127.0.0.1:1/in", "https://127.0.0.1:1/in",
            "https://10.0.0.1/in", "ftp://news.example/",
        )]
        live("One", at=noon)
        settled(sender)
    for way in ways:
        way.refresh_from_db()
        assert way.attempts == 1 and way.last_error, way.address
    assert "https addresses only" in ways[0].last_error
    assert "not a public address" in ways[3].last_error


def test_a_new_sender_goes_on_where_the_old_one_died(noon):
    """A receipt that was not written down: the same number goes out again, in the same bytes."""
    with Press(otherwise=hang) as press:
        way = subscriber("The Globe", "push", press.address)
        live("One", at=noon)
        live("Two", at=noon)
        with sending() as dying:
            turn(dying, lambda: press.got)
        press.otherwise = receipt
        with sending() as sender:
            settled(sender)
        assert [each.number for each in press.got] == [1, 1, 2]
        assert press.got[0].body == press.got[1].body
        assert taken(way) == [1, 2] and lanes.AHEAD > 1
