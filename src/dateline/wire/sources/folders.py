"""Looking into a folder: each file is read once it is complete, then put into `done`.

Complete is a file whose name is not a hidden or unfinished one (see `files`), and that nobody has
written to for two seconds. It is moved only after it is kept here: `kill -9` between the two reads
it again, which changes nothing.
"""

from __future__ import annotations

import os
import secrets
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.lib import clock, durable
from dateline.wire.models import Source
from dateline.wire.sources.files import NoFile, is_finished, opened, receive_file
from dateline.wire.sources.leasing import failed, looked

STEADY = 2.0  # seconds since it was written to last
DONE = "done"
MOST_FILES = 500  # at one look; the next comes at once then


class NotFolder(ValueError):
    """This folder cannot be looked into; the text says why."""


def checked_folder(said: str) -> Path:
    """The folder of a path that somebody typed: absolute, there, ours to change; NotFolder."""
    path = Path(said)
    if not path.is_absolute():
        raise NotFolder(_("give the whole path of the folder, from / on"))
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        raise NotFolder(_("there is no such folder on this machine")) from None
    if not real.is_dir():
        raise NotFolder(_("there is no such folder on this machine"))
    data = Path(settings.DATA).resolve()
    if real == data or data in real.parents or real in data.parents:
        raise NotFolder(_("the newsroom's own data folder is not for others to write to"))
    if not os.access(real, os.R_OK | os.W_OK | os.X_OK):
        raise NotFolder(_("the folder must be one that Dateline may read and change"))
    return real


def look_into_folder(source: Source) -> None:
    """Take in every complete file of the folder."""
    try:
        folder = checked_folder(source.address)
        names = _complete(folder)
        for name in names[:MOST_FILES]:
            _take(source, folder / name)
    except (NotFolder, OSError) as trouble:
        failed(source, str(trouble))
        return
    looked(source, wait=timedelta() if len(names) > MOST_FILES else None, backlog_over=True)


def _complete(folder: Path) -> list[str]:
    """Names of files that nobody writes to, the longest unchanged first."""
    now, found = time.time(), []
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_finished(entry.name) and entry.is_file(follow_symlinks=False):
                written = entry.stat(follow_symlinks=False).st_mtime
                if not now - STEADY < written <= now:
                    found.append((written, entry.name))
    return [name for _, name in sorted(found)]


def _take(source: Source, path: Path) -> None:
    try:
        with opened(path) as file:
            before = os.fstat(file.fileno())
            receive_file(source, file, name=path.name)
            after = os.fstat(file.fileno())
    except NoFile:
        return
    if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
        _done(path)


def _done(path: Path) -> None:
    """Put a file where those lie that were read, by day; two of one name both stay."""
    folder = path.parent / DONE / f"{clock.now():%Y-%m-%d}"
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / path.name
    if place.exists():
        place = folder / f"{secrets.token_hex(4)}-{path.name}"[:255]
    path.rename(place)
    durable.sync(folder)
    durable.sync(path.parent)
