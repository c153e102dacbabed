"""What holds against a reader now."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from dateline.discussion.models import Reader, Sanction


def holding(reader: Reader, *, section: str, at: datetime) -> tuple[Sanction, ...]:
    """The reader's sanctions that are neither over nor lifted; of sections that of `section` (its
    uuid) alone."""
    rows = reader.sanctions.filter(
        Q(ends_at=None) | Q(ends_at__gt=at), begins_at__lte=at, lifted_at=None)
    return tuple(rows.filter(Q(section="") | Q(section=section)).order_by("pk"))
