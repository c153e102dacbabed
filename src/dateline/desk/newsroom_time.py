"""Times on the desk are the newsroom's, or those of a zone a person has set; it is always named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.users.models import UserProfile

from dateline.record import public as record

SPELLED = "%Y-%m-%dT%H:%M:%S"
"""A local date and time as `<input type="datetime-local">` takes it (HTML, 2.3.5.5)."""


class MomentInput(forms.DateTimeInput):
    """A date and a time to the second; the zone it is read in stands beside it."""

    input_type = "datetime-local"
    template_name = "desk/moment.html"

    def __init__(self) -> None:
        super().__init__(attrs={"step": "1"}, format=SPELLED)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the zone's name, which also describes the field."""
        named = (attrs or {}).get("id")
        described = {"aria-describedby": f"{named}-zone"} if named else {}
        context: dict[str, Any] = super().get_context(name, value, (attrs or {}) | described)
        return context | {"zone": timezone.get_current_timezone_name()}


def newsroom_time(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Middleware: who has set no zone of their own reads and gives times in the site's."""

    def timed(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/desk/") and request.user.is_authenticated:
            person: Any = request.user
            profile = getattr(person, "wagtail_userprofile", None) or UserProfile(user=person)
            if not profile.current_time_zone:  # for this request; the row keeps "not set"
                profile.current_time_zone = record.site().time_zone
        return get_response(request)

    return timed
