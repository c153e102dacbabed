"""The people's part of an export: who, with which roles, and the security log; no secrets."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.models import EmailAddress

from dateline.lib.parts import Part
from dateline.lib.rows import UNUSABLE, Kept, Table
from dateline.people.models import SecurityEntry, User

_READER = "reader"
_OWN_WAYS = "a way in, which is set up anew"
_SESSION = "somebody signed in, which ends with the installation"
_UNUSED = "nothing here uses it"
_PROVIDER = "providers are named in the environment"

PART = Part(
    (
        Kept(User, secret={"password": UNUSABLE}, moving=frozenset({"last_login"})),
        Kept(User.groups.through), Kept(EmailAddress), Kept(SecurityEntry),
    ),
    {
        "people.User_user_permissions": _UNUSED,
        "people.SigninLink": _OWN_WAYS,
        "people.Invitation": "a mailed link, which leads to the old address: invite again",
        "people.Tally": "rate limits of the moment",
        "account.EmailConfirmation": _UNUSED,
        "mfa.Authenticator": _OWN_WAYS,
        "socialaccount.SocialAccount": _OWN_WAYS,
        "socialaccount.SocialApp": _PROVIDER,
        "socialaccount.SocialToken": _PROVIDER,
        "usersessions.UserSession": _SESSION,
        "sessions.Session": _SESSION,
        "auth.Group": "roles are made by migrations, and named in other tables",
        "auth.Group_permissions": "what a role may do is made by migrations",
        "auth.Permission": "made by migrations",
    },
)
"""A user comes without a password: a mailed link, or `dateline signin`, lets them in."""


def export(using: str = _READER) -> Iterator[Table]:
    """Yield (name, rows) for each table of people; run it in one snapshot."""
    return PART.tables(using)
