"""What a machine answers by how long it has not heard the primary, however a page is found."""

from __future__ import annotations

import time

import pytest
from django.conf import settings

from cast import live
from dateline.delivery import contact
from dateline.delivery import public as delivery
from dateline.delivery.machine import shelf
from dateline.delivery.shelf import StoreTrouble
from dateline.delivery.tailing import Tailer
from dateline.delivery.word import LEASE


def silent_for(seconds: float) -> None:
    """The primary was last heard so long ago; every process has looked since."""
    shelf().word().heard = contact.now() - int(seconds * 1e9)
    time.sleep(2 * LEASE)


@pytest.fixture
def pages(reader, noon):
    """Addresses of every kind, each asked for once."""
    _, done = live(at=noon, dossiers=("Floods",))
    addresses = {done.address: 200, "/dossier/floods/": 200, "/nowhere/": 404,
                 f"/~{done.code}": 301, "/?at=2026-03-02T12:00:00Z": 200}
    for address in addresses:
        reader.get(address)
    return addresses


def test_in_touch_nothing_is_said(reader, pages):
    for seconds in (0, 4):
        silent_for(seconds)
        for address, status in pages.items():
            answer = reader.get(address)
            assert answer.status == status
            assert not {"Age", "Cache-Status"} & answer.headers.keys()


def test_out_of_touch_every_answer_says_so_with_its_age(reader, pages):
    silent_for(7)
    for address, status in pages.items():
        answer = reader.get(address)
        assert answer.status == status
        assert answer.headers["Age"] == "7", address
        assert answer.headers["Cache-Status"] == "Dateline; ttl=-7; detail=out-of-touch"
    page = next(iter(pages))
    tag = reader.get(page).headers["ETag"]
    again = reader.get(page, if_none_match=tag)
    assert (again.status, again.headers["Age"]) == (304, "7")


def test_too_long_out_of_touch_nothing_is_vouched_for(reader, pages):
    page = next(iter(pages))
    tag = reader.get(page).headers["ETag"]
    silent_for(settings.STALE_MAX)
    for address in (*pages, "/politics/", "/never/asked/"):
        for method in ("GET", "HEAD"):
            answer = reader.get(address, method)
            assert (answer.status, answer.headers["Retry-After"]) == (503, "5"), address
            assert answer.headers["Cache-Control"] == "no-store"
    assert reader.get(page, if_none_match=tag).status == 503
    with pytest.raises(delivery.OutOfTouch):
        delivery.serve(page)
    silent_for(0)
    assert reader.get(page, if_none_match=tag).status == 304


def test_where_no_tailer_runs_nothing_is_promised(reader, pages):
    silent_for(1000)
    shelf().word().heard = 0
    time.sleep(2 * LEASE)
    assert reader.get(next(iter(pages))).status == 200


def test_on_sqlite_whoever_publishes_tells_this_very_store(house):
    tailer = Tailer(None)
    tailer.shared = False
    tailer.follow()
    assert shelf().word().heard == 0


def test_a_store_that_stays_in_trouble_is_put_aside_and_is_no_silence(reader, pages):
    """Nothing old can be served then: what is rendered from the primary is exact."""
    silent_for(50)
    tailer = Tailer(None)
    tailer.shared = True
    tailer.after(StoreTrouble("a full disk"))
    assert contact.silence() > 49 and list(shelf().store().addresses())
    tailer.after(StoreTrouble("a full disk"))
    assert contact.silence() == 0 and not list(shelf().store().addresses())
    for address, status in pages.items():
        assert reader.get(address).status == status
