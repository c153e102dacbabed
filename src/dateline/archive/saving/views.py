"""Readers' pages of kept searches: parse, one call, respond. Never stored, the same for everybody
who is not signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dateline.archive.models import PACES, Keeper, SavedSearch
from dateline.archive.saving import keeping, offering, stopping
from dateline.archive.saving.keeping import NoSuchSearch, NotKept
from dateline.archive.saving.limits import TooMany
from dateline.archive.saving.tongues import keepers_tongue, languages, spoken, tongue_of
from dateline.archive.saving.ways import way_in
from dateline.archive.searching.asking import Search, search_of, terms_of
from dateline.archive.searching.showing import taken
from dateline.lib import clock
from dateline.people.public import User, newsroom_language, strict
from dateline.record.public import site
from dateline.theme.personal import personal_page

BODY_BYTES = 20_000
MINE = "/search/saved/"
View = Callable[..., HttpResponse]
SAID = {
    "keep": _("This is kept."), "change": _("This is kept."), "language": _("This is kept."),
    "pause": _("You are told nothing of it until you resume it."),
    "resume": _("You are told again of what comes from now on."),
    "delete": _("The search is deleted"),
}
ASKS = require_http_methods(["GET", "HEAD", "POST"])


def own(view: View) -> View:
    """A page of somebody's own: a strict policy, kept by nobody, small forms; in the newsroom's
    language, unless a mail led there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        if said.isdecimal() and int(said) > BODY_BYTES:
            return HttpResponse(status=413)
        with override(newsroom_language()):
            return view(request, *args, **kwargs)

    return ASKS(strict(guarded))


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page in the language that is active."""
    return personal_page(request, f"archive/saved/{template}.html", context, site=site(),
                         language=get_language() or newsroom_language(), status=status)


@own
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a search: with an account, or by mail. The answer is the same for every address."""
    search, wrong = search_of(request.GET), ""
    user = request.user if isinstance(request.user, User) else None
    if request.method == "POST":
        try:
            if user is not None:
                _keep(user, request)
                return redirect(f"{MINE}?done=keep")
            offering.ask(request.POST.get("email", ""), request.GET.urlencode(),
                         name=request.POST.get("name", ""), pace=request.POST.get("pace", ""),
                         address=_network_address(request),
                         language=request.POST.get("language", ""))
            return page(request, "asked", {"title": _("Look into your mail"),
                                           "days": offering.GOOD_FOR.days})
        except (NotKept, TooMany) as trouble:
            wrong = str(trouble)
    elif not search:
        return redirect("/search")
    refused = keeping.refusal(search)
    return page(request, "keep", {
        "title": _("Keep this search"), "search": search, "filters": _filters(search),
        "wrong": wrong or refused, "refused": refused, "user": user,
        "paces": _paces(account=user is not None), "chosen": request.POST.get("pace"),
        "name": request.POST.get("name", called(search))[:80],
        "typed": request.POST.get("email", ""),
        "way_in": way_in(request.get_full_path()), "languages": languages(),
        "language": spoken(request.POST.get("language") or search.language) or get_language(),
    }, status=422 if wrong and request.method == "POST" else 200)


def _keep(user: User, request: HttpRequest) -> SavedSearch:
    now = clock.now()
    return keeping.keep(
        keeping.keeper_of(user, at=now), request.GET.urlencode(), at=now,
        name=request.POST.get("name", ""), pace=request.POST.get("pace", ""))


def _paces(*, account: bool) -> list[tuple[str, Any]]:
    """Without an account a search is kept for its mails alone."""
    return [pace for pace in PACES if account or pace[0] != "never"]


def _filters(search: Search) -> list[str]:
    """What the search is narrowed by, in words."""
    return [choice.name for choice in taken(search, terms_of(search))]


def called(search: Search) -> str:
    """The name that is proposed for a search: its words, else its filters."""
    return search.query or " · ".join(_filters(search))


