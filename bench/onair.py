"""Listeners of the radio in one process: `make bench ROOM=onair`.

LISTENERS (default 1000) take the stream at 128 kbit/s for SECONDS (default 30): of a process with
our `Listeners`, and of a process that does the usual (a task and a queue for each, asyncio's
streams), each on one core; who listens is one process with one epoll, on the other core. Half of
them ask for titles, which change every 5 s. Shown is what the process takes of a core and of
memory, the lowest rate that anybody got, the longest time in which anybody got nothing, and by how
much its memory grew (SECONDS=36000 is a soak of ten hours).
Then `bench.onair_air`: the delay from a source to an ear, and with SOAK=minutes a soak.
BENCH_OUT=FILE adds JSON lines.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import select
import socket
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

from bench import onair_air
from bench.peers import TICK, pinned
from bench.table import row

LISTENERS = int(os.environ.get("LISTENERS", "1000"))
SECONDS = int(os.environ.get("SECONDS", "30"))
RATE, FRAME = 16_000, 384
_FROM_ONE = 5000
SERVERS = {
    "Dateline": "import django; django.setup(); from bench.onair_servers import ours; ours()",
    "trial": "from bench.onair_servers import trial; trial()",
}


def measure(name: str) -> None:
    """Rows of one server."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "dateline.project.settings"}
    server = subprocess.Popen(pinned(0, sys.executable, "-c", SERVERS[name]), env=environment,
                              stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        port = int(server.stdout.readline())
        empty = onair_air.memory(server.pid)
        here, there = multiprocessing.get_context("spawn").Pipe()
        crowd = multiprocessing.get_context("spawn").Process(
            target=listen, args=(there, port, LISTENERS, SECONDS))
        crowd.start()
        here.recv()
        time.sleep(3)  # bursts are over
        here.send("count")
        before, began, held = _busy(server.pid), time.monotonic(), onair_air.memory(server.pid)
        lowest, longest, lost = here.recv()
        busy = (_busy(server.pid) - before) / (time.monotonic() - began)
        work = f"{LISTENERS:,} listeners at 128 kbit/s"
        row(f"{work}: of a core", name, "%", [busy * 100], lost=lost)
        each = (onair_air.memory(server.pid) - empty) / LISTENERS
        row(f"{work}: memory of each", name, "KB", [each])
        row(f"{work}: lowest rate", name, "kbit/s", [lowest / 125])
        row(f"{work}: longest gap", name, "s", [longest])
        row(f"{work}: memory grew in {SECONDS / 3600:.2f} h", name, "%",
            [(onair_air.memory(server.pid) / held - 1) * 100], aim=5)
        crowd.join()
    finally:
        server.kill()
        server.wait()


def listen(boss: Connection, port: int, listeners: int, seconds: int) -> None:
    """All listeners: answers with the lowest rate (bytes a second), the longest gap, and how many
    were lost."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {1})
    watched, held = select.epoll(), {}
    for number in range(listeners):
        line = socket.socket()
        line.bind((f"127.0.0.{2 + number // _FROM_ONE}", 0))
        line.connect(("127.0.0.1", port))
        asks = "Icy-MetaData: 1\r\n" if number % 2 else ""
        line.sendall(f"GET /live.mp3 HTTP/1.0\r\nUser-Agent: VLC/3.0\r\n{asks}\r\n".encode())
        line.setblocking(False)
        watched.register(line.fileno(), select.EPOLLIN)
        held[line.fileno()] = line
        if number % 50 == 0:
            _drain(watched, held)
    boss.send("all")
    while not boss.poll():
        _drain(watched, held)
    boss.recv()
    boss.send(_counted(watched, held, seconds))


def _counted(
    watched: select.epoll, held: dict[int, socket.socket], seconds: int
) -> tuple[float, float, int]:
    began = time.monotonic()
    got, last, gap = dict.fromkeys(held, 0), dict.fromkeys(held, began), dict.fromkeys(held, 0.0)
    listeners = len(held)
    while time.monotonic() < began + seconds:
        for number, size in _drain(watched, held).items():
            now = time.monotonic()
            got[number] += size
            gap[number] = max(gap[number], now - last[number])
            last[number] = now
    return min(got.values()) / seconds, max(gap.values()), listeners - len(held)


def _drain(watched: select.epoll, held: dict[int, socket.socket]) -> dict[int, int]:
    """Read what is there; who was hung up on is no longer held."""
    got = {}
    for number, _ in watched.poll(0.5):
        data = held[number].recv(262_144)
        got[number] = len(data)
        if not data:
            watched.unregister(number)
            held.pop(number).close()
    return got


def _busy(pid: int) -> float:
    """Seconds of processor time of all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def main() -> None:
    """Ours beside the trial."""
    for name in SERVERS:
        measure(name)
    onair_air.main()
    print("load of the machine", *os.getloadavg(), flush=True)


if __name__ == "__main__":
    main()
