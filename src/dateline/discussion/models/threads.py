"""Threads, and how each may be written in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

MODES = (
    ("open", _("open")), ("new", _("new commenters are read first")),
    ("first", _("every comment is read first")), ("closed", _("closed")),
)
"""From the freest to the strictest: where several policies speak, the nearest one does."""


class Thread(models.Model):
    """The discussion of one story, made with its first comment or setting.

    `guid`, `story` and `code` are the record's guid, number and code of the story. `last` is the
    number given last; `comments`: how many are public, exact; `turns`: how many ever were. `qa`:
    an expert answers questions. `closed_at`: closed by hand.
    """

    id = models.BigAutoField(primary_key=True)
    guid = models.UUIDField(unique=True)
    story = models.BigIntegerField(unique=True)
    code = models.CharField(max_length=16, unique=True)
    last = models.IntegerField(default=0)
    comments = models.IntegerField(default=0)
    turns = models.IntegerField(default=0)
    qa = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"~{self.code}"

    @property
    def key(self) -> str:
        """What every page that shows something of the thread depends on."""
        return f"thread:{self.code}"

    @property
    def count_key(self) -> str:
        """What every page that shows how many comments there are depends on."""
        return f"comments:{self.code}"


class Policy(models.Model):
    """How threads may be written in: of the whole site, a section (its uuid) or a story (its guid).

    `new_until`: a commenter is new until so many were approved. `days`: a thread closes so long
    after its story was first public; null: never. The site's own row is there from the beginning.
    """

    id = models.BigAutoField(primary_key=True)
    level = models.CharField(max_length=7, choices=[
        ("site", _("site")), ("section", _("section")), ("story", _("story"))])
    subject = models.CharField(max_length=36, blank=True)
    mode = models.CharField(max_length=6, choices=MODES)
    new_until = models.PositiveSmallIntegerField(default=3)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["level", "subject"], name="discussion_policy_once"),
            models.CheckConstraint(
                condition=Q(level="site", subject="") | ~Q(level="site") & ~Q(subject=""),
                name="discussion_policy_subject",
            ),
        ]
