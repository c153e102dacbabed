"""What `dateline check` verifies of people: roles open the desk, who has left has no way in."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group

from dateline.people.models import SecurityEntry, SigninLink, User
from dateline.people.roles import ROLES, administrators
from dateline.people.securitylog import ACTS

_READER = "reader"


class PeopleBreach(Exception):
    """An invariant that does not hold; the text names the first place found."""


def check() -> Iterator[str]:
    """Yield a line for each thing verified; raises PeopleBreach."""
    yield _check_roles()
    yield _check_left()
    yield _check_administrator()
    yield _check_log()


def _check_roles() -> str:
    opening = {"permissions__codename": "access_admin", "name__in": ROLES}
    found = set(Group.objects.using(_READER).filter(**opening).values_list("name", flat=True))
    for role in ROLES:
        if role not in found:
            raise PeopleBreach(f"the role {role} is missing, or does not open the desk")
    return f"{len(ROLES)} roles that open the desk"


def _check_left() -> str:
    left = User.objects.using(_READER).filter(is_active=False)
    for model in (Authenticator, SocialAccount, SigninLink):
        held = model.objects.using(_READER).filter(user__is_active=False).first()
        if held is not None:
            raise PeopleBreach(f"{held.user.email} has left and still has a way in")
    return f"{left.count()} who left, without a way in"


def _check_administrator() -> str:
    working = User.objects.using(_READER).filter(is_active=True, is_staff=True).count()
    count = administrators().using(_READER).count()
    if working and not count:
        raise PeopleBreach("nobody is administrator: `dateline signin` makes one")
    return f"{working} people on the staff, {count} of them administrators"


def _check_log() -> str:
    entries = SecurityEntry.objects.using(_READER)
    wrong = entries.exclude(act__in=ACTS).first()
    if wrong is not None:
        raise PeopleBreach(f"entry {wrong.pk} of the security log has the act {wrong.act!r}")
    return f"{entries.count()} entries of the security log"
