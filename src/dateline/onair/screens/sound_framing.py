"""What the screens of sound share: who may see them, and an act."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dateline.desk.public import RoomScreen
from dateline.onair.permitted import AIR

WAYS = (("onair_sound", _("Sound")), ("onair_playlists", _("Playlists")))


class Screen(RoomScreen):
    """A screen for who works on the air."""

    header_icon = "media"
    looks = AIR
    place = ""
    above = WAYS[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the ways to the other screens."""
        return super().get_context_data(**kwargs) | {"ways": WAYS, "place": self.place}


def length(seconds: float) -> str:
    """`3:07`, `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
