"""What was recorded, and what was made of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from dateline.onair.models.schedule import Programme, Slot


class Recording(models.Model):
    """One occurrence of a slot as its source sent it; made once the slot is over."""

    slot = models.ForeignKey(Slot, null=True, on_delete=models.SET_NULL, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="recordings")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    """The slot's own times, without pre- and post-roll."""
    state = models.CharField(max_length=20, default="waiting")
    """`waiting`, `made`, `empty` (nobody was connected) or `failed`."""
    trouble = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0.0)
    marks = models.JSONField(default=list)
    """`[{"at": seconds, "gap": seconds, "what": "reconnect"}]`."""

    class Meta:
        constraints = [models.UniqueConstraint(
            fields=["slot", "starts"], name="onair_recorded_once")]

    def for_podcast(self) -> bool:
        """Whether a podcast may be made of it: the slot's right, else the programme's."""
        own = self.slot.podcast if self.slot is not None else None
        return self.programme.podcast if own is None else own


class Episode(models.Model):
    """A part of a podcast: a draft until someone publishes it."""

    recording = models.ForeignKey(Recording, null=True, blank=True, on_delete=models.SET_NULL,
                                  related_name="episodes")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="episodes")
    guid = models.UUIDField(default=uuid.uuid4, unique=True)
    slug = models.SlugField(max_length=120, allow_unicode=True, blank=True)
    title = models.CharField(max_length=300)
    notes = models.TextField(blank=True)
    """Plain paragraphs; addresses become links."""
    picture = models.CharField(max_length=64, blank=True)
    stories = models.JSONField(default=list)
    """Codes of stories it belongs to."""
    from_seconds = models.FloatField(default=0.0)
    to_seconds = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=20, default="draft")
    """`draft`, `published` or `withdrawn`."""
    digest = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0.0)
    """Of the file that is published: cut out of the recording."""
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    """When readers last got something else of it."""
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True,
                                     on_delete=models.SET_NULL, related_name="+")
