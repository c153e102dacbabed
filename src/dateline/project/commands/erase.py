"""`dateline erase`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from uuid import UUID

from django.db import connection

from dateline.desk import public as desk
from dateline.project.arguments import Refused
from dateline.record.public import UnknownCode
from dateline.wire.public import erase_received


def run(chosen: argparse.Namespace) -> None:
    """Ask, erase, and say what is out of reach."""
    found = _find(chosen.story)
    if not chosen.yes:
        if not sys.stdin.isatty():
            raise Refused("Say --yes: there is no terminal to ask on.")
        if input(f"Erase “{found.headline}” for ever? Type yes: ").strip().lower() != "yes":
            raise Refused("Nothing was erased.")
    try:
        desk.erase(found.guid, chosen.notice)
        kept = erase_received(found.guid)
    except desk.NotAllowed as error:
        raise Refused(str(error)) from None
    print("Erased: versions, working copy, what it came as, stored pages. Digests stay; the log "
          "still verifies.")
    print("Out of reach of this command:")
    if kept:
        print(f"- {kept} files of another agency that hold other items too, in wire/in")
    for line in _beyond(chosen.folder):
        print(f"- {line}")


def _find(text: str) -> desk.Working:
    try:
        found = desk.find(guid=str(UUID(text)))
    except ValueError:
        code = text.strip().rstrip("/").removesuffix(".json").rpartition("~")[2]
        try:
            found = desk.find(code=code)
        except UnknownCode as error:
            raise Refused(f"{error}: give a story's code, address or guid.") from None
    if found is None:
        raise Refused(f"There is no story {text}.")
    return found


def _beyond(folder: Path) -> list[str]:
    kept = [f"the backup {path}" for path in sorted((folder / "backups").glob("*"))]
    if connection.vendor == "postgresql":
        kept.append("PostgreSQL's write-ahead log, replicas and backups")
    return [
        *kept,
        "exports and backups made elsewhere, and snapshots of the disk",
        "copies that readers, subscribers, search engines or a CDN hold",
        "other stories that quote or name it",
        "mails that quote or name it: sent, waiting, failed, or kept in the data folder",
    ]
