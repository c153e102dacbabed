"""The menu of the newsroom, and the names of its acts in Wagtail's history."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from dateline.desk.history import ACTS

NOT_OURS = {"explorer", "documents", "reports", "help", "snippets"}


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def only_the_newsroom(request: Any, items: list[Any]) -> None:
    """Pages, documents and reports are no part of a newsroom's desk."""
    items[:] = [item for item in items if item.name not in NOT_OURS]


LABELS = {
    "save": (_("Save"), _("Saved")),
    "submit": (_("Submit"), _("Submitted")),
    "return": (_("Return"), _("Returned")),
    "schedule": (_("Schedule"), _("Scheduled")),
    "embargo": (_("Embargo"), _("Put under embargo")),
    "lift": (_("Lift the embargo"), _("Embargo lifted")),
    "publish": (_("Publish"), _("Published")),
    "update": (_("Update"), _("Updated in public")),
    "correct": (_("Correct"), _("Corrected in public")),
    "resection": (_("Move to a section"), _("Moved to another section")),
    "discard": (_("Throw the draft away"), _("Draft thrown away")),
    "rebase": (_("Take over the public version"), _("Draft taken onto the public version")),
    "withdraw": (_("Withdraw"), _("Withdrawn")),
    "expire": (_("Expire"), _("Expired")),
    "kill": (_("Kill"), _("Killed")),
    "erase": (_("Erase by law"), _("Erased by law")),
}


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def acts_have_names(actions: Any) -> None:
    """Every act of the desk as a line of Wagtail's history."""
    for act in ACTS:
        actions.register_action(f"dateline.{act}", *LABELS[act])


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def look() -> str:
    """The desk's own sheet on every screen."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("register_rich_text_features", order=1000)  # type: ignore[untyped-decorator]
def links_lead_outside(features: Any) -> None:
    """There are no Wagtail pages to link to: the link button opens with an address."""
    link = features.plugins_by_editor["draftail"]["link"]
    link.data["chooserUrls"]["pageChooser"] = reverse_lazy("wagtailadmin_choose_page_external_link")
