"""The front: what the store has right is answered before Django is entered.

`quick` asks neither Django nor the database; `thorough` renders what is wanting. Both are used by
the server's application (`entry`) and by a WSGI application (PEP 3333) around Django's.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.db import InterfaceError, OperationalError, connection

from dateline.delivery import contact
from dateline.delivery.answering import Answer, Ready
from dateline.delivery.codings import BROTLI, codings_for
from dateline.delivery.contact import OutOfTouch
from dateline.delivery.former import former
from dateline.delivery.memory import Memory, memory
from dateline.delivery.pieces import MISSING, Missing, Stored, canonical_address, stored_view
from dateline.delivery.refusing import NOT_ALLOWED, UNVOUCHED, refused
from dateline.delivery.serving import Whole, exact
from dateline.delivery.shelf import StoreTrouble

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
log = logging.getLogger("dateline.delivery")
_PAUSE = 10.0
_said = {"last": -_PAUSE}
PARAMETERS = ("after", "at", "before", "letter", "sort")
READ = ("GET", "HEAD")


def quick(path: str, query: str, accepted: str, if_none_match: str) -> Answer | None:
    """The answer to GET if the memory or the store has it; `path` is decoded."""
    address = canonical_address(path, query, PARAMETERS)
    mine, old = memory(), former(path, query)
    try:
        if old and (mine.find(old) or not mine.unknown(old)):
            address = old  # nothing else is right before it is known that this is no old address
        ready = mine.find(address) or _looked(mine, address, old=bool(old))
        if ready is None:
            return None
        codings = codings_for(accepted)
        if codings[0] == BROTLI and BROTLI not in ready.answers and ready.hot():
            mine.shorten(address)
        answer = ready.reply(codings, if_none_match) if if_none_match else ready.answer(codings)
        if answer.file and not Path(answer.file).exists():
            return None
        return dated(answer, mine.silent) if mine.silent else answer
    except (StoreTrouble, FileNotFoundError):
        return None


def _looked(mine: Memory, address: str, *, old: bool) -> Ready | None:
    if contact.too_long(mine.silent):
        return None
    ready = mine.look(address)
    if ready is None and not old and mine.unknown(address):
        ready = mine.find(MISSING) or mine.look(MISSING)
    return ready


def thorough(
    view: Stored, path: str, query: str, accepted: str, if_none_match: str
) -> Answer | None:
    """The answer of a stored page, rendered if need be; None where that fails.

    Django then meets the failure again, and answers and reports it as its own; but a database
    on another machine that cannot be reached is nobody's failure here.
    """
    try:
        whole = _formerly(former(path, query)) or _whole(
            canonical_address(path, query, view.params), view)
        answer = Ready(whole).reply(codings_for(accepted), if_none_match)
    except OutOfTouch:
        return UNVOUCHED
    except (OperationalError, InterfaceError) as trouble:
        return UNVOUCHED if unreachable(trouble) else None
    except Exception:
        return None
    return dated(answer, contact.silence())


def dated(answer: Answer, silent: float) -> Answer:
    """The answer of a machine out of touch says so: when it last knew this to be right.

    `Age` is RFC 9111 5.1, `Cache-Status` RFC 9211 with a time to live that is over.
    """
    if not silent:
        return answer
    seconds = int(silent)
    said = ("Age", str(seconds)), (
        "Cache-Status", f"Dateline; ttl=-{seconds}; detail=out-of-touch")
    return answer._replace(headers=answer.headers + said)


def unreachable(trouble: Exception) -> bool:
    """Whether it is a database on a server that is away; said in the log once in ten seconds."""
    if connection.vendor != "postgresql":
        return False
    now = time.monotonic()
    if now - _said["last"] > _PAUSE:
        _said["last"] = now
        log.warning("Pages that are not kept are answered 503: %s", str(trouble).strip())
    return True


def _formerly(address: str) -> Whole | None:
    """The redirect of an old address that only its query tells apart; None: there is none."""
    try:
        return exact(address) if address else None
    except Missing as missing:
        if missing.word:
            memory().note_unknown(address, missing.word)
        return None


def _whole(address: str, view: Stored) -> Whole:
    try:
        return exact(address)
    except Missing as missing:
        if view.behind:
            raise
        if missing.word:
            memory().note_unknown(address, missing.word)
        return exact(MISSING)


def front(django: Application) -> Application:
    """Wrap Django's application: stored pages are answered at once."""

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        answer = _answer(environ)
        if answer is not None:
            phrase = HTTPStatus(answer.status).phrase
            start(f"{answer.status} {phrase}", list(answer.headers))
            if environ.get("REQUEST_METHOD") == "HEAD":
                return [b""]
            return [Path(answer.file).read_bytes() if answer.file else answer.body]
        return django(environ, without_length(start))

    return application


def without_length(start: Callable[..., Any]) -> Callable[..., Any]:
    """Django says that a 304 has length 0; it would be the page's length (RFC 9110 8.6)."""

    def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        if status.startswith("304"):
            headers = [header for header in headers if header[0] != "Content-Length"]
        return start(status, headers, *rest)

    return begin


def _answer(environ: dict[str, Any]) -> Answer | None:
    try:
        path = environ.get("PATH_INFO", "").encode("latin-1").decode()
    except UnicodeError:
        path = environ.get("PATH_INFO", "").encode("latin-1").decode(errors="replace")
    query, method = environ.get("QUERY_STRING", ""), environ.get("REQUEST_METHOD", "")
    asked = (path, query, environ.get("HTTP_ACCEPT_ENCODING", ""),
             environ.get("HTTP_IF_NONE_MATCH", ""))
    answer = refused(path, query, environ.get("HTTP_HOST", ""))
    if answer is None and method in READ:
        answer = quick(*asked)
    view = stored_view(path) if answer is None else None
    if view is None:
        return answer
    if method not in READ:
        return NOT_ALLOWED
    return thorough(view, *asked) if view.keeps(path, query) else None
