"""Who of a subscriber may sign in to the portal: added and shut out by editors."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dateline.lib import clock
from dateline.people.public import User
from dateline.wire.models import Person, Subscriber
from dateline.wire.subscribers.permitted import must_manage


def add_person(subscriber: Subscriber, email: str, name: str, *, by: User | None = None) -> Person:
    """Somebody who may sign in from now on. Raises ValidationError, naming the field."""
    must_manage(by)
    person = Person(subscriber=subscriber, email=email.strip().lower(),
                    name=" ".join(name.split()), created_at=clock.now())
    if Person.objects.filter(email=person.email).exists():  # whose it is is no other's business
        raise ValidationError({"email": _("This address is in use already.")})
    person.full_clean()
    person.save()
    return person


def let_in(person: Person, active: bool, *, by: User | None = None) -> None:
    """Shut somebody out at once, sessions and links included; or let them in again."""
    must_manage(by)
    with transaction.atomic():
        held = Person.objects.select_for_update().get(pk=person.pk)
        held.active, held.turn = active, held.turn + 1
        held.save(update_fields=["active", "turn"])
        held.links.all().delete()
