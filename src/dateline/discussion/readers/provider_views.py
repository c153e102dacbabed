"""Signing in by a provider, and which ones open one's account: parse, one call, respond."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dateline.discussion.limits import TooFast, count
from dateline.discussion.models import Reader
from dateline.discussion.names import NotAName
from dateline.discussion.plain_pages import page
from dateline.discussion.readers import entering, vouching
from dateline.discussion.readers.confirming import for_confirmed
from dateline.discussion.readers.pages import JOIN, View, network_address, onward, own
from dateline.discussion.readers.views import accepted_name, name_form, version_of
from dateline.people.public import (
    Identity,
    NoProvider,
    NotVouched,
    User,
    connect_identity,
    connections,
    disconnect_identity,
    from_provider,
    sign_in_outsider,
    to_provider,
    way_name,
    way_names,
)

ASKS = require_http_methods(["GET", "HEAD", "POST"])
WAYS, JOINED = "/discussion/account/with/", "/discussion/account/with/joined/"


def telling(view: View) -> View:
    """What a provider or the rules refuse is told in words."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoProvider:
            raise Http404 from None
        except (NotVouched, TooFast) as error:
            return page(request, "discussion/account/unvouched.html", {
                "title": _("You are not signed in by it"), "text": str(error)}, status=403)

    return guarded


@own
@require_POST
@telling
def go(request: HttpRequest, number: int) -> HttpResponse:
    """On to a provider, to sign in there."""
    return _going(request, number, onward=onward(request))


def _going(request: HttpRequest, number: int, *, onward: str, user: int = 0) -> HttpResponse:
    """A page that leads on by itself: browsers let no form of ours lead to another host (CSP 3,
    form-action)."""
    count("provider", account="", address=network_address(request))
    address = to_provider(request, number, onward=onward, user=user)
    response = page(request, "discussion/account/going.html", {
        "title": _("On to %(name)s") % {"name": way_names()[number]}, "address": address})
    response["Refresh"] = f"0; url={address}"
    return response


@own
@require_GET
@telling
def back(request: HttpRequest, number: int) -> HttpResponse:
    """Back from a provider: in, or on to what is missing."""
    came = from_provider(request, number)
    if came.user:
        return _connected(request, came.identity, came.user)
    user = vouching.opened(came.identity)
    if user is not None:
        return sign_in_outsider(request, user, onward=came.onward, by="provider")
    known = vouching.claimed(came.identity)
    vouching.keep(request, came.identity, onward=came.onward)
    if came.identity.verified and known is None:
        return redirect("openid_newcomer")
    return _sign_in_first(request, came.identity)


def _sign_in_first(request: HttpRequest, identity: Identity) -> HttpResponse:
    """The account is opened by its own ways first; an address that nobody vouches for, by mail."""
    if not identity.verified:
        entering.ask_in(identity.email, network_address(request), JOINED)
    return page(request, "discussion/account/first.html", {
        "title": _("One step more"), "identity": identity, "next": JOINED,
        "sign_in": entering.SIGN_IN, "minutes": int(entering.GOOD_FOR.total_seconds()) // 60})


def _connected(request: HttpRequest, identity: Identity, user: int) -> HttpResponse:
    """Who began it on the pages of their account has it connected, while they are signed in."""
    if request.user.pk != user:
        raise NotVouched(_("You are signed out meanwhile. Sign in and begin again."))
    assert isinstance(request.user, User)
    connect_identity(request.user, identity, request=request)
    return redirect("openid_ways")


@own
@ASKS
@telling
def newcomer(request: HttpRequest) -> HttpResponse:
    """Who is vouched for and new here gives a name and accepts the standards."""
    held = vouching.kept(request)
    if held is None or not held[0].verified:
        return redirect(JOIN)
    wrong = ""
    if request.method == "POST":
        try:
            return _joined(request, *held)
        except (NotAName, TooFast) as error:
            wrong = str(error)
        except LookupError:
            wrong = _("You are invited to the newsroom: use the link in that mail first.")
    return name_form(request, wrong)


def _joined(request: HttpRequest, identity: Identity, following: str) -> HttpResponse:
    count("join", account=identity.email, address=network_address(request))
    reader = vouching.join_vouched(
        request, identity, accepted_name(request), version=version_of(request))
    vouching.forget(request)
    assert reader.user is not None
    return sign_in_outsider(request, reader.user, onward=following, by="provider")


@ASKS
@telling
def _join_up(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Who signed in otherwise, in the browser where a provider vouched for the same address, may
    have it open the account from now on."""
    held = vouching.kept(request)
    if held is None or reader.user is None or held[0].email != reader.user.email:
        return redirect(onward(request))
    identity, following = held
    if request.method != "POST":
        return page(request, "discussion/account/joined.html", {
            "title": _("Connect %(name)s") % {"name": identity.name}, "identity": identity,
            "onward": following})
    vouching.forget(request)
    connect_identity(reader.user, identity, request=request)
    return redirect(following)


joined = for_confirmed(_join_up)


@ASKS
@telling
def _ways(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Which providers open one's account; connecting one, disconnecting one."""
    assert isinstance(request.user, User)
    wanted, gone = _number(request, "connect"), _number(request, "disconnect")
    if wanted:
        return _going(request, wanted, onward=WAYS, user=request.user.pk)
    if gone:
        disconnect_identity(request.user, gone, request=request)
        return redirect("openid_ways")
    held = connections(request.user)
    if not held and not way_names():
        raise Http404
    named = [(one, way_name(one.provider)) for one in held]
    free = {number: name for number, name in way_names().items()
            if name not in {connected for _one, connected in named}}
    return page(request, "discussion/account/ways.html", {
        "title": _("Sign in by a provider"), "names": free, "connections": named})


ways = for_confirmed(_ways)


def _number(request: HttpRequest, name: str) -> int:
    """A number that a form brings; 0 for none."""
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else 0
