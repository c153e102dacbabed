"""Files of sound and covers over HTTP: one range at a time, validators, no kept copy that lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from dateline.delivery.public import Unsatisfiable, asked_range

_BLOCK = 262_144
SAFE = {"Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff"}


def send(
    request: HttpRequest, path: Path, kind: str, *, cache: str, etag: str
) -> tuple[HttpResponseBase, int]:
    """The answer to GET or HEAD for a file (RFC 9110 13, 14), and how many of its bytes it has.

    Raises FileNotFoundError.
    """
    size, tag = path.stat().st_size, f'"{etag}"'
    headers = {"ETag": tag, "Cache-Control": cache, "Accept-Ranges": "bytes", **SAFE}
    asked = request.headers
    given = [each.strip().removeprefix("W/") for each in asked.get("If-None-Match", "").split(",")]
    if tag in given or "*" in given:
        return HttpResponse(status=304, headers=headers), 0
    span = asked.get("Range", "") if asked.get("If-Range", tag) == tag else ""
    try:
        part = asked_range(span, size) if span and request.method == "GET" else None
    except Unsatisfiable:
        return HttpResponse(
            status=416, headers=headers | {"Content-Range": f"bytes */{size}"}), 0
    headers |= {"Content-Type": kind}
    start, stop = part or (0, size)
    headers["Content-Length"] = str(stop - start)
    if request.method == "HEAD":
        return HttpResponse(headers=headers), 0
    if part is None:
        return FileResponse(path.open("rb"), headers=headers), size
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    parts = _bytes(path, start, stop)
    return StreamingHttpResponse(parts, status=206, headers=headers), stop - start


def _bytes(path: Path, start: int, stop: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < stop and (data := file.read(min(_BLOCK, stop - start))):
            start += len(data)
            yield data
