"""What the screens of episodes share: who may see them, an act, times in a form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from dateline.desk.public import RoomScreen
from dateline.onair.permitted import AIR
from dateline.people.public import NotAllowed

_TIME = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6}(?:\.\d{1,3})?)")


class Screen(RoomScreen):
    """A screen for who works on the air."""

    header_icon = "media"
    looks = AIR
    above = ("onair_episodes", _("Episodes"))

    def act(self, do: Callable[[], Any], done: Any) -> bool:
        """Do it and say so; say why not if it is refused. What `do` returns are warnings."""
        said = super().act(do, done)
        for warning in said if isinstance(said, tuple) else ():
            messages.warning(self.request, warning)
        return said is not None


def seconds(text: str) -> float | None:
    """`75`, `1:15` or `1:02:03.5` in seconds; None for nothing. Raises NotAllowed for other words.
    """
    if not text.strip():
        return None
    found = _TIME.fullmatch(text.strip())
    if found is None or not text.isascii():
        raise NotAllowed(gettext("Give a time as 75, 1:15 or 1:02:03."))
    hours, minutes, rest = found.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(rest)
