"""Delivery beside its peers: `make bench ROOM=delivery`, or `python -m bench.delivery`.

SCALE stories (default 100000) are in the record, up to 100,000 of their pages are stored (PAGES;
for as many as FILL seconds, default 180, suffice). The folder is kept in BENCH_DATA if given: made
once, used again. Servers run on core 0 and wrk on core 1, each row's servers in turn, REPEATS times
(default 3); shown are medians and, in brackets, the least and the most. On a machine that others
keep busy too, look at the processor time of one request. BENCH_OUT=FILE adds JSON lines.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

SCALE = int(os.environ.get("SCALE", "100000"))
PAGES = min(SCALE, int(os.environ.get("PAGES", "100000")))
FILL = float(os.environ.get("FILL", "180"))
FOLDER = Path(os.environ.get("BENCH_DATA") or tempfile.mkdtemp(prefix="dateline-bench-")).resolve()
os.environ["DATELINE_DATA"] = str(FOLDER)
os.environ.setdefault("DATELINE_STORE_MB", "8192")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")

import django  # noqa: E402

django.setup()

from django.db import connections  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import acknowledging, hugo  # noqa: E402
from bench.filling import file_name, fill  # noqa: E402
from bench.living import GZIP, publishing, wrong_for  # noqa: E402
from bench.peers import (  # noqa: E402
    Server,
    anonymous,
    free_port,
    load,
    nginx,
    nginx_cache,
    start,
    varnish,
    web_alone,
)
from bench.publishing import BRIEF, LONG, SHORT, STRIKES, count, newsroom  # noqa: E402
from bench.table import ALWAYS, beside, in_turn, row, said  # noqa: E402
from dateline.delivery.public import fresh, serve  # noqa: E402
from dateline.desk import public as desk  # noqa: E402
from dateline.desk.public import Block, Copy  # noqa: E402
from dateline.record import public as record  # noqa: E402

MEMORY_MB = max(1, PAGES * 48 // 100_000)
"""For the uniform load: as much memory for a page as 48 MB are for 100,000."""
TTL = 10


def dateline(**more: str) -> Server:
    """The web server alone with one worker, as `dateline serve` starts it."""
    port = free_port()
    return start("Dateline", port, *web_alone(port), environment=os.environ | more)


def story() -> str:
    """The address of a page of some 30 KB in two dossiers, counted above and below."""
    source = "bench:story"
    made = desk.find(source=source)
    if made is not None:
        return made.address
    text = ("The commission heard {0} witnesses before noon and {1} after it, said its speaker; "
            "what number {2} had seen at the gate will be read into the record on day {3}. ")
    blocks = tuple(
        Block("paragraph", "".join(text.format(n * 7 % 90, n * 3 % 41, n * m, n + m)
                                   for m in range(3)))
        for n in range(1, 46)
    )
    copy = Copy("What the commission heard", "Politics", dossiers=(STRIKES, "The Commission"),
                blocks=blocks, source=source)
    return desk.publish(desk.file_story(copy)).address


def stories() -> list[str]:
    """The addresses of PAGES stories of the grammar, the latest; the long dossier's are short."""
    others = count(LONG) + count(SHORT) + 5000
    items = record.latest(limit=PAGES + others).items
    return [item.address for item in items if item.headline != BRIEF][:PAGES]


def as_files(root: Path, address: str) -> None:
    """The page as a static site generator would leave it, and as one with an ESI fragment."""
    whole = serve(address)
    page = whole.body
    (root / "page.html").write_bytes(page)
    (root / "page.html.gz").write_bytes(gzip.compress(page, 6))
    half = page.index(b"</article>")
    (root / "count.html").write_bytes(b"(1881)")
    (root / "esi.html").write_bytes(page[:half] + b'<esi:include src="/count.html"/>' + page[half:])
    print(f"{record.total():,} stories; the page has {len(page):,} bytes, {len(whole.gzip):,} as "
          f"gzip joined of segments, {len(gzip.compress(page, 6)):,} in one; it has "
          f"{len(whole.page.fragments)} fragments", flush=True)


def hot(ours: Server, files: Server, cache: Server, address: str) -> None:
    """One page, and the answer to who has it already."""
    for server, path in ((ours, address), (files, "/page.html"), (cache, "/esi.html")):
        load(server, path, GZIP, seconds=1)
    page = f"story page, {len(serve(address).page.fragments)} live fragments"
    first = in_turn(f"{page}, gzip, hot, 1 worker on 1 core", {
        "Dateline": lambda: load(ours, address, GZIP),
        "nginx": lambda: load(files, "/page.html", GZIP),
        "Varnish": lambda: load(cache, "/esi.html", GZIP),
    })
    beside("nginx gzip_static", first, "nginx", 0.4)
    beside("Varnish, one ESI fragment", first, "Varnish", 3)
    browser = "Accept-Encoding: gzip, deflate, br, zstd"
    in_turn(f"{page}, brotli, hot, 1 worker on 1 core",
            {"Dateline": lambda: load(ours, address, browser)})
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


