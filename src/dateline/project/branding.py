"""What every page of the desk is called, and the language it is in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi

from dateline.people.public import door_of
from dateline.record import public as record


def branding(request: HttpRequest) -> dict[str, Any]:
    """The newsroom's name, asked for only where it is written; language and direction."""
    door = door_of(request)
    return {
        "newsroom": SimpleLazyObject(lambda: record.site().name),
        "account_layout": door.layout if door else "people/layout.html",
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
