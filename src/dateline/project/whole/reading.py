"""Reading an export: everything is compared with its digest before anything is written."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from dateline import __version__
from dateline.lib.progress import Progress
from dateline.lib.refilling import Row
from dateline.lib.rows import Kept, spelled
from dateline.project.whole import parts
from dateline.project.whole.digest import Sum
from dateline.project.whole.manifest import (
    FILES,
    MOST,
    NAME,
    Listed,
    Manifest,
    NotExport,
    understood,
)
from dateline.project.whole.writing import copy

LONGEST = 64 * 1024 * 1024
"""Bytes of a line at most: a story with all its text is a thousandth of it."""
FOLDERS = ("pictures", "originals", "audio", "wire")
_PART = re.compile(r"[^\x00-\x1f/\\]{1,250}")


class Export:
    """An export in a folder. Raises NotExport, here and in what is read from it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._open(NAME) as file:
            data = file.read(MOST + 1)
        self.manifest: Manifest = understood(data)
        if _numbers(self.manifest.dateline) > _numbers(__version__):
            raise NotExport(f"it is of release {self.manifest.dateline}, this is {__version__}: "
                            "install that one or a newer one")
        self._refuse_other_tables()

    def _refuse_other_tables(self) -> None:
        """All of today's tables, but for those that were added since; none that is unknown."""
        tables = [each for _, each in parts.kept()]
        names = {each.name for each in self.manifest.files}
        if len(names) != len(self.manifest.files):
            raise NotExport(f"its {NAME} is not one of an export")
        if unknown := sorted(names - {f"{each.name}.jsonl" for each in tables} - {FILES}):
            raise NotExport(f"it has tables that this release does not know ({unknown[0][:60]!r}): "
                            "install the one that wrote it, or a newer one")
        lacking = {FILES, *(f"{each.name}.jsonl" for each in tables if not each.late)} - names
        if lacking:
            raise NotExport(f"its {NAME} does not list {min(lacking)}: it is not whole")

    def compare(self) -> None:
        """Compare each list and table with its digest."""
        bar, done, total = Progress("bytes"), 0, sum(each.bytes for each in self.manifest.files)
        for each in self.manifest.files:
            self._compare(each)
            done += each.bytes
            if each.bytes:
                bar.at(done, total)

    def _compare(self, said: Listed) -> None:
        digest, lines, size = hashlib.sha256(), 0, 0
        for line in self._lines(said.name):
            digest.update(line)
            lines, size = lines + 1, size + len(line)
        if (lines, size, digest.hexdigest()) != (said.rows, said.bytes, said.sha256):
            raise NotExport(f"{said.name} differs from its digest{self._where(said, lines)}")

    def _where(self, said: Listed, lines: int) -> str:
        """Where a file was changed, if that can be told."""
        for number, line in enumerate(self._lines(said.name), start=1):
            try:
                whole = spelled(_parsed(line)) == line
            except ValueError:
                whole = False
            if not whole:
                return f": line {number} is not as it was written"
        if lines != said.rows:
            return f": it has {lines} lines, {said.rows} were written"
        return ""

    def rows(self, kept: Kept, read: Sum) -> Iterator[Row]:
        """A table's rows with their lines. Those of an earlier release get what was added since,
        and are summed up as they are then."""
        name = f"{kept.name}.jsonl"
        for number, line in enumerate(self._lines(name), start=1):
            try:
                row = _parsed(line)
            except ValueError:
                raise NotExport(f"{name}, line {number}: this is no row") from None
            if kept.added:
                row = {**kept.added, **row}
                read.add(row)
            yield number, row

    def listed(self) -> Iterator[dict[str, Any]]:
        """Each file's name, bytes and SHA-256."""
        for number, line in enumerate(self._lines(FILES), start=1):
            try:
                row = _parsed(line)
                sound = row.keys() == {"name", "bytes", "sha256"} and _inside(row["name"])
            except (ValueError, AttributeError, TypeError):
                sound = False
            if not sound:
                raise NotExport(f"{FILES}, line {number}: this is no file of an export")
            yield row

    def take(self, row: dict[str, Any], folder: Path) -> None:
        """Copy a file into a folder and compare it with its digest."""
        name = row["name"]
        path = self.path / "files" / name
        if path.resolve() != self.path.resolve() / "files" / name or not path.is_file():
            raise NotExport(f"files/{name} is not there, or is no plain file")
        found = copy(path, folder / name)
        if found.spelled(name) != row:
            raise NotExport(f"files/{name} differs from its digest")

    def _lines(self, name: str) -> Iterator[bytes]:
        with self._open(name) as file:
            while line := file.readline(LONGEST + 1):
                if len(line) > LONGEST:
                    raise NotExport(f"{name} has a line of more than {LONGEST:,} bytes")
                yield line

    def _open(self, name: str) -> BinaryIO:
        """A plain file; a link is not followed, a pipe not waited for."""
        try:
            descriptor = os.open(self.path / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            raise NotExport(f"{name} cannot be read: {error.strerror}") from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise NotExport(f"{name} is no plain file")
        return os.fdopen(descriptor, "rb")


def is_export(path: Path) -> bool:
    """Whether a folder has an export's manifest, whole or not."""
    return (path / NAME).is_file() and (path / "record-ledger.jsonl").exists()


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8", "surrogatepass"))
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(row, dict):
        raise ValueError("no object")
    return row


def _inside(name: str) -> bool:
    names = PurePosixPath(name).parts
    plain = all(_PART.fullmatch(each) and not each.startswith(".") for each in names)
    return plain and len(names) > 1 and names[0] in FOLDERS and "/".join(names) == name


def _numbers(release: str) -> list[int]:
    return [int(part) for part in str(release).split(".") if part.isdecimal()]
