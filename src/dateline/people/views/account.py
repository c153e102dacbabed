"""Wagtail's page of one's own settings, without what is ours: name, e-mail, password, picture."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views import account

_NOT_THERE = (
    account.NameEmailSettingsPanel, account.AvatarSettingsPanel, account.ChangePasswordPanel,
)


class Account(account.AccountView):
    """Language, time zone, notifications and looks of the desk."""

    def get_panels(self) -> list[Any]:
        """Wagtail's, but for what an administrator or `/desk/account/…` changes."""
        return [panel for panel in super().get_panels() if not isinstance(panel, _NOT_THERE)]


def closed(request: HttpRequest) -> HttpResponse:
    """Wagtail's own screens for users and groups, bulk actions too, are not there."""
    raise Http404
