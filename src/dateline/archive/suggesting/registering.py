"""What this part gives the other rooms when Django is ready."""

from __future__ import annotations

from dateline.archive.suggesting import screen
from dateline.desk.public import register_writing_panel


def register() -> None:
    """The panel beside what is written."""
    register_writing_panel(screen.panel)
