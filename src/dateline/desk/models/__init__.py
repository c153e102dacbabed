"""The desk's tables."""

from dateline.desk.models.stories import Naming, Story
from dateline.desk.models.terms import Term, alike, folded
from dateline.desk.models.topics import Topic

__all__ = ["Naming", "Story", "Term", "Topic", "alike", "folded"]
