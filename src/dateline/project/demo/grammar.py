"""A seeded grammar of invented stories: story `number` depends on `seed` and `number` alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

from dateline.desk.public import Block, Copy, Tag
from dateline.project.demo import words
from dateline.project.demo.abroad import ABROAD
from dateline.project.demo.topics import HARBOUR, HOME, Topic

SEED = 1881
UNTIL = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = 3653
TOPICS = HOME + ABROAD
_OF_THE_STRIKE = 2821  # among that many numbers two of three are 1,881
T = TypeVar("T")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def copies(total: int, seed: int = SEED) -> Iterator[Copy]:
    """The first `total` stories, in about 2.5 KB of text each.

    The dossier "Harbour Strikes Spread Along the Coast" has exactly 1,881 of them from 2,821 on,
    two thirds of them before that. Every hundredth story is undated; the others are dated within
    the ten years before 2026. `source` is "grammar:<seed>:<number>".
    """
    for number in range(total):
        yield copy_of(number, seed)


def source_of(number: int, seed: int = SEED) -> str:
    """The source id of a story of the grammar."""
    return f"grammar:{seed}:{number}"


def copy_of(number: int, seed: int = SEED) -> Copy:
    """The story of this number."""
    tale = Tale(number, seed)
    headline = tale.headline()
    related = tuple(
        Tale(other, seed).headline() for other in tale.relatives() if 0 <= other != number
    )
    return Copy(
        headline=headline,
        section=tale.topic.section,
        related=related,
        published_at=tale.date(),
        standfirst=tale.say(tale.draw(words.STANDFIRSTS)),
        place=tale["place"],
        credit=words.AGENCY,
        blocks=tuple(tale.blocks()),
        authors=tale.authors(),
        dossiers=tale.dossiers(),
        tags=tale.tags(),
        slugline=f"{tale.topic.subjects[0]}-{tale['place']}".lower().replace(" ", "-"),
        urgency=3 + tale.below(4),
        genre=tale.draw(words.GENRES),
        source=source_of(number, seed),
    )


class Tale(dict[str, str]):
    """What one story has chosen, by name; what it has not is drawn anew each time it is asked."""

    def __init__(self, number: int, seed: int) -> None:
        self.number = number
        self._random = Random(f"{seed}:{number}").random  # noqa: S311  no secret hangs on it
        of_strike = number < _OF_THE_STRIKE and number % 3 != 2
        self.topic: Topic = HARBOUR if of_strike else TOPICS[number % len(TOPICS)]
        self["country"], self["place"] = self.draw(words.PLACES)
        first = 5 * (number % len(TOPICS)) if not of_strike else 55
        role = self.below(5)
        other = (role + 1 + self.below(4)) % 5
        self["speaker"], self["role"] = words.PEOPLE[first + role], self.topic.roles[role]
        self["other"], self["role2"] = words.PEOPLE[first + other], self.topic.roles[other]
        self["surname"] = self["speaker"].split(" ", 1)[1]
        body = self.below(4)
        self.bodies = (
            self.topic.organisations[body], self.topic.organisations[body - 1 - self.below(3)]
        )

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit - 1."""
        return int(self._random() * limit)

    def draw(self, among: tuple[T, ...]) -> T:
        """One of these."""
        return among[int(self._random() * len(among))]

    def several(self, among: tuple[str, ...], count: int) -> list[str]:
        """So many neighbours of these, none twice."""
        start = self.below(len(among))
        return [among[(start + step) % len(among)] for step in range(count)]

    def __missing__(self, name: str) -> str:
        word = self.draw(words.WORDS[name])
        return word.format_map(self) if "{" in word else word

    def say(self, sentence: str) -> str:
        """The sentence with its places filled, and a capital at its beginning."""
        said = sentence.format_map(self)
        return said[0].upper() + said[1:]

    def headline(self) -> str:
        """The headline; the first thing to be asked of a tale, in headline spelling."""
        self["org"], self["org2"] = (name.removeprefix("the ") for name in self.bodies)
        headline = self.say(self.draw(self.topic.headlines))
        self["org"], self["org2"] = self.bodies
        return headline

    def relatives(self) -> list[int]:
        """Numbers of earlier stories on the same topic; a negative one is no story."""
        step = 3 * len(TOPICS)
        return [self.number - step * (1 + self.below(40)) for _ in range(self.below(4))]

    def date(self) -> datetime | None:
        """When it was published; also settles the day of the week."""
        at = UNTIL - timedelta(minutes=1 + self.below(DAYS * 24 * 60))
        self["weekday"] = _WEEKDAYS[at.weekday()]
        return None if self.number % 100 == 57 else at

    def blocks(self) -> list[Block]:
        """Four to nine paragraphs: the news, who says so, facts, background, an outlook."""
        topic, middle = self.topic, 2 + self.below(6)
        facts = self.several(topic.facts, min(middle, len(topic.facts)))
        background = self.several(words.BACKGROUND, len(words.BACKGROUND))
        quotes = self.several(words.QUOTES, middle)
        blocks = [self._paragraph(
            self.draw(topic.openings), self.draw(words.INTRODUCTIONS), *_last(background, 2)
        )]
        for place, quote in enumerate(quotes):
            if place % 3 == 2:
                blocks.append(self._remark())
            elif place % 2:
                blocks.append(self._paragraph(quote, *_last(facts, 1), *_last(background, 2)))
            else:
                blocks.append(self._paragraph(*_last(facts, 1), *_last(background, 3)))
        closing = self._paragraph(*_last(background, 2), self.draw(words.CLOSINGS))
        return [*blocks, closing]

    def _paragraph(self, *sentences: str) -> Block:
        return Block("paragraph", " ".join([self.say(sentence) for sentence in sentences]))

    def _remark(self) -> Block:
        text = self.say(self.draw(words.REMARKS))
        return Block("quotation", text, self["other"], self["role2"])

    def authors(self) -> tuple[str, ...]:
        """None, one or two."""
        count = (0, 1, 1, 1, 1, 1, 1, 2)[self.below(8)]
        return tuple(self.several(words.AUTHORS, count))

    def dossiers(self) -> tuple[str, ...]:
        """Every story of the strike has its dossier; of the others a good half, unevenly."""
        if self.topic is HARBOUR:
            return HARBOUR.dossiers
        chance = self._random()
        if chance > 0.55:
            return ()
        return (self.topic.dossiers[(chance > 0.4) + (chance > 0.5) + (chance > 0.54)],)

    def tags(self) -> tuple[Tag, ...]:
        """Two subjects and a body, the country, often a person and now and then an event."""
        topic = self.topic
        tags = [Tag(name, "subject") for name in self.several(topic.subjects, 1 + self.below(2))]
        tags.append(Tag(self.bodies[0].removeprefix("the "), "organisation"))
        tags.append(Tag(self["country"], "place"))
        chance = self.below(100)
        if chance < 60:
            tags.append(Tag(self["speaker"], "person", guessed=chance < 3))
        if chance >= 92:
            tags.append(Tag(topic.event, "event"))
        return tuple(tags)


def _last(sentences: list[str], count: int) -> list[str]:
    """Take so many sentences off the end, or those that are left."""
    taken = sentences[-count:]
    del sentences[-count:]
    return taken
