"""What is refused before anything is looked up (RFC 9110 15.5): cheap answers, the same for all."""

from __future__ import annotations

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from dateline.delivery.answering import Answer

LONGEST_PATH = 2048
"""Characters of a decoded path; the longest address of ours has some hundred."""
LONGEST_QUERY = 16384
LONGEST_HOST = 262
"""Characters of a host and port: a name has at most 255 (RFC 1035 2.3.4)."""
_KEPT = 512


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
BAD_HOST = _plain(400, "A request names one host.")
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
CROWDED = _plain(
    429, "From this address as many pages are kept up to date as may be at once. Every page can be "
    "read as before; it shows what is new when it is loaded again.", ("Retry-After", "60"),
)
"""RFC 6585 4: to one more event stream."""
BROKEN = _plain(500, "Something failed here. It has been noted.")


_hosts: dict[tuple[str, ...], dict[str, Answer | None]] = {}


def refused(path: str, query: str, host: str | None) -> Answer | None:
    """The refusal of a request for its address or its host; None: it may pass.

    The host is None where several are named, or none as there must be one (RFC 9112 3.2).
    """
    if not path.startswith("/"):
        return BAD_ADDRESS
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return TOO_LONG
    return BAD_HOST if host is None else _refused_host(host)


def _refused_host(host: str) -> Answer | None:
    """Whether the site answers to a host (RFC 9110 7.2); what was found is remembered."""
    allowed = settings.ALLOWED_HOSTS
    known = _hosts.setdefault(tuple(allowed), {})
    if host in known:
        return known[host]
    if len(host) > LONGEST_HOST:
        return BAD_HOST
    if len(known) >= _KEPT:
        known.clear()
    name = split_domain_port(host)[0]
    found = None if validate_host(name, allowed) else WRONG_HOST
    known[host] = BAD_HOST if host and not name else found
    return known[host]
