"""Discussions at size: `make bench ROOM=discussion`, or `python -m bench.discussion`.

SCALE comments (default 20000, the issue's 1000000) by a tenth as many people; one thread has
10,000, twelve deep. Measured on SQLite and, where it is installed, PostgreSQL: a thread's pages
rendered past the store, their questions and what they weigh; the moderators' queue with a tenth of
SCALE waiting; a post with all checks and 10,000 word rules. Then READERS (default 500, the issue's 2500)
have that thread open on a server with one worker, while PER_SECOND comments (default 5) are added
for SECONDS (default 20): how many of the readers' streams tell of each comment within 2 s, and the
memory of the server's processes. Readers, writer and server share the machine.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
import select
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import uuid4

SCALE = int(os.environ.get("SCALE", "20000"))
READERS = int(os.environ.get("READERS", "500"))
PER_SECOND = float(os.environ.get("PER_SECOND", "5"))
SECONDS = float(os.environ.get("SECONDS", "20"))
TIMES = int(os.environ.get("TIMES", "60"))
_TURNS = re.compile(rb'value=\\"(\d+)\\"')
Told = list[tuple[int, float]]


def main() -> None:
    """Both databases, each in a process of its own."""
    from bench.cluster import binaries, cluster
    from bench.table import said

    folder = Path(os.environ.get("BENCH_DATA") or tempfile.mkdtemp(prefix="dateline-bench-"))
    _run(folder / "sqlite", "")
    if not binaries():
        said("the same on PostgreSQL", "it is not installed")
        return
    if os.geteuid() == 0:
        folder.chmod(0o755)
    with cluster(folder / "cluster", ["discussion"]) as addresses:
        _run(folder / "postgresql", addresses["discussion"])


def _run(data: Path, database: str) -> None:
    environment = os.environ | {"DATELINE_DATA": str(data)}
    environment |= {"DATELINE_DATABASE": database} if database else {}
    subprocess.run([sys.executable, "-m", "bench.discussion", "one"], env=environment, check=True)


def one() -> None:
    """One database: fill it, read pages, keep many readers up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")
    os.environ["DATELINE_SECOND_FACTOR"] = "offered"  # the bench signs in as an administrator
    Path(os.environ["DATELINE_DATA"]).mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.moderating import posting, queue, wait
    from bench.table import ALWAYS, row
    from bench.talking import fill

    call_command("migrate", verbosity=0)
    ALWAYS.update(scale=SCALE, database=connection.vendor)
    began = time.perf_counter()
    code = fill(SCALE)
    row("filled", connection.vendor, "s", [time.perf_counter() - began])
    wait(SCALE // 10)
    pages(code, connection.vendor)
    queue(connection.vendor, TIMES)
    posting(code, connection.vendor, TIMES)
    live(code, connection.vendor)


def pages(code: str, who: str) -> None:
    """Pages of the largest thread, rendered anew each time."""
    from bench.table import row
    from dateline.delivery.public import fresh

    for what, rest in (("first page", ""), ("most liked", "?sort=likes"),
                       ("most replied", "?sort=replies"), ("oldest", "?sort=oldest"),
                       ("in the midst", "?after=5000&sort=oldest"), ("one comment", "1/"),
                       ("feed", "feed/")):
        address = f"/discussion/~{code}/{rest}"
        if "after" in rest:
            address = _onward(code)
        asked = _questions(address)
        whole = fresh(address)
        spans = []
        for _ in range(TIMES):
            began = time.perf_counter()
            fresh(address)
            spans.append((time.perf_counter() - began) * 1000)
        row(f"thread of 10,000, {what}, not stored", who, "ms", spans,
            p95=_p95(spans), questions=asked[0], with_the_frame=asked[1],
            gzip_kb=round(len(whole.gzip) / 1024, 1), status=whole.page.status)


def _p95(spans: list[float]) -> float:
    return round(statistics.quantiles(spans, n=20)[-1], 1)


def _questions(address: str) -> tuple[int, int]:
    """What a page that is not stored asks: where the frame's fragments are, and where nothing is."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    from dateline.delivery.public import close_store, serve, shelf

    counts = []
    for before in ("/about/", ""):
        close_store()
        shutil.rmtree(shelf().folder, ignore_errors=True)
        if before:
            serve(before)
        with CaptureQueriesContext(connections["reader"]) as captured:
            serve(address)
        counts.append(sum(one["sql"].startswith("SELECT") for one in captured.captured_queries))
    return counts[0], counts[1]


def _onward(code: str) -> str:
    """A page in the midst of the thread: the one after the top-level comment nearest to 5000."""
    from dateline.discussion.models import Comment

    rows = Comment.objects.filter(thread__code=code, depth=0, number__lte=SCALE // 2)
    number = rows.order_by("-number").values_list("number", flat=True).first()
    return f"/discussion/~{code}/?after={number}&sort=oldest"


def live(code: str, who: str) -> None:
    """Readers of that thread are told of new comments."""
    from bench.peers import anonymous, free_port, start, web_alone
    from bench.table import row

    port = free_port()
    many = {"DATELINE_STREAMS_PER_ADDRESS": str(READERS + 10)}  # they all come from this machine
    server = start("Dateline", port, *web_alone(port), environment=os.environ | many)
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    readers = spawn.Process(target=read, args=(there, port, code), daemon=True)
    try:
        idle = sum(anonymous(server.process.pid))
        readers.start()
        here.recv()
        said = _say(code)
        here.send("end")
        told: list[Told] = here.recv()
        seen = [_waited(of, said) for of in told]
        within = [wait for of in seen for wait in of]
        share = 100 * sum(wait <= 2 for wait in within) / (len(said) * len(told))
        row(f"{len(told)} readers told of {len(said)} comments in 2 s", who, "%", [share],
            p99_s=round(statistics.quantiles(within, n=100)[-1], 3))
        memory = anonymous(server.process.pid)
        row("memory of the server's processes, anonymous", who, "MB", [sum(memory)],
            before=round(idle))
    finally:
        readers.kill()
        server.stop()


def _say(code: str) -> dict[int, float]:
    """Add comments at their pace; when each had been acknowledged, by its turn."""
    from dateline.discussion.models import Comment, Reader, Thread
    from dateline.discussion.moving import opened
    from dateline.lib import clock

    said, thread, reader = {}, Thread.objects.get(code=code), Reader.objects.all()[0]
    began = time.monotonic()
    for number in range(int(PER_SECOND * SECONDS)):
        time.sleep(max(0.0, began + number / PER_SECOND - time.monotonic()))
        with opened(thread.pk) as held:
            comment = Comment(reader=reader, text="New.", html="<p>New.</p>", state="public",
                              key=str(uuid4()))
            turn = held.add(comment, None, at=clock.now()).turn or 0
        said[turn] = time.monotonic()
    time.sleep(3)
    return said


def _waited(told: Told, said: dict[int, float]) -> list[float]:
    """How long this reader waited for each: until told of its turn, or of a later one."""
    waits, at = [], 0
    for turn, when in said.items():
        while at < len(told) and told[at][0] < turn:
            at += 1
        waits.append(told[at][1] - when if at < len(told) else 999.0)
    return waits


def read(boss: Connection, port: int, code: str) -> None:
    """All readers in one process; answers with what each was told, and when."""
    import urllib.request

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    page = urllib.request.urlopen(f"http://localhost:{port}/discussion/~{code}/", timeout=60).read()
    tokens = "+".join(dict.fromkeys(re.findall(r"<!--live ([^ >]+)-->", page.decode())))
    request = f"GET /-/live?f={tokens} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode()
    watched, held, told = select.epoll(), {}, {}
    for _ in range(READERS):
        line = socket.create_connection(("127.0.0.1", port))
        line.sendall(request)
        line.setblocking(False)
        held[line.fileno()], told[line.fileno()] = line, []
        watched.register(line.fileno(), select.EPOLLIN)
    time.sleep(2)
    boss.send("ready")
    while not boss.poll():
        for number, _ in watched.poll(0.05):
            turns = _TURNS.findall(held[number].recv(1 << 16))
            if turns:
                told[number].append((int(turns[-1]), time.monotonic()))
    boss.recv()
    boss.send(list(told.values()))


if __name__ == "__main__":
    one() if sys.argv[1:] == ["one"] else main()
