"""Delivery beside its peers: `make bench ROOM=delivery`, or `python -m bench.delivery`.

SCALE stories (default 100000) are in the record; PAGES of them (default 3000) are also compared as
a uniform load. Servers run on core 0 and wrk on core 1, each row's servers in turn, REPEATS times
(default 3); shown are medians and, in brackets, the least and the most. On a machine that others
keep busy too, look at the processor time of one request. BENCH_OUT=FILE adds JSON lines.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

SCALE = int(os.environ.get("SCALE", "100000"))
PAGES = min(SCALE, int(os.environ.get("PAGES", "3000")))
REPEATS = int(os.environ.get("REPEATS", "3"))
FOLDER = Path(os.environ.get("BENCH_DATA") or tempfile.mkdtemp(prefix="dateline-bench-"))
os.environ["DATELINE_DATA"] = str(FOLDER)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from bench.peers import Load, Server, anonymous, free_port, load, nginx, start, varnish  # noqa: E402
from dateline.delivery.public import fresh, serve  # noqa: E402
from dateline.desk import public as desk  # noqa: E402
from dateline.desk.public import Block, Copy  # noqa: E402
from dateline.project.demo import growing  # noqa: E402
from dateline.record import public as record  # noqa: E402

GZIP = "Accept-Encoding: gzip"
ROWS: list[dict[str, object]] = []
MEMORY_MB = max(1, PAGES * 48 // 100_000)
"""For the uniform load: as much memory for a page as 48 MB are for 100,000."""


def row(work: str, who: str, unit: str, values: list[float], **more: object) -> float:
    """Print one figure and keep it; returns the median."""
    middle = statistics.median(values)
    spread = f"({min(values):,.1f} – {max(values):,.1f})"
    rest = "  ".join(f"{name} {value}" for name, value in more.items())
    print(f"{work:<46} {who:<10} {middle:>11,.1f} {unit:<5} {spread:<26} {rest}", flush=True)
    ROWS.append({"work": work, "who": who, "unit": unit, "median": round(middle, 2),
                 "least": round(min(values), 2), "most": round(max(values), 2),
                 "scale": SCALE, "pages": PAGES} | more)
    return middle


def dateline(**more: str) -> Server:
    """The web server alone with one worker, as `dateline serve` starts it."""
    port = free_port()
    program = [sys.executable, "-m", "dateline.project.serving.web", "--host", "127.0.0.1"]
    return start("Dateline", port, *program, "--port", str(port), "--workers", "1",
                 environment=os.environ | more)


def in_turn(work: str, runs: dict[str, Callable[[], Load]]) -> dict[str, tuple[float, float]]:
    """Run each server's load in turn, some times over, and print a row for each."""
    seen: dict[str, list[Load]] = {name: [] for name in runs}
    for _ in range(REPEATS):
        for name, run in runs.items():
            seen[name].append(run())
    medians: dict[str, tuple[float, float]] = {}
    for name, loads in seen.items():
        busy = statistics.median(one.busy for one in loads)
        rate = row(work, name, "req/s", [one.rate for one in loads], cpu_us=round(busy, 1),
                   wrong=sum(one.wrong for one in loads))
        medians[name] = (rate, busy)
    return medians


def beside(what: str, medians: dict[str, tuple[float, float]], peer: str, aim: float) -> None:
    """Our requests per second as a part of a peer's, waited for and by processor time."""
    (rate, busy), (its_rate, its_busy) = medians["Dateline"], medians[peer]
    row(f"  of {what}, by processor time", "Dateline", "x", [its_busy / busy], aim=aim,
        by_the_clock=round(rate / its_rate, 2))


