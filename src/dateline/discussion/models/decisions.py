"""What holds against a person, what is asked against a decision, and the log of all of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dateline.discussion.models.comments import Comment
from dateline.discussion.models.readers import Reader
from dateline.discussion.models.statements import Statement

OUTCOMES = (("", _("open")), ("upheld", _("upheld")), ("reversed", _("reversed")))


class Sanction(models.Model):
    """A restriction of a person, until its end (null: for good) or until it is lifted.

    `section`: the uuid of the one it is about. Its kind and its end are its statement's.
    """

    id = models.BigAutoField(primary_key=True)
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="sanctions")
    kind = models.CharField(max_length=7, choices=[
        ("warning", _("warning")), ("mute", _("mute")), ("section", _("section ban")),
        ("ban", _("ban")), ("first", _("always read first"))])
    section = models.CharField(max_length=36, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    statement = models.OneToOneField(Statement, models.PROTECT, related_name="sanction")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="section") & ~Q(section="") | ~Q(kind="section") & Q(section=""),
                name="discussion_sanction_section",
            ),
            models.CheckConstraint(
                condition=~Q(kind="mute") | Q(ends_at__isnull=False),
                name="discussion_mutes_end",
            ),
        ]


class Appeal(models.Model):
    """What a person says against a statement, once; decided by another one than decided first.

    Possible for 184 days from the statement (Art. 20: at least six months). `due_at`: the clock.
    """

    id = models.BigAutoField(primary_key=True)
    statement = models.OneToOneField(Statement, models.PROTECT, related_name="appeal")
    text = models.TextField()
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, blank=True, choices=OUTCOMES)
    answer = models.TextField(blank=True)
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(outcome="") & ~Q(answer="")
                & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="discussion_appeal_answered",
            ),
            models.CheckConstraint(
                condition=Q(first_by__isnull=True) | Q(decided_by__isnull=True)
                | ~Q(first_by=F("decided_by")),
                name="discussion_appeal_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(outcome=""),
                         name="discussion_appeals_open")]


class IllegalNotice(models.Model):
    """A notice of illegal content, by anybody (Art. 16): receipt and decision are mailed.

    `reference` is told to the sender. `name` and `email` may be empty where the law lets them.
    """

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=20, unique=True)
    address = models.CharField(max_length=500)
    comment = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="notices")
    law = models.CharField(max_length=200)
    explanation = models.TextField()
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    good_faith = models.BooleanField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, blank=True, choices=[
        ("", _("open")), ("removed", _("removed")), ("kept", _("kept"))])
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(good_faith=True), name="discussion_in_good_faith"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by__isnull=True)
                | ~Q(outcome="") & ~Q(answer="") & Q(decided_by__isnull=False),
                name="discussion_notice_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(outcome=""), name="discussion_notices_open")]


class Unalterable(models.QuerySet[Any]):
    """Lines that are added and read, never changed."""

    def update(self, **fields: Any) -> int:
        """Refuse."""
        raise TypeError("The log of decisions is only added to.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise TypeError("The log of decisions is only added to.")


class LogLine(models.Model):
    """One line of the log: a decision, a setting or a rule; each carries the digest before it.

    `subject` names what it is about, such as `comment:~ab12/7`. `payload` holds no text of a
    reader's: only its digest, so that erasure leaves the chain whole. A trigger of the database
    refuses to change or delete a line, whoever asks.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, db_index=True)
    payload = models.JSONField(null=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = Unalterable.as_manager()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it; refuse to change one."""
        if not self._state.adding:
            raise TypeError("The log of decisions is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise TypeError("The log of decisions is only added to.")


class Book(models.Model):
    """The one row that numbers the log; who holds it adds a line."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
