"""What allauth asks us: no open sign-up, our names, secrets of authenticator apps encrypted."""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from requests import Session

from dateline.lib import fetch_session
from dateline.people.outside import door_of
from dateline.people.securitylog import log_security
from dateline.people.speaking import language_of

log = logging.getLogger("dateline.people")


class Accounts(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk; for who came by another door, what it leads to."""
        door = door_of(request)
        return door.home if door else super().get_login_redirect_url(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The way in by the same door."""
        door = door_of(request)
        return door.sign_in if door else super().get_logout_redirect_url(request)

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is written; allauth would put the request's host before it."""
        return subject

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """In the language of whose account it is."""
        with translation.override(language_of(user)):
            super().send_password_reset_mail(user, email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the newsroom's own address, whatever host the request named."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.BASE_URL}{path}"


class SecondFactors(DefaultMFAAdapter):
    """Passkeys and authenticator apps of this newsroom."""

    def _cipher(self) -> Fernet:
        digest = hashlib.sha256(b"second factor:" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))

    def encrypt(self, text: str) -> str:
        """What the database keeps: worthless without the installation's secret key."""
        return self._cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret of an authenticator app, or the seed of recovery codes.

        Under another secret key nothing can be read: then every code is refused.
        """
        try:
            return self._cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.warning("A second factor was kept under another secret key: `dateline signin` lets "
                        "its owner in to set up a new one.")
            raise self.validation_error("incorrect_code") from None

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys are bound to the newsroom's own address (W3C WebAuthn 5.1.2)."""
        host = urlsplit(settings.BASE_URL).hostname or ""
        return {"id": host, "name": settings.WAGTAIL_SITE_NAME}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new passkey is called until its owner says otherwise."""
        held = user.authenticator_set.filter(type=type).count()
        return _("Passkey %s") % (held + 1)


class Sessions(DefaultUserSessionsAdapter):
    """Sessions that somebody ends are told to the security log."""

    def end_sessions(self, sessions: Iterable[Any]) -> None:
        """End them."""
        ended = list(sessions)
        super().end_sessions(ended)
        if ended:
            user, request = ended[0].user, context.request
            log_security(
                "sessions-ended", who=request.user, about=user, request=request,
                detail={"sessions": len(ended)},
            )


class Providers(DefaultSocialAccountAdapter):
    """Providers that vouch for people; they are asked by `dateline.people.openid` alone."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: who joins is decided by the door."""
        return False

    def get_requests_session(self) -> Session:
        """All that is asked of them goes through the one guarded way out."""
        return fetch_session.session(seconds=5.0, most=500_000)
