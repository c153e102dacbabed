"""One abstract list of stories, and what other systems would export of it: `MAKERS[name](folder,
stories)` gives a file or folder, written by hand and by the standard library alone.

Each story stands for something that goes wrong: titles with signs of markup, names with commas,
states that are not public, dates that are none, addresses in queries, slugs that stand twice.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

STATES = ("publish",) * 12 + ("draft", "pending", "private", "trash", "future", "locked")
KINDS = ("post",) * 10 + ("page", "attachment", "report")
"""`report` is a public kind of the newsroom's own."""
_TITLES = (
    "Rain & floods in {0}", "“We waited”, says {0}", "Market up 5 < 6 % in {0}", "{0} — the dam 🌊",
    "AT&T; and B&B in {0}", "Ce que l’on sait de {0}", "]]> closes nothing in {0}",
    "السد في {0}", "C:\\path\\{0} \"quoted\" 'twice'", "#1: {0}?",
    "水坝 {0}", "{0}, {0}, {0}; and | {0}")
_PLACES = ("Kasese", "Gulu", "Lira", "Arua", "Mbale", "Soroti")
_SECTIONS = ("Water", "Arts & Culture", "Sport", "World", "Économie")
_TAGS = ("rain", "Kasese, west", "dams", "AT&T", "müll", "水", "a/b", "O'Hara", 'the "dam"')
_AUTHORS = ("Amina Okello", "Ben O’Hara", "Zoë Ñuñez", "Jean-Luc d’Ys", "李雷")
_ZONES = (UTC, timezone(timedelta(hours=3)), timezone(-timedelta(hours=9, minutes=30)))


@dataclass(frozen=True)
class Story:
    """What is said of a story in no system's words. `when` is None where it has no date."""

    number: int
    title: str
    slug: str
    texts: tuple[str, ...]
    authors: tuple[str, ...]
    sections: tuple[str, ...]
    tags: tuple[str, ...]
    when: datetime | None
    state: str = "publish"
    kind: str = "post"
    summary: str = ""
    comments: int = 0
    sticky: bool = False

    @property
    def path(self) -> str:
        """Its old address: slugs stand twice, so the number is in it."""
        return f"/2019/{self.number % 12 + 1:02}/{self.number}/{self.slug}"

    @property
    def is_live(self) -> bool:
        """Whether the public saw it."""
        return self.state == "publish" and self.kind in ("post", "report")

    @property
    def is_draft(self) -> bool:
        """Whether it was a story that the public did not see."""
        return self.kind == "post" and self.state in (
            "draft", "pending", "private", "future", "locked")

    @property
    def in_utc(self) -> datetime | None:
        """The same date, of the zone the most systems write."""
        return self.when.astimezone(UTC) if self.when else None


def stories(many: int, seed: str) -> list[Story]:
    """So many, the same for the same seed."""
    dice = random.Random(seed)
    return [_story(number, dice) for number in range(1, many + 1)]


def _story(number: int, dice: random.Random) -> Story:
    place = dice.choice(_PLACES)
    when = datetime(2019, 1, 1, tzinfo=dice.choice(_ZONES)) + timedelta(
        seconds=dice.randrange(60_000_000))
    state = dice.choice(STATES)
    kind = dice.choice(KINDS) if state == "publish" else "post"
    tags = tuple(dice.sample(_TAGS, dice.randrange(4)))
    if len(tags) == 1 and "," in tags[0]:  # alone it could be two
        tags = (*tags, "rain")
    if state == "future":
        when = when.replace(year=2099, day=1)
    return Story(
        number, dice.choice(_TITLES).format(place),
        dice.choice(("dam", "rain", "a-b", "caf%C3%A9")),
        tuple(f"Paragraph {at} of {number}: {place} & more, 5 < 6, “so”, café." for at in (1, 2)),
        tuple(dice.sample(_AUTHORS, dice.choice((1, 1, 2)))),
        tuple(dice.sample(_SECTIONS, dice.choice((0, 1, 1, 2)))),
        tags,
        None if dice.random() < 0.1 and state != "future" else when, state, kind,
        f"In short: {place} & {number}." if dice.random() < 0.5 else "",
        comments=dice.choice((0, 0, 0, 1, 4)) if state == "publish" else 0,
        sticky=dice.random() < 0.05)
