"""The way in by mail, to join or to sign in: a link, good once. Whoever asks is told the same.

Asking only queues a job, for any address: neither the answer nor its time tells who has an account.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string

from dateline.discussion.limits import TooFast, count
from dateline.discussion.models import EntryLink
from dateline.jobs.public import enqueue
from dateline.lib import clock
from dateline.people.public import in_newsroom_language, is_colleague, outsider
from dateline.record.public import site

KIND = "discussion-way-in"
GOOD_FOR = timedelta(minutes=30)
ENTER = "/discussion/account/enter/"
SIGN_IN = "/discussion/account/login/"


def ask_in(email: str, address: str, onward: str) -> None:
    """Have a link mailed; beyond the rate nothing happens, and that is not said either.

    `onward`: an address on this site where it leads to.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
        count("ask", account=email, address=address)
    except (ValidationError, TooFast):
        return
    enqueue(KIND, {"email": email, "onward": onward})


def mail_link(payload: dict[str, Any]) -> None:
    """The job: mail a link, and an older one is dead. Colleagues are led to their own way in."""
    email, secret = payload["email"], secrets.token_urlsafe(24)
    user = outsider(email)
    if user is not None and not user.is_active:
        return
    colleague = user is not None and is_colleague(user)
    with transaction.atomic():
        EntryLink.objects.filter(email=email).delete()
        EntryLink.objects.filter(expires_at__lte=clock.now()).delete()
        if not colleague:
            EntryLink.objects.create(
                digest=digest(secret), email=email, onward=payload["onward"][:200],
                expires_at=clock.now() + GOOD_FOR)
        _mail(email, f"{ENTER}{secret}/" if not colleague else SIGN_IN, colleague=colleague)


def _mail(email: str, path: str, *, colleague: bool) -> None:
    known = {"site": site(), "minutes": int(GOOD_FOR.total_seconds()) // 60,
             "link": f"{settings.BASE_URL}{path}", "colleague": colleague}
    with in_newsroom_language():
        subject = " ".join(render_to_string("discussion/mail/way_in_subject.txt", known).split())
        body = render_to_string("discussion/mail/way_in.txt", known)
    send_mail(subject, body, None, [email])


def link_of(secret: str) -> EntryLink | None:
    """The link of a secret, while it is good."""
    return EntryLink.objects.filter(digest=digest(secret), expires_at__gt=clock.now()).first()


def use(secret: str) -> EntryLink | None:
    """Take a link, in the caller's transaction; it is gone then. None: it is no longer good."""
    rows = EntryLink.objects.filter(digest=digest(secret), expires_at__gt=clock.now())
    link = rows.select_for_update().first()
    if link is not None:
        link.delete()
    return link


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
