"""Invitations by mail: a one-time link, good for a week, that makes somebody a user."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from dateline.lib import clock
from dateline.people.administering import NotAllowed, administering, known_roles
from dateline.people.models import Invitation, User
from dateline.people.securitylog import log_security
from dateline.people.speaking import in_newsroom_language

GOOD_FOR = timedelta(days=7)


@transaction.atomic
def invite(
    email: str, name: str, roles: Iterable[str], *, by: User, request: HttpRequest | None = None
) -> None:
    """Mail somebody a link to join. Raises NotAllowed; nobody is mailed then."""
    administering(by)
    email, name = User.objects.normalize_email(email.strip()).lower(), " ".join(name.split())
    _must_be_new(email, name)
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        email=email, name=name, roles=known_roles(roles), invited_by=by, **_sent(secret)
    )
    detail = {"email": email, "roles": invitation.roles}
    log_security("invited", who=by, request=request, detail=detail)
    _mail(invitation, secret, request)


def _must_be_new(email: str, name: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise NotAllowed(_("“%s” is no e-mail address.") % email) from None
    if not name or len(name) > 150:
        raise NotAllowed(_("Give a name of at most 150 letters."))
    if User.objects.filter(email=email, is_active=True, is_staff=True).exists():
        raise NotAllowed(_("%s is on the staff already.") % email)
    if Invitation.objects.filter(email=email).exists():
        raise NotAllowed(_("%s is invited already: send the invitation again.") % email)


def _sent(secret: str) -> dict[str, object]:
    return {
        "digest": _digest(secret), "sent_at": clock.now(), "expires_at": clock.now() + GOOD_FOR,
    }


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _mail(invitation: Invitation, secret: str, request: HttpRequest | None) -> None:
    known = {
        "invitation": invitation, "link": f"{settings.BASE_URL}/desk/invitation/{secret}/",
        "days": GOOD_FOR.days,
    }
    with in_newsroom_language():  # nobody knows theirs yet, and it is not the one who invites
        subject = render_to_string("people/mail/invitation_subject.txt", known, request).strip()
        body = render_to_string("people/mail/invitation.txt", known, request)
    send_mail(subject, body, None, [invitation.email])


@transaction.atomic
def send_again(invitation: Invitation, *, by: User, request: HttpRequest | None = None) -> None:
    """Mail a new link for another week; the old one is dead."""
    administering(by)
    held, secret = _held(pk=invitation.pk), secrets.token_urlsafe(24)
    for field, value in _sent(secret).items():
        setattr(held, field, value)
    held.save()
    detail = {"email": held.email}
    log_security("invitation-sent-again", who=by, request=request, detail=detail)
    _mail(held, secret, request)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User, request: HttpRequest | None = None) -> None:
    """The link is dead, the invitation gone."""
    administering(by)
    held = _held(pk=invitation.pk)
    held.delete()
    detail = {"email": held.email}
    log_security("invitation-withdrawn", who=by, request=request, detail=detail)


def _held(**which: object) -> Invitation:
    held: Invitation | None = Invitation.objects.select_for_update().filter(**which).first()
    if held is None:
        raise NotAllowed(_("This invitation was used or withdrawn."))
    return held


def invited(secret: str) -> Invitation | None:
    """The invitation a link is for, while the link is good."""
    good = Invitation.objects.filter(digest=_digest(secret), expires_at__gt=clock.now())
    found: Invitation | None = good.first()
    return found


@transaction.atomic
def accept(secret: str, name: str, password: str, *, request: HttpRequest) -> User:
    """Make the invited one a user, or let one who left back in. Raises NotAllowed."""
    held = _held(digest=_digest(secret), expires_at__gt=clock.now())
    user = User.objects.filter(email=held.email).first() or User(email=held.email)
    if user.is_active and user.pk and user.is_staff:
        raise NotAllowed(_("%s is on the staff already.") % held.email)
    user.first_name, user.last_name, user.away_until = name, "", None
    user.is_active, user.is_staff, user.is_superuser = True, True, False
    user.set_password(password)
    user.save()
    user.groups.set(Group.objects.filter(name__in=held.roles))
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=held.email, verified=True, primary=True)
    for way in (Authenticator, SocialAccount):
        way.objects.filter(user=user).delete()  # those of an earlier time here
    held.delete()
    detail = {"roles": held.roles, "invited by": held.invited_by.email}
    log_security("invitation-accepted", who=user, about=user, request=request, detail=detail)
    return user
