"""From publication to receipt: `make bench ROOM=wire`, or `python -m bench.wire`.

DATABASE=postgresql: on a cluster of the bench's own, as installed, everything synced.
Of 1, 100, 500 and 1000 subscribers (SUBSCRIBERS="1 100 500 1000") each has an event stream open or is pushed
to; one in a hundred, at least one of a hundred, hangs: it takes its connection and reads nothing
more, or never answers. TIMES stories (default 100), PER_SECOND (default 5), are published by another
process than the server's; counted is from the beginning of the act to when each subscriber has the
entry, and from its acknowledgement. Then BURST stories (default 200) as fast as they can be
published: entries handed out a second. Of 1000 subscribers there are a quarter of both, so that a
size takes a minute. Readers, publisher and server share the machine.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import select
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

SUBSCRIBERS = [int(word) for word in os.environ.get("SUBSCRIBERS", "1 100 500 1000").split()]
TIMES = int(os.environ.get("TIMES", "100"))
PER_SECOND = float(os.environ.get("PER_SECOND", "5"))
BURST = int(os.environ.get("BURST", "200"))
Got = dict[str, list[float]]
"""For each guid when each subscriber had it (clock of the machine, seconds)."""


def listen(boss: Connection, port: int, keys: list[str], hung: int) -> None:
    """Streams of all keys in one process; the first `hung` read nothing after their head."""
    watched, held, rest = select.epoll(), {}, {}
    for number, key in enumerate(keys):
        line = socket.create_connection(("127.0.0.1", port))
        line.sendall(f"GET /wire/v1/stream HTTP/1.1\r\nHost: localhost:{port}\r\n"
                     f"Authorization: Bearer {key}\r\n\r\n".encode())
        line.recv(4096)
        held[line.fileno()], rest[line.fileno()] = line, b""
        line.setblocking(False)
        if number >= hung:
            watched.register(line.fileno(), select.EPOLLIN)
    boss.send("ready")
    got: Got = {}
    while not boss.poll():
        for number, _ in watched.poll(0.02):
            data = rest[number] + held[number].recv(1 << 18)
            now = time.time()
            *lines, rest[number] = data.split(b"\n")
            for line_ in lines:
                at = line_.find(b'"guid": "')
                if at >= 0:
                    guid = line_[at + 9:line_.index(b'"', at + 9)].decode()
                    got.setdefault(guid, []).append(now)
    boss.recv()
    boss.send(got)


def take(boss: Connection) -> None:
    """One server for all pushes, in one loop; the address says whose it is, and who hangs."""
    door = socket.create_server(("127.0.0.1", 0), backlog=4096)
    boss.send(door.getsockname()[1])
    watched, held, rest = select.epoll(), dict[int, socket.socket](), dict[int, bytes]()
    watched.register(door.fileno(), select.EPOLLIN)
    got: Got = {}
    while not boss.poll():
        for number, _ in watched.poll(0.02):
            if number == door.fileno():
                line = door.accept()[0]
                held[line.fileno()], rest[line.fileno()] = line, b""
                watched.register(line.fileno(), select.EPOLLIN)
                continue
            data = held[number].recv(1 << 18)
            rest[number] = _taken(held[number], rest[number] + data, got)
            if not data:
                watched.unregister(number)
                held.pop(number).close()
    boss.recv()
    boss.send(got)


def _taken(line: socket.socket, data: bytes, got: Got) -> bytes:
    """Answer a whole request, unless it is to hang; what is not whole yet is given back."""
    head, end, body = data.partition(b"\r\n\r\n")
    found = re.search(rb"\r\ncontent-length: *(\d+)", head, re.I)
    if not end or not found or len(body) < int(found[1]):
        return data
    if not head.startswith(b"POST /hung"):
        said = {name: re.search(rb"\r\n%b: *([^\r]+)" % name, head, re.I)[1]  # type: ignore[index]
                for name in (b"content-digest", b"dateline-guid")}
        got.setdefault(said[b"dateline-guid"].decode(), []).append(time.time())
        line.sendall(b"HTTP/1.1 204 No Content\r\nContent-Digest: %b\r\n\r\n"
                     % said[b"content-digest"])
    return b""


def newsroom(folder: Path, way: str, many: int, hung: int, port: int) -> list[str]:
    """Subscribers to everything; returns their keys."""
    from dateline.wire import public as wire
    from dateline.wire.models import Product, Way

    product = wire.save_product(Product(name="Everything"))
    keys = []
    for number in range(many):
        one = wire.subscribe(f"Subscriber {number}", [product])
        if way == "push":
            kind = "hung" if number < hung else "in"
            Way.objects.create(subscriber=one, kind="push",
                               address=f"http://127.0.0.1:{port}/{kind}/{number}")
        else:
            keys.append(wire.new_key(one))
    return keys


def publish(number: int) -> tuple[str, float, float]:
    """File and publish; the guid, when the act began, and when it was acknowledged."""
    from dateline.desk import public as desk
    from dateline.desk.public import Block, Copy

    copy = Copy(f"Bench {number}", "Politics", dossiers=("The Wire",),
                blocks=tuple(Block("paragraph", f"Paragraph {n} of a text. " * 12)
                             for n in range(8)))
    guid = desk.file_story(copy)
    began = time.time()
    desk.publish(guid)
    return f"urn:uuid:{guid}", began, time.time()


@contextmanager
def database(folder: Path) -> Iterator[None]:
    """SQLite in the folder, or PostgreSQL with DATABASE=postgresql."""
    if os.environ.get("DATABASE") != "postgresql":
        yield
        return
    from bench.cluster import cluster
    folder.chmod(0o755)
    with cluster(folder / "postgresql", ["wire"]) as addresses:
        os.environ["DATELINE_DATABASE"] = addresses["wire"]
        yield


def run(way: str, many: int) -> None:
    """One size: its rows are printed."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    with database(folder):
        _run(folder, way, many)


