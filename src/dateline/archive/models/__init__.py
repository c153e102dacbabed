"""The tables of the archive."""

from dateline.archive.models.bringing import Brought, OldAddress
from dateline.archive.models.relating import RelatedRow
from dateline.archive.models.saving import (
    PACES,
    AlertCursor,
    Keeper,
    OfferedSearch,
    SavedSearch,
    ToldStory,
)

__all__ = [
    "PACES", "AlertCursor", "Brought", "Keeper", "OfferedSearch", "OldAddress", "RelatedRow",
    "SavedSearch", "ToldStory",
]
