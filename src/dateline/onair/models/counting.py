"""Who listened: numbers only."""

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

    class Meta:
        constraints = [models.UniqueConstraint(
            fields=["hour", "programme", "platform"], name="onair_listened_once")]


class Peak(models.Model):
    """The most who listened at once on one day."""

    day = models.DateField(unique=True)
    most = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
