"""What the dashboard says of the radio while something is wrong."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dateline.onair.alarming import alarm_name
from dateline.onair.now import alarms
from dateline.onair.permitted import AIR
from dateline.people.public import may


def trouble(request: HttpRequest) -> SafeString | None:
    """For who may break in: the alarms that last."""
    if not may(request.user, AIR):
        return None
    lasting = [(alarm_name(one.kind), one) for one in alarms()]
    if not lasting:
        return None
    return render_to_string("onair/desk/trouble.html", {"alarms": lasting}, request=request)
