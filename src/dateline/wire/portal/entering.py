"""The way in: a mailed link, good once and for 15 minutes. Whoever asks is told the same.

Asking only queues a job, for any address; so neither the answer nor its time tells whether the
address is known.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from dateline.jobs.public import enqueue
from dateline.lib import clock
from dateline.people.public import in_newsroom_language
from dateline.record.public import site
from dateline.wire.models import Person, PersonLink

KIND = "wire-sign-in"
GOOD_FOR = timedelta(minutes=15)
PER_EMAIL, PER_ADDRESS = 5, 30
"""So many asks within 15 minutes for one e-mail address, and from one network address."""


def ask_in(email: str, address: str) -> None:
    """Have a link mailed if this is somebody's; beyond the rate nothing happens, and it is not
    said either."""
    email = email.replace("\0", "").strip().lower()[:254]
    counted = [_counted("email", email, PER_EMAIL), _counted("address", address, PER_ADDRESS)]
    if all(counted):
        enqueue(KIND, {"email": email})


def _counted(kind: str, value: str, most: int) -> bool:
    key = f"wire-portal-{kind}-{hashlib.sha256(value.encode()).hexdigest()[:32]}"
    cache.add(key, 0, int(GOOD_FOR.total_seconds()))
    try:
        return int(cache.incr(key)) <= most
    except ValueError:  # it ran out between
        return True


def mail_link(payload: dict[str, Any]) -> None:
    """The job: mail a link to who has this address; an older one is dead."""
    person = Person.objects.filter(email=payload["email"], active=True,
                                   subscriber__active=True).first()
    if person is None:
        return
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        person.links.all().delete()
        PersonLink.objects.create(person=person, digest=_digest(secret),
                                  expires_at=clock.now() + GOOD_FOR)
        _mail(person, secret)


def _mail(person: Person, secret: str) -> None:
    here = site()
    known = {"person": person, "site": here, "minutes": int(GOOD_FOR.total_seconds()) // 60,
             "link": f"{settings.BASE_URL}/wire/sign-in/{secret}/"}
    with in_newsroom_language():
        subject = " ".join(render_to_string("wire/mail/sign_in_subject.txt", known).split())
        body = render_to_string("wire/mail/sign_in.txt", known)
    send_mail(subject, body, None, [person.email])


def good(secret: str) -> bool:
    """Whether a link opens."""
    return _links(secret).exists()


def use(secret: str) -> Person | None:
    """Whom a link lets in; it is gone then."""
    with transaction.atomic():
        link = _links(secret).select_for_update().select_related("person").first()
        if link is None:
            return None
        link.delete()
    return link.person


def _links(secret: str) -> Any:
    return PersonLink.objects.filter(
        digest=_digest(secret), expires_at__gt=clock.now(), person__active=True,
        person__subscriber__active=True)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
