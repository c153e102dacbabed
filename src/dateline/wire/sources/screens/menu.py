"""Where copy in stands on the desk: addresses, the menu, and panels of the dashboard."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse_lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.desk.public import register_panel
from dateline.people.public import may
from dateline.wire.sources.permitted import LOOK
from dateline.wire.sources.queue import in_trouble, waiting
from dateline.wire.sources.screens import incoming, rejects, sources


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [
        path("incoming/", incoming.incoming, name="wire_incoming"),
        path("incoming/<int:pk>/", incoming.one_item, name="wire_item"),
        path("incoming/<int:pk>/file/", incoming.raw, name="wire_item_file"),
        path("incoming/<int:pk>/take/", incoming.take, name="wire_take"),
        path("incoming/<int:pk>/newer/", incoming.take_newer, name="wire_take_newer"),
        path("incoming/<int:pk>/aside/", incoming.aside, name="wire_aside"),
        path("incoming/rejects/", rejects.rejects, name="wire_rejects"),
        path("incoming/rejects/<int:pk>/file/", rejects.file, name="wire_reject_file"),
        path("incoming/rejects/<int:pk>/act/", rejects.act, name="wire_reject_act"),
        path("incoming/sources/", sources.sources, name="wire_sources"),
        path("incoming/sources/add/", sources.add, name="wire_source_add"),
        path("incoming/sources/<int:pk>/", sources.edit, name="wire_source"),
        path("incoming/sources/<int:pk>/act/", sources.act, name="wire_source_act"),
    ]


class Incoming(MenuItem):  # type: ignore[misc]
    """In the menu of those who may look."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether one of the person's roles may."""
        return may(request.user, LOOK)  # type: ignore[arg-type]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def item() -> MenuItem:
    """“Incoming”, below the stories."""
    return Incoming(gettext_lazy("Incoming"), reverse_lazy("wire_incoming"), name="incoming",
                    icon_name="download", order=120)


def waiting_panel(request: HttpRequest) -> SafeString | None:
    """How much waits, where something does."""
    if not may(request.user, LOOK):  # type: ignore[arg-type]
        return None
    count = waiting()
    return render_to_string("wire/sources/waiting.html", {"count": count}, request) if count else (
        None)


def trouble_panel(request: HttpRequest) -> SafeString | None:
    """Sources that fail and files that could not be read, where there are any."""
    if not may(request.user, LOOK):  # type: ignore[arg-type]
        return None
    failing, refused, stuck = in_trouble()
    if not (failing or refused or stuck):
        return None
    context = {"failing": failing, "refused": refused, "stuck": stuck}
    return render_to_string("wire/sources/trouble.html", context, request)


register_panel("more", waiting_panel)
register_panel("trouble", trouble_panel)
