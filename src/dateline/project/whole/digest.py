"""One digest of what an installation holds: the same for the same content, wherever it lies.

Each table has a digest over its rows as an export spells them, by primary key, and the files have
one over the list of their names, sizes and SHA-256; the digest is over all of those. Not in it:
what an export leaves out, the epoch of now, and where something stands (`Kept.moving`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.lib.progress import Told, untold
from dateline.lib.rows import Kept, spelled
from dateline.project.whole import parts

FILES = "files"


@dataclass
class Sum:
    """What was written of one table so far: `digest` is of its content, `sha256` of its bytes."""

    kept: Kept | None
    rows: int = 0
    size: int = 0
    whole: Any = field(default_factory=hashlib.sha256)
    content: Any = field(default_factory=hashlib.sha256)

    def add(self, row: dict[str, Any]) -> bytes:
        """Count a row in; returns its line."""
        line = spelled(row)
        self.rows, self.size = self.rows + 1, self.size + len(line)
        self.whole.update(line)
        if self.kept and self.kept.moving:
            stays = {name: value for name, value in row.items() if name not in self.kept.moving}
            self.content.update(spelled(stays))
        else:
            self.content.update(line)
        return line

    @property
    def name(self) -> str:
        """Of the table; `files` of the list of files."""
        return self.kept.name if self.kept else FILES

    @property
    def counts(self) -> bool:
        """Whether it is in the digest."""
        return self.kept is None or self.kept.digested


def summed(sums: Iterable[Sum]) -> str:
    """The digest of it all: 64 hexadecimal digits."""
    whole = hashlib.sha256()
    for each in sums:
        if each.counts:
            whole.update(f"{each.name} {each.rows} {each.content.hexdigest()}\n".encode())
    return whole.hexdigest()


def table_sums(using: str, progress: Told = untold) -> Iterator[Sum]:
    """Sum up each table as a database alias has it; run it in one snapshot."""
    tables = [each for _, each in parts.kept()]
    seen, total = 0, sum(each.all(using).count() for each in tables if each.digested)
    for each in tables:
        done = table_sum(each, using, progress, seen, total)
        seen += done.rows
        yield done


def table_sum(
    kept: Kept, using: str, progress: Told = untold, before: int = 0, total: int = 0
) -> Sum:
    """Sum up one table; nothing is read of one that is not in the digest."""
    done = Sum(kept)
    for row in kept.rows(using) if kept.digested else ():
        done.add(row)
        progress("rows", before + done.rows, total)
    return done


def of(using: str, data: Path, progress: Told = untold) -> str:
    """The digest of this installation; run it in one snapshot."""
    sums, files = list(table_sums(using, progress)), Sum(None)
    for name in parts.files(using):
        row = listed(data, name)
        if row:
            files.add(row)
            progress(FILES, files.rows, files.rows + 1)
    return summed([*sums, files])


def listed(data: Path, name: str) -> dict[str, Any] | None:
    """A file's line in the list; None for one that is not there."""
    try:
        with (data / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return {"bytes": file.tell(), "name": name, "sha256": digest}
    except (FileNotFoundError, IsADirectoryError):
        return None
