"""Pages drawn for who takes the whole site along: the same bytes, read and drawn once."""

from __future__ import annotations

from datetime import timedelta

from django.db import connections
from django.test.utils import CaptureQueriesContext

from cast import live, tick
from dateline.delivery.public import READER, Frame, drawing, fresh, serve, touched
from dateline.desk import public as desk

AS_IT_IS = Frame({}, frozenset())


def test_the_bytes_and_keys_are_those_of_the_page(house, noon):
    done = live("A bridge opens", at=noon, dossiers=("Floods",))[1]
    for address in (done.address, "/", "/dossier/floods", "/nowhere", f"/~{done.code}"):
        with drawing(AS_IT_IS) as held:
            drawn = held.at(address)
        whole = serve(address)
        assert (drawn.body, drawn.page.status) == (whole.body, whole.page.status)
        pieces = (whole.page, *whole.fragments.values())
        assert drawn.keys == {key for piece in pieces for key in piece.keys}
        assert dict(drawn.page.headers) == dict(whole.page.headers)


def test_the_same_is_not_asked_twice_in_a_snapshot_and_is_in_another(house, noon):
    guid, done = live("A bridge opens", at=noon)
    with drawing(AS_IT_IS) as held:
        first = held.at(done.address)
        with CaptureQueriesContext(connections[READER]) as asked:
            again = held.at(done.address)
    assert (again.body, again.keys, len(asked)) == (first.body, first.keys, 0)
    before = tick()
    desk.update(guid, {"standfirst": "It closes."}, at=noon + timedelta(hours=1))
    with drawing(AS_IT_IS) as held:
        later = held.at(done.address)
    assert b"It closes." in later.body and later.keys & touched(before)
    assert later.body == fresh(done.address).body and touched(tick()) == frozenset()


def test_what_is_put_instead_of_a_fragment_or_drawn_once_is_nothing_a_page_depends_on(house, noon):
    frame = Frame({"search": lambda language: f"<p>Find {language}</p>"}, frozenset({"edition"}))
    live("A bridge opens", at=noon)
    with drawing(frame) as held:
        first = held.at("/about/")
    live("Another", at=noon + timedelta(hours=3))
    with drawing(frame) as held:
        later = held.at("/about/")
    assert b"<p>Find en</p>" in first.body and b'role="search"' not in first.body
    assert b"12:00" in later.body and b"15:00" not in later.body
    assert "edition" not in later.keys
