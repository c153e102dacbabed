"""HTTP around a whole page: validators, HEAD, encodings, safe headers (RFC 9110)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from dateline.delivery.serving import Whole
from dateline.delivery.store import key_digest

POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: tuple[tuple[str, str], ...] = (
    ("Cache-Control", "public, no-cache"),
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Vary", "Accept-Encoding"),
)
_KEPT = 256
_zipped: dict[str, bytes] = {}


@dataclass(frozen=True)
class Ask:
    """What of a request matters to a stored page."""

    method: str
    path: str
    query: str = ""
    if_none_match: str = ""
    accept_encoding: str = ""


@dataclass(frozen=True)
class Answer:
    """A response ready to send."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def answer(whole: Whole, ask: Ask) -> Answer:
    """The whole page, or 304 where the reader already has these very bytes."""
    zipped = _takes_gzip(ask.accept_encoding) and whole.page.content_type.startswith(
        ("text/", "application/json", "image/svg")
    )
    etag = whole.etag[:-1] + '-gz"' if zipped else whole.etag
    own = (("ETag", etag), ("Surrogate-Key", surrogate_keys(whole.keys)))
    told = dict(whole.page.headers)
    usual = (header for header in _HEADERS if header[0] not in told)
    headers: tuple[tuple[str, str], ...] = (*usual, *own, *_transport(), *told.items())
    if whole.page.status == 200 and _matches(ask.if_none_match, etag):
        return Answer(304, headers, b"")
    body = _zip(etag, whole) if zipped else whole.body
    headers += (
        ("Content-Type", whole.page.content_type),
        ("Content-Length", str(len(body))),
    )
    if zipped:
        headers += (("Content-Encoding", "gzip"),)
    return Answer(whole.page.status, headers, b"" if ask.method == "HEAD" else body)


def _transport() -> tuple[tuple[str, str], ...]:
    """Strict-Transport-Security (RFC 6797) where the site's address is https."""
    seconds = settings.SECURE_HSTS_SECONDS
    return (("Strict-Transport-Security", f"max-age={seconds}"),) if seconds else ()


def surrogate_keys(keys: Iterable[str]) -> str:
    """The keys for a CDN, as short digests: publication numbers are nobody's business."""
    return " ".join(key_digest(key)[:6].hex() for key in keys)


def _matches(if_none_match: str, etag: str) -> bool:
    """RFC 9110 13.1.2: weak comparison, or `*`."""
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return "*" in tags or etag in tags


def _takes_gzip(accepted: str) -> bool:
    """RFC 9110 12.5.3, as far as gzip: named, or `*`, and not refused by q=0."""
    quality: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        number = weight.strip().removeprefix("q=")
        quality[name.strip()] = float(number) if number.replace(".", "", 1).isdecimal() else 1.0
    return quality.get("gzip", quality.get("*", 0.0)) > 0


def _zip(etag: str, whole: Whole) -> bytes:
    body = _zipped.get(etag)
    if body is None:
        body = gzip.compress(whole.body, 5, mtime=0)
        if len(_zipped) >= _KEPT:
            _zipped.clear()
        _zipped[etag] = body
    return body