@own
def mine(request: HttpRequest) -> HttpResponse:
    """One's own searches, with an account."""
    user = request.user
    if not isinstance(user, User):
        return redirect(way_in(MINE) or "/search")
    return _list(request, lambda: keeping.keeper_of(user, at=clock.now()), {
        "searches": keeping.searches_of(user, desk=False), "email": user.email, "account": True})


@own
def by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The same by the signed address of a mail."""
    keeper = stopping.owner(token)
    if keeper is None:
        gone = request.GET.get("done") == "delete"
        return page(request, "spent", {
            "title": SAID["delete"] if gone else _("This link is spent"), "gone": gone},
            status=410)
    with override(keepers_tongue(keeper)):
        return _list(request, lambda: keeper, {
            "searches": keeper.searches.filter(desk=False).order_by("-pk"),
            "email": keeper.user.email if keeper.user else keeper.email,
            "account": bool(keeper.user), "languages": languages(), "language": get_language()})


def _list(
    request: HttpRequest, keeper: Callable[[], Keeper], known: dict[str, Any]
) -> HttpResponse:
    wrong = ""
    if request.method == "POST":
        try:
            return redirect(f"{request.path_info}?done={act(keeper(), request)}")
        except NoSuchSearch:
            raise Http404 from None
        except NotKept as refused:
            wrong = str(refused)
    return page(request, "mine", known | {
        "title": _("Your searches"), "wrong": wrong, "paces": _paces(account=known["account"]),
        "said": SAID.get(request.GET.get("done", ""), ""),
        "searches": [(one, _asked(one)) for one in known["searches"]],
    }, status=422 if wrong else 200)


def _asked(kept: SavedSearch) -> list[str]:
    """What a search that is kept asks for, in words."""
    search = keeping.read(kept.asked)
    return [*filter(None, [search.query]), *_filters(search)]


def act(keeper: Keeper, request: HttpRequest) -> str:
    """Do what a form says to one of the keeper's searches, and say which act it was. Raises
    NoSuchSearch, NotKept."""
    said = request.POST.get("search", "")
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else 0
    match asked := request.POST.get("act", ""):
        case "pause":
            keeping.pause(keeper, number, at=clock.now())
        case "resume":
            keeping.resume(keeper, number)
        case "delete":
            keeping.drop(keeper, number)
        case "language":
            keeping.speak(keeper, request.POST.get("language", ""))
        case _:
            keeping.change(keeper, number, name=request.POST.get("name", ""),
                           pace=request.POST.get("pace", ""), at=clock.now())
            asked = "change"
    return asked


@own
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """A mailed link: a button (a program that opens it does not use it up), then it is kept."""
    offer, wrong = offering.offer_of(secret), ""
    if offer is None:
        return page(request, "spent", {"title": _("This link is spent")}, status=410)
    if request.method == "POST":
        try:
            search = offering.take(secret)
            if search is not None:
                return redirect(f"{stopping.own_link(search.keeper)}?done=keep")
        except (NotKept, TooMany) as refused:
            wrong = str(refused)
    with override(offer.language or newsroom_language()):
        return page(request, "confirm", {
            "title": _("Keep this search"), "offer": offer, "wrong": wrong,
        }, status=422 if wrong else 200)


@csrf_exempt
@own
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more mails of searches: by one POST of a mail program, without cookie or question (RFC
    8058, 3.2); who follows the link is asked first, since programs that look for harm do too."""
    numbers = stopping.meant(token)
    if not numbers:
        raise Http404
    done = request.method == "POST" and all(
        request.POST.get(name) == value for name, value in stopping.ONE_CLICK.items())
    searches = list(SavedSearch.objects.select_related("keeper__user").filter(pk__in=numbers))
    with override(tongue_of(searches[0]) if searches else newsroom_language()):
        names = [search.name for search in searches]
        if done:
            stopping.stop(numbers)
        return page(request, "stop", {
            "title": _("No more mails of these searches") if len(numbers) > 1 else
            _("No more mails of this search"), "done": done, "names": names,
            "several": len(numbers) > 1,
        }, status=400 if request.method == "POST" and not done else 200)


def _network_address(request: HttpRequest) -> str:
    """The network address of who asks; empty where no trusted proxy says it."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
