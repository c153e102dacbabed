"""What the dashboard says of copy out: kills that have not arrived. (Ways that fail: `ways`.)"""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dateline.desk.public import register_panel, register_story_panel
from dateline.people.public import roles_of
from dateline.wire.models import Allotment
from dateline.wire.subscribers.holding import holders
from dateline.wire.subscribers.permitted import LOOK
from dateline.wire.subscribers.screens.story import summary

BACK = 20_000
"""So many of the newest numbers are looked through for kills: its time must not grow."""
_MOST = 10


def trouble(request: HttpRequest) -> SafeString | None:
    """For the dashboard; nothing where all is well."""
    if not roles_of(request.user) & LOOK:
        return None
    kills = _kills()
    if not kills:
        return None
    return render_to_string("wire/desk/trouble.html", {"kills": kills}, request=request)


def _kills() -> list[dict[str, Any]]:
    """The newest kills that somebody who holds the text has not confirmed."""
    newest = Allotment.objects.aggregate(newest=Max("pk"))["newest"] or 0
    rows = Allotment.objects.filter(pk__gt=newest - BACK, act="kill").order_by("-pk")
    guids = list(dict.fromkeys(rows.values_list("guid", flat=True)))[:_MOST]
    found = [(str(guid), holders(str(guid))) for guid in guids]
    return [{"guid": guid, "missing": len(held.missing), "all": len(held.having)}
            for guid, held in found if held.missing]


register_panel("trouble", trouble)
register_story_panel(summary)
