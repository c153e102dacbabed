"""What the desk sees: dossiers found, on the dashboard; why a story has its related ones."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail import hooks

from dateline.archive.models import FoundDossier
from dateline.archive.relating.explaining import explained
from dateline.archive.relating.gathering import FEWEST
from dateline.archive.relating.proposing import MAY, OPEN, dismiss, take
from dateline.delivery.public import snapshot
from dateline.desk.public import NoSuchStory, NotAllowed, NotCopy, NotPermitted
from dateline.people.public import CHIEF, EDITOR, REPORTER, roles_of
from dateline.record import public as record

LOOK = frozenset({REPORTER, EDITOR, CHIEF})
NAMED = 5
"""So many stories of a proposal stand there at once, the newest first; the rest unfold."""


def dossiers_panel(request: HttpRequest) -> SafeString | None:
    """For the dashboard of those who may make dossiers: what was found, with its stories."""
    if not roles_of(request.user) & MAY:
        return None
    with snapshot():
        found = [_shown(row) for row in FoundDossier.objects.filter(state="open")[:OPEN]]
    shown = [each for each in found if each["many"] >= FEWEST]
    if not shown:
        return None
    return render_to_string("archive/desk/dossiers.html", {"found": shown}, request=request)


def _shown(row: FoundDossier) -> dict[str, Any]:
    lines = record.lines(tuple(row.stories))
    newest = [(number, lines[number]) for number in sorted(lines, reverse=True)]
    return {"pk": row.pk, "title": row.title, "many": len(newest), "stories": newest[:NAMED],
            "rest": newest[NAMED:]}


def because_panel(request: HttpRequest, guid: str) -> SafeString | None:
    """For a story's own screen: its related stories, and what each is there because of."""
    if not roles_of(request.user) & LOOK:
        return None
    found = explained(guid)
    if not found:
        return None
    return render_to_string("archive/desk/because.html", {"found": found}, request=request)


@require_POST
def decide(request: HttpRequest, found: int) -> HttpResponse:
    """Take a proposal under the title given, or dismiss it; back to the dashboard."""
    try:
        if "dismiss" in request.POST:
            dismiss(found, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("It is not proposed again."))
        else:
            title = request.POST.get("title", "")
            sent = request.POST.getlist("story")
            chosen = {int(each) for each in sent if re.fullmatch(r"[0-9]{1,18}", each)}
            many = take(found, title, chosen, by=request.user)  # type: ignore[arg-type]
            messages.success(request, ngettext(
                "The dossier “%(title)s” has %(many)d story.",
                "The dossier “%(title)s” has %(many)d stories.", many,
            ) % {"title": title, "many": many})
    except (NoSuchStory, NotAllowed, NotCopy, NotPermitted) as trouble:
        messages.error(request, str(trouble))
    return redirect("wagtailadmin_home")


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [path("dossiers-found/<int:found>/", decide, name="archive_dossier_found")]
