"""The desk's tables."""

from dateline.desk.models.fronts import PlannedFront, Signed
from dateline.desk.models.notes import Note
from dateline.desk.models.pictures import Picture, Thumbnail
from dateline.desk.models.search import (
    Words,
    add_words,
    drop_words,
    having,
    matching,
    renew_words,
    wipe_words,
)
from dateline.desk.models.stories import HELD, NEVER_PUBLIC, Naming, OtherDoor, Story
from dateline.desk.models.terms import Term, alike, folded
from dateline.desk.models.topics import Topic
from dateline.desk.models.withheld import Withheld

__all__ = [
    "HELD", "NEVER_PUBLIC", "Naming", "Note", "OtherDoor", "Picture", "PlannedFront", "Signed",
    "Story", "Term", "Thumbnail", "Topic", "Withheld", "Words", "add_words", "alike", "drop_words",
    "folded", "having", "matching", "renew_words", "wipe_words",
]
