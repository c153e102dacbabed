"""What waits for the desk: guessed statements of live stories, the newest first, and narrowed.

Words and the date are looked up; who speaks and where the story stands is looked at story by story,
so far at once: a page may have fewer than it could, and says where to look on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.db.models import QuerySet

from dateline.archive.models import Statement
from dateline.archive.searching.words import Words, words_of
from dateline.archive.statements.bringing import first_number
from dateline.archive.statements.finding import guessed_with
from dateline.archive.statements.people import plain
from dateline.archive.statements.reading import Line, Told, lines_of
from dateline.delivery.public import snapshot
from dateline.record import public as record

MOST = 1000
SIZES = (20, 50, 100)
"""How many a page may have."""
LOOKED, DEEPEST = 500, 10
"""So many are looked at at a time where some are left out, and so many times."""
LATELY, SPEAKERS = 3000, 12
"""Of so many of the newest that wait, so many speakers are named: those with the most."""


@dataclass(frozen=True)
class Asked:
    """By what the queue is narrowed: words in the statement, a part of the speaker's name, a
    section's name, a language, the first and last day of the story."""

    words: str = ""
    speaker: str = ""
    section: str = ""
    language: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def said(self) -> Words:
        """What is looked up in the index; the speaker's name stands in it as well."""
        words = words_of(self.words)
        names = (self.speaker,) if self.speaker else ()
        return Words(words.words, (*words.phrases, *names), words.without)

    def fits(self, line: Line) -> bool:
        """Whether a statement is by that speaker, and of a story of that section."""
        names = plain(f"{line.name}\n{line.speaker}")
        return plain(self.speaker) in names and self.section in ("", line.story.section)


def guessed(asked: Asked, before: int | None, *, zone: tzinfo, limit: int = SIZES[0]) -> Told:
    """A page of the queue; its `more` is where to look on."""
    first = _bound(asked.since, zone)
    until = _bound(asked.until + timedelta(days=1) if asked.until else None, zone)
    last = min((each for each in (before, until) if each is not None), default=None)
    many = LOOKED if asked.speaker or asked.section or asked.words else limit + 1
    lines: list[Line] = []
    with snapshot():
        for _again in range(DEEPEST):
            rows, last = _newest(asked, first, last, many)
            lines += [line for line in lines_of(rows) if asked.fits(line)]
            if len(lines) > limit:
                return Told(tuple(lines[:limit]), lines[limit - 1].number)
            if last is None:
                break
    return Told(tuple(lines), last or 0)


def _bound(day: date | None, zone: tzinfo) -> int | None:
    return first_number(datetime.combine(day, time(), zone)) if day else None


def _newest(
    asked: Asked, first: int | None, last: int | None, many: int
) -> tuple[list[Statement], int | None]:
    """What is found of the next `many`, by what can be looked up, and before which number to look
    on; None: there are no more."""
    rows = _waiting().order_by("-id")
    if first is not None:
        rows = rows.filter(id__gte=first)
    if asked.language:
        rows = rows.filter(language=asked.language)
    if asked.said:
        numbers = guessed_with(asked.said, last, many)
        found = list(rows.filter(id__in=numbers))
    else:
        found = list((rows if last is None else rows.filter(id__lt=last))[:many])
        numbers = [row.id for row in found]
    over = len(numbers) < many or (first is not None and numbers[-1] < first)
    return found, None if over else numbers[-1]


def _waiting() -> QuerySet[Statement]:
    return Statement.objects.filter(to_seq=None, standing="guessed")


def waiting() -> int:
    """How many wait; counted up to so many."""
    return _waiting()[:MOST].count()


def speakers() -> list[tuple[str, int]]:
    """Who has most of the newest that wait, as the stories name them, and how many of `LATELY`."""
    newest = _waiting().order_by("-id").values_list("speaker", flat=True)[:LATELY]
    return Counter(newest).most_common(SPEAKERS)


def of_story(guid: str) -> Sequence[Statement]:
    """Every statement of a story as it stands, the denied ones too."""
    rows = Statement.objects.filter(guid=guid, to_seq=None).select_related("by")
    return list(rows.order_by("position"))


def headline_of(guid: str) -> tuple[str, str]:
    """A story's headline and address; empty for one that is not live."""
    with snapshot():
        found = record.live_versions((guid,)).get(guid)
    return (found[1].headline, found[1].address) if found else ("", "")
