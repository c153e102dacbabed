"""Rules that moderators write, and the advice that is learned from their decisions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

ACTIONS = (
    ("nudge", _("ask the writer to think again")), ("pend", _("have it read first")),
    ("refuse", _("do not publish it")),
)


class WordRule(models.Model):
    """A word or phrase that is looked for as whole words, however it is spelled (NFKC, UTS 39).

    `clause`: the number of the clause it stands for, in whatever version holds.
    """

    id = models.BigAutoField(primary_key=True)
    phrase = models.CharField(max_length=100)
    folded = models.CharField(max_length=200)
    action = models.CharField(max_length=6, choices=ACTIONS)
    clause = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["folded"], condition=Q(ended_at=None),
                             name="discussion_rule_once")]


class Advice(models.Model):
    """What was learned of so many decisions; the newest one advises, and decides nothing."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    decisions = models.PositiveIntegerField()
    weights = models.BinaryField()
    measured = models.JSONField(default=dict)
