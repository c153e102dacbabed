"""Joining, signing in by mail, and one's own page: parse, one call, respond."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dateline.discussion import standards
from dateline.discussion.limits import TooFast, count
from dateline.discussion.models import Comment, Reader, Statement
from dateline.discussion.names import NotAName
from dateline.discussion.plain_pages import page
from dateline.discussion.posting import NotPosted, editable, own_comment
from dateline.discussion.readers import entering
from dateline.discussion.readers.joining import join as join_as
from dateline.discussion.readers.keeping import kept
from dateline.discussion.readers.pages import (
    for_readers,
    network_address,
    onward,
    own,
    own_pages,
    reader_of,
)
from dateline.lib import clock
from dateline.people.public import (
    User,
    admit,
    connections,
    outsider,
    sign_in_outsider,
    way_names,
)

PAGE = 30


@own
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask for a link to join or to sign in. The answer is the same for every address."""
    following = onward(request)
    if request.method == "POST":
        entering.ask_in(request.POST.get("email", ""), network_address(request), following)
        return page(request, "discussion/account/asked.html", {
            "title": _("Look into your mail"),
            "minutes": int(entering.GOOD_FOR.total_seconds()) // 60})
    if reader_of(request) is not None:
        return redirect(following)
    return page(request, "discussion/account/join.html", {
        "title": _("Take part"), "next": following, "sign_in": entering.SIGN_IN,
        "kept": bool(kept(request, following)), "ways": way_names()})


def behind_the_door(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What `door_urls` does not know; here so that no stored page answers for what it knows."""
    raise Http404


@own
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """A mailed link: a button (a mail scanner that opens it does not use it up); who is new gives
    a name and accepts the standards."""
    link = entering.link_of(secret)
    if link is None:
        return page(request, "discussion/account/spent.html",
                    {"title": _("This link is spent")}, status=410)
    user = outsider(link.email)
    if user is not None:
        return _enter_known(request, secret, user)
    return _enter_new(request, secret, link.email)


def _enter_known(request: HttpRequest, secret: str, user: User) -> HttpResponse:
    if request.method != "POST":
        return page(request, "discussion/account/enter.html", {"title": _("Sign in")})
    with transaction.atomic():
        link = entering.use(secret)
    if link is None:
        return redirect(request.path_info)
    return sign_in_outsider(request, user, onward=link.onward)


def _enter_new(request: HttpRequest, secret: str, email: str) -> HttpResponse:
    wrong = ""
    if request.method == "POST":
        try:
            count("join", account=email, address=network_address(request))
            with transaction.atomic():
                link = entering.use(secret)
                if link is None:
                    return redirect(request.path_info)
                user = admit(email)
                _join(request, user)
            return sign_in_outsider(request, user, onward=link.onward)
        except (NotAName, TooFast) as error:
            wrong = str(error)
        except LookupError:
            wrong = _("You are invited to the newsroom: use the link in that mail first.")
    return name_form(request, wrong)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """Who is signed in and takes no part yet (the newsroom's own people) gives a name."""
    following = onward(request)
    if not request.user.is_authenticated:
        return redirect("discussion:join")
    if reader_of(request) is not None:
        return redirect(following)
    wrong = ""
    if request.method == "POST":
        try:
            assert isinstance(request.user, User)
            count("join", account=request.user.email, address=network_address(request))
            _join(request, request.user)
            return redirect(following)
        except (NotAName, TooFast) as error:
            wrong = str(error)
    return name_form(request, wrong, following)


def _join(request: HttpRequest, user: User) -> Reader:
    return join_as(user, accepted_name(request), version=version_of(request), at=clock.now())


def accepted_name(request: HttpRequest) -> str:
    """The name that is asked for. Raises NotAName where the standards were not accepted."""
    if request.POST.get("accept") != "yes":
        raise NotAName(_("Accept the community standards to take part."))
    return request.POST.get("name", "")


def version_of(request: HttpRequest) -> int:
    """The version of the standards a form was about; 0 for none."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 9 else 0


def name_form(request: HttpRequest, wrong: Any, following: str = "") -> HttpResponse:
    """The form for a name and the standards; `wrong`: what was, in words."""
    return page(request, "discussion/account/name.html", {
        "title": _("Your name here"), "wrong": wrong, "next": following,
        "name": request.POST.get("name", "")[:50], "standards": standards.newest(),
    }, status=422 if wrong else 200)


@for_readers
@require_safe
def me(request: HttpRequest, reader: Reader) -> HttpResponse:
    """One's own comments, what was decided about them, and where one stands."""
    assert isinstance(request.user, User)
    rows = Comment.objects.filter(reader=reader).select_related("thread").order_by("-pk")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 18:
        rows = rows.filter(pk__lt=int(before))
    shown = list(rows[: PAGE + 1])
    return page(request, "discussion/account/me.html", {
        "title": reader.name, "reader": reader, "comments": shown[:PAGE],
        "own_pages": own_pages,
        "ways": bool(way_names() or connections(request.user)),
        "older": shown[PAGE - 1].pk if len(shown) > PAGE else 0,
        "statements": Statement.objects.filter(reader=reader).select_related("clause")
        .order_by("-pk")[:PAGE],
        "accepted": reader.acceptances.select_related("standards").order_by("-at").first(),
    })


@for_readers
@require_safe
def my_comment(request: HttpRequest, reader: Reader, code: str, number: str) -> HttpResponse:
    """One's own comment in whatever state it is: what became of it, and what one may do now."""
    try:
        comment = own_comment(reader, code, int(number))
    except NotPosted:
        raise Http404 from None
    return page(request, "discussion/write/mine.html", {
        "title": _("Your comment"), "comment": comment, "thread": comment.thread,
        "editable": editable(comment, at=clock.now()), "statement": comment.statement,
    })



