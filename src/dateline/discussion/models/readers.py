"""Readers who take part."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from dateline.discussion.models.standards import Standards

PACES = (
    ("now", _("at once")), ("hourly", _("hourly")), ("daily", _("daily")), ("never", _("never")),
)
BADGES = (("", _("none")), ("staff", _("staff")), ("author", _("author")), ("expert", _("expert")))


class Reader(models.Model):
    """A person who comments; the account is of `people`. Without one: erased, or imported.

    `name_key`: the name without case, accents' order and look-alikes (UTS 39 skeleton): no two
    readers look the same. `approved`, `refused`: decisions on their comments; `right`, `wrong`:
    on their reports. `source`: whom it was imported as. `remembered`: a digest of the address of
    who left while something held against them (`readers.remembering`).
    """

    id = models.BigAutoField(primary_key=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=50)
    name_key = models.CharField(max_length=200, unique=True)
    badge = models.CharField(max_length=6, blank=True, choices=BADGES)
    joined_at = models.DateTimeField()
    approved = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    right = models.IntegerField(default=0)
    wrong = models.IntegerField(default=0)
    on_reply = models.CharField(max_length=6, choices=PACES, default="daily")
    on_mention = models.CharField(max_length=6, choices=PACES, default="daily")
    on_decision = models.CharField(max_length=6, choices=PACES, default="now")
    language = models.CharField(max_length=35, blank=True)
    erased_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=200, null=True, unique=True)
    remembered = models.CharField(max_length=64, blank=True, default="", db_index=True)

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What pages that show the name depend on."""
        return f"reader:{self.pk}"


class EntryLink(models.Model):
    """A mailed way in, to join or to sign in: good once and for a while. Only the digest of its
    secret is kept. `onward`: the address on this site where it leads to.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    email = models.EmailField()
    onward = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["email"], name="discussion_entry_email")]


class Acceptance(models.Model):
    """A reader accepted a version of the standards."""

    id = models.BigAutoField(primary_key=True)
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="acceptances")
    standards = models.ForeignKey(Standards, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["reader", "standards"], name="discussion_accepted_once")]


class Notification(models.Model):
    """Something a reader is told by mail when its pace has come: `sent_at` then.

    `statement`: that of a restriction, told at once. `comment`: what answers or names the reader
    (once for each comment), or the reader's own that a moderator has published.
    """

    id = models.BigAutoField(primary_key=True)
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=8, choices=[
        ("reply", _("reply")), ("mention", _("mention")), ("decision", _("decision"))])
    comment = models.ForeignKey("discussion.Comment", models.CASCADE, null=True, related_name="+")
    statement = models.ForeignKey(
        "discussion.Statement", models.CASCADE, null=True, related_name="+")
    detail = models.JSONField(default=dict)
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["comment", "reader"],
                             condition=Q(kind__in=("reply", "mention")),
                             name="discussion_told_once")]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="discussion_to_send"),
            models.Index(fields=["reader", "due_at"], condition=Q(sent_at=None),
                         name="discussion_to_tell"),
        ]
