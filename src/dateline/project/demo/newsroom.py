"""The small newsroom that the first start loads: settings, sections, and stories in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from dateline.desk import public as desk
from dateline.desk.public import Banner, Copy, Front, Rail, Site
from dateline.project.demo import abroad_stories as abroad
from dateline.project.demo import home_stories as home
from dateline.project.demo.words import AGENCY
from dateline.project.demo.written import Written
from dateline.record.public import head, sections

SECTIONS = ("World", "Politics", "Economy", "Society", "Science & Environment", "Culture & Sport")
PUBLISHED = (
    home.AGENDA, abroad.SAILING, home.BANK, abroad.ENVOYS, home.DOCTORS, home.FAMILIES, home.MATCH,
    abroad.WELLS, abroad.MAP, home.OPERA, home.VOTE, abroad.SPRINGS, home.WATCH, abroad.ACCORD,
)
STORIES = (*PUBLISHED, home.CLOCK, home.READING, home.PROFILE)
SITE = Site(
    name=AGENCY,
    agency=AGENCY,
    about=(
        "Halyard is the news agency of the demo: its reporters, its countries and everything that "
        "happens in them are invented.",
        "It is here so that an empty newsroom has something to show: stories with versions and "
        "corrections, dossiers with their counts, and a story that was killed.",
        "Replace it by your own newsroom: change these settings at the desk, and file.",
    ),
    standards=(
        "1. Write to the story and to the people who discuss it, not at them.",
        "2. Use one name, and keep to it. Nobody has to give the name in their passport.",
        "3. No insults, no threats, no contempt for people because of what they are or believe.",
        "4. Say where a claim comes from. What you cannot show, mark as your opinion.",
        "5. Do not publish what is private to others: addresses, numbers, pictures, illnesses.",
        "6. No advertising, and no copies of texts or pictures that belong to somebody else.",
        "7. The dead and the accused are people: no verdict before the court’s.",
        "8. A comment that breaks these rules is removed, and its author is told by which rule.",
        "9. Whoever disagrees with a decision may appeal; another moderator then decides.",
    ),
    tagline="News of countries that are on no map",
    accent="#1d4f6e",
    imprint=(
        "Halyard, the news agency of the demo\n12 Signal Wharf\nSelmouth, Corrivar",
        "Answerable for the text: the editor on duty, who is as invented as the wharf.",
    ),
    privacy=(
        "Halyard sets no cookie for its readers, measures nobody and passes nothing on.",
        "Who signs in at the desk gets a cookie that ends with the session. Replace this text by "
        "what is true of your own newsroom.",
    ),
    languages=("fr", "ar"),
)
LEAD = abroad.ACCORD
SECONDARIES = (home.WATCH, abroad.SPRINGS, home.VOTE, abroad.WELLS)
PINS = {"World": (abroad.MAP,), "Society": (home.READING, home.FAMILIES)}


def load(*, at: datetime, say: Callable[[str], None]) -> None:
    """Load the newsroom, dated back from `at` (aware), or nothing if any of it is there.

    The stories are one transaction. Settings and front page are left alone where the record has
    begun already.
    """
    if any(desk.find(source=story.copy.source) for story in STORIES):
        say("The demo newsroom is there already.")
        return
    at = at.replace(second=0, microsecond=0)
    new = head() == 0
    with transaction.atomic():
        began = at - timedelta(days=7)
        if new:
            desk.configure(SITE, at=began)
        for section in SECTIONS:
            desk.add_section(section, at=began)
        guids = _file(at, began)
    if new:
        _arrange(guids, at)
    say(f"The demo newsroom is loaded: {len(STORIES)} stories in {len(SECTIONS)} sections.")


def _file(at: datetime, began: datetime) -> dict[str, str]:
    """Every story once; then what happened to some of them since. Returns the guids by source."""
    desk.publish(desk.file_story(home.CLOCK.copy, backfile=True), at=began)
    guids = {story.copy.source: _published(story, at) for story in PUBLISHED}
    _correct(guids[abroad.SAILING.copy.source], abroad.SAILING.copy, at - timedelta(minutes=35))
    desk.kill(
        guids[home.BANK.copy.source],
        "Halyard has killed this story. The message it was based on was forged; the bank was open.",
        reason="Forged letterhead, confirmed by the bank and the authority.",
        at=at - timedelta(minutes=30),
    )
    desk.withdraw(
        guids[home.AGENDA.copy.source],
        "Halyard has withdrawn this story: the meeting was called off before it began.",
        at=at - timedelta(minutes=25),
    )
    guids[home.READING.copy.source] = desk.file_story(home.READING.copy)
    desk.embargo(guids[home.READING.copy.source], at + timedelta(days=1))
    desk.file_story(home.PROFILE.copy)
    return guids


def _arrange(guids: dict[str, str], at: datetime) -> None:
    """The front page; one of its pins is under embargo, and shows when that is lifted."""
    numbers = {section.name: section.number for section in sections()}
    rails = (
        Rail(numbers[name], tuple(guids[story.copy.source] for story in pinned))
        for name, pinned in PINS.items()
    )
    desk.arrange(Front(
        lead=guids[LEAD.copy.source],
        secondaries=tuple(guids[story.copy.source] for story in SECONDARIES),
        rails=tuple(rails),
        banner=Banner(
            "Three bridges over the border river are to reopen before winter",
            at + timedelta(hours=12), story=guids[LEAD.copy.source],
        ),
    ), at=at)


def _published(story: Written, at: datetime) -> str:
    then = at - timedelta(hours=story.hours or 0)
    guid = desk.file_story(replace(story.copy, published_at=then))
    desk.publish(guid, at=then)
    return guid


def _correct(guid: str, copy: Copy, at: datetime) -> None:
    wrong, right = abroad.MISCOUNTED
    blocks = tuple(replace(block, text=block.text.replace(wrong, right)) for block in copy.blocks)
    desk.correct(
        guid, {"blocks": blocks}, wrong=wrong, right=right, at=at,
        text="An earlier version of this story miscounted the people on board.",
    )
