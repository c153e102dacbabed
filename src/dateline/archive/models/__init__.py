"""The tables of the archive."""

from dateline.archive.models.bringing import Brought, OldAddress
from dateline.archive.models.relating import FoundDossier, RelatedCursor, RelatedList, RelatedRow
from dateline.archive.models.saving import (
    PACES,
    AlertCursor,
    Keeper,
    OfferedSearch,
    SavedSearch,
    ToldStory,
)
from dateline.archive.models.statements import Statement, StatementBook

__all__ = [
    "PACES", "AlertCursor", "Brought", "FoundDossier", "Keeper", "OfferedSearch", "OldAddress",
    "RelatedCursor", "RelatedList", "RelatedRow", "SavedSearch", "Statement", "StatementBook",
    "ToldStory",
]
