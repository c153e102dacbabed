"""The withheld queue: copy under embargo, for subscribers who have the right to it (DESIGN 4.6)."""

from __future__ import annotations

from django.db import models


class Withheld(models.Model):
    """One step of a story under embargo: its text as it is held, or that it is held no more.

    `document` spells the working copy as a filing; null where the hold ended, and once the
    story was erased. `due`: when it may be handed on; a save waits a little for the next one.
    """

    n = models.BigAutoField(primary_key=True)
    guid = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    due = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended = models.BooleanField(default=False)
    document = models.JSONField(null=True)
