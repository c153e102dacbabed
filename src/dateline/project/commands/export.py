"""`dateline export`."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder

from dateline import __version__
from dateline.delivery.public import snapshot
from dateline.desk import public as desk
from dateline.discussion import public as discussion
from dateline.lib.progress import Progress
from dateline.lib.rows import Table
from dateline.onair import public as onair
from dateline.people import public as people
from dateline.project.arguments import Refused
from dateline.project.commands import leaving
from dateline.record import public as record
from dateline.wire import public as wire


def run(chosen: argparse.Namespace) -> None:
    """Write each room's part in one snapshot; the manifest comes last, so that it means whole."""
    if chosen.what:
        _comments(chosen.file)
        return
    if chosen.kind:
        leaving.run(chosen.to, chosen.kind)
        return
    folder: Path = chosen.to
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Refused(f"{folder} is not empty: name a new folder.")
        with snapshot() as held:
            parts = [room.export() for room in (record, desk, people, wire, discussion, onair)]
            files = [_write(folder, table) for part in parts for table in part]
        manifest = {"dateline": __version__, "epoch": held.epoch, "tick": held.as_of}
        manifest["files"] = files
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}.") from None
    print(f"{len(files)} files and manifest.json in {folder}")


def _comments(path: Path | None) -> None:
    try:
        if path is None:
            _lines(sys.stdout.buffer)
            return
        with path.open("xb") as file:
            count = _lines(file)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from None
    print(f"{count} lines in {path}")


def _lines(file: IO[bytes]) -> int:
    count, progress = 0, Progress("lines")
    for count, line in enumerate(discussion.comments_exported(), start=1):
        file.write(json.dumps(line, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n")
        progress.at(count, count + 1)
    return count


def _write(folder: Path, table: Table) -> dict[str, Any]:
    name, rows, total = table
    path = folder / f"{name}.jsonl"
    digest, count, progress = hashlib.sha256(), 0, Progress(name)
    with path.open("wb") as file:
        for count, row in enumerate(rows, start=1):
            line = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            file.write(line)
            progress.at(count, total)
    return {"name": path.name, "rows": count, "sha256": digest.hexdigest()}
