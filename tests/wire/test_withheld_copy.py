"""Copy under embargo reaches those who have the right to it, and nobody else can tell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import filed
from dateline.desk import public as desk
from dateline.desk.models import Withheld
from dateline.lib import clock
from dateline.wire import public as wire
from dateline.wire.models import Product
from dateline.wire.subscribers.handing import Changed, Wanted, after, hand, unchanged
from dateline.wire.subscribers.writing import FORMATS, Writer

HOUR = timedelta(hours=1)


@pytest.fixture
def everything(house):
    return wire.save_product(Product(name="Everything"))


@pytest.fixture
def early(everything):
    """A subscriber with the right."""
    return wire.subscribe("Early", [everything], embargo_right=True)


@pytest.fixture
def usual(everything):
    """A subscriber without it."""
    return wire.subscribe("Usual", [everything])


def held(**fields):
    """A story under embargo for an hour."""
    guid = filed("A secret headline", **fields)
    desk.embargo(guid, clock.now() + HOUR)
    return guid


def handed(subscriber, form="ninjs"):
    rows = after(subscriber.pk, 0, 100)
    (done,) = hand([Wanted(subscriber.pk, "pull", form, rows)], Writer(), at=clock.now())
    return done


def said(subscriber) -> list[tuple[int, str, str]]:
    wire.distribute()
    return [(copy.number, copy.act, copy.status) for copy in handed(subscriber).copies]


def test_the_entitled_have_it_before_its_time_in_their_own_sequence(early, usual):
    guid = held()
    assert said(early) == [(1, "embargo", "withheld")]
    assert said(usual) == []
    desk.lift(guid)
    assert said(early) == [(1, "embargo", "withheld"), (2, "publish", "usable")]
    assert said(usual) == [(1, "publish", "usable")]
    desk.kill(guid, reason="Wrong", notice="Killed.")
    assert [status for _, _, status in said(early)] == ["canceled"] * 3
    assert all(b"secret" not in copy.body for copy in handed(early).copies)
    assert [*wire.check()]


@pytest.mark.parametrize("form", FORMATS)
def test_withheld_copy_says_until_when(early, form):
    guid = held()
    until = desk.withheld(0)[0].until
    wire.distribute()
    (copy,) = handed(early, form).copies
    body = copy.body.decode()
    assert "A secret headline" in body and guid in body and copy.status == "withheld"
    assert f"{until:%Y-%m-%dT%H:%M}" in body or f"{until:%Y%m%dT%H%M}" in body or (
        f"{until:%H:%M}" in body)


@pytest.mark.parametrize("end", [desk.send_back, desk.discard, desk.erase])
def test_an_embargo_that_ends_without_publication_cancels(early, usual, end):
    guid = held()
    assert said(early) == [(1, "embargo", "withheld")]
    before = handed(early)
    end(guid)
    with pytest.raises(Changed), unchanged([before]):
        pass
    assert said(early) == [(1, "embargo", "canceled"), (2, "release", "canceled")]
    assert b"secret" not in b"".join(copy.body for copy in handed(early).copies)
    assert said(usual) == []


def test_a_step_that_came_after_publication_is_passed_over(early):
    guid = held()
    desk.lift(guid)
    assert said(early) == [(1, "publish", "usable")]


def test_a_changed_text_waits_for_the_next_change(early):
    guid = held()
    assert said(early) == [(1, "embargo", "withheld")]
    desk.save_draft(guid, {"standfirst": "First."})
    desk.save_draft(guid, {"standfirst": "Second."})
    assert said(early) == [(1, "embargo", "withheld")]
    assert Withheld.objects.count() == 2
    Withheld.objects.update(due=clock.now())
    assert said(early) == [(1, "embargo", "withheld"), (2, "embargo", "withheld")]
    assert b"Second." in handed(early).copies[1].body


def test_an_erased_text_is_gone_from_the_queue(early):
    guid = held()
    said(early)
    desk.lift(guid)
    desk.erase(guid, "Erased.")
    assert not Withheld.objects.exclude(document=None).exists()
    assert {status for _, _, status in said(early)} == {"canceled"}


def test_who_loses_the_right_is_told_the_end_and_nothing_more(early):
    guid = held()
    said(early)
    early.embargo_right = False
    wire.save_subscriber(early)
    desk.embargo(guid, clock.now() + 2 * HOUR)
    assert said(early) == [(1, "embargo", "withheld")]
    desk.send_back(guid)
    assert said(early)[-1][1:] == ("release", "canceled")
