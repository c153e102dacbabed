"""Grow a newsroom to SCALE stories (default 100000), then measure what an editor and a reader wait.

Prints a table; with BENCH_OUT=FILE also JSON lines. The folder is kept in BENCH_DATA if given.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SCALE = int(os.environ.get("SCALE", "100000"))
FOLDER = os.environ.get("BENCH_DATA") or tempfile.mkdtemp(prefix="dateline-bench-")
os.environ["DATELINE_DATA"] = FOLDER
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from dateline.delivery.public import fresh, serve, stored  # noqa: E402
from dateline.desk import public as desk  # noqa: E402
from dateline.desk.public import Block, Copy  # noqa: E402
from dateline.project.demo import growing  # noqa: E402
from dateline.record import public as record  # noqa: E402

ROWS: list[dict[str, object]] = []


def row(work: str, value: float, unit: str, **more: object) -> None:
    """Print one figure and keep it."""
    ROWS.append({"work": work, "value": round(value, 3), "unit": unit, "scale": SCALE} | more)
    rest = "  ".join(f"{name} {shown}" for name, shown in more.items())
    print(f"{work:<58} {value:>10.3f} {unit:<10} {rest}", flush=True)


def timed(act: Callable[[int], object], times: int) -> list[float]:
    """Milliseconds of each run."""
    spans = []
    for number in range(times):
        began = time.perf_counter()
        act(number)
        spans.append((time.perf_counter() - began) * 1000)
    return spans


def spread(work: str, spans: list[float]) -> None:
    """Print median, p95 and p99."""
    cuts = statistics.quantiles(spans, n=100)
    row(work, statistics.median(spans), "ms", p95=round(cuts[94], 2), p99=round(cuts[98], 2))


def main() -> None:
    """Run everything in turn."""
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    filed = growing.grow(SCALE, progress=lambda done, total: None)
    seconds = time.perf_counter() - began
    if filed:
        row("grow the newsroom", seconds, "s", stories_per_second=round(filed / seconds))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        row("peak memory while growing", peak, "MB")
    dossier = max(record.dossiers(limit=100), key=lambda term: record.count(term.number) == 1881)
    codes = [item.code for item in record.in_term(dossier.number, limit=200).items]
    pages = [version.address for code in codes if (version := record.story(code))]
    spread("story page, first render (200 pages)", timed(lambda n: fresh(pages[n]), len(pages)))
    made = {page: serve(page).page.as_of for page in pages}
    spread("story page, stored, one look-up", timed(lambda n: stored(pages[n % 200]), 2000))

    def publish(number: int) -> None:
        copy = Copy(f"Bench {number}", "Politics", dossiers=(dossier.name,),
                    blocks=(Block("paragraph", "Text."),))
        desk.publish(desk.file_story(copy))

    spread("file, publish into the dossier, acknowledged", timed(publish, 200))
    count = record.count(dossier.number)
    shown = f"({count})".encode()
    wholes = {page: serve(page) for page in pages}
    right = sum(whole.body.count(shown) == 2 for whole in wholes.values())
    row("pages that now show the new count, above and below", right, "of 200", count=count)
    kept = sum(whole.page.as_of == made[page] for page, whole in wholes.items())
    row("of these not rendered again", kept, "of 200")
    if os.environ.get("BENCH_OUT"):
        lines = "".join(json.dumps(line) + "\n" for line in ROWS)
        Path(os.environ["BENCH_OUT"]).write_text(lines)


if __name__ == "__main__":
    main()
