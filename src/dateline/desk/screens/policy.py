"""Who may open which screen of the desk. The acts check for themselves."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy

from dateline.desk.table import EDITORS, WRITERS
from dateline.people.public import ROLES, User, roles_of

MAY: dict[str, frozenset[str]] = {
    "add": WRITERS, "change": WRITERS, "view": frozenset(ROLES), "lock": WRITERS,
    "unlock": EDITORS,
}
"""By Wagtail's word. `publish` and `delete` are nobody's: those are acts."""


class StoryPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """Wagtail's questions about stories, answered by roles."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether one of the person's roles may do it."""
        return bool(user.is_authenticated and roles_of(user) & MAY.get(action, frozenset()))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether one of the actions is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any, include_superusers: bool = True) -> Any:
        """The active people who have a role for one of these."""
        roles = frozenset().union(*(MAY.get(action, frozenset()) for action in actions))
        held = Q(groups__name__in=roles) | Q(is_superuser=include_superusers)
        return User.objects.filter(held, is_active=True).distinct()
