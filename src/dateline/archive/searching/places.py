"""Where this machine's index lies, and how far it has come.

`search/current` names the folder that is searched; each folder has a `position` beside its index.
A position is written after what it says was committed: it is never ahead.
"""

from __future__ import annotations

import fcntl
import json
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from dateline.archive.searching.documents import LAYOUT

_PAUSE = 0.01


@dataclass(frozen=True)
class Position:
    """Up to entry `seq` of the log of `epoch` everything is applied.

    It was begun at entry `until`, and what is older is in it up to entry `built`. `erased`: the
    last entry that took a text away for good. `freed`: how often stories went out of turn.
    """

    epoch: str
    seq: int
    until: int
    built: int = 0
    erased: int = 0
    freed: int = 0
    layout: int = LAYOUT

    @property
    def whole(self) -> bool:
        """Whether everything older is in it as well."""
        return self.built >= self.until

    @property
    def tainted(self) -> bool:
        """Whether its files may still hold words of an erased text."""
        return self.erased > self.until


class Busy(Exception):
    """Another process works on the index and did not end in time."""


@dataclass(frozen=True)
class Place:
    """A folder with an index and its position."""

    folder: Path

    @property
    def index(self) -> Path:
        """Where tantivy's files are."""
        return self.folder / "index"

    def position(self) -> Position | None:
        """How far it is; None where that cannot be told."""
        return read_position(self.text())

    def text(self) -> str:
        """The position as it is written."""
        try:
            return (self.folder / "position").read_text()
        except (OSError, ValueError):
            return ""

    def move(self, position: Position) -> None:
        """Say how far it is."""
        _replace(self.folder / "position", json.dumps(asdict(position)))

    def clear(self) -> None:
        """Remove it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def read_position(text: str) -> Position | None:
    """A position from its file; None for anything else, and for one of another layout."""
    try:
        found = Position(**json.loads(text))
    except (ValueError, TypeError):
        return None
    return found if found.layout == LAYOUT else None


def root() -> Path:
    """The folder of all."""
    return Path(settings.DATA) / "search"


def named(role: str) -> Place | None:
    """The place that is `current`, or `next`; None if there is none."""
    try:
        name = (root() / role).read_text()
    except (OSError, ValueError):
        return None
    return Place(root() / name) if name.isalnum() and (root() / name).is_dir() else None


def name_as(role: str, place: Place) -> None:
    """Let this be the place that is current, or next; whatever is neither is removed."""
    _replace(root() / role, place.folder.name)
    if role == "current":
        (root() / "next").unlink(missing_ok=True)
    stays = {found.folder for found in map(named, ("current", "next")) if found}
    for folder in root().iterdir():
        if folder.is_dir() and folder not in stays:
            shutil.rmtree(folder, ignore_errors=True)


def new_place() -> Place:
    """An empty folder with a name of its own."""
    place = Place(root() / secrets.token_hex(8))
    place.index.mkdir(parents=True)
    return place


@contextmanager
def locked(patience: float) -> Iterator[None]:
    """Nobody else writes within; raises Busy after `patience` seconds."""
    root().mkdir(parents=True, exist_ok=True)
    ends = time.monotonic() + patience
    with (root() / "lock").open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > ends:
                    raise Busy("the index is worked on") from None
                time.sleep(_PAUSE)
        yield


def _replace(path: Path, text: str) -> None:
    mine = path.with_name(f".{secrets.token_hex(8)}")
    mine.write_text(text)
    mine.replace(path)
