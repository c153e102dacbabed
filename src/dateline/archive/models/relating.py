"""What belongs together."""

from __future__ import annotations

from django.db import models


class RelatedRow(models.Model):
    """One related story of a story, from one entry of the log to another."""

    story = models.PositiveBigIntegerField()
    """The story's publication number."""
    other = models.PositiveBigIntegerField()
    position = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=200, blank=True)
    from_seq = models.PositiveBigIntegerField()
    to_seq = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["story", "to_seq"]), models.Index(fields=["other"])]
