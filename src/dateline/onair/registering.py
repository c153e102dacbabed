"""What the room itself gives the other rooms when Django is ready."""

from __future__ import annotations

from dateline.delivery.public import register_fragment
from dateline.desk.public import register_panel
from dateline.jobs.public import register as register_job
from dateline.onair import alarming, fragments
from dateline.onair.screens import now_panels


def register() -> None:
    """Fragments, jobs and panels."""
    register_fragment("listen", fragments.listen)
    register_fragment("station-status", fragments.status)
    register_job(alarming.KIND, alarming.mail_alarm)
    register_panel("trouble", now_panels.trouble)
