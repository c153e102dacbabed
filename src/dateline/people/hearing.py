"""What Django and allauth tell by signals only, written into the security log."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as factors
from allauth.usersessions.models import UserSession
from django.contrib.auth import signals as auth
from django.http import HttpRequest

from dateline.people.models import User
from dateline.people.securitylog import log_failure, log_security


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    records = get_authentication_records(request, user)
    by = list(dict.fromkeys(record.get("type") or record["method"] for record in records))
    log_security("signed-in", who=user, about=user, request=request, detail={"by": by})
    if request.META.get("REMOTE_ADDR"):  # so that it is in the list of their sessions
        UserSession.objects.create_from_request(request)


def _signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        log_security("signed-out", who=user, about=user, request=request)
        UserSession.objects.filter(session_key=request.session.session_key).delete()


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Only whose account it was about: what was typed might be a password in the wrong field."""
    email = str(credentials.get("email") or "").lower()
    log_failure("sign-in-failed", request, User.objects.filter(email=email).first())


def _refused(request: HttpRequest, user: User, **_: Any) -> None:
    log_failure("code-refused", request, user)


def _tell(act: str) -> Any:
    def heard(request: HttpRequest, user: User, authenticator: Any = None, **_: Any) -> None:
        detail = {"kind": authenticator.type} if authenticator else None
        log_security(act, who=user, about=user, request=request, detail=detail)

    return heard


def begin() -> None:
    """Listen from now on."""
    signals = {
        auth.user_logged_in: _signed_in,
        auth.user_logged_out: _signed_out,
        auth.user_login_failed: _failed,
        account.password_set: _tell("password-set"),
        account.password_changed: _tell("password-changed"),
        account.password_reset: _tell("password-reset"),
        factors.authenticator_added: _tell("authenticator-added"),
        factors.authenticator_removed: _tell("authenticator-removed"),
        factors.authenticator_reset: _tell("recovery-codes-made"),
        factors.authentication_failed: _refused,
    }
    for signal, heard in signals.items():
        signal.connect(heard, weak=False)
