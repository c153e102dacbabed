"""What the dashboard says of the discussion: what waits, and what has waited too long."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dateline.discussion.appeals import late
from dateline.discussion.models import Appeal, IllegalNotice
from dateline.discussion.permitted import MODERATE
from dateline.discussion.queueing import MOST_COUNTED, waiting
from dateline.lib import clock
from dateline.people.public import may


def waiting_panel(request: HttpRequest) -> SafeString | None:
    """For moderators: comments, appeals and notices that wait."""
    if not may(request.user, MODERATE):
        return None
    comments = waiting()
    known = {
        "comments": min(comments, MOST_COUNTED), "more": comments > MOST_COUNTED,
        "appeals": Appeal.objects.filter(outcome="").count(),
        "notices": IllegalNotice.objects.filter(outcome="").count(),
    }
    if not any(known.values()):
        return None
    return render_to_string("discussion/moderating/panel.html", known, request=request)


def trouble(request: HttpRequest) -> SafeString | None:
    """For moderators: appeals whose time has run out."""
    if not may(request.user, MODERATE):
        return None
    overdue = late(clock.now())
    if not overdue:
        return None
    known = {"overdue": overdue}
    return render_to_string("discussion/moderating/trouble.html", known, request=request)
