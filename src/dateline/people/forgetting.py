"""Forgetting somebody from outside: the account and all that hangs on it."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db.models import Q

from dateline.people.models import SecurityEntry, User
from dateline.people.outside import is_colleague


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
    user.delete()
    return True
