"""`dateline import export`: an installation that has nothing becomes the one that was exported."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.conf import settings

from dateline.project.arguments import Refused
from dateline.project.commands.serve import sole
from dateline.project.whole.manifest import NotExport
from dateline.project.whole.restoring import NotEmpty, Restored, restore

LACKING = {
    "people-user": "accounts have no password: people sign in by a mailed link, or `dateline "
                   "signin EMAIL` makes one; second factors and connections are set up anew",
    "wire-key": "keys of subscribers’ machines are worth nothing: make new ones and revoke these",
    "wire-sourcekey": "keys of sources are worth nothing: make new ones and revoke these",
    "onair-presenter": "presenters have no password: give them new ones",
}


def run(chosen: argparse.Namespace) -> int:
    """Bring it in, and say what is to be renewed."""
    if chosen.dry_run:
        raise Refused("An export has no --dry-run: it is compared with its digests first, and an "
                      "import that fails leaves nothing.")
    if len(chosen.file) > 1:
        raise Refused("Bring one export in: an installation is made from one.")
    source: Path = chosen.file[0]
    try:
        with sole(chosen.folder):
            done = restore(source, chosen.folder)
    except NotExport as error:
        raise Refused(f"{source} cannot be imported: {error}. Nothing was changed.") from None
    except NotEmpty as error:
        raise Refused(f"{error}. Nothing was changed.") from None
    _say(done)
    return 0


def _say(done: Restored) -> None:
    said = done.manifest
    print(f"Imported: {said.entries:,} entries of the log, {done.files:,} files. "
          f"Epoch {said.epoch} has ended; {done.epochs.began} begins.")
    if done.digest == said.digest:
        print(f"Its digest is that of the export: {done.digest}")
    else:
        print(f"The export is of an earlier shape; with what was added since its digest is "
              f"{done.digest}")
    for line in to_renew(done.lacking):
        print(f"To be renewed: {line}")
    print("To be renewed: secrets that sign what is pushed, unless DATELINE_SECRET_KEY, or the "
          f"file secret-key of {settings.DATA}, is as it was there")
    print("Waiting jobs, the newsroom’s own theme/ and what the environment says are not in an "
          "export. Subscribers with a push, mail or drop are sent to as soon as it serves.")


def to_renew(lacking: dict[str, int]) -> list[str]:
    """In words, what lacks a secret that an export does not hold."""
    return [f"{count:,} {LACKING[name]}" for name, count in sorted(lacking.items())]
