"""What this part gives the other rooms when Django is ready."""

from __future__ import annotations


def register() -> None:
    """Fragments, jobs, gates and panels of this part."""
