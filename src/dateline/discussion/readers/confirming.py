"""For what a left-open session should not be enough: the sign-in is shown anew first."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dateline.discussion.models import Reader
from dateline.discussion.plain_pages import page
from dateline.discussion.readers import entering
from dateline.discussion.readers.pages import View, for_readers, network_address
from dateline.people.public import User, confirmed, confirming_address

DOOR = "/discussion/account/"


def for_confirmed(view: View) -> View:
    """Only for readers whose sign-in is some minutes old at most: else it is asked for again.

    By password or second factor; who has neither gets another link by mail.
    """

    @wraps(view)
    def guarded(request: HttpRequest, reader: Reader, *args: Any, **kwargs: Any) -> HttpResponse:
        if confirmed(request):
            return view(request, reader, *args, **kwargs)
        again = confirming_address(request, door=DOOR, onward=request.path_info)
        if again:
            return redirect(again)
        return _by_mail(request)

    return for_readers(guarded)


def _by_mail(request: HttpRequest) -> HttpResponse:
    if request.POST.get("link") != "yes":
        return page(request, "discussion/account/confirm.html", {"title": _("Is it you?")})
    assert isinstance(request.user, User)
    entering.ask_in(request.user.email, network_address(request), request.path_info)
    return page(request, "discussion/account/asked.html", {
        "title": _("Look into your mail"),
        "minutes": int(entering.GOOD_FOR.total_seconds()) // 60})
