"""Changing the staff: names, roles, leave, leaving. Each act checks who asks, and is logged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dateline.people.administering import NotAllowed, administering, known_roles
from dateline.people.models import Invitation, SecurityEntry, SigninLink, User
from dateline.people.roles import ROLES, roles_of
from dateline.people.securitylog import log_security

Handover = Callable[[User, User], None]
_handovers: list[Handover] = []


def register_handover(act: Handover) -> None:
    """`act(leaving, to)` is called in the transaction in which somebody leaves the newsroom."""
    if act not in _handovers:
        _handovers.append(act)


def on_leave(user: User) -> bool:
    """Whether somebody is away today, and so is offered no work."""
    return user.on_leave


@transaction.atomic
def rename(user: User, name: str, *, by: User, request: HttpRequest | None = None) -> None:
    """Change how somebody is called. Raises NotAllowed."""
    held = _held(user, by)
    name = " ".join(name.split())
    if not name or len(name) > 150:
        raise NotAllowed(_("Give a name of at most 150 letters."))
    if name != held.get_full_name():
        detail = {"from": held.get_full_name(), "to": name}
        held.first_name, held.last_name = name, ""
        held.save(update_fields=["first_name", "last_name"])
        log_security("renamed", who=by, about=held, request=request, detail=detail)


@transaction.atomic
def set_roles(
    user: User, roles: Iterable[str], *, by: User, request: HttpRequest | None = None
) -> None:
    """Give somebody else these roles and no others. Raises NotAllowed."""
    held = _held(user, by)
    chosen, before = known_roles(roles), roles_of(held)
    if set(chosen) == before:
        return
    if held == by:
        raise NotAllowed(_("Nobody changes their own roles: ask another administrator."))
    held.is_superuser, held.is_staff = False, True
    held.save(update_fields=["is_superuser", "is_staff"])
    held.groups.set(Group.objects.filter(name__in=chosen))
    detail = {"from": [role for role in ROLES if role in before], "to": chosen}
    log_security("roles-changed", who=by, about=held, request=request, detail=detail)


@transaction.atomic
def set_leave(
    user: User, until: date | None, *, by: User, request: HttpRequest | None = None
) -> None:
    """On leave to the end of that day; None: back at work. Raises NotAllowed."""
    held = _held(user, by)
    if until != held.away_until:
        held.away_until = until
        held.save(update_fields=["away_until"])
        detail = {"until": until.isoformat() if until else None}
        log_security("leave-changed", who=by, about=held, request=request, detail=detail)


@transaction.atomic
def deactivate(user: User, *, to: User, by: User, request: HttpRequest | None = None) -> None:
    """Somebody leaves the newsroom: work goes to `to`, every way in is shut. Raises NotAllowed."""
    held, heir = _held(user, by), User.objects.get(pk=to.pk)
    if held == by:
        raise NotAllowed(_("Nobody puts themselves out: ask another administrator."))
    if heir == held or not heir.is_active or heir.on_leave:
        raise NotAllowed(_("Choose a colleague who is at work to take over."))
    for act in _handovers:
        act(held, heir)
    detail = {"roles": [role for role in ROLES if role in roles_of(held)], "handed to": heir.email}
    _shut_out(held)
    log_security("deactivated", who=by, about=held, request=request, detail=detail)


@transaction.atomic
def drop_second_factor(user: User, *, by: User, request: HttpRequest | None = None) -> None:
    """Somebody lost their phone or key: remove what they had, end their sessions."""
    held = _held(user, by)
    if held == by:
        raise NotAllowed(_("Change your own second factor under “Sign-in and security”."))
    Authenticator.objects.filter(user=held).delete()
    _end_sessions(held)
    log_security("authenticator-removed", who=by, about=held, request=request)


@transaction.atomic
def remove(user: User) -> bool:
    """Delete somebody the security log does not name; shut every way in of anybody else.

    For the command line: who has the machine needs nobody's leave. Returns whether it was deleted.
    """
    named = SecurityEntry.objects.filter(Q(who=user) | Q(about=user)).exists()
    if named or Invitation.objects.filter(invited_by=user).exists():
        _shut_out(user)
        return False
    user.delete()
    return True


def _held(user: User, by: User) -> User:
    administering(by)
    held = User.objects.select_for_update().get(pk=user.pk)
    if not held.is_active:
        raise NotAllowed(_("%s has left: send a new invitation.") % held)
    return held


def _shut_out(user: User) -> None:
    _end_sessions(user)
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    SigninLink.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    user.is_active = user.is_superuser = False
    user.away_until = None
    user.set_unusable_password()  # this also makes sessions void that nobody listed
    user.save()
    user.groups.clear()


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()
