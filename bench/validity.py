"""Is everything that is emitted valid? `make bench ROOM=validity`, or `python -m bench.validity`.

Grows a newsroom to SCALE stories (default 10000; the demo, the hard cases of the tests, and grown
ones) in BENCH_DATA (else a folder that is removed), or takes DATA, a folder that is there, of which
it reads only. Then everything that is emitted is fetched: each entry of the log in each format,
each dossier as a package, every feed of every list with its archive, every sitemap, oEmbed. Each
is held to its official schema (beside the checkout: ../shared/standards) and to the rules of the
W3C's feed validator. EVERY=n takes each n-th story alone, MOST=n so many documents of a feed at
most (default: all), PARTS="copies packages public oembeds" some of it. Prints for each format how many were emitted and how many are valid, and the
first faults; the status is 1 where there are any. Interrupted, it prints what it has so far.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCALE = int(os.environ.get("SCALE", "10000"))
EVERY, MOST = int(os.environ.get("EVERY", "1")), int(os.environ.get("MOST", "0"))
SHOWN = 40
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))


@dataclass(frozen=True)
class Answer:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: bytes


class Asking:
    """Asks the application in this process, as a reader's request would."""

    def __init__(self) -> None:
        from django.conf import settings
        from django.test import Client

        self.client = Client(headers={"host": settings.BASE_URL.partition("://")[2]})

    def get(self, address: str) -> Answer:
        """One address."""
        given: Any = self.client.get(address)
        body = given.getvalue() if given.streaming else given.content
        return Answer(given.status_code, dict(given.headers), body)


def ready() -> str:
    """Django with the folder to look at; the folder to remove afterwards, if any."""
    given = os.environ.get("DATA") or os.environ.get("BENCH_DATA")
    folder = given or tempfile.mkdtemp(prefix="dateline-validity-")
    os.environ["DATELINE_DATA"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")
    import django

    django.setup()
    return "" if given else folder


def grow() -> None:
    """The demo, hard copy, then grown stories; what is there already is not made again."""
    from django.core.management import call_command

    from dateline.lib import clock
    from dateline.project.demo import growing, newsroom
    from dateline.record.public import total
    from hardcopy import HOUR, publish_all

    call_command("migrate", verbosity=0)
    if not total():
        newsroom.load(at=clock.now(), say=print)
        publish_all(clock.now() - 2 * HOUR)
    print(growing.grow(SCALE, progress=lambda done, of: None), "stories grown", flush=True)


def main() -> int:
    """Fetch and judge everything; the exit status."""
    gone = ready()
    if not os.environ.get("DATA"):
        grow()
    from emitting import PARTS, everything
    from judging import ABSENT, Judge, there

    if not there():
        raise SystemExit(ABSENT)
    began, judge = time.monotonic(), Judge()
    emitted, wrong, shown = Counter[str](), Counter[str](), 0
    parts = tuple(os.environ.get("PARTS", "").split()) or PARTS
    with suppress(KeyboardInterrupt):
        for each in everything(Asking(), parts=parts, every=EVERY, most=MOST):
            emitted[each.kind] += 1
            fault = judge.fault(each.kind, each.body, each.name)
            if fault:
                wrong[each.kind] += 1
                shown += 1
                if shown <= SHOWN:
                    print(f"{each.kind} {each.name[:120]}: {fault}", flush=True)
    print(f"{'format':<12}{'emitted':>10}{'valid':>10}")
    for kind, number in emitted.items():
        print(f"{kind:<12}{number:>10}{number - wrong[kind]:>10}")
    print(f"{'all':<12}{emitted.total():>10}{emitted.total() - wrong.total():>10}"
          f"   in {time.monotonic() - began:.0f} s")
    if gone:
        shutil.rmtree(gone, ignore_errors=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
