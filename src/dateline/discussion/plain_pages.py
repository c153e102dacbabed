"""Pages for one person: forms, accounts, statements."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dateline.people.public import newsroom_language
from dateline.record.public import site
from dateline.theme.personal import personal_page


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page in the newsroom's language and zone, kept by nobody."""
    return personal_page(request, template, context or {}, site=site(),
                         language=newsroom_language(), status=status)
