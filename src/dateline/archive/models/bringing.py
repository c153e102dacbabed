"""What was brought in from elsewhere, and its old addresses."""

from __future__ import annotations

from django.db import models


class Brought(models.Model):
    """One story of another system as it was read last."""

    source = models.CharField(max_length=200, unique=True)
    """`<system>:<its id there>`: the story's `source` at the desk."""
    guid = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64)
    """SHA-256 of what was filed: another one means it has changed there."""


class OldAddress(models.Model):
    """A path that led to a story before; it redirects."""

    path = models.CharField(max_length=1000, unique=True)
    """Path and query as asked for, percent-encoded, no host."""
    guid = models.UUIDField(db_index=True)
