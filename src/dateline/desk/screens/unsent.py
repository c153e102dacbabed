"""A text sent by who is signed out or signed in anew, or to a draft that is gone, is not lost.

The page holds everything the form said, and sends it once more. It answers only what came from a
page of our own (the Origin header, RFC 6454): nobody else's form is given a token by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from wagtail.models import ModelLogEntry

from dateline.desk.models import Story

_WRITES = re.compile(r"(add|edit/\d+|history/\d+/revisions/\d+/revert)/\Z")
NOT_SENT_AGAIN = {"csrfmiddlewaretoken", "next"}
SHOWN = ("headline", "standfirst", "note", "sources")


def keep_unsent(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Middleware: a text that cannot be saved where it was sent to is answered with itself."""

    def keeping(request: HttpRequest) -> HttpResponse:
        if _is_text(request) and not request.user.is_authenticated:
            return _kept(request, _("You are signed out. Nothing you wrote is lost: sign in in "
                                    "another tab, come back to this one and save."))
        answer = get_response(request)
        if answer.status_code == 404 and _is_text(request):
            return _kept(request, _gone(request), new=True)
        return answer

    return keeping


def _gone(request: HttpRequest) -> str:
    number = re.findall(r"\d+", request.path_info)[0]
    kind = ContentType.objects.get_for_model(Story)
    lines = ModelLogEntry.objects.filter(content_type=kind, object_id=number).order_by("-timestamp")
    last = lines.select_related("user").first()
    return _("This draft was thrown away by %(who)s while you were writing. Nothing you wrote is "
             "lost: save it as a new story.") % {
                 "who": last.user if last and last.user else _("somebody")}


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: whoever signs in anew has a new token; their text is kept."""
    if _is_text(request) and request.user.is_authenticated:
        return _kept(request, _("You have signed in anew since you opened this text. Nothing you "
                                "wrote is lost: save it now."))
    answer: HttpResponse = csrf_failure(request, reason=reason)
    return answer


def _is_text(request: HttpRequest) -> bool:
    """Whether this is a story's text from the editor on one of our own pages."""
    if request.method != "POST" or not request.path_info.startswith("/desk/"):
        return False
    listed = reverse(Story.snippet_viewset.get_url_name("list"))
    if not request.path_info.startswith(listed):
        return False
    ours = f"{request.scheme}://{request.get_host()}"
    return bool(_WRITES.match(request.path_info[len(listed):])) and (
        request.headers.get("origin") == ours)


def _kept(request: HttpRequest, reason: str, *, new: bool = False) -> HttpResponse:
    if not request.accepts("text/html"):  # Wagtail's script knows this code: it stops, and says so
        said = {"success": False, "error_code": "invalid_revision", "error_message": reason}
        return JsonResponse(said, status=403)
    sent = [(name, value) for name, values in request.POST.lists() for value in values
            if name not in NOT_SENT_AGAIN]
    shown = [(Story._meta.get_field(name).verbose_name, request.POST[name]) for name in SHOWN
             if request.POST.get(name, "").strip()]
    add = reverse(Story.snippet_viewset.get_url_name("add"))
    context = {"reason": reason, "sent": sent, "shown": shown,
               "address": add if new else request.get_full_path()}
    return render(request, "desk/unsent.html", context, status=403)
