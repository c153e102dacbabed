"""Publish five stories a second into a dossier until input ends: `python -m bench.steady NAME`.

After each acknowledgement it prints how many stories the dossier has.
"""

from __future__ import annotations

import os
import select
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from bench.publishing import brief  # noqa: E402
from dateline.desk import public as desk  # noqa: E402
from dateline.record import public as record  # noqa: E402

EVERY = 0.2


def main(name: str) -> None:
    """Publish, evenly."""
    call_command("migrate", verbosity=0)
    desk.publish(desk.file_story(brief(name)))
    term = next(term for term in record.dossiers(limit=200) if term.name == name)
    due = time.monotonic()
    while True:
        print(record.count(term.number), flush=True)
        due = max(due + EVERY, time.monotonic())
        if select.select([sys.stdin], [], [], max(0, due - time.monotonic()))[0]:
            return
        desk.publish(desk.file_story(brief(name)))


if __name__ == "__main__":
    main(sys.argv[1])
