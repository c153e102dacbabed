"""What stands on the front page: what an editor arranged, and the news of the day around it.

Undated stories are not news of any day: they stand there only where an editor put them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Front, Item, Listing, ShownFront, Site, Term
from dateline.site.editions import NOW, Edition
from dateline.site.rendering import render

HOURS = 48
LATEST = 14
RAIL = 4


@dataclass(frozen=True)
class Rail:
    """A section with its pinned stories and then its newest dated ones."""

    section: Term
    items: tuple[Item, ...]
    wide: bool = False
    """Whether it has the whole breadth of the page; others stand in pairs."""


@dataclass(frozen=True)
class Home:
    """The lead and the secondaries, the latest after them, rails, recent dossiers."""

    lead: Item | None
    secondaries: tuple[Item, ...]
    latest: tuple[Item, ...]
    rails: tuple[Rail, ...]
    dossiers: tuple[Term, ...]
    more: str = ""
    """The code to pass as `before` for the stories after these; empty where it goes on by rails."""


def front_page(arranged: ShownFront, edition: Edition = NOW) -> Home:
    """The page as it is arranged. Where nothing is, the newest leads; rails follow the sections.

    News are those of the last 48 hours; where there are none, the newest dated stories.
    """
    top = arranged.top
    wanted = LATEST + max(1, len(top))
    as_of, at = edition.as_of, edition.at
    news = _dated(edition.shown(record.recent(hours=HOURS, limit=wanted, as_of=as_of, at=at)))
    news = news or _dated(edition.shown(record.latest(limit=wanted, as_of=as_of)))
    at_top = {item.code for item in top}
    latest = tuple(item for item in news if item.code not in at_top)
    if not top:
        top, latest = latest[:1], latest[1:]
    return Home(
        lead=top[0] if top else None,
        secondaries=top[1:],
        latest=latest[:LATEST],
        rails=_in_rhythm([rail for rail in _rails(arranged, at_top, edition) if rail.items]),
        dossiers=record.dossiers(as_of=as_of),
    )


def _in_rhythm(rails: list[Rail]) -> tuple[Rail, ...]:
    """Every third rail is wide, beginning with the first; so is one that has no neighbour."""
    alone = {len(rails) - 1} if len(rails) % 3 == 2 else set()
    return tuple(
        replace(rail, wide=at % 3 == 0 or at in alone) for at, rail in enumerate(rails)
    )


def _rails(
    arranged: ShownFront, at_top: Collection[str], edition: Edition
) -> Iterator[Rail]:
    """Sections in the order arranged, the others after them; a story of the top not again."""
    as_of = edition.as_of
    sections = {term.number: term for term in record.sections(as_of=as_of)}
    pins: dict[int, tuple[Item, ...]] = {}
    for rail in arranged.rails:
        number = rail.section if rail.section in sections else _standing(rail.section, as_of)
        pins[number] = tuple(dict.fromkeys((*pins.get(number, ()), *rail.pins)))
    for number in dict.fromkeys((*pins, *sections)):
        if number not in sections or number in arranged.without:
            continue
        pinned = pins.get(number, ())
        shown = {*at_top, *(item.code for item in pinned)}
        newest = _dated(edition.shown(
            record.latest(section=number, limit=RAIL + len(shown), as_of=as_of)))
        rest = tuple(item for item in newest if item.code not in shown)
        yield Rail(sections[number], (*pinned, *rest[: max(0, RAIL - len(pinned))]))


def _standing(section: int, as_of: int | None) -> int:
    """The section that stands for one that is merged; one that is not there stays."""
    term = record.term_by_number(section, as_of=as_of)
    return term.number if term else section


def render_front(front: Front, items: Mapping[str, Item]) -> str:
    """The HTML of a front page that is not online, of these stories: the desk's preview."""
    arranged = record.front_shown(front, items, clock.now())
    return _preview(record.site(), arranged, {})


def render_settings(site: Site, logo: str, accent: str) -> str:
    """The HTML of the front page with settings that do not stand: the desk's preview."""
    return _preview(site, record.front(), {"logo": logo, "accent": accent})


def edition_front(edition: Edition) -> Home:
    """The front page of an edition in one language: its newest stories and their dossiers."""
    listing = record.latest(language=edition.language, limit=LATEST + 1, as_of=edition.as_of)
    items = edition.shown(listing).items
    return Home(
        lead=items[0] if items else None,
        secondaries=(),
        latest=items[1:],
        rails=(),
        dossiers=record.dossiers_in(edition.language, as_of=edition.as_of),
        more=listing.more,
    )


def _preview(site: Site, arranged: ShownFront, context: dict[str, str]) -> str:
    held = {"front": front_page(arranged), "preview": True, "banner": arranged.banner}
    return render("site/home.html", site, held | context)


def _dated(listing: Listing) -> tuple[Item, ...]:
    return tuple(item for item in listing.items if item.published_at)
