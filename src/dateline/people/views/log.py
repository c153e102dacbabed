"""The security log as administrators read it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, Table

from dateline.people.forms import Filtering
from dateline.people.models import SecurityEntry
from dateline.people.moments import moment_text
from dateline.people.securitylog import ACTS, entries
from dateline.people.views.staff import Screen


def _who(entry: SecurityEntry) -> str:
    if entry.who_id:
        return str(entry.who)
    return gettext("somebody unknown") if entry.address else gettext("the command line")


def _detail(entry: SecurityEntry) -> str:
    return "; ".join(f"{name}: {_plain(value)}" for name, value in entry.detail.items())


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


COLUMNS = [
    Column("at", label=_("When"), accessor=lambda entry: moment_text(entry.at)),
    Column("act", label=_("What"), accessor=lambda entry: ACTS.get(entry.act, entry.act)),
    Column("who", label=_("By"), accessor=_who),
    Column("about", label=_("About"), accessor=lambda entry: str(entry.about or "")),
    Column("detail", label=_("Details"), accessor=_detail),
    Column("address", label=_("Address")),
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
