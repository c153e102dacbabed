"""While the newsroom works: the hot page meanwhile, and how long caches show the wrong count."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.peers import Load, Server, load, pinned
from bench.publishing import brief
from bench.table import REPEATS, row
from dateline.desk import public as desk

GZIP = "Accept-Encoding: gzip"
SECONDS = 4


class Publisher:
    """Five stories a second into a dossier of the newsroom in a folder, from another process."""

    def __init__(self, folder: Path, dossier: str) -> None:
        self.told = 0
        self.process = subprocess.Popen(
            pinned(1, sys.executable, "-m", "bench.steady", dossier), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=os.environ | {"DATELINE_DATA": str(folder), "DATELINE_STORE": ""},
        )
        self.reading = threading.Thread(target=self._read)
        self.reading.start()
        while not self.told and self.process.poll() is None:
            time.sleep(0.05)

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.told = int(line)

    def stop(self) -> None:
        """End it and wait."""
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait(30)
        self.reading.join()


class Checker:
    """One reader who asks without a pause, and holds each answer against what was acknowledged."""

    def __init__(self, server: Server, address: str, dossier: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self.address = address
        self.shown = re.compile(re.escape(dossier) + r' <span class="count">\(([\d,  ]+)\)')
        self.checked = self.old = 0

    def ask(self) -> int:
        """The count that the page shows; both must be the same."""
        self.line.request("GET", self.address, headers={"Accept-Encoding": "gzip"})
        answer = self.line.getresponse()
        body = answer.read()
        if answer.headers["Content-Encoding"] == "gzip":
            body = gzip.decompress(body)
        counts = {re.sub(r"\D", "", one) for one in self.shown.findall(body.decode())}
        if len(counts) != 1:
            raise SystemExit(f"{self.address} shows {counts or 'no count'}")
        return int(counts.pop())

    def check(self, publisher: Publisher, stop: threading.Event) -> None:
        """Ask until told to stop."""
        while not stop.is_set():
            least = publisher.told
            self.old += self.ask() < least
            self.checked += 1
            time.sleep(0.002)


@contextmanager
def _alongside(publisher: Publisher, checker: Checker) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=checker.check, args=(publisher, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def publishing(ours: Server, folder: Path, elsewhere: Path, address: str, dossier: str) -> None:
    """The hot page while five stories a second go into its dossier, beside the quiet page.

    Both times the same work is done on core 1: for the quiet page it publishes elsewhere.
    """
    seen: dict[str, list[Load]] = {"quiet": [], "busy": []}
    checker, other = Checker(ours, address, dossier), Checker(ours, address, dossier)
    for _ in range(REPEATS):
        for name, place, reader in (("quiet", elsewhere, other), ("busy", folder, checker)):
            publisher = Publisher(place, dossier)
            with _alongside(publisher, reader):
                seen[name].append(load(ours, address, GZIP, seconds=SECONDS))
            publisher.stop()
    rate = {name: [one.rate for one in loads] for name, loads in seen.items()}
    busy = {name: statistics.median(one.busy for one in loads) for name, loads in seen.items()}
    work = "while 5 publications a second run into the same dossier"
    row(f"{work}: quiet", "Dateline", "req/s", rate["quiet"], cpu_us=round(busy["quiet"], 1))
    row(work, "Dateline", "req/s", rate["busy"], cpu_us=round(busy["busy"], 1))
    row("  of the quiet figure", "Dateline", "x",
        [statistics.median(rate["busy"]) / statistics.median(rate["quiet"])], aim=0.8,
        by_processor_time=round(busy["quiet"] / busy["busy"], 2))
    row("  responses older than the last acknowledged", "Dateline", "", [checker.old], aim=0,
        checked=checker.checked)


def wrong_for(
    ours: Server, caches: dict[str, Server], ttl: int, address: str, dossier: str
) -> None:
    """Seconds after a publication until the right count is shown: here, and by caches."""
    servers = {"Dateline": ours} | caches
    spans: dict[str, list[float]] = {name: [] for name in servers}
    for turn in range(REPEATS):
        readers = {name: Checker(server, address, dossier) for name, server in servers.items()}
        for reader in readers.values():
            reader.ask()
        time.sleep(turn * 1.7)
        guid = desk.file_story(brief(dossier))
        desk.publish(guid)
        began, right = time.perf_counter(), readers["Dateline"].ask()
        waiting = dict(readers)
        while waiting and time.perf_counter() - began < 60:
            for name in [name for name, one in waiting.items() if one.ask() >= right]:
                spans[name].append(time.perf_counter() - began)
                del waiting[name]
            time.sleep(0.02)
    for name, seconds in spans.items():
        kind = "" if name == "Dateline" else f", page cache fresh for {ttl} s"
        row(f"wrong count after a publication{kind}", name, "s", seconds)
