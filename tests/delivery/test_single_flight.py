"""However many ask for a page that has to be rendered: one rendering for all of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from cast import live
from dateline.delivery.flights import flight
from dateline.delivery.machine import shelf
from dateline.delivery.public import renew_store, serve
from serving import serving
from wire import Line

COUNTING = """
import os
from django.db.backends.signals import connection_created

def count(execute, sql, params, many, context):
    with open("/proc/self/comm") as file:
        web = "web" in file.read()  # the worker looks at the record too, and renders nothing
    if web and context["connection"].alias == "reader" and "delivery_head" in sql:
        with open(os.environ["COUNTED"], "ab") as file:
            file.write(b"1")
    return execute(sql, params, many, context)

connection_created.connect(
    lambda connection, **_: connection.execute_wrappers.append(count), weak=False)
"""
READERS = 80


@pytest.fixture
def counted(house, tmp_path):
    """An installation whose processes note each snapshot they render a piece in."""
    (tmp_path / "sitecustomize.py").write_text(COUNTING)
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    (tmp_path / "count").write_bytes(b"")
    more = {"PYTHONPATH": path, "COUNTED": str(tmp_path / "count"),
            "DATELINE_URL": settings.BASE_URL}
    return replace(house, environment=house.environment | more), tmp_path / "count"


def _stampede(port: int, address: str) -> list[tuple[int, bytes]]:
    lines = [Line(port, timeout=60) for _ in range(READERS)]
    at_once = threading.Barrier(READERS)

    def ask(line: Line) -> tuple[int, bytes]:
        at_once.wait(60)
        sent = line.ask(address)
        line.close()
        return sent.status, sent.body

    with ThreadPoolExecutor(READERS) as pool:
        return list(pool.map(ask, lines))


def test_a_stampede_makes_each_piece_once_on_two_workers(counted, noon):
    house, count = counted
    done = [live(f"Story {n}", at=noon, dossiers=("Floods",))[1] for n in range(2)]
    pieces = 1 + len(serve(done[0].address).page.fragments)
    renew_store()
    with serving(house, "--no-demo", "--workers", "2") as served:
        right = (200, serve(done[0].address).body)
        renew_store()
        for _ in range(2):
            count.write_bytes(b"")
            assert set(_stampede(served.port, done[0].address)) == {right}
            assert count.stat().st_size == pieces
            renew_store()
        _stampede(served.port, done[0].address)
        count.write_bytes(b"")
        live("Another", at=noon, dossiers=("Floods",))  # moves the count and the edition's time
        (after,) = set(_stampede(served.port, done[0].address))
        assert b'Floods <span class="count">(3)' in after[1]
        assert 1 <= count.stat().st_size <= pieces - 1


def test_unknown_addresses_are_looked_for_once_until_something_changes(counted, noon):
    house, count = counted
    live(at=noon)
    with serving(house, "--no-demo") as served:
        assert {status for status, _ in _stampede(served.port, "/~aaaaaa")} == {404}
        before = count.stat().st_size
        assert {status for status, _ in _stampede(served.port, "/~aaaaaa")} == {404}
        assert count.stat().st_size == before


def test_who_waits_is_let_go_by_the_death_of_who_renders(house):
    shelf().store()
    script = (
        "import sys, time\nfrom dateline.delivery.flights import flight\n"
        "from dateline.delivery.machine import shelf\n"
        "with flight(shelf().folder, '/x'):\n    print('in', flush=True)\n    time.sleep(60)\n"
    )
    ready = "import django; django.setup()\n" + script
    other = subprocess.Popen([sys.executable, "-c", ready], env=house.environment,
                             stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "in\n"
    taken = threading.Event()

    def wait() -> None:
        with flight(shelf().folder, "/x"):
            taken.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    with flight(shelf().folder, "/y"):
        assert not taken.wait(0.3)
    other.send_signal(signal.SIGKILL)
    assert taken.wait(20)
    waiting.join()
    other.wait()
    other.stdout.close()


def test_threads_exclude_each_other_too(house):
    shelf().store()
    inside, most = [], []

    def render(_: int) -> None:
        with flight(shelf().folder, "/x"):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.005)
            inside.pop()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(render, range(16)))
    assert max(most) == 1
    assert isinstance(Path(shelf().folder / "flights").stat().st_size, int)


OPENING = """
import json, multiprocessing, sys
from dateline.delivery.machine import shelf
from dateline.delivery.public import renew_store
gate = multiprocessing.get_context("fork").Barrier(6)
rounds = int(sys.argv[1])
pipe = multiprocessing.get_context("fork").SimpleQueue()

def opens(number):
    for _ in range(rounds):
        gate.wait(60)
        if number == 0:
            renew_store()
        gate.wait(60)
        try:
            made = shelf().store().inode
        except Exception as error:
            made = repr(error)
        gate.wait(60)
        pipe.put((made, shelf()._inode()))

fork = multiprocessing.get_context("fork")
children = [fork.Process(target=opens, args=(n,)) for n in range(6)]
for child in children:
    child.start()
print(json.dumps([pipe.get() for _ in range(6 * rounds)]))
for child in children:
    child.join()
"""


def test_processes_that_find_no_store_make_one_between_them(house):
    ended = house.python(OPENING, "60")
    assert ended.returncode == 0, ended.stderr[-2000:]
    seen = json.loads(ended.stdout)
    assert len(seen) == 360
    assert [pair for pair in seen if pair[0] != pair[1]] == []
