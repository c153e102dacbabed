"""Fetching one's own data, and having it erased: parse, one call, respond."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dateline.discussion.limits import TooFast, count
from dateline.discussion.models import Reader
from dateline.discussion.plain_pages import page
from dateline.discussion.readers.confirming import for_confirmed
from dateline.discussion.readers.downloading import pack
from dateline.discussion.readers.erasing import erase_reader
from dateline.discussion.readers.pages import network_address
from dateline.lib import clock

ASKS = require_http_methods(["GET", "HEAD", "POST"])
CHOICES = ("delete", "keep")


@for_confirmed
@ASKS
def data(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What is in the file, and the file."""
    wrong = ""
    if request.method == "POST":
        try:
            count("download", account=str(reader.pk), address=network_address(request))
            return _file(reader)
        except TooFast as error:
            wrong = str(error)
    return page(request, "discussion/account/data.html", {
        "title": _("Your data"), "wrong": wrong}, status=422 if wrong else 200)


def _file(reader: Reader) -> HttpResponse:
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    pack(reader, file)
    file.seek(0)
    day = clock.now().date().isoformat()
    return FileResponse(file, as_attachment=True, filename=f"discussion-{day}.zip",
                        content_type="application/zip")


@for_confirmed
@ASKS
def erase(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Leave for good: with one's comments, or without one's name on them."""
    wrong, chosen = "", request.POST.get("comments", "")
    if request.method == "POST":
        if chosen not in CHOICES:
            wrong = _("Say what becomes of your comments.")
        elif request.POST.get("name", "").strip() != reader.name:
            wrong = _("Type your name here exactly as it stands above.")
        else:
            return _erased(request, reader, keep=chosen == "keep")
    return page(request, "discussion/account/erase.html", {
        "title": _("Leave for good"), "reader": reader, "wrong": wrong, "chosen": chosen,
    }, status=422 if wrong else 200)


def _erased(request: HttpRequest, reader: Reader, *, keep: bool) -> HttpResponse:
    erase_reader(reader.pk, keep=keep, at=clock.now())
    request.session.flush()
    request.user = AnonymousUser()  # signing out would be told to the log of a person who is gone
    return page(request, "discussion/write/told.html", {
        "title": _("You have left"),
        "text": _("Your account is deleted. What is left to do is done within minutes. "
                  "A mail says so too.")})
