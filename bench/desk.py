"""What an editor waits for each screen of the desk, with SCALE stories (default 100000).

The folder is kept beside BENCH_DATA (its name with `-desk`) if that is given, and filled once;
with DATELINE_DATABASE everything is in that database. The working copies are copied by SQL: such a
desk is for these figures and for nothing else. With words after the command only what has one of
them in its name is measured: `python -m bench.desk search dossier`.

SQLite works in this process: its processor time is the figure that other programs on the machine
do not change. PostgreSQL works elsewhere: there the time waited says more.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

SCALE = int(os.environ.get("SCALE", "100000"))
KEPT = os.environ.get("BENCH_DATA")
os.environ["DATELINE_DATA"] = f"{KEPT}-desk" if KEPT else tempfile.mkdtemp(prefix="dateline-bench-")
os.environ["DATELINE_SECOND_FACTOR"] = "offered"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402

from bench import newsroom  # noqa: E402
from bench.screens import screens  # noqa: E402
from dateline.desk.models import Story  # noqa: E402
from dateline.people.public import User  # noqa: E402

LIMIT = 0.3


def main(wanted: list[str]) -> None:
    """Fill the folder if need be, then measure."""
    call_command("migrate", verbosity=0)
    newsroom.grow(SCALE)
    user, _ = User.objects.get_or_create(
        email="bench@newsroom.example", defaults={"is_staff": True, "is_superuser": True},
    )
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    print(f"{Story.objects.count():,} stories on {connection.vendor}; milliseconds, first request on"
          " a new connection, then medians of 7: waited, processor time")
    for work, ask in screens(client, user):
        if not wanted or any(word in work for word in wanted):
            _measure(work, ask)


def _measure(work: str, ask: Callable[[], int]) -> None:
    connections.close_all()
    spans = list(_timed(work, ask, 8))
    waited = statistics.median(span for span, _ in spans[1:])
    busy = statistics.median(span for _, span in spans[1:])
    over = "  OVER" if min(busy, waited) > LIMIT else ""
    first = " ".join(f"{span * 1000:6.0f}" for span in spans[0])
    print(f"{work:<52} {first} {waited * 1000:8.0f} {busy * 1000:6.0f}{over}", flush=True)


def _timed(work: str, ask: Callable[[], int], times: int) -> Iterator[tuple[float, float]]:
    for _ in range(times):
        began, busy = time.perf_counter(), time.process_time()
        status = ask()
        yield time.perf_counter() - began, time.process_time() - busy
        assert status == 200, (work, status)


if __name__ == "__main__":
    main(sys.argv[1:])
