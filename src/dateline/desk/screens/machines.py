"""The web machines: where each stands, and what has reached them; nothing on a single machine."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.delivery.public import forget, machines
from dateline.desk.models import Story
from dateline.desk.panels import register_panel
from dateline.desk.reaching import reach
from dateline.desk.screens.policy import StoryPolicy
from dateline.people.public import ADMINISTRATOR, CHIEF, roles_of

MAY_FORGET = frozenset({ADMINISTRATOR, CHIEF})


def rows(request: HttpRequest, *, panel: bool = False) -> SafeString:
    """The machines as a table; with a button for those that nobody should wait for any more."""
    may = not panel and bool(roles_of(request.user) & MAY_FORGET)
    context = {"machines": machines(), "may_forget": may, "panel": panel}
    return render_to_string("desk/machine_rows.html", context, request=request)


def panel(request: HttpRequest) -> SafeString | None:
    """For the dashboard, where there is more than one."""
    return rows(request, panel=True) if len(machines()) > 1 else None


register_panel("machines", panel)


class Machines(WagtailAdminTemplateMixin, TemplateView):
    """All machines."""

    template_name = "desk/machines.html"
    page_title = gettext_lazy("Machines")
    header_icon = "globe"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Under the home page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """With the table as it is now; a script asks for it again."""
        return super().get_context_data(
            rows=rows(self.request), source=reverse("desk_machine_rows"), **named
        )


def machine_rows(request: HttpRequest) -> HttpResponse:
    """The table alone."""
    return HttpResponse(rows(request))


@require_POST
def forget_machine(request: HttpRequest) -> HttpResponse:
    """Wait for a machine no longer."""
    if not roles_of(request.user) & MAY_FORGET:
        raise PermissionDenied
    name = request.POST.get("name", "")
    forget(name)
    messages.success(request, _("%(name)s is forgotten. It is back as soon as it reports again.")
                     % {"name": name})
    return redirect("desk_machines")


def reached(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a story's last change has come, for the strip on its screens."""
    if not StoryPolicy(Story).user_has_permission(request.user, "view"):
        raise PermissionDenied
    story = get_object_or_404(Story, pk=pk)
    context = {"reach": reach(story)}
    return HttpResponse(render_to_string("desk/reach_words.html", context, request=request))


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [
        path("machines/", Machines.as_view(), name="desk_machines"),
        path("machines/rows/", machine_rows, name="desk_machine_rows"),
        path("machines/forget/", forget_machine, name="desk_machine_forget"),
        path("stories/<int:pk>/reached/", reached, name="desk_reached"),
    ]
