"""What the discussion's screens share: their frame in Wagtail's look, who may see them, an act."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dateline.desk.public import RoomScreen
from dateline.discussion.permitted import ARRANGE, MODERATE
from dateline.people.public import may

WAYS = (
    ("discussion_queue", _("Queue")), ("discussion_appeals", _("Appeals")),
    ("discussion_notices", _("Notices")), ("discussion_people", _("People")),
    ("discussion_policies", _("Policies")), ("discussion_rules", _("Word rules")),
    ("discussion_standards", _("Standards")), ("discussion_log", _("Log")),
)


class Screen(RoomScreen):
    """A screen for moderators; on those of ARRANGE only chief editors and up change anything."""

    header_icon = "comment"
    looks = MODERATE
    place = ""
    above = ("discussion_queue", _("Discussion"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the ways to the other screens."""
        return {
            "ways": WAYS, "place": self.place, "may_arrange": may(self.request.user, ARRANGE),
        } | super().get_context_data(**kwargs)
