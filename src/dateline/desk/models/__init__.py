"""The desk's tables."""

from dateline.desk.models.stories import Naming, Story
from dateline.desk.models.terms import Term, folded

__all__ = ["Naming", "Story", "Term", "folded"]
