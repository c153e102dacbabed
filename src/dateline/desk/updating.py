"""Many stories changed at once, as an import finds them changed where they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from dateline.desk.history import noted_all, sealed
from dateline.desk.models import Naming, Story, renew_words
from dateline.desk.working import changed_all, keep, name_terms, terms_of
from dateline.lib import bulk
from dateline.record import public as record
from dateline.record.public import Filing

_FREE = ("live", "undated")
Pairs = Sequence[tuple[Story, Filing]]


def update_batch(changes: Mapping[str, dict[str, Any]], *, at: datetime) -> frozenset[str]:
    """Publish changes, by guid, as backfile: one transaction, one entry each, one tick for all.

    A story that is not live, or that somebody works on, stays as it is; the others are returned.
    Raises NotCopy, and changes none then.
    """
    with transaction.atomic():
        found = Story.objects.select_for_update(of=("self",)).filter(guid__in=changes)
        rows = {str(row.guid): row for row in found.order_by("pk") if row.standing in _FREE}
        before = record.public_filings(rows)
        filings = changed_all([(before[guid], changes[guid]) for guid in rows])
        pairs = list(zip(rows.values(), filings, strict=True))
        _keep([pair for pair in pairs if pair[0].latest_revision_id is None], at)
        for story, filing in pairs:
            if story.latest_revision_id is not None:  # it was edited here once
                keep(story, filing)
                sealed(story, None, at)
        noted_all(list(rows.values()), "update")
        record.amend_many(filings, at=at, kind="backfile")
    return frozenset(rows)


def _keep(pairs: Pairs, at: datetime) -> None:
    """Make working copies without revisions say what their filings say, as published now."""
    terms = terms_of(filing for _, filing in pairs)
    for story, filing in pairs:
        story.take(filing, terms)
        story.last_published_at = at
        story.first_published_at = story.first_published_at or at
    stories = [story for story, _ in pairs]
    bulk.renew(stories)
    renew_words(*stories)
    namings = Naming.objects.filter(story__in=[story.pk for story in stories])
    namings._raw_delete(namings.db)
    name_terms(pairs, terms)
