"""Forgetting somebody from outside: the account and all that hangs on it."""

from __future__ import annotations

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.db.models import Q

from dateline.people.models import SecurityEntry, User
from dateline.people.outside import is_colleague

_acts: list[Callable[[User], None]] = []


def register_forgetting(act: Callable[[User], None]) -> None:
    """`act(user)` is called in the transaction in which somebody from outside is forgotten."""
    if act not in _acts:
        _acts.append(act)


def forget(user: User) -> bool:
    """Delete an account from outside, in the caller's transaction; False: it is a colleague's.

    Addresses, passkeys, connections with providers, sessions and links go with it, and its lines of
    the security log too: that log watches the newsroom's own people, and a line of a reader's holds
    a network address.
    """
    if is_colleague(user):
        return False
    for session in UserSession.objects.filter(user=user):
        session.end()
    # the one place where lines go: by the plain manager, since the model's own refuses it
    SecurityEntry._base_manager.filter(Q(who=user) | Q(about=user)).delete()
    for act in _acts:
        act(user)
    user.delete()
    return True