def story() -> tuple[str, str]:
    """A page of some 30 KB in two dossiers, counted above and below; its address and dossier."""
    text = ("The commission heard {0} witnesses before noon and {1} after it, said its speaker; "
            "what number {2} had seen at the gate will be read into the record on day {3}. ")
    blocks = tuple(
        Block("paragraph", "".join(text.format(n * 7 % 90, n * 3 % 41, n * m, n + m)
                                   for m in range(3)))
        for n in range(1, 46)
    )
    dossier = max(record.dossiers(limit=100), key=lambda term: record.count(term.number) == 1881)
    copy = Copy("What the commission heard", "Politics", dossiers=(dossier.name, "The commission"),
                blocks=blocks)
    return desk.publish(desk.file_story(copy)).address, dossier.name


def as_files(folder: Path, addresses: list[str]) -> list[str]:
    """The same pages as a static site generator would leave them, with their .gz beside them."""
    names = []
    for number, address in enumerate(addresses):
        body = serve(address).body
        path = folder / f"{number % 100}" / f"{number}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(body)
        Path(f"{path}.gz").write_bytes(gzip.compress(body, 6))
        names.append(f"/{number % 100}/{number}.html")
    return names


def uniform(folder: Path, name: str, paths: list[str]) -> Path:
    """A script for wrk that asks for each of the paths as often as for any other."""
    (folder / f"{name}.txt").write_text("\n".join(paths))
    script = folder / f"{name}.lua"
    script.write_text(
        f'local paths = {{}}\nfor line in io.lines("{folder}/{name}.txt") do '
        "paths[#paths + 1] = line end\nrequest = function()\n"
        "return wrk.format(nil, paths[math.random(#paths)])\nend\n"
    )
    return script


def hot(ours: Server, files: Server, cache: Server, address: str) -> None:
    """One page, and the answer to who has it already."""
    first = in_turn("story page, live fragments, gzip, hot", {
        "Dateline": lambda: load(ours, address, GZIP),
        "nginx": lambda: load(files, "/page.html", GZIP),
        "Varnish": lambda: load(cache, "/esi.html", GZIP),
    })
    beside("nginx gzip_static", first, "nginx", 0.4)
    beside("Varnish, one ESI fragment", first, "Varnish", 3)
    tags = {server.name: _tag(server, path) for server, path in ((ours, address),
                                                                (files, "/page.html"))}
    known = in_turn("304", {
        "Dateline": lambda: load(ours, address, GZIP, f"If-None-Match: {tags['Dateline']}"),
        "nginx": lambda: load(files, "/page.html", GZIP, f"If-None-Match: {tags['nginx']}"),
    })
    beside("nginx 304", known, "nginx", 0.35)


def _tag(server: Server, path: str) -> str:
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{path}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return str(answer.headers["ETag"])


def publishing(ours: Server, address: str, dossier: str) -> None:
    """The hot page while five stories a second are published into its dossier; all is checked."""
    term = next(t for t in record.dossiers(limit=100) if t.name == dossier)
    stop, told = threading.Event(), {"least": record.count(term.number), "checked": 0, "old": 0}

    def publish() -> None:
        while not stop.wait(0.2):
            desk.publish(desk.file_story(Copy("Now", "Politics", dossiers=(dossier,),
                                              blocks=(Block("paragraph", "Text."),))))
            told["least"] = record.count(term.number)
        connections.close_all()

    def check() -> None:
        while not stop.is_set():
            least = told["least"]
            with urllib.request.urlopen(f"http://127.0.0.1:{ours.port}{address}") as answer:
                text = answer.read().decode()
            shown = int(text.split(f'{dossier} <span class="count">(', 1)[1].split(")", 1)[0])
            told["checked"] += 1
            told["old"] += shown < least

    quiet = load(ours, address, GZIP)
    threads = [threading.Thread(target=publish), threading.Thread(target=check)]
    for thread in threads:
        thread.start()
    busy = [load(ours, address, GZIP).rate for _ in range(REPEATS)]
    stop.set()
    for thread in threads:
        thread.join()
    row("the same while 5 stories/s go into its dossier", "Dateline", "req/s", busy,
        quiet=round(quiet.rate), checked=told["checked"], old=told["old"])


