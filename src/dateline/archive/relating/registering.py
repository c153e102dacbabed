"""What this part gives the other rooms when Django is ready."""

from __future__ import annotations

from datetime import timedelta

from dateline.archive.relating import proposing, screens
from dateline.desk.public import register_panel, register_story_panel
from dateline.jobs.public import register as register_job


def register() -> None:
    """The job that finds dossiers, and what the desk shows of both."""
    register_job(proposing.KIND, proposing.propose, attempts=3, lease=timedelta(minutes=10))
    register_panel("more", screens.dossiers_panel)
    register_story_panel(screens.because_panel)
