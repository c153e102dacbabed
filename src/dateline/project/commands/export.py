"""`dateline export`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import IO

from django.core.serializers.json import DjangoJSONEncoder

from dateline.discussion import public as discussion
from dateline.lib.progress import Progress
from dateline.project.arguments import Refused
from dateline.project.commands import leaving
from dateline.project.whole.writing import write


def run(chosen: argparse.Namespace) -> None:
    """Write each room's part in one snapshot; the manifest comes last, so that it means whole."""
    if chosen.what:
        _comments(chosen.file)
    elif chosen.kind:
        leaving.run(chosen.to, chosen.kind)
    else:
        _whole(chosen.to, chosen.folder)


def _whole(folder: Path, data: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            raise Refused(f"{folder} is not empty: name a new folder.")
        done = write(data, folder)
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}.") from None
    print(f"{len(done.manifest.files)} tables and lists, {done.files:,} files "
          f"({done.manifest.size:,} bytes) and manifest.json in {folder}")
    if done.missing:
        print(f"{done.missing:,} files that rows name are not here: `dateline check` says more.")
    print(f"The log up to entry {done.manifest.entries:,}; digest {done.manifest.digest}")
    print("It holds what nobody may read yet: keep it where only you can read it.")


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
