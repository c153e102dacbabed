"""The desk's list of stories in Wagtail: to look at; writing there comes with the writing desk.

Wagtail's own buttons that would change what is live are off: there is one door.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from dateline.desk import addresses as addresses
from dateline.desk.models import Story


class LookOnly(ModelPermissionPolicy):
    """Staff may look; nobody may add, change or delete here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Only `view`, and only for staff."""
        return bool(action == "view" and user.is_active and user.is_staff)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether one of the actions is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)


class StoryViewSet(SnippetViewSet):
    """Stories with their state, newest first; searched by headline."""

    model = Story
    icon = "doc-full"
    menu_label = _("Stories")
    menu_name = "stories"
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ("headline", "standing", "section", "published_at", "embargo_until")
    list_filter = ("state", "language")
    search_fields = ("headline", "standfirst")
    search_backend_name = None
    ordering = ("-pk",)
    inspect_view_fields = (
        "headline", "standfirst", "state", "section", "place", "credit", "published_at",
        "embargo_until", "expires_at", "language", "guid", "source",
    )


register_permission_policy(Story, LookOnly(Story))
register_snippet(StoryViewSet)


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def only_the_newsroom(request: Any, items: list[Any]) -> None:
    """Pages, documents and reports are no part of a newsroom's desk."""
    items[:] = [item for item in items if item.name not in _NOT_OURS]


_NOT_OURS = {"explorer", "documents", "reports", "help", "snippets"}
