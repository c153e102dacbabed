"""Listeners of HLS, counted by their playlist's token (built by the part `out`)."""

from __future__ import annotations

from datetime import datetime


def seen(token: str, agent: str, at: datetime) -> None:
    """A listener asked for their list."""
