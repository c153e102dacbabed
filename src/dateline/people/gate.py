"""The gate of the desk: who has no role stays out; publishing roles show a second factor first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dateline.people.roles import PUBLISHING, roles_of
from dateline.people.signin import BY_LINK

SET_UP = "/desk/account/security/"
_OPEN = ("/desk/account/", "/desk/sign-in/", "/desk/invitation/", "/desk/login/", "/desk/logout/",
         "/desk/sprite/", "/desk/jsi18n/")
"""What needs no role: signing in and out, one's own account, and furniture of the pages."""
_ACCOUNT = "/desk/account/"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: Any) -> bool:
    """Whether somebody has a passkey or an authenticator app."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def wants_second_factor(user: Any) -> bool:
    """Whether somebody with a publishing role has none yet."""
    return not has_second_factor(user) and bool(roles_of(user) & PUBLISHING)


def came_by_link(request: HttpRequest) -> bool:
    """Whether this session began with a link made on the machine."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == BY_LINK for record in records)


def gate(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Middleware before every page of the desk; reader pages pass without asking who it is."""

    def guarded(request: HttpRequest) -> HttpResponse:
        return _stopped(request) or get_response(request)

    return guarded


def _stopped(request: HttpRequest) -> HttpResponse | None:
    path = request.path_info
    if not path.startswith("/desk/") or not request.user.is_authenticated:
        return None
    if path.startswith(_OPEN) and path != _ACCOUNT:
        return None
    if not roles_of(request.user):
        return _refused(request, _("You have no role in this newsroom: ask an administrator."))
    if settings.SECOND_FACTOR_REQUIRED and wants_second_factor(request.user):
        return None if came_by_link(request) else _lead(request)
    return None


def _lead(request: HttpRequest) -> HttpResponse:
    if _wants_data(request):
        return _refused(request, _("Your role needs a passkey or an authenticator app first."))
    return redirect(SET_UP)


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    if _wants_data(request):
        return JsonResponse({"error": reason}, status=403)
    return render(request, "people/refused.html", {"reason": reason}, status=403)


def _wants_data(request: HttpRequest) -> bool:
    return (
        request.headers.get("x-requested-with") == "XMLHttpRequest"
        or request.content_type == "application/json"
        or "text/html" not in request.headers.get("accept", "text/html")
    )
