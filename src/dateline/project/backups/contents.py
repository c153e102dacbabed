"""What a backup is: files as they lie in the data folder, their digests, and a manifest last.

`files.jsonl` has a line a file: name, bytes, SHA-256. `manifest.json` has the digest of that list,
and is written when everything else is on the disk: without it, a backup is none. A backup is a
folder, or the same in one uncompressed tar file. Light: nothing here needs Django.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO

LAYOUT = 1
MANIFEST, FILES = "manifest.json", "files.jsonl"
SQLITE, POSTGRESQL = "dateline.sqlite3", "dateline.pgdump"
STAGE, MARK = "restore.part", "restoring"
STAYS = frozenset({"backups", "serve.lock", "ready.lock", STAGE, MARK})
"""Of a data folder, what is in no backup and moved by no restore."""
CHUNK = 1024 * 1024


class NotBackup(Exception):
    """What cannot be restored: no backup, a part of one, a damaged one. One line says why."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `entries`: the number of the log's last entry in it;
    `sha256`: that of its list of files; `size`: all of them together, in bytes."""

    dateline: str
    taken_at: str
    database: str
    epoch: str
    tick: int
    entries: int
    files: int
    size: int
    sha256: str
    layout: int = LAYOUT

    def spelled(self) -> bytes:
        """As it is written."""
        return (json.dumps(asdict(self), indent=1) + "\n").encode()


@dataclass(frozen=True)
class Listed:
    """A file of a backup by its name in the data folder."""

    name: str
    bytes: int
    sha256: str


class Backup:
    """A backup that is read, from a folder or a tar file. Raises NotBackup."""

    def __init__(self, path: Path, tar: tarfile.TarFile | None) -> None:
        self.path, self.tar = path, tar
        self.manifest = self._manifest()

    def open(self, name: str) -> IO[bytes]:
        """A file of it."""
        try:
            if self.tar is None:
                return (self.path / name).open("rb")
            found = self.tar.extractfile(name)
        except (OSError, KeyError, tarfile.TarError):
            found = None
        if found is None:
            raise NotBackup(f"{name} is not in {self.path}")
        return found

    def files(self) -> Iterator[Listed]:
        """Its files by the list, whose digest is compared first."""
        with self.open(FILES) as file:
            digest = hashlib.file_digest(file, "sha256")  # type: ignore[arg-type]
            if digest.hexdigest() != self.manifest.sha256:
                raise NotBackup(f"{FILES} in {self.path} differs from its digest")
        with self.open(FILES) as file:
            for line in file:
                yield _listed(line)

    def _manifest(self) -> Manifest:
        try:
            with self.open(MANIFEST) as file:
                said = json.loads(file.read(CHUNK))
            found = Manifest(**said)
        except NotBackup:
            raise NotBackup(f"{self.path} is no whole backup: it has no {MANIFEST}") from None
        except (ValueError, TypeError):
            raise NotBackup(f"{MANIFEST} in {self.path} is not one of a backup") from None
        if found.layout != LAYOUT:
            raise NotBackup(f"{self.path} was made by another release, {found.dateline}")
        return found


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """A backup for reading. Raises NotBackup."""
    if path.is_dir():
        yield Backup(path, None)
        return
    try:
        tar = tarfile.open(path, "r:")  # noqa: SIM115
    except (OSError, tarfile.TarError) as error:
        raise NotBackup(f"{path} is no backup: {error}") from None
    with tar:
        yield Backup(path, tar)


def _listed(line: bytes) -> Listed:
    try:
        found = Listed(**json.loads(line))
        parts = PurePosixPath(found.name).parts
    except (ValueError, TypeError):
        raise NotBackup(f"{FILES} has a line that is none: {line[:80]!r}") from None
    inside = parts and parts[0] not in STAYS and parts[0] != "/" and ".." not in parts
    if not inside or "\0" in found.name:
        raise NotBackup(f"{found.name!r} is no name of a file in a data folder")
    return found
