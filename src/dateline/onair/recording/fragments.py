"""What other pages show of episodes."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from dateline.lib.zones import zone
from dateline.onair.recording.reading import issues, show
from dateline.record import public as record

LISTED = 50


def episodes(slug: str, language: str) -> str:
    """On a programme's page: its newest episodes, and its podcast; empty where there are none."""
    of = show(slug)
    listed = issues(of, limit=LISTED) if of else ()
    if of is None or not listed:
        return ""
    with override(language), timezone.override(zone(record.site().time_zone)):
        return render_to_string("onair/episodes.html", {"show": of, "issues": listed})
