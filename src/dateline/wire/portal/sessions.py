"""Who is signed in to the portal: a signed cookie of its own, apart from the desk's."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from dateline.wire.models import Person

COOKIE, SALT = "wire_session", "dateline.wire.portal"
LONGEST = 7 * 24 * 3600
"""Seconds after which one signs in anew."""


def signed_in(request: HttpRequest) -> Person | None:
    """Whose session this is; None without one, or where it was ended."""
    try:
        held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LONGEST)
        person, turn = held["person"], held["turn"]
    except (signing.BadSignature, KeyError, TypeError):
        return None
    found = Person.objects.filter(pk=person, turn=turn, active=True, subscriber__active=True)
    return found.select_related("subscriber").first()


def begin(response: HttpResponse, person: Person) -> None:
    """Sign somebody in."""
    value = signing.dumps({"person": person.pk, "turn": person.turn}, salt=SALT)
    response.set_cookie(COOKIE, value, max_age=LONGEST, path="/wire/", httponly=True,
                        samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


def end(response: HttpResponse, person: Person) -> None:
    """Sign somebody out, wherever they are signed in."""
    Person.objects.filter(pk=person.pk).update(turn=F("turn") + 1)
    response.delete_cookie(COOKIE, path="/wire/", samesite="Lax")
