"""What belongs together."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q


class RelatedRow(models.Model):
    """One related story of a story, from one entry of the log to another; both by their numbers.

    Why it is there is told from the record when somebody asks: no word of a text is kept here.
    """

    id = models.BigAutoField(primary_key=True)
    story = models.BigIntegerField()
    other = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()
    score = models.FloatField(default=0)
    """What orders them: 0 to 1."""
    from_seq = models.BigIntegerField()
    to_seq = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "position"], condition=Q(to_seq=None), name="archive_related_once"
            ),
        ]
        indexes = [
            models.Index(fields=["story", "from_seq"], name="archive_related_then"),
            models.Index(fields=["other"], name="archive_related_to"),
        ]


class RelatedList(models.Model):
    """That a story's list was made, and from the record as of which entry."""

    story = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField()


class RelatedCursor(models.Model):
    """How far the log was followed, and the parts of it whose backfile waits: [first, last]."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    waiting: Any = models.JSONField(default=list)


class FoundDossier(models.Model):
    """Stories that belong together and have no dossier: proposed to the desk until it says.

    `stories` are numbers; `left` those of them that were left out when it was taken; `state`: open,
    dismissed, taken.
    """

    id = models.BigAutoField(primary_key=True)
    stories: Any = models.JSONField()
    left: Any = models.JSONField(default=list)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default="open", db_index=True)
    found_at = models.DateTimeField()
