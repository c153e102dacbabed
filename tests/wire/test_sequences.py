"""Each subscriber has a sequence of its own: contiguous, in order, each entry once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from cast import filed, live
from dateline.desk import public as desk
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.models import Term
from dateline.wire import public as wire
from dateline.wire.models import Allotment, Handover, Key, Product
from dateline.wire.subscribers.allotting import behind
from dateline.wire.subscribers.handing import Changed, Wanted, after, hand, receive, unchanged
from dateline.wire.subscribers.keys import owner
from dateline.wire.subscribers.writing import Writer

MINUTE = timedelta(minutes=1)


@pytest.fixture
def everything(house):
    """A product that selects everything."""
    return wire.save_product(Product(name="Everything"))


@pytest.fixture
def globe(everything):
    """A subscriber to everything."""
    return wire.subscribe("The Globe", [everything])


def sequence(subscriber) -> list[tuple[int, str, int]]:
    wire.distribute()
    return [(row.number, row.act, row.version) for row in after(subscriber.pk, 0, 1000)]


def handed(subscriber, *, way="push", form="ninjs", number=0):
    rows = after(subscriber.pk, number, 100)
    (done,) = hand([Wanted(subscriber.pk, way, form, rows)], Writer(), at=clock.now())
    return done


def test_what_is_published_is_numbered_and_nothing_before(house, noon, globe):
    guid, _ = live("One", at=noon)
    filed("A draft")
    desk.update(guid, {"standfirst": "New."}, at=noon + MINUTE)
    desk.correct(guid, {"standfirst": "Right."}, wrong="New", right="Right", at=noon + 2 * MINUTE)
    wire.distribute()
    desk.kill(guid, reason="Wrong", notice="Killed.", at=noon + 3 * MINUTE)
    assert sequence(globe) == [(1, "publish", 1), (2, "update", 2), (3, "correct", 3),
                               (4, "kill", 4)]
    assert sequence(globe) == [(1, "publish", 1), (2, "update", 2), (3, "correct", 3),
                               (4, "kill", 4)]
    later = wire.subscribe("The Herald", globe.products.all())
    assert sequence(later) == []
    live("Two", at=noon)
    assert sequence(later) == [(1, "publish", 1)]
    assert [*wire.check()]


def test_sequences_go_on_in_a_new_epoch(house, noon, globe):
    live("One", at=noon)
    assert sequence(globe) == [(1, "publish", 1)]
    with transaction.atomic():
        record.take_epoch()
    assert behind()
    assert wire.distribute() == 0 and not behind()
    live("Two", at=noon)
    assert sequence(globe) == [(1, "publish", 1), (2, "publish", 1)]
    assert [*wire.check()]


def test_what_was_killed_before_anybody_had_it_is_given_to_nobody(house, noon, globe):
    guid, _ = live("One", at=noon)
    desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
    live("Two", at=noon)
    assert sequence(globe) == [(1, "publish", 1)]


def test_a_product_selects_and_a_change_acts_from_then_on(house, noon):
    live("A seed", at=noon, dossiers=("Floods",))
    uuid = str(Term.objects.get(names__name="Floods").uuid)
    product = wire.save_product(Product(name="Floods", dossiers=[uuid]))
    globe = wire.subscribe("The Globe", [product])
    _, inside = live("In", at=noon, dossiers=("Floods",))
    live("Out", at=noon)
    product.dossiers = []
    product.languages = ["fr"]
    wire.save_product(product)  # the entries before it are judged by what held then
    live("Still out", at=noon)
    _, french = live("Dedans", at=noon, language="fr-CA")
    wire.distribute()
    assert [row.seq for row in after(globe.pk, 0, 10)] == [inside.seq, french.seq]


def test_who_holds_a_story_is_told_of_everything_that_follows(house, noon, everything):
    globe = wire.subscribe("The Globe", [everything])
    guid, _ = live("One", at=noon)
    wire.distribute()
    wire.save_subscriber(globe, [])
    live("Two", at=noon)
    desk.correct(guid, {"standfirst": "Right."}, wrong="a", right="b", at=noon)
    globe.active = False
    wire.save_subscriber(globe)
    desk.update(guid, {"standfirst": "Newer."}, at=noon)
    desk.withdraw(guid, notice="Withdrawn.", at=noon)
    desk.publish(guid, at=noon)
    desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
    assert sequence(globe) == [(1, "publish", 1), (2, "correct", 2), (3, "withdraw", 4),
                               (4, "kill", 6)]


def test_backfile_is_no_news(house, noon, globe):
    guid = filed("Old", backfile=True)
    desk.publish(guid, at=noon)
    desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
    assert sequence(globe) == []


@pytest.mark.parametrize("form", ["ninjs", "newsmlg2", "nitf", "text"])
def test_a_killed_text_is_never_written_again(house, noon, globe, form):
    guid, _ = live("A secret headline", at=noon, standfirst="A secret standfirst.")
    desk.update(guid, {"standfirst": "Another secret."}, at=noon)
    wire.distribute()
    before = handed(globe, form=form)
    assert [copy.status for copy in before.copies] == ["usable", "usable"]
    assert all(b"secret" in copy.body for copy in before.copies)
    with unchanged([before]):
        pass
    desk.kill(guid, reason="Wrong", notice="Killed by us.", at=noon)
    with pytest.raises(Changed), unchanged([before]):
        pass
    wire.distribute()
    again = handed(globe, form=form)
    assert [(copy.number, copy.status) for copy in again.copies] == [
        (1, "canceled"), (2, "canceled"), (3, "canceled")]
    for copy in again.copies:
        assert b"secret" not in copy.body.lower() and b"Killed by us." in copy.body
        assert guid.encode() in copy.body
    with unchanged([again]):
        pass


def test_the_ledger_says_who_holds_the_kill(house, noon, everything):
    names = ("Globe", "Herald", "Mail", "News")
    globe, herald, mail, news = (wire.subscribe(name, [everything]) for name in names)
    guid, _ = live("One", at=noon)
    wire.distribute()
    for subscriber in (globe, herald, mail):
        handed(subscriber)
    receive(globe.pk, "push", 1, at=clock.now())
    desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
    wire.distribute()
    held = wire.proof(guid)
    assert (len(held.holdings), held.told) == (3, 0)
    for subscriber in (globe, herald, news):
        handed(subscriber, number=1)
    receive(globe.pk, "push", 2, at=clock.now())
    receive(news.pk, "push", 2, at=clock.now())
    held = wire.proof(guid)
    assert (len(held.holdings), held.told) == (3, 1)
    assert [(one.name, one.version, one.canceled) for one in held.missing] == [
        ("Herald", 1, True), ("Mail", 1, False)]
    assert Handover.objects.filter(subscriber=globe).count() == 2
    assert len([*wire.check()]) == 6


def test_a_receipt_counts_only_for_what_was_handed(house, noon, globe):
    live("One", at=noon)
    live("Two", at=noon)
    wire.distribute()
    rows = after(globe.pk, 0, 1)
    hand([Wanted(globe.pk, "push", "ninjs", rows)], Writer(), at=clock.now())
    receive(globe.pk, "push", 2, at=clock.now())
    assert Handover.objects.filter(received_at__isnull=False).count() == 1


def test_a_key_opens_until_it_is_revoked_and_is_kept_as_a_digest(house, globe):
    token = wire.new_key(globe, label="desk")
    assert owner(token) == globe
    row = Key.objects.get()
    assert token not in str(row.__dict__) and len(row.digest) == 64
    assert owner(token[:-1]) is None and owner("") is None and owner("dlw_" + "x" * 500) is None
    assert wire.revoke(row.pk) and not wire.revoke(row.pk)
    assert owner(token) is None


def test_a_sequence_with_a_hole_is_found(house, noon, globe):
    for name in ("One", "Two", "Three"):
        live(name, at=noon)
    wire.distribute()
    Allotment.objects.filter(number=2).delete()
    with pytest.raises(wire.WireBreach, match="number 3 follows 1"):
        [*wire.check()]
