"""Heads of answers on the radio's port."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.http import http_date

from dateline.onair.out.hearing import METAINT
from dateline.onair.out.telling import audio_info
from dateline.onair.out.titles import plain

_LONGEST = 200
"""Characters of a description: some sets read no longer lines."""
_EXPOSED = "icy-br, icy-description, icy-metaint, icy-name, icy-url"


def head(version: str, status: int, fields: dict[str, str]) -> bytes:
    """The head of an answer after which the connection ends (RFC 9112, 9.6).

    An HTTP/1.0 request is answered as such: old radio sets compare the line. `ICY 200 OK` is never
    sent: every player we know of takes HTTP, as Icecast answers, and proxies take nothing else.
    """
    spoken = "HTTP/1.1" if version == "HTTP/1.1" else "HTTP/1.0"
    fields = {"Date": http_date(), "Server": "Dateline", "Connection": "close",
              "Access-Control-Allow-Origin": "*"} | fields
    lines = [f"{spoken} {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def stream_fields(
    name: str, about: str, url: str, bitrate: int, *, titles: bool
) -> dict[str, str]:
    """The fields of the stream; names in UTF-8, as Icecast sends them.

    A stream has no length and no ranges: `Range: bytes=0-`, which browsers send, is answered with
    200 (RFC 9110, 14.2 lets a server ignore it).
    """
    fields = {
        "Content-Type": "audio/mpeg", "Cache-Control": "no-cache, no-store",
        "Accept-Ranges": "none", "Access-Control-Expose-Headers": _EXPOSED,
        "icy-br": str(bitrate), "icy-name": plain(name), "icy-description": plain(about)[:_LONGEST],
        "icy-url": plain(url), "icy-pub": "0", "ice-audio-info": audio_info(bitrate),
    }
    return fields | ({"icy-metaint": str(METAINT)} if titles else {})
