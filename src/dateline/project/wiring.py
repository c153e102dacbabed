"""Where rooms are introduced to each other. Nothing here decides anything."""

from __future__ import annotations


def introduce() -> None:
    """Join the rooms: fragments of one on the pages of another, panels, previews, gates."""
