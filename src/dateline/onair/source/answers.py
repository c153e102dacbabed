"""What is said to a broadcaster's program: status lines, in the way it speaks itself."""

from __future__ import annotations

from http import HTTPStatus

from dateline.onair.shapes import AAC, MP3, OGG
from dateline.onair.source.heads import SHOUTCAST, BadHead, Head
from dateline.onair.source.refusing import Refused

KINDS = {
    "audio/mpeg": MP3, "audio/aac": AAC, "audio/aacp": AAC,
    "audio/ogg": OGG, "application/ogg": OGG, "audio/opus": OGG,
}
"""Media types that are taken, and what the mixer calls each."""
METHODS = "GET, HEAD, OPTIONS, POST, PUT, SOURCE"
_TITLE_SET = ('<?xml version="1.0"?>\n<iceresponse><message>Metadata update successful</message>'
              "<return>1</return></iceresponse>\n")


def kind_of(headers: dict[str, str]) -> str:
    """What a source will send. Raises Refused: 403 without a Content-Type, 415 of another."""
    said = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not said:
        raise Refused(403, "No Content-Type was given.")
    if said not in KINDS:
        raise Refused(415, f"These are taken: {', '.join(KINDS)}.", Accept=", ".join(KINDS))
    return KINDS[said]


def waits(head: Head) -> bool:
    """Whether nothing follows the head before an answer, so that the connection can go on."""
    return expects(head) or head.headers.get("content-length") == "0"


def expects(head: Head) -> bool:
    """Whether the program waits for `100 Continue` (RFC 9110, 10.1.1; also if it says HTTP/1.0:
    who asks for it waits for it)."""
    return head.headers.get("expect", "").lower() == "100-continue"


def go_on(head: Head) -> bytes:
    """Said to a source that was let in, before its sound."""
    if head.version == SHOUTCAST:
        return b"OK2\r\nicy-caps:11\r\n\r\n"
    if not head.version:
        return b"OK\r\n"
    if expects(head):
        return f"{_version(head)} 100 Continue\r\n\r\n".encode()
    return f"{_version(head)} 200 OK\r\nConnection: close\r\n\r\n".encode()


def done(head: Head, *, keep: bool = False) -> bytes:
    """Said when a body was taken to its end."""
    return _whole(_version(head), 200, {}, b"", keep=keep)


def title_set(head: Head) -> bytes:
    """Said when a title was taken: Icecast's words, which programs look for."""
    return _whole(_version(head), 200, {"Content-Type": "text/xml; charset=utf-8"},
                  _TITLE_SET.encode(), keep=False)


def options(head: Head) -> bytes:
    """What can be done here (RFC 9110, 9.3.7); libshout decides by it how to send."""
    said = {"Allow": METHODS, "Accept": ", ".join(KINDS)}
    return _whole(_version(head), 200, said, b"", keep=True)


def refusal(head: Head | None, no: BadHead | Refused, *, keep: bool = False) -> bytes:
    """Why not; `keep`: the program may try again on the same connection."""
    if head and (head.version == SHOUTCAST or not head.version):
        text = "invalid password" if no.status == 401 else no.reason
        return f"{text}\r\n".encode()
    said = {"Content-Type": "text/plain; charset=utf-8"} | getattr(no, "headers", {})
    return _whole(_version(head), no.status, said, f"{no.reason}\n".encode(), keep=keep)


def _version(head: Head | None) -> str:
    return "HTTP/1.1" if head and head.version == "HTTP/1.1" else "HTTP/1.0"


def _whole(version: str, status: int, said: dict[str, str], body: bytes, *, keep: bool) -> bytes:
    said = said | {"Content-Length": str(len(body)),
                   "Connection": "keep-alive" if keep else "close"}
    lines = [f"{version} {status} {HTTPStatus(status).phrase}",
             *(f"{name}: {value}" for name, value in said.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body
