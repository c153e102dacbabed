"""Publications acknowledged, at each size, on both databases: each newsroom in its own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.cluster import binaries, cluster
from bench.peers import pinned
from bench.table import row, said

SMALL = 1000
ELSEWHERE = int(os.environ.get("POSTGRESQL", "20000"))
"""So many stories PostgreSQL has: growing takes its time."""
WORK = "publication acknowledged"


def rows(folder: Path, scale: int) -> None:
    """All of them; and how much the largest is of the smallest."""
    lines = _measured(folder / "thousand", SMALL) + _measured(folder, scale)
    if binaries() is None:
        said(f"{WORK}, PostgreSQL", "it is not installed")
    else:
        with cluster(folder / "postgresql", ["thousand", "all"]) as addresses:
            for name, size in (("thousand", SMALL), ("all", min(scale, ELSEWHERE))):
                place = folder / f"postgresql-{name}"
                lines += _measured(place, size, DATELINE_DATABASE=addresses[name])
    for name in {line["database"] for line in lines}:
        _flat(name, [line for line in lines if line["database"] == name])


def _measured(folder: Path, scale: int, **more: str) -> list[dict[str, object]]:
    environment = os.environ | more | {"DATELINE_DATA": str(folder), "SCALE": str(scale)}
    ran = subprocess.run(
        pinned(0, sys.executable, "-m", "bench.publishing"), env=environment,
        stdout=subprocess.PIPE, text=True, check=True,
    )
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    for line in lines:
        work = f"{WORK}: {line['stories']:,} stories, dossier of {line['dossier']:,}"
        row(work, line["database"], "ms", [line["least"], line["median"], line["most"]],
            p99=line["p99"], aim_p99=50, cpu_ms=line["cpu_ms"], times=line["times"])
    return lines


def _flat(name: str, lines: list[dict[str, object]]) -> None:
    medians = [float(str(line["median"])) for line in lines]
    slowest = [float(str(line["p99"])) for line in lines]
    row("  the largest of the smallest, medians", name, "x", [max(medians) / min(medians)], aim=2,
        p99=round(max(slowest) / min(slowest), 2))
