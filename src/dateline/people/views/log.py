"""The security log as administrators read it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, Table

from dateline.lib.listing import listed
from dateline.people.forms import Filtering
from dateline.people.models import SecurityEntry
from dateline.people.moments import moment_text
from dateline.people.roles import ROLE_NAMES
from dateline.people.securitylog import ACTS, entries
from dateline.people.views.staff import Screen

WORDS = {
    "email": _("e-mail"), "roles": _("roles"), "invited by": _("invited by"), "from": _("before"),
    "to": _("after"), "until": _("until"), "handed to": _("handed to"), "sessions": _("sessions"),
    "by": _("by"), "kind": _("kind"), "password": _("password"), "link": _("one-time link"),
    "totp": _("authenticator app"), "webauthn": _("passkey"),
    "recovery_codes": _("recovery codes"),
}
"""What an entry keeps in English, as it is read."""


def _who(entry: SecurityEntry) -> str:
    if entry.who_id:
        return str(entry.who)
    return gettext("somebody unknown") if entry.address else gettext("the command line")


def _detail(entry: SecurityEntry) -> str:
    return " · ".join(
        _("%(name)s: %(value)s") % {"name": WORDS.get(name, name), "value": _plain(value)}
        for name, value in entry.detail.items()
    )


def _plain(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, list):
        return listed(map(_plain, value))
    return str(ROLE_NAMES.get(value) or WORDS.get(value) or value)


COLUMNS = [
    Column("at", label=_("When"), accessor=lambda entry: moment_text(entry.at)),
    Column("act", label=_("What"), accessor=lambda entry: ACTS.get(entry.act, entry.act)),
    Column("who", label=_("By"), accessor=_who),
    Column("about", label=pgettext_lazy("security log", "About"),
           accessor=lambda entry: str(entry.about or "")),
    Column("detail", label=_("Details"), accessor=_detail),
    Column("address", label=pgettext_lazy("network", "Address")),
    Column("agent", label=_("Browser")),
]


class Log(Screen):
    """Newest first; filtered by act, person and day; older entries page by page."""

    template_name = "people/staff/log.html"
    page_title = _("Security log")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of it, and the way to the next."""
        request: HttpRequest = self.request
        form = Filtering(request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        person = chosen.get("person")
        found, more = entries(
            act=chosen.get("act", ""), person=person.pk if person else None,
            day=chosen.get("day"), before=chosen.get("before"),
        )
        older = request.GET.copy()
        older["before"] = str(found[-1].pk) if found else ""
        newest = request.GET.copy()
        newest.pop("before", None)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "table": Table(COLUMNS, found, caption=gettext("Security log")),
            "found": found,
            "older": older.urlencode() if more else "",
            "newest": newest.urlencode() if chosen.get("before") else None,
        }
