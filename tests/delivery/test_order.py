"""Writers that commit in one order and apply in another, on real connections: nothing is lost."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from cast import all_checked, filed, live, tick
from dateline.delivery import public as delivery
from dateline.delivery.machine import shelf
from dateline.desk import public as desk
from dateline.record import public as record
from markup import stories_in

_HERE = Path(__file__).parent
SCRIPT = f"import sys; sys.path[:0] = [{str(_HERE)!r}, {str(_HERE.parent)!r}]\n"
SCRIPT += "import racing; racing.main(sys.argv[1])"
WAIT = 20


@pytest.fixture
def apart():
    """Do something in a thread of its own, on connections of its own; returns its Future."""

    def start(work: Callable[..., Any], *args: Any, **named: Any) -> Future[Any]:
        def connected() -> Any:
            try:
                return work(*args, **named)
            finally:
                connections.close_all()

        return pool.submit(connected)

    with ThreadPoolExecutor(4) as pool:
        yield start


class Paused:
    """A writer that stops between its commit and applying it, until it is told to go on."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.committed, self.go_on = threading.Event(), threading.Event()

    def __call__(self) -> Any:
        with transaction.atomic():
            transaction.on_commit(self._pause)  # runs before the one that touch() registers
            return self.work()

    def _pause(self) -> None:
        self.committed.set()
        assert self.go_on.wait(WAIT)


def applied() -> int:
    store = shelf().store()
    with store.env.begin() as txn:
        return store.position(txn).applied


def test_two_writers_commit_in_one_order_and_apply_in_the_other(house, reader, apart, noon):
    first, second = live("First", at=noon)[0], live("Second", at=noon)[0]
    addresses = ["/", "/politics/", *(item.address for item in record.latest().items)]
    before = {address: reader.get(address).body for address in addresses}
    head = applied()
    slow = Paused(lambda: desk.update(first, {"headline": "First, changed"}, at=noon))
    waiting = apart(slow)
    assert slow.committed.wait(WAIT)
    assert (tick(), applied()) == (head + 1, head)
    desk.update(second, {"headline": "Second, changed"}, at=noon)
    assert applied() == head + 2
    served = {address: reader.get(address).body for address in addresses}
    for address in addresses:
        assert served[address] == delivery.fresh(address).body
        assert served[address] != before[address]
    slow.go_on.set()
    waiting.result(WAIT)
    assert applied() == tick() == head + 2
    assert {address: reader.get(address).body for address in addresses} == served
    assert all_checked()


def test_a_page_made_past_the_head_is_not_joined_with_older_pieces(house, reader, apart, noon):
    """The list is drawn between commit and applying; the count beside it was stored before."""
    _, done = live("First", at=noon, dossiers=("Floods",))
    assert 'Floods <span class="count">(1)' in reader.get(done.address).text
    guid = filed("Second", dossiers=("Floods",))
    slow = Paused(lambda: desk.publish(guid, at=noon))
    waiting = apart(slow)
    assert slow.committed.wait(WAIT)
    text = reader.get("/dossier/floods/").text
    assert ('Floods <span class="count">(2)' in text, len(stories_in(text))) == (True, 2)
    slow.go_on.set()
    waiting.result(WAIT)
    assert reader.get("/dossier/floods/").text == text


def test_four_writers_apply_in_the_reverse_of_their_commits(house, reader, apart, noon):
    guids = [live(f"Story {number}", at=noon)[0] for number in range(4)]
    head, writers = applied(), []
    for guid in guids:
        slow = Paused(lambda guid=guid: desk.update(guid, {"standfirst": "Changed."}, at=noon))
        writers.append((slow, apart(slow)))
        assert slow.committed.wait(WAIT)
    assert applied() == head
    for slow, waiting in reversed(writers):
        slow.go_on.set()
        waiting.result(WAIT)
        assert applied() == head + 4
    for item in record.latest().items:
        assert "Changed." in reader.get(item.address).text
    assert all_checked()


def test_a_writer_waits_for_the_one_before_it_and_numbers_stay_gapless(house, apart, noon):
    """One writer stands in its transaction; the other takes the next number only after it."""
    inside, leave = threading.Event(), threading.Event()
    first, second = filed("First"), filed("Second")

    def slow() -> record.Published:
        with transaction.atomic():
            done = desk.publish(first, at=noon)
            inside.set()
            assert leave.wait(WAIT)
            return done

    one = apart(slow)
    assert inside.wait(WAIT)
    two = apart(desk.publish, second, at=noon)
    with pytest.raises(TimeoutError):
        two.result(0.3)
    assert record.head() == 0
    leave.set()
    assert (one.result(WAIT).seq, two.result(WAIT).seq) == (1, 2)
    assert all_checked()


def test_a_publication_that_is_taken_back_leaves_no_hole_and_no_stamp(house, reader, noon):
    guid, done = live(at=noon)
    before = reader.get(done.address).body
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        desk.update(guid, {"headline": "Never"}, at=noon)
        raise ZeroDivisionError
    assert reader.get(done.address).body == before
    assert desk.update(guid, {"headline": "Then"}, at=noon).seq == done.seq + 1
    assert all_checked()


def test_eight_publishing_processes_leave_no_hole_and_readers_see_no_torn_page(house, noon):
    _, done = live("The first one", at=noon, dossiers=("Floods",))
    connections.close_all()
    ended = house.python(SCRIPT, done.address)
    assert ended.returncode == 0, ended.stderr[-3000:]
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    readers, writers = lines[:2], lines[2:]
    published = [story for writer in writers for story in writer]
    assert sorted(seq for seq, _ in published) == list(range(2, 50))
    assert len({address for _, address in published}) == 48
    assert all(shown == sorted(shown) and shown[-1] == 49 for shown in readers)
    assert max(len(set(shown)) for shown in readers) > 5
    assert [entry.seq for _, entry in record.follow()] == list(range(1, 50))
    assert tick() == 49
    assert all_checked()
