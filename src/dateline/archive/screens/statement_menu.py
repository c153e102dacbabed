"""Where the screens of statements are, and who sees them in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.archive.screens import statement_panel
from dateline.archive.screens.statements import OfStory, Queue
from dateline.archive.statements.permitted import DECIDE
from dateline.desk.public import register_story_panel
from dateline.people.public import may

register_story_panel(statement_panel.of_story)


def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [
        path("statements/", Queue.as_view(), name="archive_statements"),
        path("statements/<uuid:guid>/", OfStory.as_view(), name="archive_statements_of"),
    ]


class ForEditors(MenuItem):
    """A menu item that only editors see."""

    def is_shown(self, request: Any) -> bool:
        """To editors and up."""
        return may(request.user, DECIDE)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def statements_item() -> MenuItem:
    """The way to the queue."""
    return ForEditors(_("Statements"), reverse_lazy("archive_statements"),
                      name="archive-statements", icon_name="openquote", order=660)
