"""The newsroom at a glance: the dashboard, in place of Wagtail's panels about pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from dateline.desk.locking import NoSuchStory
from dateline.desk.models import Story
from dateline.desk.notes import seen
from dateline.desk.panels import shown_in
from dateline.desk.permitted import NotPermitted
from dateline.desk.screens import rows
from dateline.desk.screens.moments import ticking
from dateline.lib import clock

LOOK = ("view", "change", "add")


@dataclass(frozen=True)
class Glance:
    """A panel: its heading, columns, rows, what it says when empty, and where all of them are."""

    slot: str
    heading: Any
    icon: str
    columns: tuple[Any, ...]
    rows: Callable[[Any, datetime], list[rows.Row]]
    empty: Any
    links: tuple[tuple[Any, str], ...]


GLANCES = (
    Glance("drafts", _("My drafts"), "edit", (_("State"), _("Saved")), rows.drafts,
           _("You have no open drafts."), ((_("All my drafts"), "glance=drafts"),)),
    Glance("waiting", _("Waiting for me"), "glasses", (_("Submitted by"), _("Since")),
           rows.waiting, _("Nothing waits for your approval."),
           ((_("All that waits for me"), "glance=waiting"),)),
    Glance("notes", _("Told to me"), "comment", (_("Note"), _("At")), rows.notes,
           _("No news about your stories."), ()),
    Glance("held", _("Scheduled and embargoed"), "time",
           (_("State"), _("Goes live"), _("Time left")), rows.coming,
           _("Nothing is scheduled or under embargo."),
           ((_("All scheduled and embargoed"), "glance=held"),)),
    Glance("published", _("Just published"), "circle-check", (_("What"), _("By"), _("At")),
           rows.published, _("Nothing was published in the last 24 hours."),
           ((_("All live stories"), "state=live&state=live+with+a+draft"),)),
    Glance("wanting", _("Needs a date or a headline"), "help", (_("Needs"), _("Saved")),
           rows.wanting, _("Every story has its date and headline."),
           ((_("All without a date"), "glance=undated"),
            (_("All with a headline to confirm"), "glance=nameless"))),
    Glance("locks", _("Held locks"), "lock", (_("By"), _("Since")), rows.locks,
           _("Nobody holds a story locked."), ((_("All locked stories"), "glance=locked"),)),
    Glance("trouble", _("Late or failed"), "warning", (_("What"), _("At")), rows.trouble,
           _("Nothing is late, nothing failed."),
           ((_("All late stories"), "glance=late"), (_("All in trouble"), "glance=trouble"))),
)
NO_STORIES = (
    Glance("machines", _("Machines"), "globe", (), lambda user, now: [], "", ()),
    Glance("more", _("More"), "info-circle", (), lambda user, now: [], "", ()),
)


class Panel(Component):
    """A panel of the dashboard, in Wagtail's look."""

    template_name = "desk/panel.html"

    def __init__(self, glance: Glance, order: int, *, looks: bool, opens: bool) -> None:
        self.glance, self.order, self.stories, self.opens = glance, order, looks, opens

    class Media:
        css = {"all": ["desk/glance.css"]}
        js = ["desk/countdown.js"]

    @property
    def list(self) -> str:
        """The address of the list of stories."""
        return reverse(Story.snippet_viewset.get_url_name("list"))

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """What the template shows; a panel with nothing in it at all is left out there."""
        request = (parent_context or {})["request"]
        lines: list[rows.Row] = []
        if self.stories:
            lines = self.glance.rows(request.user, clock.now())
        edit = Story.snippet_viewset.get_url_name("edit")
        address = reverse(edit, args=[0]) if self.opens else ""
        return {
            "panel": self.glance, "request": request, "ticking": ticking(),
            "csrf_token": (parent_context or {}).get("csrf_token"),
            "stories": self.stories and self.glance not in NO_STORIES,
            "lines": [(row, rows.link_to(address, row.story)) for row in lines],
            "list": self.list,
            "others": shown_in(self.glance.slot, request),
        }


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def only_ours(request: HttpRequest, panels: list[Any]) -> None:
    """The newsroom's panels instead of those about pages; stories only for who may see them."""
    policy = policy_registry.get_by_type(Story)
    looks = policy.user_has_any_permission(request.user, LOOK)
    opens = policy.user_has_permission(request.user, "change")
    panels[:] = [Panel(glance, order, looks=looks, opens=opens)
                 for order, glance in enumerate((*GLANCES, *NO_STORIES))]


@hooks.register("construct_homepage_summary_items", order=999)  # type: ignore[untyped-decorator]
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Numbers of pages and documents say nothing here."""
    items.clear()


@require_POST
def note_seen(request: HttpRequest, note: int) -> HttpResponse:
    """Mark a note as seen, and go back."""
    try:
        seen(note, request.user)
    except (NotPermitted, NoSuchStory) as trouble:
        messages.error(request, str(trouble))
    return redirect("wagtailadmin_home")


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """The dashboard's own addresses, inside Wagtail's."""
    return [path("notes/<int:note>/seen/", note_seen, name="desk_note_seen")]
