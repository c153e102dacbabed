"""People of a subscriber who read its copy in the portal. They are no users of the desk."""

from __future__ import annotations

from django.db import models

from dateline.wire.models.subscribers import Subscriber


class Person(models.Model):
    """One reader. `email` is in lower case; a session is good while `turn` is as it began."""

    id = models.BigAutoField(primary_key=True)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="people")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    active = models.BooleanField(default=True)
    turn = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class PersonLink(models.Model):
    """A mailed link to sign in; gone once it is used. Only the digest of its secret is kept."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
