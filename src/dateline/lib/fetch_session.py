"""`lib.fetch` for libraries that call out through a `requests.Session`: the same guard and limits.

No cookies, no redirects, no proxies and no passwords from the environment.
"""

from __future__ import annotations

from typing import Any

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from dateline.lib import fetch

_FETCHS_OWN = {"content-length", "accept-encoding", "connection", "user-agent"}


class Guarded(BaseAdapter):
    """Sends GET and POST; each within so many seconds, an answer of at most so many bytes."""

    def __init__(self, seconds: float, most: int) -> None:
        super().__init__()
        self._seconds, self._most = seconds, most

    def send(self, request: requests.PreparedRequest, **_options: Any) -> requests.Response:  # type: ignore[override]
        """One exchange. Raises requests.ConnectionError, whose text says in words what happened."""
        try:
            return _response(request, self._answer(request))
        except fetch.NoAnswer as error:
            raise requests.ConnectionError(str(error), request=request) from None

    def _answer(self, request: requests.PreparedRequest) -> fetch.Answer:
        address = request.url or ""
        headers = {name: str(value) for name, value in request.headers.items()
                   if name.lower() not in _FETCHS_OWN}
        if request.method == "POST":
            body = request.body or b""
            if not isinstance(body, bytes):
                body = str(body).encode()
            return fetch.post(
                address, body, headers=headers, most=self._most, seconds=self._seconds)
        if request.method != "GET":
            raise fetch.Refused(f"{request.method} is not sent")
        return fetch.get(
            address, headers=headers, most=self._most, seconds=self._seconds, redirects=0)

    def close(self) -> None:
        """Nothing is held here."""


def _response(request: requests.PreparedRequest, answer: fetch.Answer) -> requests.Response:
    if 300 <= answer.status < 400:
        raise fetch.Refused(f"{request.url} leads elsewhere, where nobody asked to go")
    made = requests.Response()
    made.status_code, made.url, made.request = answer.status, answer.address, request
    made.headers = CaseInsensitiveDict(answer.headers)
    made.headers.setdefault("content-type", "application/octet-stream")  # RFC 9110 8.3
    made.encoding = "utf-8"
    made._content = answer.body
    return made


def session(*, seconds: float, most: int) -> requests.Session:
    """A session all of whose requests go through `lib.fetch`."""
    made = requests.Session()
    made.trust_env = False
    made.headers.clear()
    for scheme in ("https://", "http://"):
        made.mount(scheme, Guarded(seconds, most))
    return made
