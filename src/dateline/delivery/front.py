"""The front: a WSGI application that answers stored pages before Django is entered (PEP 3333)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from dateline.delivery.answering import Answer, Ask, answer
from dateline.delivery.pieces import canonical_address
from dateline.delivery.serving import stored

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
PARAMETERS = ("at", "before")


def front(django: Application) -> Application:
    """Wrap Django's application: what the store has right is served at once."""

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        ask = asked(environ)
        if ask is not None:
            whole = stored(canonical_address(ask.path, ask.query, PARAMETERS))
            if whole is not None:
                return _send(answer(whole, ask), start)
        return django(environ, _without_length(start))

    return application


def _without_length(start: Callable[..., Any]) -> Callable[..., Any]:
    """Django says that a 304 has length 0; it would be the page's length (RFC 9110 8.6)."""

    def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        if status.startswith("304"):
            headers = [header for header in headers if header[0] != "Content-Length"]
        return start(status, headers, *rest)

    return begin


def asked(environ: dict[str, Any]) -> Ask | None:
    """The request, if it is one that a stored page may answer."""
    method = environ.get("REQUEST_METHOD", "")
    if method not in ("GET", "HEAD"):
        return None
    try:
        path = environ.get("PATH_INFO", "").encode("latin-1").decode()
    except UnicodeError:
        return None
    return Ask(
        method,
        path,
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_IF_NONE_MATCH", ""),
        environ.get("HTTP_ACCEPT_ENCODING", ""),
    )


def _send(ready: Answer, start: Callable[..., Any]) -> Iterable[bytes]:
    start(f"{ready.status} {HTTPStatus(ready.status).phrase}", list(ready.headers))
    return [ready.body]
