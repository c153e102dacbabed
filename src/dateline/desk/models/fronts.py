"""Planned front pages, and who made an entry of the log."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Signed(models.Model):
    """Who made an entry of the log: the record itself names nobody. No person: the house."""

    seq = models.BigIntegerField(primary_key=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.TextField()


class PlannedFront(models.Model):
    """A front page that goes online at its time, once.

    `front` and `banner_text` are the arrangement as the record spells it; `revision` goes up with
    each change, so that two editors of one plan notice each other; `trouble` says why it failed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("went online")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("failed")

    front = models.JSONField()
    banner_text = models.TextField(blank=True)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.TextField()
    done_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="desk_front_due",
                         condition=models.Q(state="waiting")),
        ]
