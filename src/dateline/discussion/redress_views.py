"""Pages of redress: a statement and its appeal, a notice of illegal content, a word on an error."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dateline.discussion import mistakes, notices
from dateline.discussion.appeals import LONGEST
from dateline.discussion.appeals import appeal as make_appeal
from dateline.discussion.letters import opened_by, signed
from dateline.discussion.models import Statement
from dateline.discussion.pacing import network, within
from dateline.discussion.plain_pages import page
from dateline.discussion.statements import until
from dateline.lib import clock
from dateline.lib.dates import moment_words
from dateline.people.public import NotAllowed, in_newsroom_language
from dateline.record.public import UnknownCode, guid_of, standing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def statement(request: HttpRequest, reference: UUID) -> HttpResponse:
    """A reader's own statement, while signed in; for everybody else there is none."""
    found = Statement.objects.filter(reference=reference).select_related("reader").first()
    if found is None or not request.user.is_authenticated or (
            found.reader.user_id != request.user.pk):
        raise Http404
    return redirect("redress:appeal", signed(found))


@ASKS
def appeal(request: HttpRequest, name: str) -> HttpResponse:
    """A statement as its signed link opens it, without an account; and the appeal against it."""
    found = opened_by(name)
    if found is None:
        raise Http404
    said, refused = request.POST.get("text", ""), ""
    if request.method == "POST":
        try:
            with in_newsroom_language():
                _paced("appeal", request, most=20)
                make_appeal(found, said, at=clock.now())
            return redirect("redress:appeal", name)
        except NotAllowed as error:
            refused = str(error)
    return page(request, "discussion/redress/appeal.html", _statement(found) | {
        "title": gettext_lazy("A decision, and the reasons for it"), "text": said,
        "refused": refused,
    }, status=422 if refused else 200)


def _statement(found: Statement) -> dict[str, Any]:
    made = getattr(found, "appeal", None)
    last = until(found)
    return {
        "statement": found, "appeal": made, "longest": LONGEST,
        "open": made is None and found.reversed_at is None and clock.now() <= last,
        "until": moment_words(last), "at": moment_words(found.begins_at),
        "ends": moment_words(found.ends_at) if found.ends_at else "",
        "due": moment_words(made.due_at) if made else "",
    }


def _paced(kind: str, request: HttpRequest, *, most: int, period: timedelta = HOUR) -> None:
    if not within(kind, network(request), most=most, period=period):
        raise NotAllowed(_("Too many have come from your network. Try again later."))


@ASKS
def notice(request: HttpRequest) -> HttpResponse:
    """The form for illegal content, for anybody; its receipt is on the page and mailed."""
    said = {name: request.POST.get(name, "") for name in (
        "address", "law", "explanation", "name", "email")}
    if request.method != "POST":
        said["address"] = request.GET.get("address", "")[:500]
        return _notice(request, {"said": said})
    good_faith, unnamed = request.POST.get("good_faith") == "1", request.POST.get("unnamed") == "1"
    given = {"said": said, "good_faith": good_faith, "unnamed": unnamed}
    try:
        with in_newsroom_language():
            _email(said["email"])
            _paced("notice", request, most=10, period=DAY)
            made = notices.give_notice(**said, good_faith=good_faith, unnamed=unnamed,
                                       at=clock.now())
    except NotAllowed as error:
        return _notice(request, given | {"refused": str(error)}, status=422)
    return _notice(request, {"reference": made.reference, "mailed": bool(made.email)})


def _email(email: str) -> None:
    """Refuse what is no address, and more mail to one address than anybody needs."""
    said = email.strip()
    if not said:
        return
    if "@" not in said[1:-1] or any(sign.isspace() or sign in ",;<>" for sign in said) or (
            len(said) > 254 or not said.isascii()):
        raise NotAllowed(_("This is no e-mail address."))
    if not within("notice-mail", said.lower(), most=5, period=DAY):
        raise NotAllowed(_("Too many have come from your network. Try again later."))


def _notice(request: HttpRequest, known: dict[str, Any], *, status: int = 200) -> HttpResponse:
    frame = {"title": gettext_lazy("Notice of illegal content"), "said": {}}
    return page(request, "discussion/redress/notice.html", frame | known, status=status)


@ASKS
def mistake(request: HttpRequest, code: str) -> HttpResponse:
    """Tell the desk of an error in the article; it is no comment."""
    story = _live(code)
    said, refused, sent = request.POST.get("text", ""), "", False
    if request.method == "POST":
        try:
            with in_newsroom_language():
                _paced("mistake", request, most=10)
                mistakes.report_mistake(code, said, at=clock.now())
                sent = True
        except NotAllowed as error:
            refused = str(error)
    return page(request, "discussion/redress/mistake.html", {
        "title": gettext_lazy("Report an error in the article"), "address": story.address,
        "text": said, "refused": refused, "sent": sent, "longest": mistakes.LONGEST,
    }, status=422 if refused else 200)


def _live(code: str) -> Any:
    try:
        guid = guid_of(code)
    except UnknownCode:
        raise Http404 from None
    found = standing(guid) if guid else None
    if found is None or found.state != "live":
        raise Http404
    return found
