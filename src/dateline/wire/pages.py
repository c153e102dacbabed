"""Pages of the wire for people outside the newsroom."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dateline.people.public import newsroom_language
from dateline.record.public import site
from dateline.theme.personal import personal_page


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *,
    status: int = 200, language: str = "",
) -> HttpResponse:
    """A page in the newsroom's language, or another one, kept by nobody."""
    return personal_page(request, template, context or {}, site=site(),
                         language=language or newsroom_language(), status=status)
