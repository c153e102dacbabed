"""How much a request may bring, decided by what it says before any of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from dateline.people.public import in_newsroom_language

Answer = Callable[[HttpRequest], HttpResponse]


def limit_body(get_response: Answer) -> Answer:
    """Answer 413 (RFC 9110 15.5.14) to what is too large. Django reads no more than is said."""

    def limited(request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        if said.isdecimal() and int(said) > settings.REQUEST_BYTES:
            with in_newsroom_language():
                most = filesizeformat(settings.REQUEST_BYTES)
                text = _("This is more than the %(most)s a request may bring. Send less at once.")
            return HttpResponse(
                text % {"most": most}, status=413, content_type="text/plain; charset=utf-8"
            )
        return get_response(request)

    return limited
