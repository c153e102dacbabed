"""The frame of the desk's screens of statements."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dateline.archive.statements.permitted import ARRANGE, DECIDE
from dateline.desk.public import RoomScreen
from dateline.people.public import may


class Screen(RoomScreen):
    """A screen for editors and up."""

    header_icon = "openquote"
    looks = DECIDE
    above = ("archive_statements", _("Statements"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With whether who looks may arrange what readers see."""
        return {"may_arrange": may(self.request.user, ARRANGE)} | super().get_context_data(**kwargs)
