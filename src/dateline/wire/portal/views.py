"""The pages of the portal: parse, one call, respond."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dateline.delivery.public import snapshot
from dateline.formats import ninjs_reading
from dateline.lib.languages import direction, language_name
from dateline.record.public import sections
from dateline.wire.models import Allotment, Person
from dateline.wire.pages import page
from dateline.wire.portal import entering, sessions
from dateline.wire.portal.listing import found, number_of, search_of
from dateline.wire.portal.opening import number_of_story, opened
from dateline.wire.portal.receipts import alerts as alerts_of
from dateline.wire.portal.receipts import ledger
from dateline.wire.subscribers.handing import Changed, last_of
from dateline.wire.subscribers.writing import FORMATS, Copy

View = Callable[..., HttpResponse]
NAMES = {"ninjs": "ninjs", "newsmlg2": "NewsML-G2", "nitf": "NITF", "text": _("plain text")}


def for_people(view: View) -> View:
    """Only for who is signed in; everybody else is led to the way in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = sessions.signed_in(request)
        if person is None:
            return redirect("wire:portal")
        return view(request, person, *args, **kwargs)

    return guarded


# -- the way in ------------------------------------------------------------------------------------


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The list for who is signed in, else the way in."""
    person = sessions.signed_in(request)
    if person is not None:
        return _list(request, person)
    return page(request, "wire/reader/sign_in.html", {"title": _("Sign in")})


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Have a link mailed. The answer is the same for every address."""
    entering.ask_in(request.POST.get("email", ""), _address(request))
    return page(request, "wire/reader/asked.html", {"title": _("Sign in")})


def _address(request: HttpRequest) -> str:
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """A button, so that a mail scanner that opens the link does not use it up; then the list."""
    if request.method == "POST":
        person = entering.use(secret)
        if person is not None:
            response = redirect("wire:portal")
            sessions.begin(response, person)
            return response
    good = entering.good(secret)
    return page(request, "wire/reader/enter.html", {"title": _("Sign in"), "good": good},
                status=200 if good else 410)


@require_POST
@for_people
def leave(request: HttpRequest, person: Person) -> HttpResponse:
    """Sign out, everywhere."""
    response = redirect("wire:portal")
    sessions.end(response, person)
    return response


# -- reading ---------------------------------------------------------------------------------------


def _list(request: HttpRequest, person: Person) -> HttpResponse:
    search, before = search_of(request.GET.dict()), number_of(request.GET.get("before", ""))
    shown = found(person.subscriber, search, before=before)
    asked = {name: value for name, value in request.GET.items() if name != "before" and value}
    with snapshot():
        names = [section.name for section in sections()]
    return _page(request, person, "list", _("Stories"), {
        "found": shown, "search": search, "before": before, "sections": names,
        "products": person.subscriber.products.order_by("name"),
        "older": urlencode(asked | {"before": shown.more}) if shown.more else "",
        "last": last_of(person.subscriber_id),
    })


@require_safe
@for_people
def latest(request: HttpRequest, person: Person) -> HttpResponse:
    """The last number, for the script that keeps the list true."""
    return JsonResponse({"last": last_of(person.subscriber_id)},
                        headers={"Cache-Control": "no-store"})


@require_safe
@for_people
def story(request: HttpRequest, person: Person, guid: UUID) -> HttpResponse:
    """A story as it may be read now; one that is gone is its notice."""
    row = _row(person, guid)

    def shown(copy: Copy) -> HttpResponse:
        item = ninjs_reading.load(copy.body)
        return _page(request, person, "story", item.headline or _("Story"), {
            "item": item, "copy": copy, "guid": guid, "forms": NAMES.items(),
            "body": mark_safe(item.body_html),  # noqa: S308 - our own, from typed blocks
            "way": direction(item.language) if item.language else "auto",
            "spoken": language_name(item.language) if item.language else "",
        })

    return _opened(row, "ninjs", shown)


@require_safe
@for_people
def download(request: HttpRequest, person: Person, guid: UUID, form: str) -> HttpResponse:
    """The same as a file in a format."""
    if form not in FORMATS:
        raise Http404

    def file(copy: Copy) -> HttpResponse:
        name = f"{guid}-{copy.version}.{FORMATS[form].ending}"
        return HttpResponse(copy.body, content_type=copy.media_type, headers={
            "Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        })

    return _opened(_row(person, guid), form, file)


def _row(person: Person, guid: UUID) -> Allotment:
    """The same 404 for a story of nobody and of somebody else."""
    row = number_of_story(person.subscriber, guid)
    if row is None:
        raise Http404
    return row


def _opened(row: Allotment, form: str, make: Callable[[Copy], HttpResponse]) -> HttpResponse:
    try:
        return opened(row, form, make)
    except Changed:
        return HttpResponse(status=503, headers={"Retry-After": "1"})


@require_safe
@for_people
def alerts(request: HttpRequest, person: Person) -> HttpResponse:
    """Kills, withdrawals and corrections, and whether a machine of theirs has confirmed them."""
    lines, more = alerts_of(person.subscriber, before=number_of(request.GET.get("before", "")))
    return _page(request, person, "alerts", _("Alerts"), {"lines": lines, "more": more})


@require_safe
@for_people
def receipts(request: HttpRequest, person: Person) -> HttpResponse:
    """The ledger as the subscriber sees it."""
    rows, more = ledger(person.subscriber, before=number_of(request.GET.get("before", "")))
    return _page(request, person, "receipts", _("Receipts"), {"rows": rows, "more": more})


def _page(
    request: HttpRequest, person: Person, name: str, title: Any, context: dict[str, Any]
) -> HttpResponse:
    known = {"person": person, "title": title, "here": name}
    return page(request, f"wire/reader/{name}.html", known | context)
