"""What stands on the front page: what an editor arranged, and the news of the day around it.

Undated stories are not news of any day: they stand there only where an editor put them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Front, Item, ShownFront, Site, Term
from dateline.site.rendering import render

HOURS = 48
LATEST = 12
RAIL = 4


@dataclass(frozen=True)
class Rail:
    """A section with its pinned stories and then its newest dated ones."""

    section: Term
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Home:
    """The lead and the secondaries, the latest after them, rails, recent dossiers."""

    lead: Item | None
    secondaries: tuple[Item, ...]
    latest: tuple[Item, ...]
    rails: tuple[Rail, ...]
    dossiers: tuple[Term, ...]


def front_page(arranged: ShownFront) -> Home:
    """The page as it is arranged. Where nothing is, the newest leads; rails follow the sections.

    News are those of the last 48 hours; where there are none, the newest dated stories.
    """
    top = arranged.top
    wanted = LATEST + max(1, len(top))
    news = _dated(record.recent(hours=HOURS, limit=wanted).items)
    news = news or _dated(record.latest(limit=wanted).items)
    at_top = {item.code for item in top}
    latest = tuple(item for item in news if item.code not in at_top)
    if not top:
        top, latest = latest[:1], latest[1:]
    return Home(
        lead=top[0] if top else None,
        secondaries=top[1:],
        latest=latest[:LATEST],
        rails=tuple(rail for rail in _rails(arranged, at_top) if rail.items),
        dossiers=record.dossiers(),
    )


def _rails(arranged: ShownFront, at_top: Collection[str]) -> Iterator[Rail]:
    """Sections in the order arranged, the others after them; a story of the top not again."""
    sections = {term.number: term for term in record.sections()}
    pins: dict[int, tuple[Item, ...]] = {}
    for rail in arranged.rails:
        number = rail.section if rail.section in sections else _standing(rail.section)
        pins[number] = tuple(dict.fromkeys((*pins.get(number, ()), *rail.pins)))
    for number in dict.fromkeys((*pins, *sections)):
        if number not in sections or number in arranged.without:
            continue
        pinned = pins.get(number, ())
        shown = {*at_top, *(item.code for item in pinned)}
        newest = _dated(record.latest(section=number, limit=RAIL + len(shown)).items)
        rest = tuple(item for item in newest if item.code not in shown)
        yield Rail(sections[number], (*pinned, *rest[: max(0, RAIL - len(pinned))]))


def _standing(section: int) -> int:
    """The section that stands for one that is merged; one that is not there stays."""
    term = record.term_by_number(section)
    return term.number if term else section


def render_front(front: Front, items: Mapping[str, Item]) -> str:
    """The HTML of a front page that is not online, of these stories: the desk's preview."""
    arranged = record.front_shown(front, items, clock.now())
    return _preview(record.site(), arranged, {})


def render_settings(site: Site, logo: str, accent: str) -> str:
    """The HTML of the front page with settings that do not stand: the desk's preview."""
    return _preview(site, record.front(), {"logo": logo, "accent": accent})


def _preview(site: Site, arranged: ShownFront, context: dict[str, str]) -> str:
    held = {"front": front_page(arranged), "preview": True, "banner": arranged.banner}
    return render("site/home.html", site, held | context)


def _dated(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(item for item in items if item.published_at)
