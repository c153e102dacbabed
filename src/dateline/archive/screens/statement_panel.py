"""What the desk's screen of a story says of its statements."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from dateline.archive.models import Statement
from dateline.archive.statements.permitted import DECIDE
from dateline.people.public import may


def of_story(request: HttpRequest, guid: str) -> SafeString | None:
    """For editors: how many there are, and how many wait."""
    if not may(request.user, DECIDE):
        return None
    found = list(Statement.objects.filter(guid=guid, to_seq=None)
                 .exclude(standing="denied").values_list("standing", flat=True))
    if not found:
        return None
    return render_to_string("archive/desk/statements_panel.html", {
        "all": len(found), "waiting": found.count("guessed"),
        "address": reverse("archive_statements_of", kwargs={"guid": guid})}, request=request)
