"""Growing the newsroom to many stories, through the same door as every other story."""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Callable

from dateline.desk.public import file_batch, find
from dateline.project.demo.grammar import copy_of, source_of
from dateline.record.public import total as in_record

CHUNK = 1000


def grow(total: int, *, progress: Callable[[int, int], None]) -> int:
    """Grow the record to `total` stories, counting those that are there; returns how many were
    filed.

    Each batch is one transaction, and `progress` is told (stories in the record, `total`) after
    it. Killed anywhere, the next run goes on after the last batch.
    """
    filed, number = 0, _next_number()
    gc.freeze()  # what is loaded by now stays: the collector need not look at it in every batch
    try:
        while (missing := total - in_record()) > 0:
            size = min(missing, CHUNK)
            batch = [copy_of(wanted) for wanted in range(number, number + size)]
            filed += len(file_batch(batch).published)
            number += size
            progress(in_record(), total)
    finally:
        gc.unfreeze()
    return filed


def _next_number() -> int:
    """The first number whose story is not filed yet: they are filed in order."""
    return bisect_left(
        range(in_record()), True, key=lambda number: find(source=source_of(number)) is None
    )
