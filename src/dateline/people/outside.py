"""People from outside the newsroom who have an account here, and the door they come in by.

They are users without a role: the desk stays shut to them. Behind a door, the ways in and the
account's pages are the same as the desk's (allauth's), at addresses of the door's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dateline.people.models import Invitation, User
from dateline.people.roles import roles_of
from dateline.people.speaking import in_newsroom_language


@dataclass(frozen=True)
class Door:
    """Addresses below `prefix` are answered by `urls` (a module's name). `home`: where one is led
    to after signing in; `layout`: the template of its pages; `open`: what needs no sign-in."""

    prefix: str
    urls: str
    home: str
    layout: str
    open: tuple[str, ...]

    @property
    def sign_in(self) -> str:
        """The address of the way in."""
        return f"{self.prefix}login/"


_doors: list[Door] = []


def register_door(door: Door) -> None:
    """Open a door for people from outside."""
    if door not in _doors:
        _doors.append(door)


def door_of(request: HttpRequest | None) -> Door | None:
    """The door a request comes by; None at the desk and everywhere else."""
    path = request.path_info if request is not None else ""
    return next((door for door in _doors if path.startswith(door.prefix)), None)


def by_doors(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Middleware: behind a door its own addresses hold, in the newsroom's language."""

    def guarded(request: HttpRequest) -> HttpResponse:
        door = door_of(request)
        if door is None:
            return get_response(request)
        request.urlconf = door.urls  # type: ignore[assignment]
        rest = request.path_info.removeprefix(door.prefix)
        if not rest.startswith(door.open) and not request.user.is_authenticated:
            return redirect(f"{door.sign_in}?{urlencode({'next': request.path_info})}")
        with in_newsroom_language():
            return get_response(request)

    return guarded


def is_colleague(user: User) -> bool:
    """Whether somebody belongs to the newsroom: their ways in are the desk's alone."""
    return user.is_staff or user.is_superuser or bool(roles_of(user))


def outsider(email: str) -> User | None:
    """Whoever has this address, from outside or not."""
    found: User | None = User.objects.filter(email=email.lower()).first()
    return found


def admit(email: str) -> User:
    """Make an account for somebody from outside whose address was proved: no role, no password.

    Somebody invited to the newsroom is admitted by the invitation alone; raises LookupError.
    """
    with transaction.atomic():
        if Invitation.objects.filter(email=email.lower()).exists():
            raise LookupError("this address is invited to the newsroom")
        user = User.objects.create_user(email)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(
    request: HttpRequest, user: User, *, onward: str, by: str = "mail"
) -> HttpResponse:
    """Sign in who used a mailed link, or was vouched for (`by`: as the security log calls it); a
    second factor, where there is one, is asked for first."""
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, user, by)
    login = Login(user=user, email_verification="none", redirect_url=onward)  # type: ignore[arg-type]
    return perform_login(request, login)
