"""What a reader is told: one's own choice, and a no from a mail. Parse, one call, respond."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dateline.discussion.models import Reader
from dateline.discussion.models.readers import PACES
from dateline.discussion.plain_pages import page
from dateline.discussion.readers.pages import for_readers
from dateline.discussion.stopping import KINDS, ONE_CLICK, meant, stop

TITLES = {
    "reply": _("When somebody answers you"), "mention": _("When somebody names you"),
    "decision": _("When a moderator has published your comment"),
}
NOTES = {
    "mention": _("A comment names you by @ and your name, in a discussion you take part in."),
    "decision": _("Decisions against you, and their reasons, are always mailed at once."),
}
ASKS = require_http_methods(["GET", "HEAD", "POST"])


@for_readers
@ASKS
def notifications(request: HttpRequest, reader: Reader) -> HttpResponse:
    """How soon one is told of what, and in which language."""
    saved = request.method == "POST" and _keep(request, reader)
    choices: list[dict[str, Any]] = [
        {"name": kind, "title": TITLES[kind], "note": NOTES.get(kind, ""), "values": PACES,
         "chosen": getattr(reader, f"on_{kind}")} for kind in KINDS]
    choices.append({"name": "language", "title": _("The language of your mails"), "note": "",
                    "values": _languages(), "chosen": reader.language})
    return page(request, "discussion/account/notifications.html", {
        "title": _("Notifications"), "choices": choices, "saved": saved,
    }, status=422 if request.method == "POST" and not saved else 200)


def _keep(request: HttpRequest, reader: Reader) -> bool:
    """Keep what was chosen, if all of it can be."""
    paces = {f"on_{kind}": request.POST.get(kind, "") for kind in KINDS}
    language = request.POST.get("language", "")
    known = dict(PACES)
    if not all(pace in known for pace in paces.values()) or language not in dict(_languages()):
        return False
    for name, value in (paces | {"language": language}).items():
        setattr(reader, name, value)
    reader.save(update_fields=[*paces, "language"])
    return True


def _languages() -> list[tuple[str, Any]]:
    return [("", _("the newsroom's")), *settings.LANGUAGES]


@csrf_exempt
@ASKS
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """No more mails of a kind: by one POST of a mail program, without cookie or question (RFC
    8058, 3.2); who follows the link is asked first, since programs that look for harm do too."""
    found = meant(token)
    if found is None:
        raise Http404
    reader, kinds = found
    done = request.method == "POST" and all(
        request.POST.get(name) == value for name, value in ONE_CLICK.items())
    if done:
        stop(reader, kinds)
    return page(request, "discussion/account/unsubscribe.html", {
        "title": _("Notifications"), "done": done, "kinds": [TITLES[kind] for kind in kinds],
    }, status=400 if request.method == "POST" and not done else 200)
