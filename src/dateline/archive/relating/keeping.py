"""The lists follow the log: each entry's story gets its list, and comes into those of others.

A step reads the log, the index and the record, and writes what follows and the cursor in one
transaction: killed anywhere, it goes on where it was, and what was done is done once. Several
workers may step at once: one of them writes, the others begin again.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field

from django.db import Error, connections, transaction

from dateline.archive.models import RelatedList, RelatedRow
from dateline.archive.relating.choosing import KEPT, LEAST, Chosen, Scored, chosen, fresh
from dateline.archive.relating.following import Part, cursor, next_part
from dateline.archive.relating.proposing import KIND
from dateline.archive.relating.weighing import Scales
from dateline.archive.relating.writing import Lists, write
from dateline.archive.searching.reading import NoIndex, opened
from dateline.delivery.public import READER, head_word, snapshot
from dateline.jobs.public import enqueue
from dateline.record import public as record

log = logging.getLogger("dateline.related")
BEAT = 0.5
LOOK = 2
"""So many beats may pass without news before the database is asked all the same."""
EVERY = 3600.0
"""Seconds from one finding of dossiers to the next."""
REACH = {True: 8, False: 2}
"""Into so many lists of others a story may come when it is news, and when it is backfile."""
AGAIN = 20
"""So many lists that a changed story stands in are made anew."""
REFILLED = 50
"""So many lists that a story taken down leaves too short are made anew."""


def keep_related(stop: threading.Event) -> None:
    """Follow the log until `stop` is set; now and then have dossiers found in what was listed."""
    seen, idle, worked, asked = -2, 0, False, -EVERY
    while not stop.is_set():
        word = head_word()
        if word == seen and idle < LOOK:
            idle += 1
            stop.wait(BEAT)
            continue
        try:
            more = step()
            seen, idle, worked = (seen if more else word), 0, worked or more
            if worked and not more and time.monotonic() - asked >= EVERY:
                enqueue(KIND, {})
                worked, asked = False, time.monotonic()
        except NoIndex:
            stop.wait(BEAT)
        except (Error, OSError, ValueError) as trouble:
            log.warning("Related stories go on after: %s", trouble)
            connections.close_all()
            stop.wait(1)
    connections.close_all()


def relate_all() -> None:
    """The same until there is nothing more."""
    while step():
        pass


def step() -> bool:
    """Do the next part; whether there is more. Raises NoIndex where the index is not whole."""
    with snapshot():
        found = opened()
        if not found.position.whole:
            raise NoIndex
        held = cursor()
        part = next_part(held, min(found.position.seq, record.head()))
        if part is None:
            return False
        lists = _Making(Scales(found), part).lists()
    with transaction.atomic():
        if cursor(lock=True) == held:
            write(lists, part.after)
    return True


@dataclass
class _Making:
    """The lists that a part of the log makes, or makes anew."""

    scales: Scales
    part: Part
    made: dict[int, Chosen] = field(default_factory=dict)

    def lists(self) -> Lists:
        """All of them, and what is to be closed."""
        gone = record.numbers(tuple(self.part.gone))
        for each in self.part.stories:
            self._story(each.guid, each.seq, news=each.news, anew=each.anew)
        self._refill(tuple(gone.values()))
        return Lists(
            {number: [(each.story.number, each.score) for each in found.listed]
             for number, found in self.made.items()},
            self.part.seq, frozenset(gone.values()),
            frozenset(gone[guid] for guid in self.part.erased if guid in gone))

    def _story(self, guid: str, seq: int, *, news: bool, anew: bool) -> None:
        found = self._make(guid)
        if found is None:
            return
        others = self._reached(found, seq)[: REACH[news]]
        if anew:
            others += self._lists_with((found.story.number,), AGAIN)
        for other in record.guids([each for each in others if each not in self.made]).values():
            self._make(other)

    def _make(self, guid: str) -> Chosen | None:
        found = chosen(self.scales, guid)
        if found is not None:
            self.made[found.story.number] = found
        return found

    def _reached(self, found: Chosen, seq: int) -> list[int]:
        """Older lists that this story is better for than what stands there, those first where it
        would stand highest. A list that was made since the story was there knows it."""
        by_number = {each.story.number: each for each in found.near if each.alike >= LEAST}
        rows = RelatedList.objects.using(READER).filter(story__in=by_number, seq__lt=seq)
        made = set(rows.values_list("story", flat=True))
        last = _last_scores(made)
        worth = {number: _worth(found, by_number[number]) for number in made}
        better = [number for number in made if worth[number] > last.get(number, 0.0)]
        return sorted(better, key=lambda number: (-worth[number], -number))

    def _refill(self, gone: tuple[int, ...]) -> None:
        short = [number for number in self._lists_with(gone, REFILLED)
                 if number not in self.made and number not in gone]
        for guid in record.guids(short).values():
            self._make(guid)

    def _lists_with(self, numbers: tuple[int, ...], most: int) -> list[int]:
        """The newest stories that have one of these in their lists."""
        rows = RelatedRow.objects.using(READER).filter(other__in=numbers, to_seq=None)
        return list(dict.fromkeys(rows.order_by("-story").values_list("story", flat=True)[:most]))


def _worth(found: Chosen, other: Scored) -> float:
    """The score that the story would have in the other's list."""
    return other.alike * fresh(other.story.at, found.story.at)


def _last_scores(numbers: set[int]) -> dict[int, float]:
    """The score of the last one in each list that is full."""
    rows = RelatedRow.objects.using(READER).filter(
        story__in=numbers, to_seq=None, position=KEPT - 1)
    return dict(rows.values_list("story", "score"))
