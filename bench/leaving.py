"""Leaving in each format with SCALE stories (default 10,000): `python -m bench.leaving`.

The demo's newsroom and a made-up archive (`bench.archive_made`) leave as FORMS (default all). Each
is a command of its own: processor time is of all its processes, memory that of the largest. What is
there already in BENCH_DATA (its name with `-leaving`) is not made again; what was written is thrown
away.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCALE = int(os.environ.get("SCALE", "10000"))
KEPT = os.environ.get("BENCH_DATA") or tempfile.mkdtemp(prefix="dateline-bench-")
FOLDER = Path(f"{KEPT}-leaving")
os.environ["DATELINE_DATA"] = str(FOLDER / "data")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")
PART = 20_000
FORMS = os.environ.get("FORMS", "ninjs newsml-g2 markdown wxr static").split()

from bench.archive_made import made  # noqa: E402
from bench.table import ALWAYS, row  # noqa: E402


def furnish() -> None:
    """The demo, and stories of another system up to SCALE."""
    import django

    django.setup()
    from django.core.management import call_command

    from dateline.archive.public import Asked, import_archive
    from dateline.lib import clock
    from dateline.project.demo import newsroom
    from dateline.record import public as record

    call_command("migrate", verbosity=0)
    if not record.total():
        newsroom.load(at=clock.now(), say=lambda line: None)
    for first in range(0, SCALE, PART):
        path, fields = made(FOLDER / "made", first, min(first + PART, SCALE))
        if record.total() < SCALE:
            import_archive(path, Asked(form="jsonl", fields=fields), at=clock.now())


def measure(form: str) -> None:
    """One export: what a story takes, the memory, and what it wrote."""
    out = FOLDER / "out"
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(FOLDER / "data/store", ignore_errors=True)
    began = time.perf_counter()
    command = [str(Path(sys.executable).parent / "dateline"),
               "export", "--to", str(out), "--as", form]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{form} ended with {process.returncode}")
    sizes = [each.stat().st_size for each in out.rglob("*") if each.is_file()]
    busy = used.ru_utime + used.ru_stime
    row(form, "dateline", "cpu s", [busy], a_story_ms=round(busy / SCALE * 1000, 2),
        waited_s=round(time.perf_counter() - began), memory_mb=used.ru_maxrss // 1024,
        files=len(sizes), megabytes=sum(sizes) // 10**6)
    shutil.rmtree(out)


def main() -> None:
    """Each form in turn."""
    ALWAYS["scale"] = SCALE
    furnish()
    for form in FORMS:
        measure(form)


if __name__ == "__main__":
    main()
