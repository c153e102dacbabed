"""Feeds that tell us themselves when they change (W3C WebSub): what we asked their hubs for."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from dateline.wire.models.sources import Source

SILENT = 3
"""After so many looks that found something the hub had not told of, it is no longer relied on."""


class Listening(models.Model):
    """One subscription of ours at a feed's hub.

    `token` is the last part of our callback's address; nobody can guess it. `ends_at` is the end
    of the lease that the hub confirmed last, `next_at` when the next request is due, `attempts`
    how many of those in a row came to nothing. `told_at`: when the hub told us last; `missed`:
    how many looks since then found something that it had not told of.
    """

    class State(models.TextChoices):
        WANTED = "wanted"
        ASKED = "asked"
        HOLDS = "holds"
        DENIED = "denied"
        LEAVING = "leaving"

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="listenings")
    hub = models.TextField()
    topic = models.TextField()
    token = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=7, choices=State, default=State.WANTED)
    ends_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    missed = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source"], condition=~Q(state="leaving"),
                                    name="wire_listens_once"),
        ]
        indexes = [models.Index(fields=["next_at"], name="wire_listening_due")]

    def is_relied_on(self, now: datetime) -> bool:
        """Whether the feed may be asked less often, since its hub tells us of it."""
        return (self.state == self.State.HOLDS and self.ends_at is not None
                and self.ends_at > now and self.missed < SILENT)

    def confirm(self, seconds: int, now: datetime) -> None:
        """The lease holds from now on; it is renewed when two thirds of it are over."""
        self.state, self.attempts, self.last_error = self.State.HOLDS, 0, ""
        self.ends_at = now + timedelta(seconds=seconds)
        self.next_at = now + timedelta(seconds=seconds * 2 / 3)
        self.missed = 0
        self.save()

    def leave(self, now: datetime) -> None:
        """It is to be ended: what the hub still sends is no longer taken."""
        self.state, self.attempts, self.next_at = self.State.LEAVING, 0, now
        self.save()
