"""`dateline erase`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from uuid import UUID

from django.db import connection

from dateline.desk import public as desk
from dateline.discussion import public as discussion
from dateline.lib import clock
from dateline.project.arguments import Refused
from dateline.record.public import UnknownCode
from dateline.wire.public import erase_received


def run(chosen: argparse.Namespace) -> None:
    """Ask, erase, and say what is out of reach."""
    if bool(chosen.story) == bool(chosen.reader):
        raise Refused("Name a story, or --reader and a person.")
    if chosen.reader:
        _erase_reader(chosen)
    else:
        _erase_story(chosen)


def _ask(chosen: argparse.Namespace, what: str) -> None:
    if chosen.yes:
        return
    if not sys.stdin.isatty():
        raise Refused("Say --yes: there is no terminal to ask on.")
    if input(f"Erase “{what}” for ever? Type yes: ").strip().lower() != "yes":
        raise Refused("Nothing was erased.")


def _erase_reader(chosen: argparse.Namespace) -> None:
    found = discussion.find_reader(chosen.reader)
    if found is None:
        raise Refused(f"There is no reader {chosen.reader}.")
    _ask(chosen, found.name)
    discussion.erase_reader_now(found.pk, keep=chosen.keep, at=clock.now())
    print("Erased: the account, the name and what the person wrote"
          + (", but for public comments." if chosen.keep else "; stored pages."))
    print("Statements of reasons stay without the person; the log still verifies.")
    print("Out of reach of this command:")
    for line in _beyond(chosen.folder)[:-2]:
        print(f"- {line}")
    print("- what others wrote about the person, and what moderators wrote in their reasons")
    print("- mails that were sent, or are kept in the data folder")


def _erase_story(chosen: argparse.Namespace) -> None:
    found = _find(chosen.story)
    _ask(chosen, found.headline)
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