def acknowledged(dossier: str) -> None:
    """How long an editor waits for a publication to be visible everywhere here."""
    for name in (dossier, "The commission"):
        spans = []
        for number in range(100):
            guid = desk.file_story(Copy(f"Bench {number}", "Politics", dossiers=(name,),
                                        blocks=(Block("paragraph", "Text."),)))
            began = time.perf_counter()
            desk.publish(guid)
            spans.append((time.perf_counter() - began) * 1000)
        spans.sort()
        count = record.count(next(t for t in record.dossiers(limit=100) if t.name == name).number)
        row(f"publication acknowledged, dossier of {count:,}", "Dateline", "ms", spans,
            p99=round(spans[98], 1), aim_p99=50)


def first_renders(addresses: list[str]) -> None:
    """What a miss costs."""
    spans = []
    for address in addresses[:200]:
        began = time.perf_counter()
        fresh(address)
        spans.append((time.perf_counter() - began) * 1000)
    spans.sort()
    row("first render of a story page (miss)", "Dateline", "ms", spans,
        p95=round(spans[int(len(spans) * 0.95) - 1], 1), aim_p95=25)


def cold(address: str) -> None:
    """From nothing to the first page, and the memory of the one worker then."""
    began = time.perf_counter()
    server = dateline()
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{address}", timeout=60) as answer:
        answer.read()
    row("cold start of the web server to the first page", "Dateline", "s",
        [time.perf_counter() - began], aim=3)
    for _ in range(5):
        load(server, address, GZIP, seconds=1)
    row("anonymous memory of the worker", "Dateline", "MB", [max(anonymous(server.process.pid))],
        aim=250)
    server.stop()


def main() -> None:
    """Everything in turn."""
    subprocess.run([Path(__file__).parents[1] / "scripts" / "bench-needs"], check=True)
    call_command("migrate", verbosity=0)
    growing.grow(SCALE, progress=lambda done, total: None)
    address, dossier = story()
    root, work = FOLDER / "static-site", Path(tempfile.mkdtemp(prefix="dateline-peers-"))
    root.mkdir(exist_ok=True)
    os.chmod(work, 0o755)
    for folder in (FOLDER, root, work):
        folder.chmod(0o755)
    page = serve(address).body
    (root / "page.html").write_bytes(page)
    (root / "page.html.gz").write_bytes(gzip.compress(page, 6))
    print(f"{SCALE:,} stories; the page has {len(page):,} bytes, {len(serve(address).gzip):,} as "
          f"gzip joined of segments, {len(gzip.compress(page, 6)):,} in one; it has "
          f"{len(serve(address).page.fragments)} fragments", flush=True)
    half = page.index(b"</article>")
    (root / "count.html").write_bytes(b"(1881)")
    (root / "esi.html").write_bytes(page[:half] + b'<esi:include src="/count.html"/>' + page[half:])
    items = record.latest(limit=PAGES).items
    addresses = [v.address for item in items if (v := record.story(item.code))]
    first_renders(addresses)
    names = as_files(root, addresses)
    acknowledged(dossier)
    for alias in connections:
        connections[alias].close()
    cold(address)
    ours, files = dateline(), nginx(work, root)
    cache = varnish(work, files.port)
    hot(ours, files, cache, address)
    publishing(ours, address, dossier)
    ours.stop()
    cache.stop()
    ours = dateline(DATELINE_MEMORY_MB=str(MEMORY_MB))
    mine, theirs = uniform(work, "ours", addresses), uniform(work, "theirs", names)
    load(ours, "/", GZIP, script=mine)
    spread = in_turn(f"uniformly over {len(addresses):,} pages", {
        "Dateline": lambda: load(ours, "/", GZIP, script=mine),
        "nginx": lambda: load(files, "/", GZIP, script=theirs),
    })
    beside("nginx over the same files", spread, "nginx", 0.25)
    ours.stop()
    files.stop()
    if os.environ.get("BENCH_OUT"):
        with Path(os.environ["BENCH_OUT"]).open("a") as out:
            out.writelines(json.dumps(line) + "\n" for line in ROWS)


if __name__ == "__main__":
    main()
