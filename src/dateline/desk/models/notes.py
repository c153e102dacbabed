"""What higher rooms have to tell the people of a story."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.desk.models.stories import Story

LONGEST_KIND, LONGEST_TEXT = 40, 500


class Note(models.Model):
    """A note on a story for one person; for every editor where `person` is null."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="notes")
    kind = models.CharField(_("kind"), max_length=LONGEST_KIND)
    text = models.CharField(_("text"), max_length=LONGEST_TEXT)
    at = models.DateTimeField(_("at"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True,
                               related_name="+", db_index=False)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "kind", "text"], name="desk_noted_once")
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="desk_unread",
                         condition=models.Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.text
