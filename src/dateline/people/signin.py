"""One-time sign-in links: made by whoever has the machine, used once, good for an hour.

Who has the machine has everything, so such a link counts for both factors. No mail carries one.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dateline.lib import clock
from dateline.people.models import SigninLink, User
from dateline.people.roles import administrators
from dateline.people.securitylog import log_security

GOOD_FOR = timedelta(hours=1)
ADMINISTRATOR = "desk@localhost"
BY_LINK = "link"


def make_link(email: str = "") -> str:
    """The path of a new one-time link for a user; without an e-mail for the first administrator.

    Raises User.DoesNotExist for an e-mail nobody active has.
    """
    with transaction.atomic():
        known = User.objects.filter(is_active=True)
        user = known.get(email=email.lower()) if email else _administrator()
        secret = secrets.token_urlsafe(24)
        SigninLink.objects.filter(expires_at__lte=clock.now()).delete()
        SigninLink.objects.create(
            digest=_digest(secret), user=user, expires_at=clock.now() + GOOD_FOR
        )
        log_security("link-made", about=user)
    return f"/desk/sign-in/{secret}/"


def _administrator() -> User:
    held = administrators().first()
    if held is None:
        left = User.objects.filter(email=ADMINISTRATOR)
        left.update(is_active=True, is_staff=True, is_superuser=True)
        held = left.first()
    return held or User.objects.create_superuser(ADMINISTRATOR, first_name="Administrator")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, secret: str) -> HttpResponse:
    """A button, so that a mail scanner that opens the link does not use it up; then the desk."""
    link = SigninLink.objects.filter(digest=_digest(secret), expires_at__gt=clock.now())
    if request.method == "POST":
        with transaction.atomic():
            held = link.select_for_update().select_related("user").first()
            if held is not None:
                user = held.user
                link.delete()
        if held is not None and user.is_active:
            enter(request, user, BY_LINK)
            return redirect("/desk/")
    known = link.exists()
    return render(request, "people/sign_in.html", {"known": known}, status=200 if known else 410)


def enter(request: HttpRequest, user: User, method: str) -> None:
    """Sign somebody in, in place of whoever was; what was just shown counts as fresh proof."""
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, user, method, reauthenticated=True)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
