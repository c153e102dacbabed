"""A provider of OpenID Connect, as the newsroom's settings and its own description say it is."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from dateline.people.idtoken import Untrue

_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class NoProvider(LookupError):
    """The newsroom set no provider of this number."""


class Client(OAuth2Client):
    """We, at a provider."""

    def get_redirect_url(
        self, authorization_url: str, scope: Any, extra_params: dict[str, Any]
    ) -> str:
        """Where one goes to sign in; a query that the address has stays (RFC 6749 3.1)."""
        made = super().get_redirect_url(authorization_url, scope, extra_params)
        added = made.removeprefix(f"{authorization_url}?")
        return f"{authorization_url}{'&' if '?' in authorization_url else '?'}{added}"


class Asked(OpenIDConnectOAuth2Adapter):
    """What is asked of a provider. Its description is read anew for each sign-in."""

    client_class = Client

    def __init__(self, request: HttpRequest, provider: Provider) -> None:
        super().__init__(request, provider.sub_id)
        self._provider = provider

    def get_provider(self) -> Provider:
        """Whom it is asked of."""
        return self._provider

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Where it leads back to: at the newsroom's own address, whatever host the request named.
        """
        path = reverse("openid_back", kwargs={"number": self._provider.number})
        return f"{settings.BASE_URL}{path}"

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        """Its description (Discovery 4.3). Untrue where it is another issuer's, or not sound."""
        said = _json(self._provider.server_url)
        if said.get("issuer") != self._provider.sub_id:
            raise Untrue(f"it says it is {str(said.get('issuer'))[:200]!r}")
        for name in _ENDPOINTS:
            self._checked(name, said)
        return said

    def _checked(self, name: str, said: dict[str, Any]) -> str:
        """An address of the description; as safe as the issuer's own."""
        address = said.get(name)
        scheme = urlsplit(self._provider.sub_id).scheme
        if not isinstance(address, str) or not address.startswith((f"{scheme}://", "https://")) \
                or not address.isprintable() or " " in address:
            raise Untrue(f"its {name} is no address, or not as safe as its own")
        return address

    @property
    def basic_auth(self) -> bool:
        """How our secret is sent: in a header only where the body is not offered (Core 9)."""
        offered = self.openid_config.get("token_endpoint_auth_methods_supported")
        return bool(self._provider.app.secret) and "client_secret_post" not in (
            offered or ["client_secret_basic"])

    def fetched(self, name: str) -> dict[str, Any]:
        """What is at an address of the description."""
        return _json(self._checked(name, self.openid_config))

    def person(self, access_token: str, subject: str) -> dict[str, Any]:
        """What it says about a person beyond the ID token (Core 5.3); nothing where it has no such
        address."""
        if "userinfo_endpoint" not in self.openid_config:
            return {}
        address = self._checked("userinfo_endpoint", self.openid_config)
        said = _json(address, {"Authorization": f"Bearer {access_token}"})
        if said.get("sub") != subject:
            raise Untrue("it tells about another person than who signed in")  # Core 5.3.2
        return said


def _json(address: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    with get_adapter().get_requests_session() as session:
        answer = session.get(address, headers=headers or {})
    answer.raise_for_status()
    said = answer.json()
    if not isinstance(said, dict):
        raise OAuth2Error(f"{address} is no object")
    return said


class Provider(OpenIDConnectProvider):
    """One that the newsroom set. `sub_id`, which its people's connections are kept with, is its
    issuer: under another one a number or a name leads to nobody's account."""

    app: SocialApp
    number: int

    def get_oauth2_adapter(self, request: HttpRequest) -> Asked:
        """Who asks it."""
        return Asked(request, self)


def provider_of(request: HttpRequest, number: int) -> Provider:
    """The provider of a number. Raises NoProvider."""
    said = settings.OPENID.get(number)
    if said is None:
        raise NoProvider(f"no provider has the number {number}")
    made = Provider(request, app=SocialApp(
        provider=Provider.id, provider_id=said.issuer, name=said.name, client_id=said.client,
        secret=said.secret, settings={
            "server_url": said.issuer.rstrip("/"), "oauth_pkce_enabled": True,
            "scope": ["openid", "email"]}))
    made.number = number
    return made
