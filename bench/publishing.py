"""How long an editor waits for a publication to be acknowledged: `python -m bench.publishing`.

It publishes TIMES stories (default 200) by turns into dossiers of 10, of 1,881 and of all that the
long one has, in the newsroom of DATELINE_DATA (and DATELINE_DATABASE), and prints JSON lines.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from dateline.desk import public as desk  # noqa: E402
from dateline.desk.public import Block, Copy  # noqa: E402
from dateline.project.demo import growing  # noqa: E402
from dateline.record import public as record  # noqa: E402

TIMES = int(os.environ.get("TIMES", "200"))
STRIKES, LONG, SHORT = "Harbour Strikes Spread Along the Coast", "The Long Watch", "The Short Watch"
LONGEST = 100_000
BRIEF = "A ship was seen at noon"


def count(name: str) -> int:
    """How many stories a dossier has."""
    return next((record.count(term.number) for term in record.dossiers(limit=200)
                 if term.name == name), 0)


def fill(name: str, total: int) -> None:
    """Have so many stories in a dossier, through the door for many."""
    made = count(name)
    while made < total:
        size = min(1000, total - made)
        copies = [brief(name, f"watch:{name}:{n}") for n in range(made, made + size)]
        desk.file_batch(copies)
        made += size


def brief(name: str, source: str = "") -> Copy:
    """A short story in a dossier."""
    return Copy(BRIEF, "Politics", dossiers=(name,), source=source,
                blocks=(Block("paragraph", "Nothing else was seen that day."),))


def newsroom(scale: int) -> None:
    """Have a newsroom of so many stories, and the dossiers."""
    call_command("migrate", verbosity=0)
    growing.grow(scale, progress=lambda done, total: None)
    fill(LONG, min(scale, LONGEST))
    fill(SHORT, 10)


def once(name: str) -> tuple[float, float]:
    """Milliseconds until a publication is acknowledged, waited and of processor time."""
    guid = desk.file_story(brief(name))
    began, worked = time.perf_counter(), time.process_time()
    desk.publish(guid)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def measured() -> list[dict[str, object]]:
    """A row for each dossier: its publications came by turns with those of the others."""
    names = [name for name in (SHORT, STRIKES, LONG) if count(name)]
    for name in names:
        once(name)
    gc.collect()
    gc.freeze()
    sizes, spans = {name: count(name) for name in names}, {name: [] for name in names}
    for _ in range(TIMES):
        for name in names:
            spans[name].append(once(name))
    return [_row(sizes[name], sorted(span for span, _ in spans[name]),
                 statistics.median(work for _, work in spans[name])) for name in names]


def _row(size: int, spans: list[float], work: float) -> dict[str, object]:
    return {"database": connection.vendor, "stories": record.total(), "dossier": size,
            "median": round(statistics.median(spans), 2), "least": round(spans[0], 2),
            "most": round(spans[-1], 2), "p99": round(spans[int(len(spans) * 0.99) - 1], 2),
            "cpu_ms": round(work, 2), "times": len(spans)}


if __name__ == "__main__":
    newsroom(int(os.environ.get("SCALE", "1000")))
    for line in measured():
        print(json.dumps(line), flush=True)
