"""Workers as they are: killed with `kill -9`, several at once, on a database that fails."""

from __future__ import annotations

import json
import signal
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections

from dateline.jobs import public as jobs
from dateline.jobs.models import Job
from dateline.lib import clock

SCRIPT = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
SCRIPT += "import crowding; getattr(crowding, sys.argv[1])(*sys.argv[2:])"
LEASE = timedelta(minutes=5)


@pytest.mark.parametrize(
    ("where", "runs"),
    [("write-1", 1), ("write-2", 1), ("before", 2), ("after", 2), ("write-3", 2)],
)
def test_a_job_whose_worker_is_killed_is_done_after_its_lease(house, tmp_path, noon, where, runs):
    """Killed in each write to the jobs (write-2 claims, write-3 is the end) and around the act."""
    def work(where: str, after: timedelta):
        return house.python(SCRIPT, "one", where, str(tmp_path), (noon + after).isoformat())

    jobs.register("effect", lambda payload: None)
    with clock.at(noon):
        jobs.enqueue("effect", {"n": 1})
    killed = work(where, timedelta())
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    if where not in ("write-1", "write-2"):  # a claim that was not committed is taken back
        early = work("", LEASE - timedelta(microseconds=1))
        assert early.stdout == "0", early.stderr
    again = work("", LEASE)
    assert again.stdout == "1", again.stderr
    assert (tmp_path / "effect-1").exists()
    assert (tmp_path / "runs").read_text().count("run") == runs
    assert not Job.objects.exists()


def test_a_job_that_kills_every_worker_is_given_up(house, tmp_path, noon):
    jobs.register("effect", lambda payload: None)
    with clock.at(noon):
        jobs.enqueue("effect", {"n": 1})
    Job.objects.update(attempts=9)
    house.python(SCRIPT, "one", "before", str(tmp_path), noon.isoformat())
    with clock.at(noon + LEASE):
        assert jobs.run_due() == 1
        assert [trouble.error for trouble in jobs.failed()] == [
            "The worker was ended while it ran."
        ]


def test_several_workers_run_each_job_once_and_never_two_at_once(house, tmp_path, noon):
    jobs.register("effect", lambda payload: None)
    for number in range(60):
        jobs.enqueue("effect", {"n": number})
    connections.close_all()
    ended = house.python(SCRIPT, "crowd", str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    done = [json.loads(line) for line in ended.stdout.splitlines()]
    assert sorted(number for worker in done for number in worker) == list(range(60))
    assert sum(bool(worker) for worker in done) > 1
    assert jobs.failed() == () and not Job.objects.exists()


@pytest.fixture
def worker(house):
    """The worker's loop, running in a thread."""
    stop = threading.Event()
    thread = threading.Thread(target=jobs.work, args=(stop,))
    thread.start()
    yield stop
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def test_the_worker_runs_what_is_asked_for(worker):
    ran = threading.Event()
    jobs.register("effect", lambda payload: ran.set())
    jobs.enqueue("effect", {})
    assert ran.wait(20)


def test_the_worker_ends_the_job_that_runs_and_takes_no_other(worker):
    began, go_on, runs = threading.Event(), threading.Event(), []

    def act(payload: dict) -> None:
        runs.append(payload)
        began.set()
        assert go_on.wait(20)

    jobs.register("effect", act)
    for _ in range(2):
        jobs.enqueue("effect", {})
    assert began.wait(20)
    worker.set()
    go_on.set()
    until = time.monotonic() + 20
    while Job.objects.count() != 1:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert len(runs) == 1


def test_the_worker_goes_on_after_the_database_failed(worker, caplog):
    ran = threading.Event()
    jobs.register("effect", lambda payload: ran.set())
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE jobs_job RENAME TO away")
        until = time.monotonic() + 20
        while "go on after" not in caplog.text:
            assert time.monotonic() < until
            time.sleep(0.02)
        cursor.execute("ALTER TABLE away RENAME TO jobs_job")
    jobs.enqueue("effect", {})
    assert ran.wait(20)
