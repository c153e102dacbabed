"""What `dateline check` verifies of the archive."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.relating import checking as relating
from dateline.archive.searching import checking as searching


def check() -> Iterator[str]:
    """Yield a line for each part that was verified; raises ArchiveBreach."""
    yield from searching.check()
    yield from relating.check()
