"""The head of what comes on the radio's port: HTTP/1, Icecast's SOURCE, Shoutcast's password.

Pure: bytes in, a `Head` or `BadHead` out. RFC 9112 is obeyed where a program says HTTP; the older
ways to speak have no standard, and what is odd in their headers is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote_to_bytes

LIMIT = 16 * 1024
"""Bytes a head may have."""
SHOUTCAST = "ICY"
"""The `version` of a Shoutcast v1 source: its head is one line, the password."""
_END = re.compile(rb"\r?\n\r?\n")
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_METHOD = re.compile(r"[A-Z]{1,20}")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_PASSWORD = re.compile(r"[^\x00-\x20\x7f]{1,255}")
_CHARSET = re.compile(
    r"(utf-?8|us-ascii|latin-?\d|iso[-_]?8859[-_]\d+|(windows-?|cp)125\d|koi8-[ru])", re.IGNORECASE)


class BadHead(Exception):
    """It cannot be taken; `status` is HTTP's, `reason` a sentence for who sent it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True)
class Head:
    """What a connection begins with."""

    method: str
    target: str
    """As it came, each byte one character (Latin-1)."""
    path: str
    """Of the target, percent-decoded; `*` of `OPTIONS *`."""
    query: dict[str, str]
    """Decoded as its own `charset` says, else as UTF-8, else as Latin-1; the last of a name wins.
    `pass` is also the password of the two oldest ways, which send it bare."""
    version: str
    """`HTTP/1.0`, `HTTP/1.1`, `ICE/1.0`, empty (`SOURCE password /mount`) or SHOUTCAST."""
    headers: dict[str, str] = field(default_factory=dict)
    """Names lower-cased; several of a name joined by a comma (RFC 9110, 5.3)."""
    rest: bytes = b""
    """What was read after the head."""


def whole(data: bytes | bytearray, start: int = 0) -> bool:
    """Whether `data` holds a head to its end; what is before `start` was looked at before."""
    first, ended, _ = data.lstrip(b"\r\n").partition(b"\n")
    return bool(ended and _lone(bytes(first))) or fields_end(data, start) >= 0


def fields_end(data: bytes | bytearray, start: int = 0) -> int:
    """Where what follows the first empty line begins; −1 while there is none."""
    begun = len(data) - len(data.lstrip(b"\r\n"))
    found = _END.search(data, max(begun, start - 4))
    return found.end() if found else -1


def parse(data: bytes) -> Head:
    """Read a whole head. Raises BadHead: 400, 431 (over LIMIT) or 505 (another HTTP)."""
    data = data.lstrip(b"\r\n")
    first, ended, after = data.partition(b"\n")
    password = _lone(first) if ended else ""
    if password:
        return Head("SOURCE", "", "", {"pass": password}, SHOUTCAST, rest=after)
    end = fields_end(data)
    if end < 0:
        raise BadHead(400, "The head has no end.")
    if end > LIMIT:
        raise BadHead(431, "The head is longer than 16 KB.")
    lines = [line.rstrip("\r") for line in data[:end].decode("latin-1").split("\n")]
    method, target, version, query = _request(lines[0])
    path, asked = _target(target)
    headers = fields(lines[1:], strict=version.startswith("HTTP/"))
    return Head(method, target, path, asked | query, version, headers, data[end:])


def fields(lines: list[str], *, strict: bool) -> dict[str, str]:
    """Header lines (Latin-1) as a dict; a line that is none is a BadHead, or passed over."""
    found: dict[str, str] = {}
    for line in filter(None, lines):
        name, colon, value = line.partition(":")
        value = value.strip(" \t")
        if not (colon and _NAME.fullmatch(name)) or _CONTROL.search(value):
            if strict:
                raise BadHead(400, "A header line is malformed.")
            continue
        name, value = name.lower(), _text(value.encode("latin-1"))
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _lone(line: bytes) -> str:
    """The password, if the first line is nothing but one word; else nothing."""
    text = _text(line.rstrip(b"\r"))
    return text if _PASSWORD.fullmatch(text) else ""


def _request(line: str) -> tuple[str, str, str, dict[str, str]]:
    """Method, target, version, and the password where the line holds it."""
    words = line.split(" ")
    if len(words) != 3 or not _METHOD.fullmatch(words[0]) or _CONTROL.search(line):
        raise BadHead(400, "The first line is no request.")
    method, target, version = words
    if re.fullmatch(r"HTTP/1\.[01]", version) or (method, version) == ("SOURCE", "ICE/1.0"):
        return method, target, version, {}
    if method == "SOURCE" and version.startswith("/"):
        return method, version, "", {"pass": _text(target.encode("latin-1"))}
    if re.fullmatch(r"HTTP/\d+(\.\d+)?", version):
        raise BadHead(505, "Only HTTP/1.0 and HTTP/1.1 are spoken here.")
    raise BadHead(400, "The first line is no request.")


def _target(target: str) -> tuple[str, dict[str, str]]:
    """Path and query; the host of an absolute address is passed over (RFC 9112, 3.2.2)."""
    path, _, asked = re.sub(r"^https?://[^/?]*", "", target, flags=re.IGNORECASE).partition("?")
    try:
        pairs = parse_qsl(asked, keep_blank_values=True, encoding="latin-1", max_num_fields=100)
    except ValueError:
        raise BadHead(400, "The address asks too much.") from None
    raw = {name: value.encode("latin-1") for name, value in pairs}
    charset = raw.get("charset", b"").decode("latin-1")
    query = {_text(name.encode("latin-1")): _text(value, charset) for name, value in raw.items()}
    return _text(unquote_to_bytes(path.encode("latin-1"))), query


def _text(data: bytes, charset: str = "") -> str:
    """As the charset says if it is one of text, else UTF-8, else Latin-1."""
    for name in (charset if _CHARSET.fullmatch(charset) else "utf-8", "utf-8"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")
