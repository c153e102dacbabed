"""`dateline demo`."""

from __future__ import annotations

import argparse
import sys

from dateline.lib import clock
from dateline.lib.progress import Progress
from dateline.project.arguments import Refused
from dateline.project.commands.serve import sole
from dateline.project.demo import emptying, growing, newsroom


def run(chosen: argparse.Namespace) -> None:
    """Load, then grow; or take all of it away."""
    if chosen.empty:
        _empty(chosen)
        return
    newsroom.load(at=clock.now(), say=lambda line: print(line, file=sys.stderr))
    if chosen.stories:
        filed = growing.grow(chosen.stories, progress=Progress("stories").at)
        print(f"{filed} stories filed")


def _empty(chosen: argparse.Namespace) -> None:
    """Nobody serves meanwhile: a page could be drawn of what is going."""
    if chosen.stories:
        raise Refused("--empty and --stories are opposites: give one of them.")
    try:
        with sole(chosen.folder):
            gone = emptying.empty(at=clock.now(), agree=lambda told: _agree(told, yes=chosen.yes))
    except emptying.NotOnlyDemo as error:
        raise Refused(str(error)) from None
    print(f"{gone} stories of the demo are gone; the newsroom is empty.")


def _agree(told: str, *, yes: bool) -> None:
    print(told)
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refused("Say --yes: there is no terminal to ask on.")
    if input("Type yes to go on: ").strip().lower() != "yes":
        raise Refused("Nothing was changed.")
