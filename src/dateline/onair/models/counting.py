"""Who listened: numbers only. What tells one listener from another lasts minutes, or a day."""

from __future__ import annotations

from django.db import models


class Listened(models.Model):
    """Seconds listened in one hour, by programme and platform."""

    hour = models.DateTimeField()
    """Its beginning, UTC."""
    programme = models.PositiveIntegerField(default=0)
    """Id; 0: none was on."""
    platform = models.CharField(max_length=20)
    """`web`, `radio`, `app`, `relay`, `episode` or `other`."""
    seconds = models.PositiveBigIntegerField(default=0)
    sessions = models.PositiveIntegerField(default=0)
    """That began in it; of episodes: downloads."""

    class Meta:
        constraints = [models.UniqueConstraint(
            fields=["hour", "programme", "platform"], name="onair_listened_once")]


class Peak(models.Model):
    """The most who listened at once on one day."""

    day = models.DateField(unique=True)
    """In the station's zone."""
    most = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()


class WebListener(models.Model):
    """A playlist's token that one process of the web saw in one minute; kept some minutes."""

    token = models.CharField(max_length=32)
    """Half of its SHA-256: the token is random and says nothing of who has it."""
    minute = models.DateTimeField()
    process = models.CharField(max_length=16)
    platform = models.CharField(max_length=20)
    first = models.DateTimeField()
    last = models.DateTimeField()
    tens = models.PositiveSmallIntegerField()
    """A bit for each ten seconds of the minute in which it was seen, the first is 1."""
    counted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(
            fields=["token", "minute", "process"], name="onair_web_listener_once")]


class DayKey(models.Model):
    """The key of a day (UTC), with which addresses become what nobody can turn back."""

    day = models.DateField(unique=True)
    key = models.BinaryField(max_length=32)


class Download(models.Model):
    """What one client was sent of one episode on one day; gone with the day."""

    day = models.DateField()
    client = models.CharField(max_length=32)
    """HMAC of address and program, with the day's key."""
    episode = models.PositiveBigIntegerField()
    sent = models.PositiveBigIntegerField(default=0)
    """Bytes."""
    counted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(
            fields=["client", "episode"], name="onair_download_once")]
