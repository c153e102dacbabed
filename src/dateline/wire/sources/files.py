"""Files of any size, from a path: those too large to be read are kept without being read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dateline.wire.models import Source
from dateline.wire.sources.receiving import MOST, Receipt, receive, refuse, too_large

UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", "~")
"""How the names of files end that are still being written."""


class NoFile(OSError):
    """What is no plain file (a link, a pipe, a folder), or is gone."""


def opened(path: Path) -> BinaryIO:
    """A plain file for reading; a link is not followed, a pipe not waited for. Raises NoFile."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as trouble:
        raise NoFile(f"{path.name}: {trouble.strerror}") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NoFile(f"{path.name}: this is no plain file")
    return os.fdopen(descriptor, "rb")


def receive_file(source: Source, file: BinaryIO, *, name: str) -> Receipt:
    """Receive an open file; see `receiving.receive`."""
    size = os.fstat(file.fileno()).st_size
    if size > MOST:
        return refuse(source, file, too_large(size), name=name)
    raw = file.read(MOST + 1)
    if len(raw) > MOST:  # it grew meanwhile
        file.seek(0)
        return refuse(source, file, too_large(len(raw)), name=name)
    return receive(source, raw, name=name)


def is_finished(name: str) -> bool:
    """Whether a name is not of a file that is hidden or still being written."""
    return not name.startswith(".") and not name.casefold().endswith(UNFINISHED)


def all_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named at any depth, by name; hidden ones not."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(folder) / name for name in sorted(names) if is_finished(name))
