"""The record's part of an export: every table as JSON Lines, in the order that restores it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dateline.record.models import (
    Entry,
    Ledger,
    Placement,
    Setting,
    Story,
    Term,
    TermName,
    Version,
)

TABLES: tuple[type[models.Model], ...] = (
    Ledger, Setting, Term, TermName, Story, Version, Placement, Entry,
)


def export(using: str = "default") -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Yield (name, rows) for each table of the record; run it in one snapshot."""
    for model in TABLES:
        rows = model._default_manager.using(using).order_by("pk").values().iterator(2000)
        yield f"record-{model._meta.model_name}", rows
