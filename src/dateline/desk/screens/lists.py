"""The list of stories: filtered, searched and paged, as quick with a million as with ten."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.paginator import WagtailPaginator
from wagtail.snippets.views.snippets import IndexView

from dateline.desk.models import Naming, Story, having, matching
from dateline.desk.narrowing import Stories, among
from dateline.desk.screens.columns import columns
from dateline.desk.screens.filters import StoryFilterSet

PER_PAGE = 30
MOST = 1_000
SHOWN = (
    "headline", "state", "section__name", "place__name", "owner__email", "owner__first_name",
    "owner__last_name", "urgency", "language", "published_at", "release_at", "saved_at", "behind",
    "locked", "trouble", "late_by", "headline_missing", "has_unpublished_changes", "guid",
)


class Window(WagtailPaginator):
    """Pages over the first MOST stories, whose keys are asked for once; the rest is not counted."""

    @cached_property
    def keys(self) -> list[int]:
        """The keys of the stories in order, one more than are shown."""
        return list(self.object_list.values_list("pk", flat=True)[: MOST + 1])

    @cached_property
    def count(self) -> int:
        """How many stories the pages hold."""
        return min(len(self.keys), MOST)

    @property
    def more(self) -> bool:
        """Whether there are more than the pages hold."""
        return len(self.keys) > MOST

    @property
    def items_count_label(self) -> str:
        """How many there are, in words."""
        if self.more:
            return _("more than %(count)d stories; narrow them down") % {"count": MOST}
        return ngettext("%(count)d story", "%(count)d stories", self.count) % {"count": self.count}

    def page(self, number: Any) -> Any:
        """One page: its stories are read by their keys."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        return self._get_page(rows(self.keys[start : start + self.per_page]), number, self)


def rows(keys: list[int]) -> list[Story]:
    """These stories in this order, with what a list shows of them."""
    related = Story.objects.select_related("section", "place", "owner").only(*SHOWN)
    found = related.in_bulk(keys)
    authors: dict[int, list[str]] = {}
    named = Naming.objects.filter(story__in=keys, role=Naming.Role.AUTHOR).order_by("position")
    for story, name in named.values_list("story", "term__name"):
        authors.setdefault(story, []).append(name)
    for key, story in found.items():
        story.authors_named = authors.get(key, [])
    return [found[key] for key in keys if key in found]


class StoryIndexView(IndexView):
    """Wagtail's list, with our columns and pages, and without acts on many stories at once."""

    filterset_class = StoryFilterSet
    paginator_class = Window
    paginate_by = PER_PAGE
    default_ordering = "-saved_at"
    is_searchable = True
    is_export = False

    @cached_property
    def columns(self) -> list[Any]:
        """What is shown of each story."""
        return columns(lambda story: self.get_edit_url(story) or self.get_inspect_url(story))

    @cached_property
    def may(self) -> dict[str, bool]:
        """What this person may do, asked once and not for each row."""
        return {}

    def user_has_permission(self, permission: str) -> bool:
        """Whether they may, as the policy says."""
        if permission not in self.may:
            self.may[permission] = super().user_has_permission(permission)
        return self.may[permission]

    def setup(self, *args: Any, **kwargs: Any) -> None:
        """Never a spreadsheet: it would be of all stories."""
        super().setup(*args, **kwargs)
        self.is_export = False

    def order_queryset(self, stories: Stories) -> Stories:
        """In the order asked for, the last saved first if none is."""
        down = "-" if self.ordering.startswith("-") else ""
        names = dict.fromkeys((self.ordering.lstrip("-"), "saved_at", "pk"))
        return stories.order_by(*(down + name for name in names))

    def search_queryset(self, stories: Stories) -> Stories:
        """The stories that have every word that was asked for."""
        if not self.is_searching:
            return stories
        found = matching(self.search_query)
        if found is None:
            return stories.none()
        return among(stories, found, having(self.search_query))

    def get_table(self, object_list: Any) -> Any:
        """The table, with a caption for who cannot see it."""
        table = super().get_table(object_list)
        table.caption = _("Stories")
        return table
