"""What is open of stories, looked up for many at once; and closed, one statement of each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from django.db import connection

from dateline.record.models import Placement, Story, Version


class Opened(NamedTuple):
    """The open version of a story, and the terms it is placed in."""

    version: Version
    placed: frozenset[int]


def opened(stories: Collection[Story]) -> dict[int, Opened]:
    """What is open of these stories, by their numbers; in the transaction that closes it."""
    numbers = [story.number for story in stories]
    placed: dict[int, set[int]] = defaultdict(set)
    rows = Placement.objects.filter(story__in=numbers, to_seq=None)
    for number, term in rows.values_list("story_id", "term_id"):
        placed[number].add(term)
    versions = Version.objects.filter(story__in=numbers, to_seq=None)
    return {row.story_id: Opened(row, frozenset(placed[row.story_id])) for row in versions}


class Closing:
    """What a publication closes; a row is a number of the log, and what names what ends there."""

    def __init__(self) -> None:
        self.versions: list[tuple[int, int]] = []
        self.placements: list[tuple[int, int, int]] = []
        self.shown: list[tuple[int, int, str]] = []
        self.states: list[tuple[str, int]] = []
        """Of stories that stand otherwise now, by their numbers."""

    def save(self) -> None:
        """Write it: before what is opened in its place."""
        for statement, rows in ((_VERSIONS, self.versions), (_PLACEMENTS, self.placements),
                                (_SHOWN, self.shown), (_STATES, self.states)):
            if rows:
                with connection.cursor() as cursor:
                    cursor.executemany(statement, rows)


_VERSIONS = "UPDATE record_version SET to_seq = %s WHERE id = %s"
_PLACEMENTS = """UPDATE record_placement SET to_seq = %s
WHERE story_id = %s AND term_id = %s AND to_seq IS NULL"""
_SHOWN = "UPDATE record_shown SET to_seq = %s WHERE story_id = %s AND name = %s AND to_seq IS NULL"
_STATES = "UPDATE record_story SET state = %s WHERE number = %s"
