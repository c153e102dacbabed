"""Acts as buttons: only those which the story's state and the person's roles permit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button

from dateline.desk.models import Story
from dateline.desk.review import asks, in_review
from dateline.desk.screens.places import act_address, compare_address, delivery_address
from dateline.desk.table import TABLE, roles_for
from dateline.people.public import User, roles_of


@dataclass(frozen=True)
class Act:
    """An act as a button: `text` says that it begins with the text in the editor."""

    name: str
    label: Promise
    icon: str
    text: bool = False


ACTS = (
    Act("approve", _("Approve…"), "success", True),
    Act("submit", _("Submit for approval…"), "resubmit", True),
    Act("publish", _("Publish…"), "upload", True),
    Act("update", _("Publish the update…"), "upload", True),
    Act("correct", _("Correct…"), "edit", True),
    Act("embargo", _("Hold under embargo…"), "lock", True),
    Act("schedule", _("Schedule…"), "time", True),
    Act("lift", _("Lift the embargo…"), "lock-open"),
    Act("return", _("Return to the writer…"), "undo"),
    Act("resection", _("Move to another section…"), "redirect"),
    Act("withdraw", _("Withdraw…"), "download"),
    Act("kill", _("Kill…"), "cross"),
    Act("discard", _("Throw the draft away…"), "bin"),
    Act("erase", _("Erase by law…"), "bin"),
)
WAS_PUBLIC = ("live", "withdrawn", "expired", "killed", "erased")
BY_NAME = {act.name: act for act in ACTS}


def possible(story: Story, act: str, user: User) -> bool:
    """Whether the table and the person's roles permit the act now. The act asks again."""
    asked = _approving(story) if act == "approve" else act
    if not asked:
        return False
    found = TABLE[asked].get(story.standing)
    if found is None or not found.state or not roles_of(user) & roles_for(asked, story.standing):
        return False
    return _sensible(story, act) and (act != "approve" or asks(story, user))


def _approving(story: Story) -> str:
    """What approval would do, if anybody's approval is awaited."""
    if not in_review(story):
        return ""
    return "update" if story.state == Story.State.LIVE else "publish"


def _sensible(story: Story, act: str) -> bool:
    """Not every possible act makes a good button."""
    reviewed = in_review(story)
    if act == "update":
        return story.has_unpublished_changes and not story.behind
    if act == "submit":
        return not reviewed and not (story.state == Story.State.LIVE and story.behind)
    if act == "return":
        return story.state != Story.State.LIVE or reviewed or story.release_at is not None
    if act in ("correct", "schedule"):
        return not story.behind
    return True


class StoryActionMenu:
    """The foot of the editor: save, and save and go on to an act."""

    def __init__(self, request: HttpRequest, *, story: Story | None, locked: bool,
                 view: str) -> None:
        self.request, self.locked, self.view = request, locked, view
        self.story = story if story is not None and story.pk else None
        self.media = Media()

    def render_html(self) -> str:
        """The buttons; while the story is locked by somebody else, none that saves."""
        story = self.story or Story()
        acts = [] if self.locked else [
            act for act in ACTS if act.text and possible(story, act.name, self.request.user)  # type: ignore[arg-type]
        ]
        context = {"acts": acts, "locked": self.locked, "revert": self.view == "revisions_revert"}
        return render_to_string("desk/action_menu.html", context, request=self.request)


def header_buttons(request: HttpRequest, story: Story) -> list[Any]:
    """The acts that do not begin with the text in the editor."""
    user: Any = request.user
    acts = [act for act in ACTS if not act.text and possible(story, act.name, user)]
    buttons = [
        Button(act.label, url=act_address(story, act.name), icon_name=act.icon, priority=number)
        for number, act in enumerate(acts)
    ]
    if story.behind:
        buttons.insert(0, Button(_("Compare with the public version…"), priority=-1,
                                 url=compare_address(story), icon_name="history"))
    if story.state in WAS_PUBLIC:
        buttons.append(Button(_("Delivery"), priority=99, icon_name="globe",
                              url=delivery_address(story)))
    return buttons
