"""POST /wire/v1/in/SOURCE: another agency sends a file to us (RFC 9110, RFC 6750)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from dateline.wire.sources.pushing import source_of
from dateline.wire.sources.receiving import MOST, Receipt, receive

_BEARER = "bearer "


@csrf_exempt  # the key in the header is what lets in; no cookie is looked at
def entrance(request: HttpRequest, slug: str) -> HttpResponse:
    """2xx once the file is kept: 201 with something new in it, 200 with nothing new.

    401 without a good key, 405, 411 and 413 before anything is read; 422 for what cannot be read,
    which is kept among the rejects.
    """
    if request.method != "POST":
        return _refused(405, "send it by POST", Allow="POST")
    source = source_of(slug, _key(request))
    if source is None:
        return _refused(401, "this takes the key of an active source, as Authorization: Bearer KEY",
                        **{"WWW-Authenticate": 'Bearer realm="wire"'})
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal():
        return _refused(411, "say how long it is: Content-Length")
    if int(length) > MOST:
        return _refused(413, f"at most {MOST:,} bytes are taken at once; these are {int(length):,}")
    raw = request.read()
    if len(raw) != int(length):
        return _refused(400, "it broke off: there are fewer bytes than Content-Length says")
    return _answer(receive(source, raw, name="sent to us"))


def _key(request: HttpRequest) -> str:
    said = request.headers.get("authorization", "")
    return said[len(_BEARER):].strip() if said[:len(_BEARER)].lower() == _BEARER else ""


def _refused(status: int, reason: str, **headers: str) -> HttpResponse:
    return _sent({"refused": reason, "kept": False}, status, headers)


def _answer(receipt: Receipt) -> HttpResponse:
    if receipt.refused:
        said = {"refused": receipt.refused, "kept": True, "sha256": receipt.digest}
        return _sent(said, 422, {})
    items = [{"id": one.ident, "version": one.version, "outcome": one.what,
              "doubts": list(one.doubts)} for one in receipt.outcomes]
    new = any(one.what != "same" for one in receipt.outcomes)
    said = {"format": receipt.format, "sha256": receipt.digest, "items": items}
    return _sent(said, 201 if new else 200, {})


def _sent(said: dict[str, Any], status: int, headers: dict[str, str]) -> HttpResponse:
    answer = JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-store"
    for name, value in headers.items():
        answer[name] = value
    return answer
