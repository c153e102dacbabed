"""Byte ranges (RFC 9110 14): one range of a representation; several are answered as none."""

from __future__ import annotations

import re

_ONE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.IGNORECASE).fullmatch


class Unsatisfiable(Exception):
    """The range begins past the end (RFC 9110 15.5.17)."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """First byte and one past the last, of `size`; None: all of it is to be sent."""
    found = _ONE(header.replace(" ", ""))
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        start, stop = max(0, size - int(found[2])), size
        if start >= size:
            raise Unsatisfiable
        return start, stop
    start = int(found[1])
    stop = min(size, int(found[2]) + 1) if found[2] else size
    if found[2] and int(found[2]) < start:
        return None  # not a range at all: ignored
    if start >= size:
        raise Unsatisfiable
    return start, stop
