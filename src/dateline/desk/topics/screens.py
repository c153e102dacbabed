"""The media topics as a tree to read and search, and for a field that completes."""

from __future__ import annotations

from typing import Any, TypedDict

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.desk.asking import words
from dateline.desk.models import Topic
from dateline.desk.topics.finding import find_topics, topics_hint

MOST = 100


class Node(TypedDict):
    """A topic and those under it."""

    topic: Topic
    narrower: list[Node]


def find(request: HttpRequest) -> JsonResponse:
    """`?q=…`: at most 20 topics that may be chosen, as JSON: number, name, path, definition."""
    found = find_topics(words(request.GET))
    return JsonResponse([vars(topic) for topic in found], safe=False)


class Topics(WagtailAdminTemplateMixin, TemplateView):
    """The whole tree, or what a search finds in it."""

    template_name = "desk/topics/topics.html"
    page_title = _("Media topics")
    header_icon = "list-ul"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Under the home page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tree is drawn only where nothing is searched for."""
        query = words(self.request.GET)
        retired = bool(self.request.GET.get("retired"))
        found = find_topics(query, most=MOST, retired=retired) if query else ()
        return super().get_context_data(
            hint=topics_hint(), query=query, retired=retired, found=found, most=MOST,
            tree=[] if query else tree(retired=retired), **kwargs,
        )


def tree(*, retired: bool) -> list[Node]:
    """The topics under the top, each with those under it; retired ones only if asked for."""
    rows = Topic.objects.order_by("position")
    nodes: dict[str, Node] = {}
    top: list[Node] = []
    for topic in rows if retired else rows.filter(retired=False):
        node: Node = {"topic": topic, "narrower": []}
        nodes[topic.number] = node
        above = nodes.get(topic.parent_id or "")
        (above["narrower"] if above else top).append(node)
    return top

