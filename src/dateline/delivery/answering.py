"""HTTP around a whole page: validators, encodings, safe headers (RFC 9110)."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings

from dateline.delivery.page import is_text
from dateline.delivery.serving import Whole

POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
Headers = tuple[tuple[str, str], ...]
_HEADERS: Headers = (
    ("Cache-Control", "public, no-cache"),
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Vary", "Accept-Encoding"),
)
_KEPT = 512
_codings: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Answer:
    """A response ready to send. `etag` is its strong validator; empty: there is none."""

    status: int
    headers: Headers
    body: bytes
    etag: str = ""
    unmodified: Headers = ()

    def to(self, if_none_match: str) -> Answer:
        """This, or 304 where the reader already has these very bytes (RFC 9110 13.1.2)."""
        if self.status == 200 and self.etag and matches(if_none_match, self.etag):
            return Answer(304, self.unmodified, b"")
        return self


@dataclass(eq=False)
class Ready:
    """The answers of a whole page, one for each coding, each made when it is first asked for."""

    whole: Whole
    answers: dict[str, Answer] = field(default_factory=dict)

    def answer(self, coding: str) -> Answer:
        """Its answer in a content coding: `gzip`, or none."""
        found = self.answers.get(coding)
        if found is None:
            coded = coding if is_text(self.whole.page.content_type) else ""
            found = self._make(coded)
            if coding:  # the few who take no coding are not worth the room
                self.answers[coding] = found
        return found

    def _make(self, coding: str) -> Answer:
        whole, page = self.whole, self.whole.page
        etag = f'{whole.etag[:-1]}-gz"' if coding else whole.etag
        own = (("ETag", etag), ("Surrogate-Key", _surrogates(whole)))
        told = dict(page.headers)
        usual = (header for header in _HEADERS if header[0] not in told)
        headers: Headers = (*usual, *own, *_transport(), *told.items())
        body = whole.gzip if coding else whole.body
        more: Headers = (
            ("Content-Type", page.content_type),
            ("Content-Length", str(len(body))),
        )
        if coding:
            more += (("Content-Encoding", coding),)
        return Answer(page.status, headers + more, body, etag, headers)


def _transport() -> Headers:
    """Strict-Transport-Security (RFC 6797) where the site's address is https."""
    seconds = settings.SECURE_HSTS_SECONDS
    return (("Strict-Transport-Security", f"max-age={seconds}"),) if seconds else ()


def _surrogates(whole: Whole) -> str:
    pieces = (whole.page, *whole.fragments.values())
    return " ".join([piece.surrogates for piece in pieces if piece.surrogates])


def matches(if_none_match: str, etag: str) -> bool:
    """RFC 9110 13.1.2: weak comparison, or `*`."""
    if if_none_match == etag:
        return True
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return "*" in tags or etag in tags


def coding_for(accepted: str) -> str:
    """The content coding for an Accept-Encoding: `gzip`, or none."""
    found = _codings.get(accepted)
    if found is None:
        if len(_codings) >= _KEPT:
            _codings.clear()
        found = _codings[accepted] = "gzip" if _takes(accepted, "gzip") else ""
    return found


def _takes(accepted: str, coding: str) -> bool:
    """RFC 9110 12.5.3: the coding is named, or `*` is, and not refused by q=0."""
    quality: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        number = weight.strip().removeprefix("q=")
        quality[name.strip()] = float(number) if number.replace(".", "", 1).isdecimal() else 1.0
    return quality.get(coding, quality.get("*", 0.0)) > 0
