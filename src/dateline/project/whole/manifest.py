"""What an export says of itself: written last, so that it means whole."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

LAYOUT = 2
"""1 had no files and could not be imported."""
NAME, FILES = "manifest.json", "files.jsonl"
MOST = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[\w.+-]{1,100}")


class NotExport(Exception):
    """What is no export, or none that can be imported here; one line says why."""


@dataclass(frozen=True)
class Listed:
    """One JSON Lines file: lines, bytes, SHA-256, and the digest of its content."""

    name: str
    rows: int
    bytes: int
    sha256: str
    digest: str


@dataclass(frozen=True)
class Manifest:
    """`entries`: the log's last entry in it; `size`: bytes of `files/`, all together."""

    dateline: str
    epoch: str
    tick: int
    entries: int
    size: int
    digest: str
    files: tuple[Listed, ...]
    layout: int = LAYOUT

    def spelled(self) -> bytes:
        """As it is written."""
        return (json.dumps(asdict(self), indent=1) + "\n").encode()

    def tables(self) -> dict[str, Listed]:
        """Its files by name."""
        return {each.name: each for each in self.files}


def understood(data: bytes) -> Manifest:
    """A manifest from its file. Raises NotExport."""
    try:
        said = json.loads(data)
        layout = said.get("layout", 1)
        if layout != LAYOUT:
            raise NotExport(
                f"its layout is {repr(layout)[:20]}, this release reads {LAYOUT}: bring a backup "
                "of it, or export it again with this release")
        files = tuple(Listed(**each) for each in said.pop("files"))
        found = Manifest(**said, files=files)
        sound = _sound(found)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise NotExport(f"its {NAME} is not one of an export")
    return found


def _sound(found: Manifest) -> bool:
    """Whether all of it is of its kind. Raises TypeError where a text is none."""
    digests = [found.digest, *(word for each in found.files for word in (each.sha256, each.digest))]
    numbers = [found.tick, found.entries, found.size,
               *(number for each in found.files for number in (each.rows, each.bytes))]
    names = [found.dateline, found.epoch, *(each.name for each in found.files)]
    return (all(map(_DIGEST.fullmatch, digests)) and all(map(_is, numbers))
            and all(map(_NAME.fullmatch, names)))


def _is(number: Any) -> bool:
    return type(number) is int and 0 <= number < 2**62
