"""`dateline backup`."""

from __future__ import annotations

import argparse
from pathlib import Path

from dateline.lib import clock
from dateline.project.backups.taking import take


def run(chosen: argparse.Namespace) -> None:
    """Write a backup, and say what it holds."""
    at = clock.now()
    target: Path = chosen.to or chosen.folder / "backups" / f"backup-{at:%Y%m%dT%H%M%SZ}"
    done = take(chosen.folder, target.absolute(), at=at)
    print(f"{done.files:,} files, {done.size:,} bytes in {target}: the log up to entry "
          f"{done.entries:,}, tick {done.tick:,} of epoch {done.epoch}.")
    print("It holds secrets: keep it where only you can read it.")
