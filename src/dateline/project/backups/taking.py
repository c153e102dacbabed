"""Taking a backup while the newsroom works.

The database is copied in one snapshot; then the files. What the database names was written before
it (DESIGN 4: files first, named by their digests), so each is there, whatever is published
meanwhile. What is only made again from nothing is left out.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connections

from dateline import __version__
from dateline.delivery.public import READER, snapshot
from dateline.lib import durable
from dateline.lib.progress import Progress
from dateline.project.arguments import Refused
from dateline.project.backups import databases
from dateline.project.backups.contents import (
    CHUNK,
    FILES,
    MANIFEST,
    POSTGRESQL,
    SQLITE,
    STAYS,
    Listed,
    Manifest,
)
from dateline.record import public as record

MADE_AGAIN = frozenset({"store", "search", "learned", "air"})
"""Pages, the index of the search, what was learned for the desk, and the radio's last hours of air
(recordings are `audio`)."""
IMMUTABLE = frozenset({"originals", "pictures", "audio", "wire"})
"""Folders whose files are written once, under new names: a link is as good as a copy."""
PAGES = 4096


def take(data: Path, target: Path, *, at: datetime) -> Manifest:
    """Write a backup of this installation; a failure takes away what was written.

    `target` is a folder that is empty or not there yet, or the name of a new `.tar` file.
    Raises Refused, OSError.
    """
    if target.suffix != ".tar":
        return _folder(data, target, at=at)
    if target.exists():
        raise Refused(f"{target} is there already: name a new file.")
    folder = target.with_name(f"{target.name}.partial")
    try:
        done = _folder(data, folder, at=at)
        _tar(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return done


def _folder(data: Path, target: Path, *, at: datetime) -> Manifest:
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(target.iterdir()):
        raise Refused(f"{target} is not empty: name a new folder.")
    target.chmod(0o700)
    with (target / FILES).open("xb") as listing:  # of two at once, one
        try:
            return _written(data, target, listing, at=at)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise


def _written(data: Path, target: Path, listing: IO[bytes], *, at: datetime) -> Manifest:
    total = count = 0
    digest, bar = hashlib.sha256(), Progress("files")
    name, epoch, tick, entries = _database(target)
    for one in _copied(data, target, name):
        line = json.dumps(asdict(one), ensure_ascii=False).encode() + b"\n"
        listing.write(line)
        digest.update(line)
        count, total = count + 1, total + one.bytes
        bar.at(count, count + 1)
    bar.at(count, count)
    listing.flush()
    os.sync()  # everything, before the manifest says that it is there
    done = Manifest(__version__, at.isoformat(), name, epoch, tick, entries, count, total,
                    digest.hexdigest())
    durable.write(target / MANIFEST, (done.spelled(),))
    return done


def _database(target: Path) -> tuple[str, str, int, int]:
    """Copy the database in one snapshot; its file's name, epoch, tick and last entry."""
    with snapshot() as held:
        entries = record.head()
        if connections[READER].vendor == "sqlite":
            _copy_sqlite(target / SQLITE)
            return SQLITE, held.epoch, held.as_of, entries
        _dump(target / POSTGRESQL)
        return POSTGRESQL, held.epoch, held.as_of, entries


def _copy_sqlite(path: Path) -> None:
    """Page by page within the open read transaction, which no writer waits for (WAL): its view
    stays the same for all steps (sqlite3_backup_step)."""
    bar = Progress("database pages")
    try:
        with closing(sqlite3.connect(path)) as copy:
            connections[READER].connection.backup(
                copy, pages=PAGES, progress=lambda _, left, all_: bar.at(all_ - left, all_))
    except sqlite3.Error as error:
        raise Refused(f"The database cannot be copied to {path.parent}: {error}. "
                      "Nothing was kept of it.") from None


def _dump(path: Path) -> None:
    """By pg_dump in the very snapshot that is open here (pg_export_snapshot, PostgreSQL 9.28.5)."""
    with connections[READER].cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        held = cursor.fetchone()[0]
    try:
        databases.run("pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                      f"--snapshot={held}", f"--file={path}", alias=settings.DATABASES["default"]
                      | {"NAME": connections[READER].settings_dict["NAME"]})
    except databases.NotDone as error:
        raise Refused(f"The database cannot be copied: {error}. Nothing was kept of it.") from None


def _copied(data: Path, target: Path, database: str) -> Iterator[Listed]:
    yield _read(target / database, database)
    for path in _files(data, target):
        name = path.relative_to(data).as_posix()
        try:
            _put(path, target / name, link=name.partition("/")[0] in IMMUTABLE)
        except FileNotFoundError:  # erased by law, or a mail that was read and deleted, meanwhile
            continue
        yield _read(target / name, name)


def _files(data: Path, target: Path) -> Iterator[Path]:
    """The files of the data folder, but for the database's own, unfinished ones and the backup."""
    elsewhere = {target.resolve(), Path(settings.STORE).resolve()}
    for top in sorted(data.iterdir()):
        out = top.name in STAYS | MADE_AGAIN or top.name.startswith((".", SQLITE))
        if out or top.resolve() in elsewhere:
            continue
        if not top.is_dir():
            yield top
            continue
        for folder, folders, names in os.walk(top):
            folders[:] = sorted(each for each in folders if (Path(folder) / each).resolve()
                                not in elsewhere)
            yield from (Path(folder) / each for each in sorted(names) if not each.startswith("."))


def _put(path: Path, target: Path, *, link: bool) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if link:
        try:
            os.link(path, target)
            return
        except FileNotFoundError:
            raise
        except OSError:  # another disk, or one without links
            pass
    shutil.copy2(path, target)


def _read(path: Path, name: str) -> Listed:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Listed(name, file.tell(), digest)


def _tar(folder: Path, target: Path) -> None:
    """The same as one file under its own name only once all of it is on the disk."""
    part = target.with_name(f".{target.name}.partial")
    with _gone_unless_done(part):
        with part.open("wb") as file:
            part.chmod(0o600)
            with tarfile.open(fileobj=file, mode="w", bufsize=CHUNK) as tar:
                for each in sorted(folder.iterdir()):
                    tar.add(each, arcname=each.name)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        durable.sync(target.parent)


@contextmanager
def _gone_unless_done(path: Path) -> Iterator[None]:
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
