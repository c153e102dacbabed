"""A newsroom that acts at random through the desk's door: the sequence decides, nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from dateline.desk import public as desk
from dateline.desk.public import (
    Banner,
    Block,
    Copy,
    Front,
    NavLink,
    NotAllowed,
    NotCopy,
    Rail,
    Site,
    Tag,
)
from dateline.record import public as record
from dateline.record.public import LEVELS, NotPossible, Picture
from picturing import picture

HEADLINES = ("A bridge opens", "Rain", "Мир", "An “open” <letter>", "…", "Rain & wind")
SECTIONS = ("Politics", "Военные", "Arts & Books", "Search")
DOSSIERS = ("Floods", "The long war", "Élections")
TAGS = (Tag("Iraq", "place"), Tag("Daesh", "organisation"), Tag("weapons", "subject", True),
        Tag("Ilya Morgunov", "person"), Tag("Cup final", "event"))
AUTHORS = ("Ann Lee", "J. O'Neil")
STEPS = (timedelta(minutes=1), timedelta(hours=3), timedelta(hours=24), timedelta(hours=48),
         timedelta(hours=48) - timedelta(microseconds=1), timedelta(days=9))
RENAMED = {"section": SECTIONS, "dossier": DOSSIERS, "place": ("Iraq", "Rome"),
           "author": AUTHORS, "organisation": ("Daesh",)}
KINDS = ("place", "organisation", "subject", "person", "event")


class Newsroom:
    """Its clock, its stories, and every act it knows. Acts the desk refuses are no acts."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self.past: list[datetime] = []
        self.guids: list[str] = []
        self.sources = 0

    def act(self, name: str, seed: int) -> bool:
        """Do the act; False if the desk refused it."""
        pick = random.Random(seed)
        self.past.append(self.moment)
        try:
            getattr(self, name)(pick)
        except (NotAllowed, NotCopy, NotPossible):
            return False
        return True

    @cached_property
    def shown(self) -> tuple[Picture, ...]:
        """The pictures its stories show, drawn when they are first wanted."""
        return tuple(picture(40, height) for height in (30, 20, 10))

    def _one(self, pick: random.Random) -> str:
        if not self.guids:
            self.file(pick)
        return pick.choice(self.guids[-4:] if pick.random() < 0.5 else self.guids)

    def _near(self, pick: random.Random) -> datetime:
        return self.moment + pick.choice((-1, 1)) * pick.choice(STEPS)

    def _some(self, pick: random.Random, of: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(pick.sample(of, min(len(of), pick.randint(0, 2))))

    def _fields(self, pick: random.Random) -> dict[str, Any]:
        shown = self.shown
        return {
            "headline": pick.choice(HEADLINES), "section": pick.choice(SECTIONS),
            "standfirst": pick.choice(("", "It opened today.")),
            "place": pick.choice(("", "Rome", "Iraq")), "credit": pick.choice(("", "Dateline")),
            "authors": self._some(pick, AUTHORS), "dossiers": self._some(pick, DOSSIERS),
            "tags": self._some(pick, TAGS), "related": self._some(pick, HEADLINES),
            "blocks": (Block("paragraph", f"Text {pick.random()}."),
                       *(Block("picture", pictures=(shown,)) for shown in self._some(pick, shown))),
            "picture": pick.choice((None, *shown)),
            "published_at": pick.choice((None, None, self._near(pick))),
            "language": pick.choice(("en", "en", "fr", "ar")),
            "translation_of": pick.choice(("", "", *self.guids[:2])),
        }

    def _changes(self, pick: random.Random) -> dict[str, Any]:
        fields = self._fields(pick)
        chosen = pick.sample(sorted(fields), pick.randint(1, 3))
        return {name: fields[name] for name in chosen}

    # -- acts ----------------------------------------------------------------------------------

    def file(self, pick: random.Random) -> None:
        fields = self._fields(pick) | {"expires_at": pick.choice((None, None, self._near(pick)))}
        self.guids.append(desk.file_story(Copy(**fields), backfile=pick.random() < 0.2))

    def file_and_publish(self, pick: random.Random) -> None:
        self.file(pick)
        desk.publish(self.guids[-1])

    def publish(self, pick: random.Random) -> None:
        desk.publish(self._one(pick))

    def save_draft(self, pick: random.Random) -> None:
        desk.save_draft(self._one(pick), self._changes(pick))

    def publish_draft(self, pick: random.Random) -> None:
        desk.update(self._one(pick), note=pick.choice(("", "New facts.")))

    def update(self, pick: random.Random) -> None:
        desk.update(self._one(pick), self._changes(pick), backfile=pick.random() < 0.2)

    def correct(self, pick: random.Random) -> None:
        desk.correct(self._one(pick), self._changes(pick), wrong="left", right="right")

    def resection(self, pick: random.Random) -> None:
        desk.resection(self._one(pick), pick.choice(SECTIONS))

    def withdraw(self, pick: random.Random) -> None:
        desk.withdraw(self._one(pick), "Withdrawn.")

    def expire(self, pick: random.Random) -> None:
        desk.expire(self._one(pick))

    def kill(self, pick: random.Random) -> None:
        desk.kill(self._one(pick), "Killed.", reason="It was wrong.")

    def erase(self, pick: random.Random) -> None:
        if pick.random() < 0.3:
            guid = self._one(pick)
            desk.erase(guid)
            if desk.find(guid=guid) is None:
                self.guids.remove(guid)

    def embargo(self, pick: random.Random) -> None:
        self.file(pick)
        desk.embargo(self.guids[-1], self._near(pick))

    def lift(self, pick: random.Random) -> None:
        desk.lift(self._one(pick))

    def release_due(self, pick: random.Random) -> None:
        desk.release_due()

    def file_batch(self, pick: random.Random) -> None:
        copies = []
        for _ in range(pick.choice((1, 3, 35))):
            self.sources += 1
            copies.append(Copy(**self._fields(pick), source=f"wire:{self.sources}"))
        desk.file_batch(copies)
        self.guids += [desk.find(source=copy.source).guid for copy in copies[:3]]

    def rename(self, pick: random.Random) -> None:
        kind, names = pick.choice(sorted(RENAMED.items()))
        known = [name + sign for name in names for sign in ("", " II")]
        desk.rename(kind, pick.choice(known), pick.choice(known))

    def merge(self, pick: random.Random) -> None:
        kind, names = pick.choice(sorted(RENAMED.items()))
        old, new = pick.choice(names), pick.choice(names)
        desk.merge(kind, old + pick.choice(("", "", " II")), new + pick.choice(("", "", " II")))

    def merge_tags(self, pick: random.Random) -> None:
        old, new = pick.sample(TAGS, 2)
        desk.merge(old.kind, old.name, new.name, into_kind=new.kind)

    def retype(self, pick: random.Random) -> None:
        tag = pick.choice(TAGS)
        kind = tag.kind if pick.random() < 0.6 else pick.choice(KINDS)
        desk.retype(kind, tag.name, pick.choice(KINDS))

    def split(self, pick: random.Random) -> None:
        chosen = pick.sample(self.guids, min(len(self.guids), 5))
        desk.split(pick.choice(DOSSIERS), chosen, pick.choice(DOSSIERS))

    def describe(self, pick: random.Random) -> None:
        desk.describe(pick.choice(DOSSIERS), pick.choice(("", "What it is about.")))

    def order_sections(self, pick: random.Random) -> None:
        desk.order_sections(pick.sample(SECTIONS, 2))

    def add_section(self, pick: random.Random) -> None:
        desk.add_section(pick.choice((*SECTIONS, "Sport", "About")))

    def configure(self, pick: random.Random) -> None:
        numbers = [term.number for term in (*record.sections(), *record.dossiers())]
        links = tuple(NavLink(number) for number in self._some(pick, tuple(numbers)))
        desk.configure(Site(
            name=pick.choice(("Dateline", "The Day")), agency="Dateline",
            language=pick.choice(("en", "fr", "ar")),
            languages=self._some(pick, ("fr", "ar", "am")), accent=pick.choice(("", "#7d0b4f")),
            time_zone=pick.choice(("UTC", "Asia/Kathmandu")), navigation=links,
            imprint=self._some(pick, ("A street", "A town")),
        ))

    def _front(self, pick: random.Random) -> Front:
        guids = tuple(self.guids)
        rails = self._some(pick, tuple(term.number for term in record.sections()))
        banner = Banner(
            "It happens", self.moment + pick.choice(STEPS), pick.choice(LEVELS),
            pick.choice(("", self._one(pick))),
        )
        return Front(
            pick.choice(("", self._one(pick))), self._some(pick, guids),
            tuple(Rail(number, self._some(pick, guids)) for number in rails), rails[:1],
            pick.choice((None, banner)),
        )

    def arrange(self, pick: random.Random) -> None:
        desk.arrange(self._front(pick))

    def plan_front(self, pick: random.Random) -> None:
        desk.plan(replace(self._front(pick), banner=None), self.moment + pick.choice(STEPS))

    def go_on(self, pick: random.Random) -> None:
        self.moment += pick.choice(STEPS)

    def go_back(self, pick: random.Random) -> None:
        self.moment -= pick.choice(STEPS)


OFTEN = ("file_and_publish", "file_and_publish", "update", "correct", "go_on", "go_back")
ACTS: tuple[str, ...] = OFTEN + tuple(
    name for name, act in vars(Newsroom).items()
    if isinstance(act, Callable) and not name.startswith("_") and name != "act"  # type: ignore[arg-type]
)
