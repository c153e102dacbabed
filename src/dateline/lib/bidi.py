"""What reads from left to right inside a sentence that reads from right to left."""

from __future__ import annotations

from django.utils.translation import get_language_bidi

_ISOLATE, _END = "\u2066", "\u2069"


def left_to_right(text: str) -> str:
    """An address or a name of a zone, kept in its own direction (Unicode 9, X5a and X6a)."""
    return f"{_ISOLATE}{text}{_END}" if text and get_language_bidi() else text
