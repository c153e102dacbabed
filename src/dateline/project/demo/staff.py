"""The demo’s people: they write and edit, and they are no way in.

None has a password, a passkey or an address that mail reaches. Whoever has the machine can make a
sign-in link for one of them, as for anybody.
"""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from dateline.people.public import ADMINISTRATOR, User, make_link, remove, roles_of
from dateline.project.demo.house import STAFF, Colleague


def engaged() -> dict[str, User]:
    """Everybody on the demo’s staff, by name; made where they are not there yet."""
    return {colleague.name: _engaged(colleague) for colleague in STAFF}


def _engaged(colleague: Colleague) -> User:
    known = User.objects.filter(email=colleague.email).first()
    user = known or User.objects.create_user(
        colleague.email, first_name=colleague.name, is_staff=True
    )
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    user.groups.add(Group.objects.get(name=colleague.role))
    profile = UserProfile.get_for_user(user)
    profile.submitted_notifications = profile.approved_notifications = False
    profile.rejected_notifications = False
    profile.save()
    return user


def administered() -> None:
    """A staff has an administrator: where there is none yet, the first is made."""
    working = User.objects.filter(is_active=True)
    if not any(ADMINISTRATOR in roles_of(user) for user in working):
        make_link()


def dismiss() -> None:
    """The demo's people go; of those whom the security log names, the name stays and no way in."""
    for user in User.objects.filter(email__in=[colleague.email for colleague in STAFF]):
        remove(user)
