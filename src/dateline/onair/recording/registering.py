"""What this part gives the other rooms when Django is ready."""

from __future__ import annotations

from dateline.delivery.public import register_fragment
from dateline.onair.recording import fragments


def register() -> None:
    """Fragments, jobs and panels of this part."""
    register_fragment("episodes", fragments.episodes)
