"""The table that the bench prints, and the same as JSON lines in BENCH_OUT."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Callable
from pathlib import Path

from bench.peers import Load

REPEATS = int(os.environ.get("REPEATS", "3"))
ROWS: list[dict[str, object]] = []
ALWAYS: dict[str, object] = {}
"""What every row says besides: how many stories there are."""


def row(work: str, who: str, unit: str, values: list[float], **more: object) -> float:
    """Print one figure and keep it; returns the median."""
    middle = statistics.median(values)
    spread = f"({min(values):,.1f} – {max(values):,.1f})" if len(values) > 1 else ""
    rest = "  ".join(f"{name} {value}" for name, value in more.items())
    print(f"{work:<50} {who:<10} {middle:>11,.1f} {unit:<5} {spread:<26} {rest}", flush=True)
    keep({"work": work, "who": who, "unit": unit, "median": round(middle, 2),
          "least": round(min(values), 2), "most": round(max(values), 2)} | more)
    return middle


def spread(
    work: str, who: str, spans: list[float], *, busy: list[float] | None = None, **more: object
) -> None:
    """Print the median of milliseconds waited, with p95 and p99; `busy`: of processor time too."""
    cuts = statistics.quantiles(spans, n=100)
    told = {"p95": round(cuts[94], 1), "p99": round(cuts[98], 1)}
    if busy:
        worked = statistics.quantiles(busy, n=100)
        told |= {"busy_p50": round(worked[49], 1), "busy_p95": round(worked[94], 1)}
    row(work, who, "ms", [statistics.median(spans)], **told, **more)


def keep(line: dict[str, object]) -> None:
    """Keep a row, and write it at once: a bench that is cut short leaves what it has."""
    ROWS.append(line | ALWAYS | {"load": round(os.getloadavg()[0], 1)})
    if os.environ.get("BENCH_OUT"):
        with Path(os.environ["BENCH_OUT"]).open("a") as out:
            out.write(json.dumps(ROWS[-1]) + "\n")


def said(work: str, why: str) -> None:
    """Say that a row is wanting, and why."""
    print(f"{work:<50} not measured: {why}", flush=True)
    keep({"work": work, "not_measured": why})


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
    row(f"  of {what}", "Dateline", "x", [rate / its_rate], aim=aim,
        by_processor_time=round(its_busy / busy, 2))
