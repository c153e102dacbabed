"""What happens in the demo newsroom, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from dateline.desk import public as desk
from dateline.desk.public import Block, Copy
from dateline.people.public import User
from dateline.project.demo.pictures import in_language
from dateline.project.demo.stories import ALL, BY_NAME
from dateline.project.demo.written import Written
from dateline.record.public import Picture

TODAY = timedelta(hours=10)
"""How far back the stories go whose time is given in hours; days are counted from there."""
ARCHIVE = 300
"""From this many days on a story is published as backfile."""

Act = Callable[[], object]
Event = tuple[datetime, Act]


@dataclass(frozen=True)
class Mistake:
    """What a story said wrongly at first, and how it was corrected later."""

    wrong: str
    right: str
    text: str
    after: timedelta


MISTAKES = {
    "sailing": Mistake(
        "forty-one scientists", "thirty-four scientists",
        "An earlier version of this story miscounted the people on board.", timedelta(hours=7),
    ),
    "twelve": Mistake(
        "4,300", "3,400",
        "In the table two digits had changed places at Grauwerth South. The sum was right.",
        timedelta(minutes=95),
    ),
    "obituary": Mistake(
        "Harnmark’s third year", "Harnmark’s fourth year",
        "The first entry about Inger is a year younger than this obituary said.",
        timedelta(hours=3),
    ),
}
LONGER = {
    "accord": ("Adds what was agreed for each bridge, and the ministers’ departure.",
               timedelta(minutes=20)),
    "orsola-landfall": ("Adds the return of those who had left the lower streets.",
                        timedelta(hours=4)),
    "breakthrough": ("Adds pictures, and the tickets for the families.", timedelta(hours=1)),
}
"""Stories that were published shorter at first: without tables and galleries, and their end."""
ENDS = {
    "bank": "Halyard has killed this story. The message it was based on was forged; the bank was "
    "open.",
    "agenda": "Halyard has withdrawn this story: the meeting was called off before it began.",
}


@dataclass
class Course:
    """One run of events up to `at`; `guids` by the names of the stories."""

    at: datetime
    pictures: dict[str, Picture]
    people: dict[str, User]
    guids: dict[str, str] = field(default_factory=dict)

    def run(self) -> None:
        """Let everything happen, oldest first."""
        self._archive()
        for _, act in sorted(self._events(), key=lambda event: event[0]):
            act()

    # -- what is filed ---------------------------------------------------------------------------

    def copy(self, story: Written) -> Copy:
        """The story with its pictures, its pins and what it translates."""
        return replace(
            story.copy,
            blocks=self._pictured(story.copy),
            picture=self._shown(story.picture, story.copy) if story.picture else None,
            pinned=tuple(self.guids[name] for name in story.pins),
            translation_of=self.guids[story.translates] if story.translates else "",
            published_at=moment(story, self.at),
        )

    def _pictured(self, copy: Copy) -> tuple[Block, ...]:
        return tuple(
            replace(block, items=(), pictures=tuple(self._shown(key, copy) for key in block.items))
            if block.kind in ("picture", "gallery") else block
            for block in copy.blocks
        )

    def _shown(self, key: str, copy: Copy) -> Picture:
        return in_language(self.pictures, key, copy.language)

    def draft(self, name: str) -> str:
        """File a story as its writer’s draft."""
        story = BY_NAME[name]
        copy = replace(self.copy(story), published_at=None)
        self.guids[name] = desk.file_story(copy, by=self._writer(story))
        return self.guids[name]

    def _writer(self, story: Written) -> User | None:
        return self.people.get(story.copy.authors[0]) if story.copy.authors else None

    @property
    def _editor(self) -> User:
        return self.people["Magnus Ellerby"]

    # -- what happens ----------------------------------------------------------------------------

    def _archive(self) -> None:
        old = [story for story in ALL if archived(story)]
        desk.file_batch([self.copy(story) for story in old], at=self.at - timedelta(days=300))
        for story in old:
            found = desk.find(source=story.copy.source)
            self.guids[story.name] = found.guid if found else ""

    def _events(self) -> Iterator[Event]:
        for story in ALL:
            then = moment(story, self.at)
            if then is None or archived(story):
                continue
            yield then, self._act(self._publish, story, then)
            for after, act in self._sequels(story.name, then):
                yield then + after, act

    @staticmethod
    def _act(act: Callable[..., object], *args: Any) -> Act:
        return lambda: act(*args)

    def _publish(self, story: Written, then: datetime) -> None:
        """Who did it is kept for today's stories only: each name is a revision more to write."""
        copy = self.copy(story)
        if story.name in LONGER:
            copy = replace(copy, blocks=_shorter(copy.blocks))
        recent = not isinstance(story.when, str)
        writer, editor = (self._writer(story), self._editor) if recent else (None, None)
        self.guids[story.name] = desk.file_story(copy, by=writer)
        desk.publish(self.guids[story.name], at=then, by=editor)

    def _sequels(self, name: str, then: datetime) -> Iterator[tuple[timedelta, Act]]:
        if mistake := MISTAKES.get(name):
            yield mistake.after, self._act(self._correct, name, mistake, then + mistake.after)
        if name in LONGER:
            note, after = LONGER[name]
            yield after, self._act(self._lengthen, name, note, then + after)
        if name in ENDS:
            after = timedelta(minutes=70)
            yield after, self._act(self._take_down, name, then + after)

    def _correct(self, name: str, mistake: Mistake, at: datetime) -> None:
        blocks = tuple(_put_right(block, mistake) for block in self.copy(BY_NAME[name]).blocks)
        desk.correct(
            self.guids[name], {"blocks": blocks}, wrong=mistake.wrong, right=mistake.right,
            text=mistake.text, at=at, by=self._editor,
        )

    def _lengthen(self, name: str, note: str, at: datetime) -> None:
        blocks = self.copy(BY_NAME[name]).blocks
        desk.update(self.guids[name], {"blocks": blocks}, note=note, at=at, by=self._editor)

    def _take_down(self, name: str, at: datetime) -> None:
        if name == "agenda":
            desk.withdraw(self.guids[name], ENDS[name], at=at, by=self._editor)
            return
        desk.kill(
            self.guids[name], ENDS[name], at=at, by=self._editor,
            reason="Forged letterhead, confirmed by the bank and the authority.",
        )


def moment(story: Written, at: datetime) -> datetime | None:
    """When a story was published, seen from `at`; None for what is undated or not published.

    A day and a time of day mean the last such time before `TODAY` began, that many days ago.
    """
    if not isinstance(story.when, str):
        return at - timedelta(hours=story.when)
    if not story.when:
        return None
    days, _, clock = story.when.partition(" ")
    last = at - TODAY
    then = datetime.combine(last.date(), time.fromisoformat(clock or "10:00"), tzinfo=at.tzinfo)
    then -= timedelta(days=then > last)
    return then - timedelta(days=int(days) - 1)


def archived(story: Written) -> bool:
    """Whether it is filed as backfile: years old, or of the archive without a date."""
    if story.name == "clock":
        return True
    return isinstance(story.when, str) and bool(story.when) and int(story.when.split()[0]) > ARCHIVE


def _shorter(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.kind not in ("table", "gallery"))[:-1]


def _put_right(block: Block, mistake: Mistake) -> Block:
    rows = tuple(
        tuple(cell.replace(mistake.wrong, mistake.right) for cell in row) for row in block.rows
    )
    return replace(block, text=block.text.replace(mistake.wrong, mistake.right), rows=rows)
