"""HTTP around a whole page: validators, encodings, safe headers (RFC 9110)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from dateline.delivery.codings import BROTLI, GZIP, PLAIN, Codings, shorten, tagged
from dateline.delivery.page import is_text
from dateline.delivery.serving import Whole

POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; font-src 'self'; media-src 'self' blob:; manifest-src 'self'; "
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
HOT = 64
"""So often a page is asked for, the very same pieces, before it is worth being made shorter."""
_QUALITY = 5


class Answer(NamedTuple):
    """A response ready to send. `etag` is its strong validator; empty: there is none.

    With a `file` the body is what that has.
    """

    status: int
    headers: Headers
    body: bytes
    etag: str = ""
    unmodified: Headers = ()
    file: str = ""


@dataclass(slots=True, eq=False)
class Ready:
    """The answers of a whole page, one for each coding, each made when it is first asked for.

    Making one raises FileNotFoundError where the page is a file that is not there.
    """

    whole: Whole
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: int = 0

    def answer(self, codings: Codings) -> Answer:
        """Its answer in the best of these codings that is ready; gzip and none always are."""
        for coding in codings:
            found = self.answers.get(coding)
            if found is not None:
                return found
            if coding != BROTLI:
                break
        return self._first(coding)

    def reply(self, codings: Codings, if_none_match: str) -> Answer:
        """Its answer, or 304 where the reader has these bytes already (RFC 9110 13.1.2).

        In whichever coding: what was sent as gzip is not sent again because brotli is ready now.
        """
        answer = self.answer(codings)
        if not if_none_match or answer.status != 200 or not answer.etag:
            return answer
        if matches(if_none_match, answer.etag):
            return Answer(304, answer.unmodified, b"")
        etag = self.whole.etag
        for tag in [tagged(etag, coding) for coding in codings]:
            if matches(if_none_match, tag):
                return Answer(304, self._headers(tag), b"")
        return answer

    @property
    def coded(self) -> bool:
        """Whether a coding makes it shorter: it is text, and not the nothing of a redirect."""
        return self.whole.page.filled and is_text(self.whole.page.content_type)

    def hot(self) -> bool:
        """Count one who would take brotli; True once, when that is worth making."""
        self.asked += 1
        return self.asked == HOT and self.coded

    def shorten(self) -> None:
        """Have the answer in brotli made aside; kept if it is shorter than gzip."""
        def done(body: bytes) -> None:
            if len(body) < len(self.answer((GZIP,)).body):
                self.answers[BROTLI] = self._make(BROTLI, body)

        shorten(lambda: self.whole.body, done, quality=_QUALITY)

    def _first(self, coding: str) -> Answer:
        if coding == GZIP and self.coded:
            found = self._make(GZIP, self.whole.gzip)
        else:
            found = self._make(PLAIN, self.whole.body)
        if coding:  # the few who take no coding are not worth the room
            self.answers[coding] = found
        return found

    def _make(self, coding: str, body: bytes) -> Answer:
        page, etag = self.whole.page, tagged(self.whole.etag, coding)
        headers = self._headers(etag)
        file = Path(settings.DATA, page.file) if page.file else None
        more: Headers = (
            ("Content-Type", page.content_type),
            ("Content-Length", str(file.stat().st_size if file else len(body))),
        )
        if coding:
            more += (("Content-Encoding", coding),)
        return Answer(page.status, headers + more, body, etag, headers, str(file) if file else "")

    def _headers(self, etag: str) -> Headers:
        told, usual = self.whole.page.headers, _HEADERS
        if told:
            names = dict(told)
            usual = tuple(header for header in _HEADERS if header[0] not in names)
        own = (("ETag", etag), ("Surrogate-Key", _surrogates(self.whole)))
        return usual + own + _transport() + told


def _transport() -> Headers:
    """Strict-Transport-Security (RFC 6797) where the site's address is https."""
    seconds = settings.SECURE_HSTS_SECONDS
    return (("Strict-Transport-Security", f"max-age={seconds}"),) if seconds else ()


def _surrogates(whole: Whole) -> str:
    pieces = (whole.page, *whole.fragments.values())
    return " ".join([piece.surrogates for piece in pieces if piece.surrogates])


def matches(if_none_match: str, etag: str) -> bool:
    """RFC 9110 13.1.2: weak comparison, or `*`.

    A validator has its quotes and none inside, so one that stands in the list is in it, weak or
    not: the list need not be taken apart, however long it is.
    """
    return etag in if_none_match or if_none_match.strip() == "*"
