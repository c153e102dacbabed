"""Pictures in Wagtail: who may do what, and how the desk sees originals and thumbnails."""

from __future__ import annotations

from collections.abc import Collection as Some
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.urls import path
from wagtail import hooks
from wagtail.models import Collection
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from dateline.desk.models import Picture, Thumbnail
from dateline.desk.pictures import MAY_DELETE, MAY_KEEP
from dateline.lib.picture import TYPE
from dateline.people.public import User, roles_of


class PicturePolicy(BasePermissionPolicy):
    """Writers add, change and choose pictures; editors delete those that nothing shows."""

    permission_cache_name = "_dateline_roles"

    def get_all_permissions_for_user(self, user: Any) -> frozenset[str]:
        """The person's roles."""
        return roles_of(user)

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether one of the person's roles allows the action."""
        allowed = MAY_DELETE if action == "delete" else MAY_KEEP
        return bool(self.get_cached_permissions_for_user(user) & allowed)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same; what a story shows is deleted by nobody."""
        allowed = self.user_has_permission(user, action)
        return allowed and not (action == "delete" and instance.used)

    def users_with_any_permission(self, actions: Some[str]) -> Any:
        """Everybody with one of the roles."""
        roles = MAY_DELETE if set(actions) == {"delete"} else MAY_KEEP
        held = User.objects.filter(is_active=True)
        return (held.filter(groups__name__in=roles) | held.filter(is_superuser=True)).distinct()

    def collections_user_has_any_permission_for(self, user: Any, actions: Some[str]) -> Any:
        """All pictures are in one collection; a newsroom has no use for more."""
        roots = Collection.objects.filter(depth=1)
        return roots if self.user_has_any_permission(user, actions) else roots.none()

    def collections_user_has_permission_for(self, user: Any, action: str) -> Any:
        """The same for one action."""
        return self.collections_user_has_any_permission_for(user, [action])


register_permission_policy(Picture, PicturePolicy(Picture), exact_class=True)


def original(request: HttpRequest, name: str) -> FileResponse:
    """An original or thumbnail for the newsroom's own screens, as nothing but a picture."""
    policy = policy_registry.get_by_type(Picture)
    if not policy.user_has_any_permission(request.user, ("choose", "change")):
        raise PermissionDenied
    kept = (Thumbnail.objects.filter(file=name), Picture.objects.filter(file=name))
    kind = TYPE.get(PurePath(name).suffix)
    if kind is None or not any(rows.exists() for rows in kept):
        raise Http404
    try:
        response = FileResponse(default_storage.open(name), content_type=kind)
    except (FileNotFoundError, SuspiciousFileOperation):
        raise Http404 from None
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def where_originals_are() -> list[Any]:
    """Under the desk's own addresses, behind its sign-in."""
    return [path("originals/<path:name>", original)]
