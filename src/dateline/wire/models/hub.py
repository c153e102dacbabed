"""Who is told of a public feed by the hub (W3C WebSub)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q


class Topic(models.Model):
    """A feed that somebody asked for: its path, and the digest of its bytes when last looked at."""

    id = models.BigAutoField(primary_key=True)
    path = models.CharField(max_length=500, unique=True)
    digest = models.CharField(max_length=64, blank=True)


class LeaseQuerySet(models.QuerySet["Lease"]):
    """Many leases."""

    def to_verify(self) -> LeaseQuerySet:
        """Those whose last request was not looked into yet, the oldest first."""
        return self.exclude(asked="").order_by("asked_at", "pk")

    def behind(self, now: datetime) -> LeaseQuerySet:
        """Live ones that have not got their topic's newest bytes, and may be tried now."""
        live = self.filter(expires_at__gt=now, next_at__lte=now)
        return live.exclude(sent=F("topic__digest")).exclude(topic__digest="").order_by("next_at")

    def on(self, topics: Iterable[int], now: datetime) -> LeaseQuerySet:
        """Those on these topics that may be called now."""
        ready = Q(next_at=None) | Q(next_at__lte=now)
        return self.filter(ready, topic__in=list(topics)).order_by("pk")

    def over(self, now: datetime) -> LeaseQuerySet:
        """Those that ended, with nothing asked for anew."""
        return self.filter(asked="", expires_at__lte=now)


class Lease(models.Model):
    """One callback's lease of one topic; `mark` is the digest of both, since addresses are long.

    `expires_at` is null until it is verified for the first time. `asked`: what the last request
    wants (subscribe, unsubscribe), with its secret and seconds, until that is verified; what held
    before holds on meanwhile. `sent`: the digest of the bytes it has.
    """

    id = models.BigAutoField(primary_key=True)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="leases")
    callback = models.CharField(max_length=2000)
    mark = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255, db_index=True)
    secret = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField(null=True)
    asked = models.CharField(max_length=12, blank=True)
    asked_secret = models.CharField(max_length=200, blank=True)
    asked_seconds = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    sent = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["topic", "expires_at"], name="wire_leases"),
            models.Index(fields=["asked_at"], condition=~models.Q(asked=""), name="wire_asked"),
        ]

    @staticmethod
    def mark_of(path: str, callback: str) -> str:
        """What tells leases apart (WebSub 5.1: topic and callback together)."""
        return hashlib.sha256(f"{path}\n{callback}".encode()).hexdigest()

    def begin(self, now: datetime) -> None:
        """What was asked for holds now; from these bytes on, only what is new is sent."""
        self.secret = self.asked_secret
        self.expires_at = now + timedelta(seconds=self.asked_seconds)
        self.sent = self.sent or self.topic.digest
        self.asked, self.asked_secret, self.attempts, self.next_at = "", "", 0, now
        self.last_error = ""
        self.save()
