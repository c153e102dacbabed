"""Where the discussion's screens are, and who sees them in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.discussion.permitted import MODERATE
from dateline.discussion.screens.log import Log
from dateline.discussion.screens.people import People, Person
from dateline.discussion.screens.queue import Queue
from dateline.discussion.screens.redress import Appeals, Notices
from dateline.discussion.screens.settings import Policies, Rules, StandardsEditor
from dateline.people.public import may


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [
        path("discussion/", Queue.as_view(), name="discussion_queue"),
        path("discussion/appeals/", Appeals.as_view(), name="discussion_appeals"),
        path("discussion/notices/", Notices.as_view(), name="discussion_notices"),
        path("discussion/people/", People.as_view(), name="discussion_people"),
        path("discussion/people/<int:pk>/", Person.as_view(), name="discussion_person"),
        path("discussion/policies/", Policies.as_view(), name="discussion_policies"),
        path("discussion/rules/", Rules.as_view(), name="discussion_rules"),
        path("discussion/standards/", StandardsEditor.as_view(), name="discussion_standards"),
        path("discussion/log/", Log.as_view(), name="discussion_log"),
    ]


class ForModerators(MenuItem):
    """A menu item that only moderators see."""

    def is_shown(self, request: Any) -> bool:
        """To moderators and up."""
        return may(request.user, MODERATE)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def discussion_item() -> MenuItem:
    """The way to the queue."""
    return ForModerators(_("Discussion"), reverse_lazy("discussion_queue"), name="discussion",
                         icon_name="comment", order=650)
