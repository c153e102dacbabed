"""Open streams when their dossier grows: `python -m bench.streams`.

STREAMS (default 10000) readers have a story open; stories are published into its dossier, REPEATS
times (default 5). Shown is when the last of them was told, counted from the publication's
acknowledgement, and what a stream takes of the worker's anonymous memory. The readers are one
process with one epoll; it shares the machine with the server. BENCH_OUT=FILE adds JSON lines.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import resource
import select
import socket
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

STREAMS = int(os.environ.get("STREAMS", "10000"))
REPEATS = int(os.environ.get("REPEATS", "5"))
_FROM_ONE = 5000
"""Connections from one loopback address: each has its own ports."""
Row = dict[str, Any]


def measure(
    port: int, worker: int, address: str, publish: Callable[[], object], streams: int = STREAMS
) -> Iterator[Row]:
    """Rows of one running server; `publish` adds a story to the dossier of the one at `address`.

    `worker` is the process whose memory is looked at.
    """
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    before, ours = _anonymous(worker), multiprocessing.get_context("spawn")
    here, there = ours.Pipe()
    readers = ours.Process(target=read, args=(there, port, _query(port, address), streams))
    readers.start()
    began = here.recv()
    yield {"work": f"{streams:,} streams opened and told where they stand", "unit": "s",
           "median": round(began, 2)}
    kilobytes = (_anonymous(worker) - before) / streams
    yield {"work": "anonymous memory of one stream", "unit": "KB", "median": round(kilobytes, 1),
           "aim": 30}
    rounds, slowest = [], []
    for _ in range(REPEATS):
        here.send("count")
        here.recv()
        publish()
        acknowledged = time.monotonic()
        told = sorted(at - acknowledged for at in here.recv())
        rounds.append(told[int(len(told) * 0.99) - 1])
        slowest.append(told[-1])
    yield {"work": f"{streams:,} streams told that their dossier grew, p99", "unit": "s",
           "median": round(statistics.median(rounds), 3), "least": round(min(rounds), 3),
           "most": round(max(rounds), 3), "last": round(max(slowest), 3), "aim": 1}
    here.send("end")
    readers.join()


def read(boss: Connection, port: int, query: str, streams: int) -> None:
    """The readers: all streams of one process; answers with when each was told of a count."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    began, watched, held = time.monotonic(), select.epoll(), {}
    request = f"GET /-/live?{query} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode()
    for number in range(streams):
        line = socket.socket()
        line.bind((f"127.0.0.{2 + number // _FROM_ONE}", 0))
        line.connect(("127.0.0.1", port))
        line.sendall(request)
        line.setblocking(False)
        held[line.fileno()] = line
        watched.register(line.fileno(), select.EPOLLIN)
    _all_told(watched, held, b"event: at")
    boss.send(time.monotonic() - began)
    while boss.recv() == "count":
        boss.send("ready")
        boss.send(list(_all_told(watched, held, b'"count,').values()))


def _all_told(
    watched: select.epoll, held: dict[int, socket.socket], sign: bytes
) -> dict[int, float]:
    """When each got something with this sign; raises RuntimeError where one does not in time."""
    told: dict[int, float] = {}
    until = time.monotonic() + 120
    while len(told) < len(held):
        for number, _ in watched.poll(1):
            got = held[number].recv(65536)
            if not got:
                raise RuntimeError("a stream ended")
            if sign in got:
                told.setdefault(number, time.monotonic())
        if time.monotonic() > until:
            raise RuntimeError(f"only {len(told)} of {len(held)} were told")
    return told


def _query(port: int, address: str) -> str:
    with urllib.request.urlopen(f"http://localhost:{port}{address}", timeout=60) as answer:
        found = re.findall(r"<!--live ([^ >]+)-->", answer.read().decode())
    return "f=" + "+".join(dict.fromkeys(found))


def _anonymous(pid: int) -> int:
    text = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"RssAnon:\s+(\d+)", text)[1])  # type: ignore[index]


def main() -> None:
    """A newsroom of its own, a server on one worker, and the rows of it."""
    folder = os.environ.get("BENCH_DATA") or tempfile.mkdtemp(prefix="dateline-bench-")
    os.environ["DATELINE_DATA"] = folder
    os.environ["DATELINE_STREAMS_PER_ADDRESS"] = str(STREAMS)  # all of them come from here
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")
    import django  # the environment must be set before

    django.setup()
    from django.core.management import call_command

    from bench.peers import free_port, start, web_alone
    from dateline.desk import public as desk
    from dateline.desk.public import Block, Copy

    call_command("migrate", verbosity=0)

    def publish() -> str:
        copy = Copy("The dam", "Politics", dossiers=("The dam",), related=("The river",),
                    blocks=(Block("paragraph", "Text."),))
        return desk.publish(desk.file_story(copy)).address

    address, port = publish(), free_port()
    server = start("Dateline", port, *web_alone(port), environment=dict(os.environ))
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    rows = []
    try:
        for row in measure(port, int(children.split()[-1]), address, publish):
            rows.append(row)
            print("  ".join(f"{name} {value}" for name, value in row.items()), flush=True)
    finally:
        print("load of the machine", *os.getloadavg(), flush=True)
        server.stop()
    if os.environ.get("BENCH_OUT"):
        with Path(os.environ["BENCH_OUT"]).open("a") as out:
            out.writelines(json.dumps(row) + "\n" for row in rows)


if __name__ == "__main__":
    main()
