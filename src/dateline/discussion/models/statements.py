"""Statements of reasons: without one nothing is restricted (Regulation (EU) 2022/2065, Art. 17)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dateline.discussion.models.readers import Reader
from dateline.discussion.models.standards import Clause

RESTRICTIONS = (
    ("refused", _("the comment was not published")), ("removed", _("the comment was removed")),
    ("warning", _("a warning")), ("mute", _("writing is suspended")),
    ("section", _("writing in one section is suspended")), ("ban", _("writing is ended")),
    ("first", _("every comment is read before it is published")),
)
GROUNDS = (("standards", _("against the community standards")), ("illegal", _("illegal content")))


class Statement(models.Model):
    """Why something of a reader's was restricted; kept for good.

    `facts`: what was found, in words. `detected`, `decided`: by a program alone. `scope`: where
    the restriction holds. `source`: what it began with. `redress`: what can be done against it.
    `by`: who decided; nobody where a program did. `reversed_at`: it holds no longer. `comment`:
    which one it is about; of a restriction of the person none.
    """

    id = models.BigAutoField(primary_key=True)
    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="statements")
    comment = models.ForeignKey(
        "discussion.Comment", models.PROTECT, null=True, related_name="statements")
    restriction = models.CharField(max_length=7, choices=RESTRICTIONS)
    ground = models.CharField(max_length=9, choices=GROUNDS)
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="+")
    law = models.CharField(max_length=200, blank=True)
    facts = models.TextField()
    detected = models.BooleanField()
    decided = models.BooleanField()
    scope = models.CharField(max_length=200)
    source = models.CharField(max_length=6, choices=[
        ("own", _("own look")), ("report", _("a reader's report")), ("notice", _("a notice"))])
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    redress = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reversed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(facts="") & ~Q(scope="") & ~Q(redress=""),
                name="discussion_statement_whole",
            ),
            models.CheckConstraint(
                condition=Q(ground="standards", clause__isnull=False)
                | Q(ground="illegal") & ~Q(law=""),
                name="discussion_statement_grounded",
            ),
            models.CheckConstraint(
                condition=Q(decided=True, by__isnull=True) | Q(decided=False, by__isnull=False),
                name="discussion_statement_signed",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=models.F("begins_at")),
                name="discussion_statement_lasts",
            ),
        ]
        indexes = [models.Index(fields=["begins_at", "id"], name="discussion_statements_by_day")]

    def __str__(self) -> str:
        return f"{self.reference}"
