"""Signing in by a provider of OpenID Connect: going there, and what it says of who comes back.

OpenID Connect Core 1.0 (authorization code flow), Discovery 1.0, PKCE (RFC 7636), RFC 9207. State,
code and requests are allauth's; all requests go through `lib.fetch`. What is done for whom a
provider vouches for is decided elsewhere: by these functions nobody is signed in.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from typing import Any

import requests
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dateline.people.idtoken import Untrue, believed
from dateline.people.openid_provider import Asked, NoProvider, Provider, provider_of

log = logging.getLogger("dateline.people")
_WRONG = (requests.RequestException, OAuth2Error, Untrue, RecursionError)
"""What an answer that is none raises; the last: JSON that is nested without end."""
_LONGEST = 191
"""Signs of a subject that are kept (allauth's column); the standard allows 255."""


class NotVouched(Exception):
    """Nobody was vouched for; the text says why, for who tried."""


@dataclass(frozen=True)
class Identity:
    """Whom a provider vouches for: `subject` at `issuer` is one person for good. An `email` is
    theirs only where it is `verified`; empty for none."""

    issuer: str
    subject: str
    name: str
    email: str
    verified: bool


@dataclass(frozen=True)
class Return:
    """Who came back, to go on at `onward`; `user`: who began it to connect it with their account
    (0: to sign in)."""

    identity: Identity
    onward: str
    user: int


def way_names() -> dict[int, str]:
    """What the providers are called, by their number; empty where the newsroom set none."""
    return {number: one.name for number, one in settings.OPENID.items()}


def way_name(issuer: str) -> str:
    """What an issuer is called here; its own address where it is no longer set."""
    names = [one.name for one in settings.OPENID.values() if one.issuer == issuer]
    return names[0] if names else issuer


def to_provider(
    request: HttpRequest, number: int, *, onward: str, user: int = 0
) -> str:
    """The address at the provider where one signs in. Raises NotVouched, NoProvider."""
    provider = provider_of(request, number)
    nonce = secrets.token_urlsafe(24)
    try:
        going = provider.redirect(
            request, "login", next_url=onward, data={"nonce": nonce, "user": user},
            auth_params={"nonce": nonce})
    except _WRONG as error:
        raise _told(provider.name, error) from None
    return str(going["Location"])


def from_provider(request: HttpRequest, number: int) -> Return:
    """Who comes back from a provider: the state is spent. Raises NotVouched, NoProvider."""
    provider = provider_of(request, number)
    state = statekit.unstash_state(
        request, provider_id=provider.sub_id, state_id=request.GET.get("state", ""))
    if state is None:
        raise NotVouched(_("This sign-in was not begun in this browser, or too long ago, or is "
                           "over already. Begin again."))
    if request.GET.get("error") == "access_denied":
        raise NotVouched(_("%(name)s was not to tell who you are. Nothing was done.")
                         % {"name": provider.name})
    try:
        identity = _identity(request, provider, state)
    except _WRONG as error:
        raise _told(provider.name, error) from None
    return Return(identity, state.get("next", ""), state["data"]["user"])


def _identity(request: HttpRequest, provider: Provider, state: dict[str, Any]) -> Identity:
    asked = provider.get_oauth2_adapter(request)
    _no_mix_up(request, asked)
    if request.GET.get("error") or not request.GET.get("code"):
        raise OAuth2Error(f"it answered {request.GET.get('error', '')[:80]!r}")
    given = asked.get_client(request, provider.app).get_access_token(
        request.GET["code"], pkce_code_verifier=state["pkce_code_verifier"])
    if not isinstance(given, dict):
        raise Untrue("what it gave for the code is no object")
    claims = believed(
        given.get("id_token"), keys=asked.fetched("jwks_uri"), issuer=provider.sub_id,
        client=provider.app.client_id, nonce=state["data"]["nonce"])
    subject = claims["sub"]
    if not 0 < len(subject) <= _LONGEST or not subject.isprintable():
        raise Untrue("its subject is empty or too long")
    more = claims if "email" in claims else asked.person(given["access_token"], subject)
    return Identity(provider.sub_id, subject, provider.name, *_email(more))


def _no_mix_up(request: HttpRequest, asked: Asked) -> None:
    """The answer names its issuer, where that says it does (RFC 9207 2.4). Raises Untrue."""
    issuer, said = asked.openid_config["issuer"], request.GET.get("iss")
    named = asked.openid_config.get("authorization_response_iss_parameter_supported") is True
    if said != issuer and (named or said is not None):
        raise Untrue("the answer is another issuer's, or does not say whose it is")


def _email(claims: Any) -> tuple[str, bool]:
    """The address in lower case, and whether the provider says it is theirs (exactly `true`)."""
    said = claims.get("email")
    email = said.strip().lower() if isinstance(said, str) else ""
    try:
        validate_email(email)
    except ValidationError:
        return "", False
    return email, claims.get("email_verified") is True


def _told(name: str, error: Exception) -> NotVouched:
    """The same in words for who tried; the log says more."""
    log.warning("Signing in by %s: %s", name, str(error)[:500])
    said = {"name": name}
    if isinstance(error, Untrue):
        return NotVouched(_("What %(name)s answered cannot be believed. Nothing was done.") % said)
    if isinstance(error, requests.ConnectionError):
        return NotVouched(_("%(name)s does not answer now. Nothing was done.") % said)
    return NotVouched(_("%(name)s answered with an error. Nothing was done.") % said)


__all__ = ["Identity", "NoProvider", "NotVouched", "Return", "from_provider", "to_provider",
           "way_name", "way_names"]
