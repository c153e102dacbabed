"""Programmes, their slots, and who presents them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from dateline.lib.rows import UNUSABLE
from dateline.onair.models.sound import Playlist


class Presenter(models.Model):
    """Someone whose program may connect: in their slots ± grace, or always."""

    name = models.CharField(max_length=200)
    username = models.CharField(max_length=100, unique=True)
    password = models.CharField(max_length=200)
    """Hashed (Django's hashers)."""
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True,
                             on_delete=models.SET_NULL, related_name="+")
    always = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    @property
    def is_lost(self) -> bool:
        """Whether it came by an export, which holds no passwords: a new one has to be made."""
        return self.password == UNUSABLE


class Programme(models.Model):
    """A programme: what it is called, and what may be done with it."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=20, blank=True)
    rewind = models.BooleanField(default=True)
    record = models.BooleanField(default=True)
    podcast = models.BooleanField(default=True)
    guid = models.UUIDField(default=uuid.uuid4, unique=True)
    """`podcast:guid`; never changes."""
    author = models.CharField(max_length=200, blank=True)
    category = models.CharField(max_length=100, default="News")
    """Apple's category for `itunes:category`."""
    explicit = models.BooleanField(default=False)
    picture = models.CharField(max_length=64, blank=True)
    """SHA-256 of the cover in `audio/covers/`; empty: none."""


class Slot(models.Model):
    """When a programme is on: once, or again and again (RFC 5545, RRULE)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="slots")
    day = models.DateField()
    """The first one, in the station's zone."""
    at = models.TimeField()
    minutes = models.PositiveIntegerField()
    rule = models.CharField(max_length=300, blank=True)
    """RRULE without its name: `FREQ=WEEKLY;BYDAY=MO,TU`; empty: once."""
    presenters = models.ManyToManyField(Presenter, blank=True, related_name="slots")
    playlist = models.ForeignKey(Playlist, null=True, blank=True, on_delete=models.SET_NULL,
                                 related_name="+")
    rewind = models.BooleanField(null=True, blank=True)
    record = models.BooleanField(null=True, blank=True)
    podcast = models.BooleanField(null=True, blank=True)
    """Rights of this slot; null: the programme's."""


class Change(models.Model):
    """One occurrence of a slot that is otherwise: moved, longer, another programme, or none."""

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="changes")
    day = models.DateField()
    """Which one: the local day it was to begin (RECURRENCE-ID)."""
    cancelled = models.BooleanField(default=False)
    starts = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.CASCADE,
                                  related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slot", "day"], name="onair_change_once")]
