"""A newsroom with every reader's page in every state: what the browser tests and pictures show.

It is built in stages beside a running server. Each stage is a function that acts through the
desk and answers the pages worth looking at then. All texts are invented.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from conftest import House
from conversing import DELETED, RESTRICTED, reasons, talking, thread_of
from dateline.archive.public import apply_all, apply_statements
from dateline.desk import public as desk
from dateline.desk.public import Banner, Copy, Front, Rail
from dateline.lib import clock
from dateline.record import public as record
from showcopy import (
    ARABIC,
    BARE,
    DOSSIER,
    FRENCH,
    FULL,
    LONG,
    LOOSE,
    NEWSROOM,
    PERSON,
    PLACE,
    TAGS,
    blocks,
    picture,
)
from showradio import on_air


@dataclass(frozen=True)
class Look:
    """A page worth looking at, and what it should answer."""

    name: str
    address: str
    status: int = 200


def empty() -> list[Look]:
    """Nothing has been said yet."""
    return [
        Look("home-empty", "/"),
        Look("about-empty", "/about/"),
        Look("standards-empty", "/community-standards/"),
        Look("missing-empty", "/nothing-here/", 404), *_searched(["search-empty", "search-none"]),
    ]


def first() -> list[Look]:
    """One story, of which nothing is known but its headline and a paragraph."""
    _, address = _live(BARE)
    return [Look("home-one-story", "/"), Look("story-bare", address),
            Look("section-one-story", "/politics/")]


def full() -> list[Look]:
    """A newsroom at work."""
    desk.configure(NEWSROOM)
    shown = picture(1600, 1000)
    every = blocks(shown, picture(1200, 1500))
    guid, all_blocks = _live(replace(FULL, blocks=every, picture=shown))
    looks = [Look("story-all-blocks", all_blocks)]
    for name, copy in (
        ("story-no-picture", FULL), ("story-long-headline", LONG), ("story-40-tags", TAGS),
        ("story-unbreakable", LOOSE), ("story-undated", replace(BARE, headline="A note")),
        ("story-working-headline", replace(BARE, headline="The first", headline_missing=True)),
    ):
        looks.append(Look(name, _live(copy, undated="undated" in name)[1]))
    looks += _translated(shown)
    desk.file_batch([
        replace(FULL, headline=f"Tide table, week {n}", source=f"showroom:{n}",
                published_at=clock.now() - timedelta(days=n + 3))
        for n in range(40)
    ])
    looks += _changed() + _gone() + _talked(all_blocks) + _quiet(looks[1].address)
    _arranged(guid)
    looks += _searched(SEARCHES) + _said()
    return looks + _lists() + _furniture() + _archive() + _past(all_blocks)


def radio() -> list[Look]:
    """The same newsroom with a radio; it is in every masthead from now on."""
    story = next(item for item in record.latest(limit=60).items if item.headline == FULL.headline)
    return [*(Look(*shown) for shown in on_air(story.code)), Look("radio-story", story.address)]


def arabic() -> list[Look]:
    """The same newsroom, its furniture in Arabic."""
    desk.configure(replace(NEWSROOM, language="ar", languages=("en", "fr")))
    looks = [("home", "/"), ("section", "/world/"), ("dossier", f"/dossier/{DOSSIER[1]}/"),
             ("listen", "/listen/"), ("index", "/tag/"),
             ("index-letter", f"/tag/?letter={record.letters('tag')[0]}")]
    stories = record.latest(limit=60).items
    looks += [
        (f"story-{item.language}", item.address) for item in stories
        if item.headline in (ARABIC.headline, FULL.headline)
    ]
    arabic = next(item.code for item in stories if item.headline == ARABIC.headline)
    with talking(thread_of(arabic, at=clock.now()), at=clock.now()) as on:
        last = on.say("متى تعود العبّارة؟", by="سليم")
        for n in range(8):
            last = on.say("غدًا صباحًا، كما يقول المجلس.", by=f"قارئ {n}", to=last)
        on.say("A word in English, too.", to=last)
    base = f"/discussion/~{arabic}/"
    looks += [("thread", base), ("thread-comment", f"{base}1/")]
    killed = next(look.address for look in _gone() if look.status == 410)
    return [
        *(Look(f"rtl-{name}", address) for name, address in dict(looks).items()),
        Look("rtl-gone", killed, 410), Look("rtl-missing", "/nothing-here/", 404),
        *_searched(["search", "search-none", "search-meant", "search-keep"], prefix="rtl-"),
        *_said("rtl-"),
    ]


_MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)"
STAGES: dict[str, Callable[[], list[Look]]] = {
    "empty": empty, "first": first, "full": full, "radio": radio, "arabic": arabic
}


def fresh_house(like: Path | None = None) -> House:
    """A house of its own, on a copy of a migrated data folder or newly migrated."""
    data = Path(tempfile.mkdtemp(prefix="dateline-showroom-")) / "data"
    if like:
        shutil.copytree(like, data, ignore=shutil.ignore_patterns("store"))
    data.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATELINE_DATABASE"}
    house = House(data, environment | {"DATELINE_DATA": str(data)})
    if not like:
        done = house.python(_MIGRATE, timeout=600)
        assert done.returncode == 0, done.stderr
    return house


def raised(house: House, stage: str) -> list[Look]:
    """Build a stage in a process of its own, on a house that may be served meanwhile."""
    here = Path(__file__).parent
    path = os.pathsep.join(filter(None, (str(here), house.environment.get("PYTHONPATH", ""))))
    beside = replace(house, environment=house.environment | {"PYTHONPATH": path})
    done = beside.python("import showroom; showroom.main()", stage)
    assert done.returncode == 0, done.stderr
    return [Look(**look) for look in json.loads(done.stdout.splitlines()[-1])]


def main() -> None:
    """Build the stage that is named and write its pages as JSON."""
    sys.stdout.write(json.dumps([asdict(look) for look in STAGES[sys.argv[1]]()]) + "\n")


def _live(copy: Copy, *, undated: bool = False, hours: float = 1) -> tuple[str, str]:
    at = clock.now() - timedelta(hours=hours)
    guid = desk.file_story(copy, backfile=undated)
    return guid, desk.publish(guid, at=at).address


def _translated(shown: record.Picture) -> list[Look]:
    original, english = _live(replace(FULL, headline="Ferries sail again", picture=shown))
    looks = [Look("story-translated", english)]
    for name, copy in (("story-arabic", ARABIC), ("story-french", FRENCH)):
        address = _live(replace(copy, translation_of=original, picture=shown))[1]
        looks.append(Look(name, address))
    return looks


def _changed() -> list[Look]:
    corrected, one = _live(replace(FULL, headline="Eleven ferries sail"))
    for wrong, right in (("eleven", "twelve"), ("Tuesday", "Wednesday")):
        desk.correct(corrected, {}, wrong=wrong, right=right, text="We had miscounted.")
    updated, two = _live(replace(FULL, headline="Ferries wait for the wind"))
    desk.update(updated, {"standfirst": "They wait."}, note="Adds the harbour master.")
    return [Look("story-corrected", one), Look("story-updated", two)]


def _gone() -> list[Look]:
    acts: dict[str, Callable[[str], object]] = {
        "killed": lambda guid: desk.kill(
            guid, "We have killed this story: the letter it rests on was forged.", reason="Forged."
        ),
        "withdrawn": lambda guid: desk.withdraw(guid, "Withdrawn: the meeting was called off."),
        "expired": lambda guid: desk.expire(guid),
        "erased": lambda guid: desk.erase(guid, "Erased at the request of a person named in it."),
    }
    looks = []
    for state, act in acts.items():
        guid, address = _live(replace(FULL, headline=f"The bank was {state}"))
        act(guid)
        looks.append(Look(f"story-{state}", address, 410))
    return looks


def _talked(address: str) -> list[Look]:
    """A thread with everything there is in one: depth, marks, places without a text, Arabic."""
    at = clock.now() - timedelta(minutes=20)
    thread = thread_of(address, at=at)
    with talking(thread, at=at) as on:
        last = on.say("Which of the piers was it? The report names two.", likes=3)
        for n in range(11):
            last = on.say(f"Reply {n} goes on, with a few more words than are needed for it.",
                          by=f"Reader {n % 4}", to=last)
        asked, gone = on.say("Deleted in a moment", by="Dee"), on.say("Removed soon", by="Rob")
        on.say("In answer to what is not here", to=asked)
        on.say("Nor is this one", to=gone)
        on.say("هل تعود العبّارة قبل العيد؟", by="سليم")
        on.say("I wrote the story: the second pier.", by="Ilse Marrow", badge="author", likes=12)
        on.change(last.number - 2, featured=True)
        on.say("Gone for good", by="Gus")
        for n in range(30):
            on.say(f"One of many, number {n}.", by=f"Reader {n % 7}")
    with talking(thread, at=at) as on:
        on.move(asked.number, DELETED)
        on.move(gone.number, RESTRICTED, statement=reasons(gone.reader, at=at))
        on.move(gone.number + 5, DELETED)
        on.change(gone.number + 4, pinned=True)
    base = f"/discussion/~{thread.code}/"
    return [
        Look("thread", base), Look("thread-likes", f"{base}?sort=likes"),
        Look("thread-older", f"{base}?after=25"), Look("thread-comment", f"{base}1/"),
        Look("thread-comment-deep", f"{base}12/"), Look("thread-removed", f"{base}{gone.number}/"),
        Look("thread-comment-gone", f"{base}{gone.number + 5}/", 410),
    ]


def _quiet(address: str) -> list[Look]:
    return [Look("thread-empty", f"/discussion/~{address.rpartition('~')[2]}/")]


def _arranged(lead: str) -> None:
    numbers = [section.number for section in record.sections()]
    beside = [guid for guid in record.headed("ferries") if guid != lead]
    desk.arrange(Front(
        lead=lead,
        secondaries=tuple(beside[:4]),
        rails=tuple(Rail(number) for number in numbers),
        banner=Banner("The river bridges reopen tonight", clock.now() + timedelta(hours=9),
                      "breaking", lead),
    ))


def _lists() -> list[Look]:
    before = record.latest(section=_number("World")).more
    return [
        Look("home", "/"),
        Look("section", "/world/"),
        Look("section-older", f"/world/?before={before}"),
        Look("dossier", f"/dossier/{DOSSIER[1]}/"),
        Look("tag", "/tag/ferries/"),
        Look("person", f"/person/{PERSON[1]}/"),
        Look("place", f"/place/{PLACE[1]}/"),
        Look("author", "/author/ilse-marrow/"),
    ]


SEARCHES = {
    "search": "/search?q=ferries", "search-empty": "/search", "search-none": "/search?q=zeppelins",
    "search-meant": "/search?q=feries", "search-older": "/search?q=ferries&sort=newest&page=2",
    "search-narrowed": f"/search?q=ferries&section=world&place={PLACE[1]}&from=2000-01-01",
    "search-wrong": f"/search?q={'long+' * 80}&from=yesterday&language=!",
    "search-any-script": "/search?q=العبّارة+\"ferry+at+sea\"+-" + "unbreakable" * 12,
    "search-keep": "/search/keep?q=ferries&section=world",
}
SAID = {
    "said": "/statements", "said-found": "/statements?q=the",
    "said-none": "/statements?q=zeppelins",
    "said-by": f"/person/{PERSON[1]}/statements/", "said-there": f"/place/{PLACE[1]}/statements/",
}


def _searched(names: Iterable[str], prefix: str = "") -> list[Look]:
    apply_all()
    return [Look(prefix + name, SEARCHES[name]) for name in names]


def _said(prefix: str = "") -> list[Look]:
    apply_statements()
    return [Look(prefix + name, address) for name, address in SAID.items()]


def _number(section: str) -> int:
    return next(term.number for term in record.sections() if term.name == section)


def _furniture() -> list[Look]:
    return [
        Look("about", "/about/"),
        Look("feeds", "/feeds/"),
        Look("standards", "/community-standards/"),
        Look("imprint", "/imprint/"),
        Look("privacy", "/privacy/"),
        Look("missing", "/nothing-here/", 404),
    ]


def _archive() -> list[Look]:
    day: datetime = clock.now() - timedelta(days=5)
    return [
        Look("archive", "/archive/"),
        Look("archive-year", f"/archive/{day:%Y}/"),
        Look("archive-month", f"/archive/{day:%Y/%m}/"),
        Look("archive-day", f"/archive/{day:%Y/%m/%d}/"),
        Look("archive-undated", "/archive/undated/"),
        Look("index-tags", "/tag/"), Look("index-people", "/person/"),
        Look("index-letter", f"/tag/?letter={record.letters('tag')[-1]}"),
        Look("edition-french", "/fr/"),
        Look("edition-arabic", "/ar/"),
    ]


def _past(story: str) -> list[Look]:
    then = f"at={clock.now() - timedelta(minutes=30):%Y-%m-%dT%H:%MZ}"
    return [
        Look("home-then", f"/?{then}"),
        Look("section-then", f"/world/?{then}"),
        Look("story-then", f"{story}?{then}"),
        Look("no-edition-yet", "/?at=1999-01-01T00:00Z", 404),
        Look("no-moment", "/?at=yesterday", 400),
    ]
