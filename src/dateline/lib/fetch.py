"""The one place from which Dateline calls out over HTTP (RFC 9110, 9112).

Only http and https, and only to public addresses: a name is resolved once, every address it has is
checked, and the connection goes to the very one that was checked, also after each redirect. A
newsroom's own networks can be allowed (DATELINE_FETCH_ALLOWS). No cookies, no proxies from the
environment; certificates are verified. The whole exchange has a time limit, and the answer a limit
in bytes after unpacking.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from urllib.parse import quote, urljoin

import h11

import dateline
from dateline.lib.fetch_line import Deadline, Going, Reply
from dateline.lib.fetch_lines import LINES, connect
from dateline.lib.fetch_step import Steps
from dateline.lib.fetch_target import (
    NoAnswer,
    Refused,
    Resolve,
    Target,
    TooLarge,
    Unreachable,
    by_name,
    target,
)

REDIRECTS = 5
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110 5.6.2
_VALUE = re.compile(r"([\x21-\x7e\x80-\xff]([\x20-\x7e\t\x80-\xff]*[\x21-\x7e\x80-\xff])?)?")
_WRITTEN = "/%:@!$&'()*+,;=~-._?#[]"  # characters of an address that stand for themselves
_OURS = {"host", "content-length", "transfer-encoding", "connection", "te", "upgrade", "expect",
         "trailer", "keep-alive", "user-agent", "accept-encoding"}
_SECRET = {"authorization", "cookie", "proxy-authorization"}


@dataclass(frozen=True)
class Answer:
    """What came back, from `address` (after redirects); header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str


def get(
    address: str, *, headers: Mapping[str, str] | None = None, most: int = 10 * 1024 * 1024,
    seconds: float = 20.0, redirects: int = REDIRECTS, resolve: Resolve = by_name,
) -> Answer:
    """GET, along at most so many redirects; `most` bytes of body, `seconds` for all of it.

    Raises NoAnswer: Refused, Unreachable or TooLarge.
    """
    where = target(address)
    deadline, given = Deadline(where, seconds), dict(headers or {})
    for _ in range(redirects + 1):
        reply = _get(where, given, deadline, most, resolve)
        onward = reply.headers.get("location")
        if reply.status not in (301, 302, 303, 307, 308) or not onward:
            return Answer(reply.status, reply.headers, reply.body, where.address)
        before, where = where, target(_joined(where, onward))
        if where.origin != before.origin:
            given = {name: value for name, value in given.items() if name.lower() not in _SECRET}
    raise Refused(f"{target(address).host} redirects more than {redirects} times")


def _get(
    where: Target, given: Mapping[str, str], deadline: Deadline, most: int, resolve: Resolve
) -> Reply:
    request = _request("GET", where, given, {"accept-encoding": "gzip", "connection": "close"})
    line = connect(where, resolve, deadline)
    try:
        return line.exchange(request, b"", deadline=deadline, most=most, going=nullcontext)
    finally:
        line.close()


def _joined(where: Target, onward: str) -> str:
    """Where a redirect leads (RFC 9110 10.2.2), without its fragment."""
    try:
        onward = quote(onward.strip().encode("latin-1"), safe=_WRITTEN)
        return urljoin(where.address, onward).partition("#")[0]
    except ValueError:
        raise Refused(f"{where.host} redirects to {onward[:200]!r}, which is no address") from None


def post(
    address: str, body: bytes, *, headers: Mapping[str, str] | None = None, most: int = 65536,
    seconds: float = 10.0, going: Going | None = None, resolve: Resolve = by_name,
) -> Answer:
    """POST once, without redirects, on a kept connection where there is one.

    `going()` is entered when the connection stands, before the first byte of the request, and left
    when the kernel took all bytes or takes no more for now; it never waits for the other side. What
    it raises while it is entered passes through, and nothing was sent. Unreachable may mean that
    the request arrived and its answer did not. Raises NoAnswer: Refused, Unreachable or TooLarge.
    """
    where = target(address)
    deadline = Deadline(where, seconds)
    request = _post_request(where, body, headers)
    line = LINES.take(where, resolve, deadline)
    reply = line.exchange(
        request, body, deadline=deadline, most=most, going=going or nullcontext
    )
    LINES.give_back(line)
    return Answer(reply.status, reply.headers, reply.body, where.address)


class Posting:
    """A POST as `post` makes it, on a kept connection, by somebody who waits for many at once.

    `send` when it may go out, then `step` whenever a selector says it is ready.
    """

    def __init__(self, address: str, steps: Steps) -> None:
        self._address, self._steps = address, steps
        self.fileno, self.send, self.end = steps.fileno, steps.send, steps.end

    @property
    def unsent(self) -> bool:
        """Whether it waits until more can be sent."""
        return self._steps.unsent

    @property
    def ends(self) -> float:
        """When its time is over (monotonic, seconds): `step` raises Unreachable then."""
        return self._steps.deadline.ends

    def step(self) -> Answer | None:
        """Go on; the answer if it is there. Raises NoAnswer."""
        reply = self._steps.step()
        return reply and Answer(reply.status, reply.headers, reply.body, self._address)


def posting(
    address: str, body: bytes, *, headers: Mapping[str, str] | None = None, most: int = 65536,
    seconds: float = 10.0,
) -> Posting | None:
    """A POST that is ready to be sent; None where no connection stands: use `post` then."""
    where = target(address)
    line = LINES.standing(where)
    if line is None:
        return None
    try:
        request = _post_request(where, body, headers)
        steps = Steps(line, request, body, most=most, deadline=Deadline(where, seconds))
    except BaseException:
        line.close()
        raise
    return Posting(where.address, steps)


def _post_request(where: Target, body: bytes, given: Mapping[str, str] | None) -> h11.Request:
    return _request("POST", where, given or {}, {
        "accept-encoding": "identity", "content-length": str(len(body)),
    })


def _request(
    method: str, where: Target, given: Mapping[str, str], own: Mapping[str, str]
) -> h11.Request:
    """The request line and its headers; Refused for a header that is not ours to send."""
    for name, value in given.items():
        if not _may_be_said(name) or not _VALUE.fullmatch(value):
            raise Refused(f"{where.host}: {name!r:.80} cannot be sent as a header")
    first = {"host": where.authority, "user-agent": f"Dateline/{dateline.__version__}"}
    lines = [*first.items(), *own.items(), *given.items()]
    return h11.Request(
        method=method.encode(), target=where.path.encode(), http_version=b"1.1",
        headers=[(name.encode(), value.encode("latin-1")) for name, value in lines],
        _parsed=True,  # h11's own rules for names and values were kept above: not twice
    )


@functools.lru_cache(256)
def _may_be_said(name: str) -> bool:
    """Whether it is the name of a header, and of one that is not ours to send."""
    return bool(_NAME.fullmatch(name)) and name.lower() not in _OURS


__all__ = [
    "Answer", "NoAnswer", "Posting", "Refused", "TooLarge", "Unreachable", "get", "post", "posting",
]
