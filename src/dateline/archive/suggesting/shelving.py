"""What was learned as a file of the data folder: it can be made again, and is in no backup.

A line of JSON tells what the arrays behind it are; they are read where they lie.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from dateline.archive.suggesting.learned import ARRAYS, Learned
from dateline.lib import durable

LAYOUT = 1
"""Raise it when anything about the file or the features changes: it is made anew then."""
_ALIGNED = 64
_open: dict[str, tuple[tuple[str, int, int], Learned | None]] = {}


def place() -> Path:
    """Where it is."""
    return Path(settings.DATA) / "learned" / "suggestions"


def put(learned: Learned) -> None:
    """Let this be what is known from now on. Raises OSError."""
    durable.write(place(), _pieces(learned))


def known() -> Learned | None:
    """What was learned last, kept open until there is something newer; None: nothing yet."""
    path = place()
    try:
        told = path.stat()
    except OSError:
        return None
    stamp = (str(path), told.st_ino, told.st_mtime_ns)
    if "last" not in _open or _open["last"][0] != stamp:
        _open["last"] = stamp, _read(path)
    return _open["last"][1]


def about() -> dict[str, Any]:
    """What is told of it, without opening the rest; empty where there is none."""
    try:
        with place().open("rb") as file:
            head = json.loads(file.readline())
    except (OSError, ValueError):
        return {}
    return dict(head["about"]) if _fits(head) else {}


def _fits(head: Any) -> bool:
    return isinstance(head, dict) and head.get("layout") == LAYOUT


def _pieces(learned: Learned) -> Iterator[bytes]:
    arrays = [(name, learned.arrays[name]) for name in ARRAYS]
    head = {"layout": LAYOUT, "about": learned.about, "floor": learned.floor,
            "labels": learned.labels, "ids": learned.ids,
            "arrays": [[name, each.dtype.str, len(each)] for name, each in arrays]}
    line = json.dumps(head).encode()
    line += b" " * (-(len(line) + 1) % _ALIGNED) + b"\n"
    yield line
    for _, each in arrays:
        data = each.tobytes()
        yield data + bytes(-len(data) % _ALIGNED)


def _read(path: Path) -> Learned | None:
    import numpy as np

    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            at = file.tell()
            held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if not _fits(head):
            return None
        arrays = {}
        for name, kind, size in head["arrays"]:
            arrays[name] = np.frombuffer(held, kind, size, at)
            length = arrays[name].nbytes
            at += length + -length % _ALIGNED
        return Learned(head["labels"], head["ids"], head["floor"], head["about"], arrays)
    except (OSError, ValueError, KeyError, TypeError):
        return None
