"""The addresses under /wire/v1/ that Django answers; entries and stream are the counter's."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from dateline.wire.api import answers
from dateline.wire.api.openapi import document
from dateline.wire.models import Subscriber
from dateline.wire.pages import page
from dateline.wire.subscribers.asking import Refused, subscriber_of

_LONGEST = 10_000
Answering = Callable[[HttpRequest, Subscriber], dict[str, Any]]


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the API is, for people. Its words are English, like its errors."""
    context = {"base": settings.BASE_URL, "title": "The wire’s API"}
    return page(request, "wire/reader/api.html", context, language="en")


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The same for machines."""
    return _json(document(settings.BASE_URL))


def answering(**by_method: Answering) -> Callable[..., HttpResponse]:
    """A view that knows its subscriber by the key; what is refused says so in JSON."""

    @csrf_exempt  # a key in a header is sent by no browser on its own
    @wraps(answering)
    def view(request: HttpRequest) -> HttpResponse:
        try:
            method = "GET" if request.method == "HEAD" else str(request.method)
            if method not in by_method:
                allowed = ", ".join(by_method)
                raise Refused(405, f"Answered here: {allowed}.", (("Allow", allowed),))
            subscriber = subscriber_of(request.headers.get("authorization", ""))
            return _json(by_method[method](request, subscriber))
        except Refused as refused:
            said = refused.refusal
            response = _json({"error": said.words, **said.more}, status=said.status)
            for name, value in said.headers:
                response[name] = value
            return response

    return view


def _post_receipt(request: HttpRequest, subscriber: Subscriber) -> dict[str, Any]:
    body = request.body
    if len(body) > _LONGEST:
        raise Refused(413, "A receipt is a small JSON object.")
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "The body is not JSON.") from None
    return answers.take_receipt(subscriber, sent)


def _get_receipts(request: HttpRequest, subscriber: Subscriber) -> dict[str, Any]:
    most = answers.limit_of(request.GET.get("limit", ""))
    return answers.receipts(subscriber, request.GET.get("after", ""), most)


def _get_chain(request: HttpRequest, subscriber: Subscriber) -> dict[str, Any]:
    number = request.GET.get("number", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 15:
        raise Refused(400, "“number” is a number of your sequence.")
    return answers.chain(subscriber, int(number))


me = answering(GET=lambda request, subscriber: answers.me(subscriber))
receipts = answering(GET=_get_receipts, POST=_post_receipt)
chain = answering(GET=_get_chain)


def _json(data: dict[str, Any], *, status: int = 200) -> HttpResponse:
    body = json.dumps(data, ensure_ascii=False) + "\n"
    return HttpResponse(body, status=status, content_type="application/json",
                        headers={"Cache-Control": "no-store"})
