"""`dateline demo`."""

from __future__ import annotations

import argparse
import sys

from dateline.lib import clock
from dateline.lib.progress import Progress
from dateline.project.demo import growing, newsroom


def run(chosen: argparse.Namespace) -> None:
    """Load, then grow."""
    newsroom.load(at=clock.now(), say=lambda line: print(line, file=sys.stderr))
    if chosen.stories:
        filed = growing.grow(chosen.stories, progress=Progress("stories").at)
        print(f"{filed} stories filed")
