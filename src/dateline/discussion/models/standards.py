"""The community standards: versions, each with its numbered clauses."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint


class Standards(models.Model):
    """One version of the standards; the newest one holds. A version is never changed."""

    id = models.BigAutoField(primary_key=True)
    version = models.PositiveIntegerField(unique=True)
    opening = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.version}"


class Clause(models.Model):
    """A numbered clause of a version, such as `2.1`; `position` orders them."""

    id = models.BigAutoField(primary_key=True)
    standards = models.ForeignKey(Standards, models.PROTECT, related_name="clauses")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=10)
    title = models.CharField(max_length=120)
    text = models.TextField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["standards", "number"], name="discussion_clause_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
