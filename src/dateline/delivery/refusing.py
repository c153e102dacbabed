"""What is refused before anything is looked up (RFC 9110 15.5): cheap answers, the same for all."""

from __future__ import annotations

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from dateline.delivery.answering import Answer

LONGEST_PATH = 2048
"""Characters of a decoded path; the longest address of ours has some hundred."""
LONGEST_QUERY = 16384
_KEPT = 512
_hosts: dict[tuple[str, ...], dict[str, bool]] = {}


def _plain(status: int, text: str, *more: tuple[str, str]) -> Answer:
    body = f"{text}\n".encode()
    headers = (
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        *more,
    )
    return Answer(status, headers, body)


NOT_ALLOWED = _plain(405, "This page can only be read.", ("Allow", "GET, HEAD"))
BAD_ADDRESS = _plain(400, "This is no address.")
TOO_LONG = _plain(414, "This address is too long.")
WRONG_HOST = _plain(421, "This site has another name.")
TOO_LARGE = _plain(413, "This is more than a request may bring. Send less at once.")
TOO_SLOW = _plain(408, "The request did not come to its end.")
CUT_SHORT = _plain(400, "The request ended before all of it had come.")
UNVOUCHED = _plain(
    503, "This machine is out of touch with the newsroom and cannot say what is published now. "
    "Try again in a moment.", ("Retry-After", "5"),
)
"""RFC 9110 15.6.4: in place of a page that may be wrong by now."""
BROKEN = _plain(500, "Something failed here. It has been noted.")


def refused(path: str, query: str, host: str) -> Answer | None:
    """The refusal of a request for its address or its host; None: it may pass."""
    if not path.startswith("/"):
        return BAD_ADDRESS
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return TOO_LONG
    return None if known_host(host) else WRONG_HOST


def known_host(host: str) -> bool:
    """Whether the site answers to a Host header (RFC 9110 7.2)."""
    allowed = settings.ALLOWED_HOSTS
    if allowed == ["*"]:
        return True
    known = _hosts.setdefault(tuple(allowed), {})
    found = known.get(host)
    if found is None:
        if len(known) >= _KEPT:
            known.clear()
        found = known[host] = validate_host(split_domain_port(host)[0], allowed)
    return found
