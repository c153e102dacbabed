"""What stands on the front page. Undated stories are not news of any day: they never do."""

from dataclasses import dataclass

from dateline.record import public as record
from dateline.record.public import Item, Term

HOURS = 48
LATEST = 13
RAIL = 4


@dataclass(frozen=True)
class Rail:
    """A section with its newest dated stories."""

    section: Term
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Front:
    """The lead, the latest after it, a rail for each section that has news, recent dossiers."""

    lead: Item | None
    latest: tuple[Item, ...]
    rails: tuple[Rail, ...]
    dossiers: tuple[Term, ...]


def front_page() -> Front:
    """The news of the last 48 hours; where there is none, the newest dated stories."""
    news = _dated(record.recent(hours=HOURS, limit=LATEST).items)
    news = news or _dated(record.latest(limit=LATEST).items)
    rails = (
        Rail(section, _dated(record.latest(section=section.number, limit=RAIL).items))
        for section in record.sections()
    )
    return Front(
        lead=news[0] if news else None,
        latest=news[1:],
        rails=tuple(rail for rail in rails if rail.items),
        dossiers=record.dossiers(),
    )


def _dated(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(item for item in items if item.published_at)
