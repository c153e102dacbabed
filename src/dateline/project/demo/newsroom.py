"""The newsroom that the first start loads: settings, people, pictures, stories in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from dateline.desk import public as desk
from dateline.desk.public import Banner, Front, NavLink, Rail, Site
from dateline.project.demo import station
from dateline.project.demo.conversations import talk
from dateline.project.demo.course import Course
from dateline.project.demo.house import (
    BANNER,
    DOSSIERS,
    LEAD,
    PINS,
    SECONDARIES,
    SECTIONS,
    SHORTER,
    SITE,
)
from dateline.project.demo.pictures import added
from dateline.project.demo.staff import administered, engaged
from dateline.project.demo.stories import ALL, BY_NAME
from dateline.record.public import configured, sections, total


def load(*, at: datetime, say: Callable[[str], None]) -> None:
    """Load the newsroom, dated back from `at` (aware), or nothing if any of it is there.

    The stories are one transaction. Settings and front page are left alone where somebody has set
    them, or published anything.
    """
    if any(desk.find(source=story.copy.source) for story in ALL):
        say("The demo newsroom is there already.")
        return
    at = at.replace(second=0, microsecond=0)
    new = total() == 0 and _plain()
    with transaction.atomic():
        _found(at - timedelta(days=301), new=new)
        course = Course(at, added(), engaged())
        course.run()
        for name, standfirst in DOSSIERS.items():
            desk.describe(name, standfirst, at=at - timedelta(minutes=5))
        _keep_back(course)
        administered()
    if new:
        _arrange(course.guids, at)
    talk(course.guids, at=at)
    station.begin(at)
    say(f"The demo newsroom is loaded: {len(ALL)} stories in {len(SECTIONS)} sections, "
        f"{len(DOSSIERS)} dossiers.")


def _plain() -> bool:
    """Whether nobody has set anything: a new installation, or one that was emptied."""
    return replace(configured()[1], base_url="") == Site()


def _found(at: datetime, *, new: bool) -> None:
    if new:
        desk.configure(SITE, at=at)
    for section in SECTIONS:
        desk.add_section(section, at=at)


def _keep_back(course: Course) -> None:
    """What is on the desk and not public, in each way there is."""
    at, people = course.at, course.people
    desk.embargo(course.draft("reading"), at + timedelta(days=1))
    desk.schedule(course.draft("digest"), at + timedelta(hours=5))
    course.draft("profile")
    _review(course)
    guid = course.draft("glaciers")
    desk.submit(guid, by=people["Jorunn Dellacroft"])
    desk.send_back(
        guid, "Who counted, and when? We need the survey’s own map.", by=people["Magnus Ellerby"]
    )
    guid = course.guids["bakers"]
    standfirst = BY_NAME["bakers"].copy.standfirst
    desk.save_draft(guid, {"genre": "Feature"}, by=people["Wilhelmina Birkhaug"])
    desk.update(
        guid, {"standfirst": standfirst + " By noon 207 bakers had signed it."},
        note="Adds how many bakers follow the new price.", at=at - timedelta(minutes=4),
        by=people["Magnus Ellerby"],
    )


def _review(course: Course) -> None:
    guid = course.draft("harbour-fees")
    desk.submit(guid, by=course.people["Tamsin Hathersby"])
    desk.notify(
        guid, "review",
        "The harbour master has confirmed the list by telephone. Legal still reads.",
    )


def _arrange(guids: dict[str, str], at: datetime) -> None:
    """The front page and the navigation; one pin is under embargo, and shows when it is lifted."""
    numbers = {section.name: section.number for section in sections()}
    rails = (
        Rail(numbers[name], tuple(guids[story] for story in pinned))
        for name, pinned in PINS.items()
    )
    desk.arrange(Front(
        lead=guids[LEAD],
        secondaries=tuple(guids[name] for name in SECONDARIES),
        rails=tuple(rails),
        banner=Banner(BANNER, at + timedelta(hours=12), story=guids[LEAD]),
    ), at=at)
    links = (NavLink(numbers[name], SHORTER.get(name, "")) for name in SECTIONS)
    desk.configure(replace(SITE, navigation=tuple(links)), at=at)
