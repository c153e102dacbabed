"""What `dateline check` verifies of the archive: each part's own."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.relating import checking as relating
from dateline.archive.searching import checking as searching
from dateline.archive.statements import checking as statements


def check() -> Iterator[str]:
    """Yield a line for each thing verified; raises ArchiveBreach."""
    for part in (searching, relating, statements):
        yield from part.check()
