"""Wagtail's page of one's own settings, without what is ours: name, e-mail, password, picture."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin.forms.account import LocalePreferencesForm
from wagtail.admin.views import account

from dateline.people.speaking import newsroom_language

_NOT_THERE = (
    account.NameEmailSettingsPanel, account.AvatarSettingsPanel, account.ChangePasswordPanel,
)


class LocaleForm(LocalePreferencesForm):
    """Who chooses no language or zone of their own has the newsroom's, not the server's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken: Any = self.fields["preferred_language"]
        own = dict(settings.LANGUAGES)
        house = _("The newsroom’s language: %(name)s") % {"name": own[newsroom_language()]}
        spoken.choices = [("", house), *own.items()]
        field: Any = self.fields["current_time_zone"]
        zones = [(zone, label) for zone, label in field.choices if zone]
        field.choices = [("", _("The newsroom’s time zone")), *zones]
        field.widget.attrs.clear()  # Wagtail's script would say the server's again


class Account(account.AccountView):
    """Language, time zone, notifications and looks of the desk."""

    def get_panels(self) -> list[Any]:
        """Wagtail's, but for what an administrator or `/desk/account/…` changes."""
        panels = [panel for panel in super().get_panels() if not isinstance(panel, _NOT_THERE)]
        for panel in panels:
            if isinstance(panel, account.LocaleSettingsPanel):
                panel.form_class = LocaleForm
        return panels


def closed(request: HttpRequest) -> HttpResponse:
    """Wagtail's own screens for users and groups, bulk actions too, are not there."""
    raise Http404
