"""What this part gives the other rooms when Django is ready."""

from __future__ import annotations

from dateline.archive.bringing.addresses import moved
from dateline.delivery.public import register_moved


def register() -> None:
    """Old addresses redirect."""
    register_moved(moved)
