"""Stories by words of their headline, for the fields that refer to one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from dateline.desk.models import Story
from dateline.desk.screens.policy import StoryPolicy

MOST = 20
AMONG = 20_000


@require_GET
def find_stories(request: HttpRequest) -> JsonResponse:
    """`?q=words` → up to 20 stories, newest first, as lines for a field of references."""
    if not StoryPolicy(Story).user_has_permission(request.user, "view"):
        raise PermissionDenied
    words = request.GET.get("q", "").split()
    if not words:
        return JsonResponse({"found": []})
    newest = Story.objects.order_by("-pk").values_list("pk", flat=True)[:1].first() or 0
    rows = Story.objects.filter(pk__gt=newest - AMONG).exclude(state="erased")
    for word in words:
        rows = rows.filter(headline__icontains=word)
    return JsonResponse({"found": [
        {"line": f"{story.guid} {story.headline}", "label": story.headline,
         "about": story.status_string}
        for story in rows.order_by("-pk")[:MOST]
    ]})