def uniformly(work: Path, files: Server, addresses: list[str]) -> None:
    """Every stored page as often as any other, with memory for a tenth of them."""
    ours = dateline(DATELINE_MEMORY_MB=str(MEMORY_MB))
    mine = _script(work, "ours", addresses)
    theirs = _script(work, "theirs", [file_name(number) for number in range(len(addresses))])
    load(ours, "/", GZIP, script=mine)
    load(files, "/", GZIP, script=theirs)
    spread = in_turn(f"the same, uniformly over {len(addresses):,} stored pages", {
        "Dateline": lambda: load(ours, "/", GZIP, script=mine, seconds=5),
        "nginx": lambda: load(files, "/", GZIP, script=theirs, seconds=5),
    })
    beside("nginx over the same files", spread, "nginx", 0.25)
    ours.stop()


def _script(folder: Path, name: str, paths: list[str]) -> Path:
    """A script for wrk that asks for each of the paths as often as for any other."""
    (folder / f"{name}.txt").write_text("\n".join(paths))
    script = folder / f"{name}.lua"
    script.write_text(
        f'local paths = {{}}\nfor line in io.lines("{folder}/{name}.txt") do '
        "paths[#paths + 1] = line end\nmath.randomseed(1881)\nrequest = function()\n"
        "return wrk.format(nil, paths[math.random(#paths)])\nend\n"
    )
    return script


def first_renders(addresses: list[str]) -> None:
    """What a miss costs, and how many queries it makes."""
    spans, queries = [], set()
    fresh(addresses[0])
    for address in addresses[:300]:
        with CaptureQueriesContext(connections["reader"]) as seen:
            began = time.perf_counter()
            fresh(address)
            spans.append((time.perf_counter() - began) * 1000)
        queries.add(len(seen))
    spans.sort()
    row(f"first render of a story page (miss), {SCALE:,} stories", "Dateline", "ms", spans,
        aim_p95=25, p95=round(spans[int(len(spans) * 0.95) - 1], 1),
        queries=f"{min(queries)} to {max(queries)}")


def cold(address: str) -> None:
    """From nothing, the store empty as well, to the first page."""
    with tempfile.TemporaryDirectory() as empty:
        began = time.perf_counter()
        server = dateline(DATELINE_STORE=empty)
        at = f"http://127.0.0.1:{server.port}{address}"
        with urllib.request.urlopen(at, timeout=60) as answer:
            answer.read()
        row(f"cold start to first page with {SCALE:,} stories", "Dateline", "s",
            [time.perf_counter() - began], aim=3)
        server.stop()


def held(work: Path, addresses: list[str]) -> None:
    """Memory of the one worker, as installed, after it has served many pages."""
    server = dateline()
    load(server, "/", GZIP, seconds=8, script=_script(work, "held", addresses))
    load(server, addresses[0], GZIP, seconds=2)
    row(f"anonymous resident memory, 1 worker, {SCALE:,} stories", "Dateline", "MB",
        [max(anonymous(server.process.pid))], aim=250)
    server.stop()


def generators() -> None:
    """hugo's full builds, to be held against a publication here."""
    for total in (10_000, 100_000):
        work = f"hugo, full build of {total:,} stories"
        if not hugo.installed() or total > SCALE:
            said(work, "no hugo here" if total <= SCALE else "SCALE is smaller")
            continue
        hugo.site(FOLDER / f"hugo-{total}", total)
        seconds = hugo.build(FOLDER / f"hugo-{total}", 240)
        if seconds is None:
            said(work, "it took longer than 240 s")
        else:
            row(work, "hugo", "s", [seconds])


def streams() -> None:
    """10,000 open streams: a newsroom, a server and readers of their own."""
    try:
        subprocess.run([sys.executable, "-m", "bench.streams"], check=True, timeout=180,
                       env=os.environ | {"BENCH_DATA": str(FOLDER / "streams")})
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as trouble:
        said("10,000 open streams when their dossier grows", str(trouble))


def main() -> None:
    """Everything in turn."""
    subprocess.run([Path(__file__).parents[1] / "scripts" / "bench-needs"], check=True)
    newsroom(SCALE)
    ALWAYS["scale"] = SCALE
    root, work = FOLDER / "static-site", Path(tempfile.mkdtemp(prefix="dateline-peers-"))
    root.mkdir(exist_ok=True)
    for folder in (FOLDER, root, work):
        folder.chmod(0o755)
    address = story()
    as_files(root, address)
    addresses = stories()
    first_renders(addresses)
    addresses = addresses[: fill(root, addresses, FILL)]
    cold(address)
    for alias in connections:
        connections[alias].close()
    ours, files = dateline(), nginx(work, root)
    cache = varnish(work, files.port)
    hot(ours, files, cache, address)
    cache.stop()
    uniformly(work, files, addresses)
    files.stop()
    held(work, addresses)
    publishing(ours, FOLDER, FOLDER / "elsewhere", address, STRIKES)
    caches = {"nginx": nginx_cache(work, ours.port, TTL),
              "Varnish": varnish(work, ours.port, TTL)}
    wrong_for(ours, caches, TTL, address, STRIKES)
    for server in (*caches.values(), ours):
        server.stop()
    acknowledging.rows(FOLDER, SCALE)
    generators()
    streams()


if __name__ == "__main__":
    main()
