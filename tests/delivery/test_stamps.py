"""Stamps are kept in two halves: never many, and what they cannot prove right is drawn anew."""

from __future__ import annotations

import pytest
from django.conf import settings

from cast import all_checked, live
from crawl import assert_exact, crawl
from dateline.delivery import store as stores
from dateline.delivery.machine import shelf
from dateline.delivery.public import holdings, last_touched
from dateline.desk import public as desk

MANY = 40


@pytest.fixture
def few(house, monkeypatch):
    """A new store that keeps few stamps of an age."""
    monkeypatch.setattr(stores, "_GENERATION", MANY)
    monkeypatch.setattr(settings, "STORE", house.data / "few")
    return shelf().store()


def kept(store) -> tuple[int, stores.Position]:
    with store.env.begin() as txn:
        position = store.position(txn)
        return len(store.stamped(txn, position)), position


def test_stamps_stay_few_and_every_page_exact(few, reader, noon):
    """Each publication touches some ten keys of its own: the halves turn many times."""
    guid = live("Followed", at=noon, dossiers=("Floods",))[0]
    starts = set()
    for number in range(24):
        live(f"Story {number}", at=noon, dossiers=(f"Dossier {number}",))
        if number % 5 == 0:
            desk.update(guid, {"standfirst": f"Part {number}"}, at=noon)
            assert_exact(reader, sorted(crawl(reader)))
        count, position = kept(few)
        assert count <= 2 * MANY + 40 and position.start <= position.since <= position.applied
        starts.add(position.start)
    assert len(starts) > 3 and all_checked()


def test_a_page_older_than_every_stamp_is_drawn_anew_and_kept_again(few, reader, noon):
    address = live("Followed", at=noon)[1].address
    reader.get(address)
    assert address in few.look(address, noon).right
    first = few.look(address, noon).right[address].as_of
    number = 0
    while kept(few)[1].start <= first:
        assert few.look(address, noon).applied > first or not number
        live(f"Story {number}", at=noon, dossiers=(f"Dossier {number}",))
        number += 1
    assert few.look(address, noon).wanting == [address]
    assert not holdings((address,)).holdings[0].right
    assert_exact(reader, [address])
    assert few.look(address, noon).right[address].as_of > first


def test_a_key_touched_in_the_older_half_is_known_and_a_forgotten_one_is_as_old_as_the_start(
    few, noon
):
    live("First", at=noon)
    touched, turned = last_touched("story:0"), kept(few)[1].half
    number = 0
    while kept(few)[1].half == turned:
        live(f"Story {number}", at=noon, dossiers=(f"Dossier {number}",))
        number += 1
    assert last_touched("story:0") == touched
    while kept(few)[1].start <= touched:
        live(f"Story {number}", at=noon, dossiers=(f"Dossier {number}",))
        number += 1
    assert last_touched("story:0") == kept(few)[1].start


def test_a_small_map_keeps_fewer(house, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "STORE", tmp_path / "small")
    monkeypatch.setattr(settings, "STORE_BYTES", 1 << 20)
    assert shelf().store().most_stamps == (1 << 20) // 512
