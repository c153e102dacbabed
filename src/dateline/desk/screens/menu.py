"""The menu of the newsroom, and the names of its acts in Wagtail's history."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from wagtail import hooks

from dateline.desk.history import ACTS
from dateline.desk.words import ACTS as WORDS

NOT_OURS = {"explorer", "documents", "reports", "help", "snippets"}


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def only_the_newsroom(request: Any, items: list[Any]) -> None:
    """Pages, documents and reports are no part of a newsroom's desk."""
    items[:] = [item for item in items if item.name not in NOT_OURS]


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def acts_have_names(actions: Any) -> None:
    """Every act of the desk as a line of Wagtail's history."""
    for act in ACTS:
        name, done = WORDS[act]
        actions.register_action(f"dateline.{act}", name, done)


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def look() -> str:
    """The desk's own sheet on every screen."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("register_rich_text_features", order=1000)  # type: ignore[untyped-decorator]
def links_lead_outside(features: Any) -> None:
    """There are no Wagtail pages to link to: the link button opens with an address."""
    link = features.plugins_by_editor["draftail"]["link"]
    link.data["chooserUrls"]["pageChooser"] = reverse_lazy("wagtailadmin_choose_page_external_link")
