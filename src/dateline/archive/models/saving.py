"""Searches that are kept, who keeps them, and what they were told of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

PACES = (("now", _("at once")), ("daily", _("daily")), ("weekly", _("weekly")),
         ("never", _("never: by its feed alone")))


class Keeper(models.Model):
    """A person who keeps searches: a proved address. `user`: once they signed in with it.

    `language`: of their mails, where they chose one without an account. `letter`: the number of the
    job that writes them a mail; what is found meanwhile waits for the next one.
    """

    id = models.BigAutoField(primary_key=True)
    email = models.EmailField(unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=35, blank=True, default="")
    since = models.DateTimeField()
    letter = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return self.email


class SavedSearch(models.Model):
    """A search somebody keeps. `asked`: as its address says it, `?q=…`, in one spelling.

    `terms`: numbers by facet of what it is narrowed by. `after`: so many stories had ever been
    public when it was kept or resumed: it tells of none of these. `desk`: kept at the desk, whose
    dashboard tells of it.
    """

    id = models.BigAutoField(primary_key=True)
    keeper = models.ForeignKey(Keeper, models.CASCADE, related_name="searches")
    name = models.CharField(max_length=80)
    asked = models.CharField(max_length=3000)
    digest = models.CharField(max_length=64)
    terms = models.JSONField(default=dict)
    pace = models.CharField(max_length=6, choices=PACES)
    desk = models.BooleanField(default=False)
    after = models.PositiveBigIntegerField()
    since = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["keeper", "digest", "desk"], name="archive_kept_once")]

    def __str__(self) -> str:
        return self.name


class OfferedSearch(models.Model):
    """A search that somebody without an account wants to keep, until the address is proved.

    Only the digest of the mailed secret is kept.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    email = models.EmailField(db_index=True)
    name = models.CharField(max_length=80)
    asked = models.CharField(max_length=3000)
    pace = models.CharField(max_length=6, choices=PACES)
    language = models.CharField(max_length=35, blank=True, default="")
    expires_at = models.DateTimeField()


class ToldStory(models.Model):
    """A story that a search found when it was news; its mail is due, or `sent_at` then."""

    id = models.BigAutoField(primary_key=True)
    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="told")
    story = models.UUIDField()
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["search", "story"], name="archive_told_once")]
        indexes = [models.Index(fields=["search", "due_at"], condition=Q(sent_at=None),
                                name="archive_to_tell")]


class AlertCursor(models.Model):
    """Up to which entry of the log the kept searches have been asked: one row."""

    epoch = models.CharField(max_length=64, blank=True)
    seq = models.PositiveBigIntegerField(default=0)

