"""Finding stories for the front page, and naming those that stand on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dateline.desk.models import HELD, Story
from dateline.desk.models.indexes import HOLDS
from dateline.record import public as record
from dateline.record.public import Item

MOST, MOST_HELD = 20, 1000


@dataclass(frozen=True)
class Choice:
    """A story to choose. `state` says, in words, why readers do not see it; empty: they do."""

    guid: str
    headline: str
    published_at: datetime | None = None
    address: str = ""
    state: str = ""
    until: datetime | None = None


def search(words: str) -> tuple[Choice, ...]:
    """Stories to put on the front page, by words of the headline: held ones, then live ones.

    A code or an address finds its story, however old; no words find the newest.
    """
    live = record.headed(words, limit=MOST)
    return (*_held(words), *(_live(guid, item) for guid, item in live.items()))


def _held(words: str) -> list[Choice]:
    """Held stories whose headline has all these words; none for no words."""
    wanted = words.casefold().split()
    held = Story.objects.filter(HOLDS, state__in=HELD).order_by("release_at", "pk")
    lines = held.values_list("pk", "headline")[:MOST_HELD] if wanted else ()
    found = [pk for pk, line in lines if all(word in line.casefold() for word in wanted)][:MOST]
    return [_waiting(story) for story in held.filter(pk__in=found)]


def choices(guids: Iterable[str]) -> dict[str, Choice]:
    """The stories of these guids, as readers see them or else as the desk knows them."""
    wanted = tuple(dict.fromkeys(guids))
    live = record.live(wanted)
    found = {guid: _live(guid, item) for guid, item in live.items()}
    rest = [guid for guid in wanted if guid not in found]
    for story in Story.objects.filter(guid__in=rest):
        found[str(story.guid)] = _waiting(story)
    return found


def soon(guids: Iterable[str], moment: datetime) -> dict[str, Item]:
    """Those of these stories that are live, or go live by `moment`: for a preview."""
    wanted = tuple(dict.fromkeys(guids))
    held = Story.objects.filter(
        guid__in=wanted, state__in=HELD, release_at__lte=moment
    )
    due = {
        str(story.guid): Item(
            "", "", "live", story.headline, story.standfirst, story.published_at, "",
            story.language, story.headline_missing,
        )
        for story in held
    }
    return due | record.live(wanted)


def _live(guid: str, item: Item) -> Choice:
    return Choice(guid, item.headline, item.published_at, item.address)


def _waiting(story: Story) -> Choice:
    return Choice(str(story.guid), story.headline, story.published_at,
                  state=str(story.get_state_display()), until=story.release_at)
