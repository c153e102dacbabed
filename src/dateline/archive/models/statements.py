"""What somebody said in a story, and how far the log has been read for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

KINDS = (("block", _("Quotation")), ("quoted", _("Quotation in the text")))
STANDINGS = (("sure", _("Named by an editor")), ("guessed", _("Found by the program")),
             ("confirmed", _("Confirmed by the desk")), ("denied", _("Denied by the desk")))


class StatementBook(models.Model):
    """The one row: up to which entry of the log everything is read, and what readers are shown."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    epoch = models.CharField(max_length=32, blank=True)
    seq = models.BigIntegerField(default=0)
    languages = models.JSONField(default=list)
    """Primary subtags of all statements: in each a word is looked for."""
    guessed_shown = models.BooleanField(default=True)
    rules = models.SmallIntegerField(default=0)
    """By which edition of the rules (`bringing.RULES`) the log is being read."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="archive_one_book")]


class Statement(models.Model):
    """One statement, from one entry of the log to another. Its number goes with its date: the
    second of the story's date and 24 bits, so that the newest have the greatest.

    What readers see of it the record decides: only while `version` is the story's live one.
    """

    id = models.BigIntegerField(primary_key=True)
    guid = models.UUIDField()
    story = models.BigIntegerField()
    version = models.PositiveIntegerField()
    from_seq = models.BigIntegerField()
    to_seq = models.BigIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField()
    speaker = models.TextField()
    term = models.BigIntegerField(default=0)
    """The number of the person's or organisation's term; 0: the story has no tag of them."""
    place = models.BigIntegerField(null=True, blank=True)
    """The number of the place in the story's dateline, where it has one."""
    rules = models.SmallIntegerField(null=True, blank=True)
    """The edition of the rules that found it last; before the first one none was noted."""
    role = models.TextField(blank=True)
    words = models.TextField()
    kind = models.CharField(max_length=8, choices=KINDS)
    language = models.CharField(max_length=35)
    at = models.DateTimeField(null=True, blank=True)
    standing = models.CharField(max_length=9, choices=STANDINGS)
    digest = models.CharField(max_length=32)
    """Of the words: what the desk decided holds for the same words in a later version."""
    tokens = models.TextField(blank=True)
    """What it is found by (`statements.tokens`); empty for what is not."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True,
                           related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    """When it was decided on; all of one act have the same."""
    was: Any = models.JSONField(null=True, blank=True)
    """What stood before the last decision, so that it can be taken back: `statements.deciding`."""

    class Meta:
        indexes = [
            models.Index(fields=["guid"], name="archive_said_in"),
            models.Index(fields=["term", "-id"], condition=Q(to_seq=None),
                         name="archive_said_by"),
            models.Index(fields=["place", "-id"], condition=Q(to_seq=None, place__isnull=False),
                         name="archive_said_there"),
            models.Index(fields=["standing", "-id"], condition=Q(to_seq=None),
                         name="archive_said_how"),
            models.Index(fields=["by", "-decided_at"], condition=Q(decided_at__isnull=False),
                         name="archive_said_decided"),
        ]
