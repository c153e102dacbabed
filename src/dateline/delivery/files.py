"""Static files, sent by the front: validators, ranges, gzip, addresses that never change.

Only a file that was there when the process began has an address, and that address is looked up
whole: no way of writing it leads to another file.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from dateline.delivery.answering import Headers, coding_for, matches
from dateline.delivery.page import is_text
from dateline.delivery.ranges import Unsatisfiable, asked_range
from dateline.delivery.refusing import NOT_ALLOWED

FOREVER = "public, max-age=31536000, immutable"
"""For an address that names the file's own digest (RFC 8246)."""
A_DAY, AN_HOUR = "public, max-age=86400", "public, max-age=3600"
_ZIPPED_UP_TO = 2 * 1024 * 1024


@dataclass(frozen=True)
class Known:
    """What is known of a file's bytes; `zipped` is empty where gzip is not worth it."""

    changed: tuple[int, int]
    digest: str
    kind: str
    zipped: bytes

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return self.changed[1]


class Files:
    """Folders of files by the addresses they are served under."""

    def __init__(self, routes: dict[str, Path]) -> None:
        self.paths = dict(_every(routes))
        self._known: dict[str, Known] = {}

    def send(self, scope: Any, protocol: Any) -> bool:
        """Answer if this is a file's address."""
        path = self.paths.get(scope.path)
        if path is None:
            return False
        if scope.method not in ("GET", "HEAD"):
            refusal = NOT_ALLOWED
            protocol.response_bytes(refusal.status, refusal.headers, refusal.body)
            return True
        try:
            known = self._look(path)
        except OSError:
            return False
        _answer(scope, protocol, path, known)
        return True

    def _look(self, path: str) -> Known:
        stat = os.stat(path)
        changed = (stat.st_mtime_ns, stat.st_size)
        known = self._known.get(path)
        if known is None or known.changed != changed:
            known = self._known[path] = _read(path, changed)
        return known


def _every(routes: dict[str, Path]) -> Iterator[tuple[str, str]]:
    for address, folder in routes.items():
        for path in folder.rglob("*"):
            if path.is_file():
                yield f"{address}/{path.relative_to(folder).as_posix()}", str(path)


def _read(path: str, changed: tuple[int, int]) -> Known:
    data = Path(path).read_bytes()
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    text = is_text(kind) or kind.endswith(("javascript", "json", "xml"))
    zipped = gzip.compress(data, 9, mtime=0) if text and len(data) <= _ZIPPED_UP_TO else b""
    if len(zipped) >= len(data):
        zipped = b""
    if kind.startswith("text/") or kind.endswith("javascript"):
        kind += "; charset=utf-8"
    return Known((changed[0], len(data)), hashlib.sha256(data).hexdigest(), kind, zipped)


def _answer(scope: Any, protocol: Any, path: str, known: Known) -> None:
    asked = scope.headers
    etag = f'"{known.digest[:32]}"'
    span = asked.get("range", "") if asked.get("if-range", etag) == etag else ""
    zipped = bool(known.zipped) and not span and coding_for(asked.get("accept-encoding", ""))
    if zipped:
        etag = f'{etag[:-1]}-gz"'
    headers = _headers(known, etag, scope.query_string)
    if matches(asked.get("if-none-match", ""), etag):
        protocol.response_empty(304, headers)
        return
    headers += (("Content-Type", known.kind), ("Accept-Ranges", "bytes"))
    if zipped:
        headers += (("Content-Encoding", "gzip"),)
        _send(scope, protocol, (*headers, ("Content-Length", str(len(known.zipped)))), known.zipped)
    else:
        _send_file(scope, protocol, headers, path, known.size, span)


def _headers(known: Known, etag: str, query: str) -> Headers:
    named = parse_qs(query, max_num_fields=9).get("v", [""])[0] if "v=" in query[:200] else ""
    lasting = FOREVER if named == known.digest[:12] else A_DAY if named else AN_HOUR
    return (
        ("ETag", etag),
        ("Cache-Control", lasting),
        ("Vary", "Accept-Encoding"),
        ("X-Content-Type-Options", "nosniff"),
    )


def _send(scope: Any, protocol: Any, headers: Headers, body: bytes) -> None:
    if scope.method == "HEAD":
        protocol.response_empty(200, headers)
    else:
        protocol.response_bytes(200, headers, body)


def _send_file(
    scope: Any, protocol: Any, headers: Headers, path: str, size: int, span: str
) -> None:
    try:
        part = asked_range(span, size) if span else None
    except Unsatisfiable:
        protocol.response_empty(416, (*headers, ("Content-Range", f"bytes */{size}")))
        return
    start, stop = part or (0, size)
    headers += (("Content-Length", str(stop - start)),)
    if part:
        headers += (("Content-Range", f"bytes {start}-{stop - 1}/{size}"),)
    if scope.method == "HEAD":
        protocol.response_empty(206 if part else 200, headers)
    elif part:
        protocol.response_file_range(206, headers, path, start, stop)
    else:
        protocol.response_file(200, headers, path)
