"""Writing the whole export: the tables in one snapshot, then the files, the manifest last.

What the rows name was written before them (DESIGN 4: files first), so each is there, unless it was
erased by law meanwhile.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dateline import __version__
from dateline.delivery.public import READER, snapshot
from dateline.lib import durable
from dateline.lib.progress import Progress
from dateline.project.whole import parts
from dateline.project.whole.digest import Sum, summed
from dateline.project.whole.manifest import FILES, NAME, Listed, Manifest
from dateline.record import public as record

_NAMES = ".names"
_PIECE = 1024 * 1024


@dataclass(frozen=True)
class Written:
    """What was written; `missing`: how many files that rows name are not there."""

    manifest: Manifest
    files: int
    missing: int


def write(data: Path, folder: Path) -> Written:
    """Write everything into an empty folder. Raises OSError."""
    folder.chmod(0o700)
    names = folder / _NAMES
    with snapshot() as held:
        sums = _tables(folder)
        count = _listed(names)
        entries = record.head()
    files, size = _copied(data, folder, names, count)
    names.unlink()
    os.sync()
    made = Manifest(__version__, held.epoch, held.as_of, entries, size, summed([*sums, files]),
                    tuple(_line(each) for each in (*sums, files)))
    durable.write(folder / NAME, (made.spelled(),))
    return Written(made, files.rows, count - files.rows)


def _line(each: Sum) -> Listed:
    return Listed(f"{each.name}.jsonl", each.rows, each.size, each.whole.hexdigest(),
                  each.content.hexdigest())


def _tables(folder: Path) -> list[Sum]:
    tables = [kept for _, kept in parts.kept()]
    total, seen = sum(each.all(READER).count() for each in tables), 0
    sums, bar = [], Progress("rows")
    for kept in tables:
        done = Sum(kept)
        with (folder / f"{kept.name}.jsonl").open("wb") as file:
            for row in kept.rows(READER):
                file.write(done.add(row))
                bar.at(seen + done.rows, total)
        sums.append(done)
        seen += done.rows
    return sums


def _listed(path: Path) -> int:
    """Keep the names of the files that this snapshot names; returns how many."""
    count = 0
    with path.open("w") as file:
        for count, name in enumerate(parts.files(READER), start=1):  # noqa: B007
            file.write(f"{name}\n")
    return count


def _copied(data: Path, folder: Path, names: Path, total: int) -> tuple[Sum, int]:
    done, size, bar = Sum(None), 0, Progress("files")
    with (folder / FILES).open("wb") as listing, names.open() as file:
        for at, line in enumerate(file, start=1):
            name = line.rstrip("\n")
            with suppress(FileNotFoundError):
                row = copy(data / name, folder / "files" / name)
                listing.write(done.add(row.spelled(name)))
                size += row.size
            bar.at(at, total)
    return done, size


@dataclass(frozen=True)
class Copied:
    """What a file was found to be."""

    size: int
    sha256: str

    def spelled(self, name: str) -> dict[str, int | str]:
        """Its line in the list of files."""
        return {"bytes": self.size, "name": name, "sha256": self.sha256}


def copy(path: Path, target: Path) -> Copied:
    """Copy a file that is written once. Raises OSError."""
    size, digest = 0, hashlib.sha256()
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as made:
            for piece in _pieces(file):
                size += made.write(piece)
                digest.update(piece)
    return Copied(size, digest.hexdigest())


def _pieces(file: object) -> Iterator[bytes]:
    while piece := file.read(_PIECE):  # type: ignore[attr-defined]
        yield piece
