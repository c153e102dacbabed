"""An installation from a backup, before Django is set up.

1. Every file is copied into `restore.part` of the data folder and compared with its digest.
   Until here nothing of the folder is touched, and a failure takes the copies away.
2. `restoring` is written: from here on every other command refuses the folder, and the same
   `restore` again goes on where it was.
3. What was in the folder moves to `backups/before-restore-…`, what was copied moves in; PostgreSQL
   is filled in one transaction.
4. The command takes a new epoch and deletes `restoring` (`finish`).
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.lib import durable
from dateline.lib.progress import Progress
from dateline.project import environment
from dateline.project.backups import databases
from dateline.project.backups.contents import (
    CHUNK,
    MARK,
    POSTGRESQL,
    STAGE,
    STAYS,
    Backup,
    Listed,
    Manifest,
    NotBackup,
    opened,
)
from dateline.project.environment import WrongSetting


class NotRestored(Exception):
    """Why nothing was restored, or how to go on; one line."""


def begin(source: Path, *, yes: bool) -> Any:
    """Put a backup into the data folder; returns the open lock that holds it. Raises NotRestored.

    `yes`: what is in the folder is put aside; else a folder with anything in it is refused.
    """
    with ExitStack() as held:
        try:
            folder = environment.data_folder()
            alias = environment.databases(folder)["default"]
            lock = held.enter_context(_hold(folder))
            _put_back(source, folder, alias, yes=yes)
        except (NotBackup, WrongSetting, databases.NotDone) as error:
            raise NotRestored(str(error)) from None
        held.pop_all()
    return lock


def _put_back(source: Path, folder: Path, alias: dict[str, Any], *, yes: bool) -> None:
    if not (folder / MARK).exists():
        _stage(source, folder, alias, yes=yes)
    elif _mark(folder)["source"] != str(source.resolve()):
        raise NotRestored(f"a restore of {_mark(folder)['source']} was begun here: say "
                          "`dateline restore` with that one again, it goes on where it was")
    _swap(folder)
    _fill(folder, alias)


def finish(folder: Path) -> Path | None:
    """The new epoch is taken: the folder may be used. Returns where what was in it lies now."""
    aside = folder / "backups" / _mark(folder)["aside"]
    shutil.rmtree(folder / STAGE, ignore_errors=True)
    (folder / MARK).unlink()
    durable.sync(folder)
    return aside if aside.exists() else None


def _hold(folder: Path) -> Any:
    """The lock that `serve` holds; it stays as long as it is open."""
    lock = (folder / "serve.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise NotRestored(f"Dateline or another restore runs on {folder}: stop it first") from None
    return lock


def _stage(source: Path, folder: Path, alias: dict[str, Any], *, yes: bool) -> None:
    stage, old = folder / STAGE, _old(folder)
    with opened(source) as backup:
        _fits(backup.manifest, folder, alias)
        if old and not yes:
            raise NotRestored(f"{folder} is not empty ({', '.join(old[:4])} …): give an empty "
                              "folder, or --yes to put what is there aside, into backups/")
        shutil.rmtree(stage, ignore_errors=True)  # of a restore that was killed
        try:
            _copy(backup, stage)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
    os.sync()
    aside = f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    said = {"source": str(source.resolve()), "aside": aside, "old": old}
    durable.write(folder / MARK, (json.dumps(said).encode(),))


def _old(folder: Path) -> list[str]:
    """What moves; hidden names are files that somebody was killed in the middle of."""
    return sorted(each.name for each in folder.iterdir()
                  if each.name not in STAYS and not each.name.startswith("."))


def _fits(manifest: Manifest, folder: Path, alias: dict[str, Any]) -> None:
    """Raise NotRestored for what cannot be restored into this folder or database."""
    here = "postgresql" if "postgresql" in alias["ENGINE"] else "sqlite3"
    there = "postgresql" if manifest.database == POSTGRESQL else "sqlite3"
    if here != there:
        raise NotRestored(f"the backup is of {there} and this installation is on {here}: "
                          "set DATELINE_DATABASE as it was, or bring over an export")
    if _numbers(manifest.dateline) > _numbers(__version__):
        raise NotRestored(f"the backup is of release {manifest.dateline}, this is {__version__}: "
                          "install that one or a newer one")
    if here == "postgresql" and databases.tables(alias):
        raise NotRestored(f"the database {alias['NAME']} is not empty: make a new one and name it "
                          "in DATELINE_DATABASE")
    if shutil.disk_usage(folder).free < manifest.size:
        raise NotRestored(f"there is no room in {folder}: it takes {manifest.size:,} bytes")
    (folder / "backups").mkdir(exist_ok=True)
    if (folder / "backups").stat().st_dev != folder.stat().st_dev:
        raise NotRestored("backups/ is on another disk than the data folder: give a new folder")


def _numbers(release: str) -> list[int]:
    return [int(part) for part in release.split(".") if part.isdecimal()]


def _copy(backup: Backup, stage: Path) -> None:
    bar, done = Progress("bytes"), 0
    for one in backup.files():
        path = stage / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        _copy_one(backup, one, path)
        done += one.bytes
        bar.at(done, backup.manifest.size)


def _copy_one(backup: Backup, one: Listed, path: Path) -> None:
    digest, mode = hashlib.sha256(), 0o600 if "/" not in one.name else 0o644
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with backup.open(one.name) as file, os.fdopen(descriptor, "wb") as copy:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            copy.write(chunk)
    if digest.hexdigest() != one.sha256:
        raise NotBackup(f"{one.name} in {backup.path} differs from its digest: "
                        "nothing was restored")


def _mark(folder: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((folder / MARK).read_bytes())
    return said


def _swap(folder: Path) -> None:
    """Old names out, each once; then new ones in: to be repeated after a kill at any step."""
    said, stage = _mark(folder), folder / STAGE
    aside = folder / "backups" / said["aside"]
    if said["old"]:
        aside.mkdir(exist_ok=True)
    for name in said["old"]:
        if os.path.lexists(folder / name) and not os.path.lexists(aside / name):
            (folder / name).rename(aside / name)
    for path in sorted(stage.iterdir()) if stage.is_dir() else ():
        path.rename(folder / path.name)
    durable.sync(folder)


def _fill(folder: Path, alias: dict[str, Any]) -> None:
    """PostgreSQL from the dump, unless that was done before a kill."""
    dump = folder / POSTGRESQL
    if not dump.exists():
        return
    if not databases.tables(alias):
        databases.refill(dump, alias)
    dump.unlink()


def refuse_half_done(folder: Path) -> None:
    """Raise NotRestored for a folder whose restore was begun and did not end."""
    if (folder / MARK).exists():
        raise NotRestored(f"a restore of {_mark(folder)['source']} into {folder} did not end: say "
                          "`dateline restore` with it again, it goes on where it was")

