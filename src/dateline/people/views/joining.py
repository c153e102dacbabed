"""Joining by invitation: name and password, then the desk, by way of the second factor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dateline.people import invitations
from dateline.people.administering import NotAllowed
from dateline.people.forms import Joining
from dateline.people.signin import enter


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """The form; once it is right, the one invited is on the staff and signed in."""
    invitation = invitations.invited(secret)
    if invitation is None:
        return render(request, "people/joining.html", {"form": None}, status=410)
    given = request.POST if request.method == "POST" else None
    form = Joining(given, email=invitation.email, initial={"name": invitation.name})
    if form.is_valid():
        name, password = form.cleaned_data["name"], form.cleaned_data["password1"]
        try:
            user = invitations.accept(secret, name, password, request=request)
        except NotAllowed:
            return render(request, "people/joining.html", {"form": None}, status=410)
        enter(request, user, "invitation")
        return redirect("/desk/")
    known = {"form": form, "invitation": invitation}
    return render(request, "people/joining.html", known, status=422 if given else 200)