def _run(folder: Path, way: str, many: int) -> None:
    hung = max(1, many // 100) if many > 1 else 0
    times, rush = (TIMES // 4, BURST // 4) if many >= 1000 else (TIMES, BURST)
    os.environ["DATELINE_DATA"] = str(folder)
    os.environ["DATELINE_FETCH_ALLOWS"] = "127.0.0.0/8"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from bench.peers import anonymous, free_port, start
    from bench.table import row

    call_command("migrate", verbosity=0)
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    if way == "push":
        readers = spawn.Process(target=take, args=(there,), daemon=True)
        readers.start()
        keys = newsroom(folder, way, many, hung, here.recv())
    else:
        keys = newsroom(folder, way, many, hung, 0)
    port = free_port()
    command = str(Path(sys.executable).parent / "dateline")
    server = start("Dateline", port, command, "serve", "--port", str(port), "--no-demo",
                   environment=dict(os.environ))
    try:
        if way == "stream":
            readers = spawn.Process(target=listen, args=(there, port, keys, hung), daemon=True)
            readers.start()
            here.recv()
        time.sleep(1)
        told = []
        for number in range(times):
            due = time.time() + 1 / PER_SECOND
            told.append(publish(number))
            time.sleep(max(0.0, due - time.time()))
        time.sleep(2)
        began = time.time()
        burst = [publish(times + number) for number in range(rush)]
        time.sleep(8 + rush * many / 3000)
        here.send("end")
        got = here.recv()
        memory = anonymous(server.process.pid)
    finally:
        server.stop()
        readers.terminate()
    kept = os.environ.get("DATABASE", "sqlite")
    whole = f"{way}, {many} subscribers, {hung} hung ({kept})"
    _spans(row, whole, told, got, many - hung)
    last = max(at for guid, _, _ in burst for at in got.get(guid, [began]))
    handed = sum(len(got.get(guid, ())) for guid, _, _ in burst)
    row(f"{whole}: entries received a second in a burst", "Dateline", "/s",
        [handed / (last - began)], of=rush * (many - hung), received=handed)
    row(f"{whole}: anonymous memory, whole tree", "Dateline", "MB", [sum(memory)],
        largest=round(max(memory)))


def _spans(row: Any, whole: str, told: list[tuple[str, float, float]], got: Got, many: int) -> None:
    spans = sorted((at - began) * 1000 for guid, began, _ in told for at in got.get(guid, ()))
    late = sorted((at - done) * 1000 for guid, _, done in told for at in got.get(guid, ()))
    acts = [(done - began) * 1000 for _, began, done in told]
    if not spans:
        raise SystemExit(f"{whole}: nothing was received")
    p99 = spans[int(len(spans) * 0.99) - 1]
    row(f"{whole}: publish to received", "Dateline", "ms", spans, p50=round(spans[len(spans) // 2]),
        p99=round(p99), aim_p99=100, received=f"{len(spans)} of {len(told) * many}",
        act=round(statistics.median(acts)), p99_after_acknowledgement=round(
            late[int(len(late) * 0.99) - 1]))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        run(sys.argv[1], int(sys.argv[2]))
    else:
        import subprocess
        for chosen in ("stream", "push"):
            for size in SUBSCRIBERS:
                subprocess.run([sys.executable, "-m", "bench.wire", chosen, str(size)], check=True,
                               timeout=600)
