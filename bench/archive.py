"""The archive with SCALE stories (default 100000): brought in, found, kept, taken away.

An archive of another system is made up (`bench.archive_made`), imported, and indexed; what is there
already in BENCH_DATA (its name with `-archive`) is not made again. Rates are told by processor time
as well: what other programs on the machine take is not in it. SQLite.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCALE = int(os.environ.get("SCALE", "100000"))
KEPT = os.environ.get("BENCH_DATA") or tempfile.mkdtemp(prefix="dateline-bench-")
os.environ["BENCH_DATA"] = KEPT  # for the process that reads bodies, which loads this file as well
FOLDER = Path(f"{KEPT}-archive")
os.environ["DATELINE_DATA"] = str(FOLDER / "data")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")
PART = 20_000
TIMES = int(os.environ.get("TIMES", "200"))
PUBLICATIONS, A_SECOND = int(os.environ.get("PUBLICATIONS", "60")), 5

from bench.archive_made import made  # noqa: E402
from bench.table import ALWAYS, row, said, spread  # noqa: E402


def main() -> None:
    """Everything in turn, each act in a process of its own."""
    import django

    django.setup()
    from django.core.management import call_command

    ALWAYS["scale"] = SCALE
    call_command("migrate", verbosity=0)
    _bring()
    _index()
    from bench import archive_search

    archive_search.measure(TIMES)
    _follow()
    _peer()


def _worked(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


MEMORY = {"together": 0.0, "added": 0.0}
"""The most that all processes of the import had in MB: what they share counted once (PSS), and
every process by itself (RSS)."""


def _sized(done: int, total: int) -> None:
    told = [_rollup(each) for each in (os.getpid(), *(
        child.pid for child in multiprocessing.active_children()))]
    for name, kind in (("together", "Pss:"), ("added", "Rss:")):
        MEMORY[name] = max(MEMORY[name], sum(one.get(kind, 0.0) for one in told))


def _rollup(pid: int | None) -> dict[str, float]:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return {}
    return {line.split()[0]: int(line.split()[1]) / 1024 for line in lines}


def _bring() -> None:
    """Import what is not there yet, then the last part again."""
    from dateline.archive.public import Asked, import_archive
    from dateline.lib import clock
    from dateline.record import public as record

    new = record.total() < SCALE
    rates: dict[str, list[float]] = {"waited": [], "processor": [], "beside": []}
    for first in range(0, SCALE, PART):
        last = min(first + PART, SCALE)
        path, fields = made(FOLDER / "made", first, last)
        if not new and last < SCALE:
            continue
        asked = Asked(form="jsonl", fields=fields)
        clocks = (time.perf_counter, time.process_time,
                  lambda: _worked(resource.RUSAGE_CHILDREN))
        began = [read() for read in clocks]
        done = import_archive(path, asked, at=clock.now(), progress=_sized)
        if done.stories["new"] == last - first:
            for name, read, before in zip(rates, clocks, began, strict=True):
                rates[name].append((last - first) / (read() - before))
    if rates["waited"]:
        row("import: waited", "Dateline", "/s", rates["waited"], aim=1000)
        row("import: the process that writes", "Dateline", "/s", rates["processor"])
        row("import: the process that reads bodies", "Dateline", "/s", rates["beside"])
        row("import: peak memory, shared pages once", "Dateline", "MB", [MEMORY["together"]],
            aim=500)
        row("import: peak memory, each process by itself", "Dateline", "MB", [MEMORY["added"]])
        row("import: peak memory of the process that writes", "Dateline", "MB", [
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024])
    began = [time.process_time()]
    done = import_archive(path, asked, at=clock.now())
    row("import: all of it there already", "Dateline", "/s",
        [done.stories["same"] / (time.process_time() - began[0])])


def _index() -> None:
    """Make the index, if it is not made; and what the disk holds."""
    from dateline.archive.public import apply_all
    from dateline.archive.searching import places

    place = places.named("current")
    before, began = place.position() if place else None, time.process_time()
    apply_all()
    spent = time.process_time() - began
    if before is None:
        row("the index: made", "Dateline", "/s", [SCALE / spent])
    place = places.named("current")
    size = sum(file.stat().st_size for file in place.index.iterdir()) if place else 0
    row("the index: its size", "Dateline", "MB", [size / 1e6], bytes_a_story=round(size / SCALE))
    data = FOLDER / "data" / "dateline.sqlite3"
    row("the database: its size", "Dateline", "MB", [data.stat().st_size / 1e6],
        log=round(data.with_name(f"{data.name}-wal").stat().st_size / 1e6))


WORKER = """
import sys, threading, django
django.setup()
from dateline.archive.public import keep_indexed
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
keep_indexed(stop)
"""


def _follow() -> None:
    """Publish at a steady rate while a worker follows: how soon each story is found; then kills."""
    from bench.archive_search import found
    from dateline.desk import public as desk
    from dateline.desk.public import Block, Copy

    worker = subprocess.Popen([sys.executable, "-c", WORKER], stdin=subprocess.PIPE)
    later, guids = [], []
    try:
        for number in range(-5, PUBLICATIONS):
            due = time.perf_counter() + 1 / A_SECOND
            word = f"xyzzy{os.getpid()}n{number + 5}"
            copy = Copy(f"Now {word}", "World", blocks=(Block("paragraph", f"Text {word}."),))
            guids.append(desk.file_story(copy))
            desk.publish(guids[-1])
            began = time.perf_counter()
            while not found(word):
                time.sleep(0.005)
            if number >= 0:
                later.append((time.perf_counter() - began) * 1000)
            time.sleep(max(0.0, due - time.perf_counter()))
        kills = []
        for guid in guids[-20:]:
            began = time.perf_counter()
            desk.kill(guid, "Wrong.", reason="false")
            kills.append((time.perf_counter() - began) * 1000)
    finally:
        if worker.stdin:
            worker.stdin.close()
        worker.wait(60)
    spread("found after its acknowledgement, 5 a second", "Dateline", later, aim=1000)
    spread("a kill, acknowledged", "Dateline", kills)


def _peer() -> None:
    """SQLite's FTS5 over the same documents, the same words."""
    from bench.archive_search import fts5

    try:
        fts5(FOLDER, min(SCALE, 100_000), TIMES)
    except OSError as error:
        said("FTS5", str(error))


if __name__ == "__main__":
    main()
    print("load of the machine", *os.getloadavg())
