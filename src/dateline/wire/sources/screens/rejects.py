"""What could not be read: why, the file itself, and another try."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dateline.lib.dates import moment_words
from dateline.wire.models import Reject
from dateline.wire.sources import managing
from dateline.wire.sources.keeping import reject_file
from dateline.wire.sources.permitted import LOOK, MANAGE
from dateline.wire.sources.screens.frames import acted, allowed, shown
from dateline.wire.sources.screens.incoming import as_attachment

MOST = 200


@require_GET
def rejects(request: HttpRequest) -> HttpResponse:
    """The newest of them."""
    allowed(request, LOOK)
    rows = Reject.objects.select_related("source").order_by("-at", "-pk")[:MOST]
    lines = [(row, moment_words(row.at)) for row in rows]
    return shown(request, "rejects", _("Could not be read"), {"lines": lines})


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came, to be saved."""
    allowed(request, LOOK)
    row = get_object_or_404(Reject, pk=pk)
    return as_attachment(reject_file(row.digest), f"{row.digest[:16]}.txt")


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it again, or throw it away."""
    allowed(request, MANAGE)
    if request.POST.get("act") == "discard":
        def discarding() -> str:
            managing.discard(pk, by=request.user)  # type: ignore[arg-type]
            return _("The file is thrown away.")
        acted(request, discarding)
        return redirect("wire_rejects")
    receipt = managing.try_again(pk, by=request.user)  # type: ignore[arg-type]
    if receipt is not None and receipt.refused:
        messages.error(request, receipt.refused)
    elif receipt is not None:
        messages.success(request, _("It is read now; its items are in the queue."))
    return redirect("wire_rejects")
