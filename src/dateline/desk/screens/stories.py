"""Stories in Wagtail: its list, editor, history, locks and preview, with the desk's own acts.

What Wagtail would do to what is live is nobody's permission here (`policy`), is refused by the
actions registered for stories (`saving`) and by the row itself (`Story.save`).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from dateline.desk.forms import StoryForm
from dateline.desk.models import Story
from dateline.desk.newsroom_time import MomentInput
from dateline.desk.screens.acting import act_page
from dateline.desk.screens.comparing import StoryCompareView
from dateline.desk.screens.editing import (
    StoryCreateView,
    StoryEditView,
    StoryRevertView,
    locking,
    refusing,
)
from dateline.desk.screens.filters import StoryFilterSet
from dateline.desk.screens.finding import find_stories
from dateline.desk.screens.lists import PER_PAGE, StoryIndexView
from dateline.desk.screens.merging import merge_page, rebase_page
from dateline.desk.screens.policy import StoryPolicy

LINE = forms.TextInput(attrs={"dir": "auto"})
TEXT = (
    FieldPanel("section", required_on_save=True),
    FieldPanel("headline", widget=AdminAutoHeightTextInput(attrs={"rows": 1, "dir": "auto"})),
    FieldPanel("standfirst", widget=AdminAutoHeightTextInput(attrs={"rows": 2, "dir": "auto"})),
    FieldRowPanel([FieldPanel("place_name"), FieldPanel("credit", widget=LINE)],
                  heading=_("Dateline")),
    FieldPanel("authors"),
    MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt", widget=LINE),
                     FieldPanel("picture_caption", widget=LINE)], heading=_("Lead picture")),
    FieldPanel("body"),
)
PLACE = (
    FieldPanel("dossiers"),
    FieldPanel("tags"),
    FieldPanel("topic_lines"),
    MultiFieldPanel([FieldPanel("pinned_lines"), FieldPanel("related_lines")],
                    heading=_("Related")),
    MultiFieldPanel([
        FieldPanel("short_headline", widget=LINE),
        FieldRowPanel([FieldPanel("slugline", widget=LINE), FieldPanel("genre", widget=LINE)]),
        FieldRowPanel([FieldPanel("urgency"), FieldPanel("language")]),
        FieldPanel("translated"),
    ], heading=_("Wire")),
)
RULES = (
    MultiFieldPanel([
        FieldPanel("published_at", widget=MomentInput),
        FieldRowPanel([FieldPanel("embargo_until", widget=MomentInput),
                       FieldPanel("go_live_at", widget=MomentInput)]),
        FieldPanel("expire_at", widget=MomentInput),
    ], heading=_("Times")),
    MultiFieldPanel([
        FieldPanel("rights"), FieldPanel("sub_judice"), FieldPanel("minors"),
        FieldPanel("headline_missing"),
    ], heading=_("Rights and care")),
    MultiFieldPanel([FieldPanel("note"), FieldPanel("sources")],
                    heading=_("For the newsroom only: never public")),
)


class StoryViewSet(SnippetViewSet):  # type: ignore[misc]
    """Stories with their state, newest first."""

    model = Story
    icon = "doc-full"
    menu_label = _("Stories")
    menu_name = "stories"
    menu_order = 100
    add_to_admin_menu = True
    inspect_view_enabled = False
    copy_view_enabled = False
    index_view_class = StoryIndexView
    filterset_class = StoryFilterSet
    list_per_page = PER_PAGE
    add_view_class = StoryCreateView
    edit_view_class = StoryEditView
    create_template_name = "desk/create.html"
    edit_template_name = "desk/edit.html"
    revisions_compare_view_class = StoryCompareView
    revisions_revert_view_class = StoryRevertView
    edit_handler = TabbedInterface(
        [
            ObjectList(TEXT, heading=_("Text")),
            ObjectList(PLACE, heading=_("Where it stands")),
            ObjectList(RULES, heading=_("Times, rights, notes")),
        ],
        base_form_class=StoryForm,
    )

    @cached_property
    def edit_view(self) -> Any:
        """Saving is one transaction under the story's lock."""
        return locking(super().edit_view)

    @cached_property
    def revisions_revert_view(self) -> Any:
        """So is bringing an earlier text back."""
        return locking(super().revisions_revert_view)

    @cached_property
    def workflow_action_view(self) -> Any:
        """Approval there is the desk's act; what it refuses is told in words."""
        return refusing(super().workflow_action_view)


register_permission_policy(Story, StoryPolicy(Story))
register_snippet(StoryViewSet)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """The desk's own pages about one story."""
    return [
        path("stories/find/", find_stories, name="desk_find_stories"),
        path("stories/<int:pk>/act/<slug:act>/", act_page, name="desk_act"),
        path("stories/<int:pk>/merge/<int:revision>/", merge_page, name="desk_merge"),
        path("stories/<int:pk>/compare/", rebase_page, name="desk_rebase"),
    ]
