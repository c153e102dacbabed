"""The folder an installation leaves in: new, and whole only when its last file is there."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

from dateline.lib import durable
from dateline.record import public as record

DONE = "dateline-export.json"
"""Written last: without it, an export was stopped or killed."""
_PICTURE = re.compile(r"[0-9a-f]{64}-[1-9]\d{0,4}x[1-9]\d{0,4}\.(?:webp|jpg)")


class NotEmpty(Exception):
    """The folder has something in it; nothing was written."""


class Leaving:
    """A new folder, what was written there, and the pictures that it names."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise NotEmpty(f"{folder} is not empty: name a new folder")
        self.folder = folder
        self.pictures: set[str] = set()
        self.missing: set[str] = set()

    def write(self, name: str, data: bytes) -> None:
        """Write a file; the folders above are made."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

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
        try:
            shutil.copyfile(path, target)
        except FileNotFoundError:
            self.missing.add(name)

    def drop(self, name: str) -> None:
        """Take back a file that was written and is not to be shown any more."""
        (self.folder / name).unlink(missing_ok=True)

    def finish(self, **said: Any) -> None:
        """All is on the disk: say that it is whole."""
        os.sync()
        durable.write(self.folder / DONE, ((json.dumps(said, indent=1) + "\n").encode(),))
