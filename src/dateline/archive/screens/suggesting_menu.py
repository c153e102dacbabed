"""Where the desk asks for suggestions."""

from __future__ import annotations

from typing import Any

from django.urls import path

from dateline.archive.suggesting.screen import Chosen, answer


def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [
        path("suggestions/", answer, name="archive_suggestions"),
        path("suggestions/<uuid:guid>/", Chosen.as_view(), name="archive_suggestions_of"),
    ]
