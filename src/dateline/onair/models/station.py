"""The station, what it sends now, and what went wrong."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dateline.onair.models.sound import Playlist, Track


class Station(models.Model):
    """The one station; without a row there is no radio and no process of it."""

    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="en")
    zone = models.CharField(max_length=60, default="UTC")
    """IANA name: the schedule's times are of it."""
    mounts = models.JSONField(default=list)
    """Where sources connect, the most important first, no slash: `["breaking", "live"]`."""
    bitrate = models.PositiveIntegerField(default=128)
    web_bitrate = models.PositiveIntegerField(default=96)
    rewind_hours = models.PositiveIntegerField(default=3)
    grace_minutes = models.PositiveIntegerField(default=10)
    """A presenter may connect so long before and after the slot."""
    pre_roll = models.PositiveIntegerField(default=30)
    post_roll = models.PositiveIntegerField(default=30)
    """Seconds a recording begins before its slot and ends after it; its draft cannot be there
    earlier."""
    fallback = models.ForeignKey(Playlist, null=True, blank=True, on_delete=models.SET_NULL,
                                 related_name="+")
    break_in = models.CharField(max_length=100, blank=True)
    """Empty, a mount, or `bulletin`: on air whatever the schedule says."""
    bulletin = models.ForeignKey(Track, null=True, blank=True, on_delete=models.SET_NULL,
                                 related_name="+")
    broke_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True,
                                    on_delete=models.SET_NULL, related_name="+")
    broke_in_at = models.DateTimeField(null=True, blank=True)


class OnAir(models.Model):
    """What listeners hear; written by the radio's process when it changes, and every 5 s."""

    kind = models.CharField(max_length=20)
    title = models.TextField(blank=True)
    artist = models.TextField(blank=True)
    source = models.CharField(max_length=100, blank=True)
    presenter = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    level = models.FloatField(default=0.0)
    connected = models.JSONField(default=dict)
    listeners = models.PositiveIntegerField(default=0)
    heartbeat = models.DateTimeField()
    """When the radio said so last; older than 15 s: nobody knows."""


class Alarm(models.Model):
    """Something listeners heard, or would have: silence, a source that hangs, nothing to play."""

    kind = models.CharField(max_length=20)
    mount = models.CharField(max_length=100, blank=True)
    began = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)
