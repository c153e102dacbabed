"""Which people at which providers have which account here: the issuer and its subject, no more."""

from __future__ import annotations

from collections.abc import Sequence

from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dateline.people.models import User
from dateline.people.openid import Identity, NotVouched
from dateline.people.outside import is_colleague
from dateline.people.securitylog import log_security


def identity_holder(identity: Identity) -> User | None:
    """Whose account it is connected with, the connection marked as used now."""
    found = SocialAccount.objects.filter(
        provider=identity.issuer, uid=identity.subject).select_related("user").first()
    if found is None:
        return None
    found.save(update_fields=["last_login"])
    user: User = found.user
    return user


def connect_identity(user: User, identity: Identity, *, request: HttpRequest) -> None:
    """Let it open an account from now on. Raises NotVouched: it opens another one, or the account
    is a colleague's."""
    if is_colleague(user):
        raise NotVouched(_("You belong to the newsroom: your account is opened by what opens the "
                           "desk for you, and by nothing else."))
    made, new = SocialAccount.objects.get_or_create(
        provider=identity.issuer, uid=identity.subject, defaults={"user": user})
    if made.user_id != user.pk:
        raise NotVouched(_("It opens another account here: leave that one, or disconnect it there, "
                           "first."))
    if new:
        log_security("provider-connected", who=user, about=user, request=request,
                     detail={"issuer": identity.issuer})


def connections(user: User) -> Sequence[SocialAccount]:
    """What opens an account, the oldest first; `provider` is the issuer."""
    return list(SocialAccount.objects.filter(user=user).order_by("pk"))


def disconnect_identity(user: User, number: int, *, request: HttpRequest) -> None:
    """Let it open the account no more; one that is none of theirs is nothing to do."""
    gone = SocialAccount.objects.filter(user=user, pk=number).first()
    if gone is not None:
        gone.delete()
        log_security("provider-disconnected", who=user, about=user, request=request,
                     detail={"issuer": gone.provider})
