"""What becomes of somebody a provider vouches for. Nobody is signed in to an account by an address.

Only a connection that was made opens an account; and one is made with an account that was opened
otherwise, in the same browser. So neither a provider nor who holds an account there can take over
one here. Until then whom it vouched for is kept in the session.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dateline.discussion.models import Reader
from dateline.discussion.readers.joining import join
from dateline.lib import clock
from dateline.people.public import (
    Identity,
    NotVouched,
    User,
    admit,
    connect_identity,
    identity_holder,
    is_colleague,
    outsider,
)

_KEPT = "discussion-vouched"
GOOD_FOR = timedelta(minutes=30)


def opened(identity: Identity) -> User | None:
    """Whose account it opens; None: it opens none yet. Raises NotVouched for a colleague's."""
    user = identity_holder(identity)
    _no_colleague(user)
    return user


def claimed(identity: Identity) -> User | None:
    """Who has its address here. Raises NotVouched for a colleague's, or where it has none."""
    if not identity.email:
        raise NotVouched(_("%(name)s tells no e-mail address. Have a link mailed to you, and "
                           "connect %(name)s on the pages of your account.")
                         % {"name": identity.name})
    user = outsider(identity.email) if identity.verified else None
    _no_colleague(user)
    return user


def _no_colleague(user: User | None) -> None:
    if user is not None and is_colleague(user):
        raise NotVouched(_("This address belongs to the newsroom: sign in by what opens the desk "
                           "for you."))


def keep(request: HttpRequest, identity: Identity, *, onward: str) -> None:
    """Keep whom a provider vouched for in this session, for half an hour."""
    until = clock.now() + GOOD_FOR
    request.session[_KEPT] = {
        "identity": asdict(identity), "onward": onward, "until": until.timestamp()}


def kept(request: HttpRequest) -> tuple[Identity, str] | None:
    """Whom it vouched for, and where they go on."""
    held = request.session.get(_KEPT)
    if not held or held["until"] < clock.now().timestamp():
        return None
    return Identity(**held["identity"]), held["onward"]


def forget(request: HttpRequest) -> None:
    """Keep it no longer."""
    request.session.pop(_KEPT, None)


def join_vouched(
    request: HttpRequest, identity: Identity, name: str, *, version: int
) -> Reader:
    """Make an account for who has none, by an address that the provider proved, connected with it.

    Raises NotAName, NotVouched; LookupError for who is invited to the newsroom.
    """
    try:
        with transaction.atomic():
            user = admit(identity.email)
            made = join(user, name, version=version, at=clock.now())
            connect_identity(user, identity, request=request)
    except IntegrityError:
        raise NotVouched(_("Somebody joined with this address at this moment.")) from None
    return made
