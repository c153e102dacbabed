"""The tables of the archive."""

from dateline.archive.models.bringing import Brought, OldAddress
from dateline.archive.models.relating import RelatedRow

__all__ = ["Brought", "OldAddress", "RelatedRow"]
