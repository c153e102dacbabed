"""The folder an installation leaves in: new, and whole only when its last file is there.

Until then a file says that it is unfinished; what one left that was killed is taken away by the
next one into the same folder.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from dateline.lib import durable
from dateline.record import public as record

DONE = "dateline-export.json"
"""Written last: without it, an export was stopped or killed."""
UNFINISHED = "dateline-export.unfinished"
"""Written first, taken away last, locked by who writes."""
_NEW, _OVER = os.O_WRONLY | os.O_CREAT | os.O_EXCL, os.O_WRONLY | os.O_TRUNC
_PICTURE = re.compile(r"[0-9a-f]{64}-[1-9]\d{0,4}x[1-9]\d{0,4}\.(?:webp|jpg)")


class NotEmpty(Exception):
    """The folder has something in it; nothing was written."""


class Leaving:
    """A new folder, held while it is written: what is there, and the pictures that it names."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.mark = folder, folder / UNFINISHED
        if any(folder.iterdir()) and ((folder / DONE).exists() or not self.mark.is_file()):
            raise NotEmpty(f"{folder} is not empty: name a new folder")
        self._lock = self.mark.open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._clear()
        except BlockingIOError:
            self._lock.close()
            raise NotEmpty(f"{folder} is being written by another export") from None
        self.pictures: set[str] = set()
        self.missing: set[str] = set()
        self.files = 0
        """So many more are there than were before."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._lock.close()

    def _clear(self) -> None:
        for each in self.folder.iterdir():
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each)
            elif each != self.mark:
                each.unlink()
        os.truncate(self.mark, 0)

    def write(self, name: str, data: bytes) -> None:
        """Write a file; the folders above are made."""
        path = f"{self.folder}/{name}"
        try:
            number = os.open(path, _NEW)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            number = os.open(path, _NEW)
        except FileExistsError:
            number = os.open(path, _OVER)
            self.files -= 1
        self.files += 1
        with open(number, "wb") as file:
            file.write(data)

    def illustrate(self, text: str) -> list[str]:
        """Put the files of pictures that a text names beside it, in `pictures/`; their names."""
        names = list(dict.fromkeys(_PICTURE.findall(text)))
        for name in names:
            if name not in self.pictures:
                self.pictures.add(name)
                self.copy(record.file_of(name), f"pictures/{name}")
        return names

    def copy(self, path: Path, name: str) -> None:
        """A file of ours beside the rest; one that is not there is told of."""
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        there = target.exists()
        try:
            shutil.copyfile(path, target)
            self.files += not there
        except FileNotFoundError:
            self.missing.add(name)

    def drop(self, name: str) -> None:
        """Take back a file that was written, if it was, and is not to be shown any more."""
        with suppress(FileNotFoundError):
            (self.folder / name).unlink()
            self.files -= 1

    def has(self, name: str) -> bool:
        """Whether something stands at this name, or a file in place of a folder above it."""
        try:
            (self.folder / name).stat()
        except FileNotFoundError:
            return False
        except NotADirectoryError:
            pass
        return True

    def holds(self, name: str, data: bytes) -> bool:
        """Whether a file is there, with these bytes."""
        path = self.folder / name
        return path.is_file() and path.read_bytes() == data

    def settle(self) -> None:
        """Wait until what is written is on the disk."""
        os.sync()

    def finish(self, **said: Any) -> None:
        """All is on the disk: say that it is whole."""
        durable.write(self.folder / DONE, ((json.dumps(said, indent=1) + "\n").encode(),))
        self.mark.unlink()
