"""The tables of the archive."""

from dateline.archive.models.bringing import Brought, OldAddress
from dateline.archive.models.relating import RelatedRow
from dateline.archive.models.statements import Statement, StatementBook

__all__ = ["Brought", "OldAddress", "RelatedRow", "Statement", "StatementBook"]
