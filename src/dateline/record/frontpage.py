"""The front page as an editor arranges it, and as readers are shown it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args
from uuid import UUID

from dateline.lib import canonical
from dateline.record.documents import Item

Document = dict[str, Any]
Level = Literal["breaking", "live", "notice"]
LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True)
class Banner:
    """A line above every page until `expires_at` (exclusive).

    With the guid of a story it shows only while that story is live, and leads to it.
    """

    text: str
    expires_at: datetime
    level: Level = "breaking"
    story: str = ""


@dataclass(frozen=True)
class Rail:
    """A section's rail, by the section's number: these stories (guids) first, then its newest."""

    section: int
    pins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Front:
    """What an editor decides of the front page; stories by guid, sections by number.

    The first live story of `lead` and `secondaries` leads; where there is none, the newest does.
    Sections that `rails` does not name follow in their own order; those in `without` have no rail.
    """

    lead: str = ""
    secondaries: tuple[str, ...] = ()
    rails: tuple[Rail, ...] = ()
    without: tuple[int, ...] = ()
    banner: Banner | None = None

    @property
    def top(self) -> tuple[str, ...]:
        """The lead and the secondaries, in order."""
        return (*((self.lead,) if self.lead else ()), *self.secondaries)

    @property
    def sections(self) -> frozenset[int]:
        """Every section it names, by number."""
        return frozenset((*(rail.section for rail in self.rails), *self.without))

    @property
    def guids(self) -> tuple[str, ...]:
        """Every story it names, each once."""
        pins = (guid for rail in self.rails for guid in rail.pins)
        banner = (self.banner.story,) if self.banner and self.banner.story else ()
        return tuple(dict.fromkeys((*self.top, *pins, *banner)))


@dataclass(frozen=True)
class ShownRail:
    """A rail's section by number, and those of its pins that may be shown."""

    section: int
    pins: tuple[Item, ...]


@dataclass(frozen=True)
class ShownBanner:
    """The banner of this moment, with its story where it has one."""

    text: str
    level: Level
    item: Item | None = None


@dataclass(frozen=True)
class ShownFront:
    """What of an arrangement may be shown: only live stories, only a banner that is not over."""

    top: tuple[Item, ...] = ()
    rails: tuple[ShownRail, ...] = ()
    without: tuple[int, ...] = ()
    banner: ShownBanner | None = None


def front_shown(front: Front, live: Mapping[str, Item], moment: datetime | None) -> ShownFront:
    """The arrangement with the stories that are live; `moment` None leaves the banner out."""
    return ShownFront(
        tuple(live[guid] for guid in front.top if guid in live),
        tuple(
            ShownRail(rail.section, tuple(live[guid] for guid in rail.pins if guid in live))
            for rail in front.rails
        ),
        front.without,
        shown_banner(front.banner, live, moment) if front.banner and moment else None,
    )


def shown_banner(
    banner: Banner, live: Mapping[str, Item], moment: datetime
) -> ShownBanner | None:
    """The banner; None once it is over, and while its story is not live."""
    if moment >= banner.expires_at or (banner.story and banner.story not in live):
        return None
    return ShownBanner(banner.text, banner.level, live.get(banner.story))


def spelled_front(front: Front) -> tuple[Document, str]:
    """The document that is digested, and the banner's text.

    The text enters by its digest only, so that it can be erased with the story it tells of.
    """
    document = asdict(front) | {
        "lead": _guid(front.lead),
        "secondaries": [_guid(guid) for guid in front.secondaries],
        "rails": [
            {"section": rail.section, "pins": [_guid(guid) for guid in rail.pins]}
            for rail in front.rails
        ],
        "without": list(front.without),
    }
    banner = front.banner
    if banner is None:
        return document, ""
    document["banner"] = {
        "text_digest": canonical.digest(banner.text), "level": banner.level,
        "story": _guid(banner.story),
        "expires_at": banner.expires_at.astimezone(UTC).isoformat(),
    }
    return document, banner.text


def front_of(document: Document, text: str) -> Front:
    """The arrangement a document spells; what an older one does not say is left plain."""
    said = document.get("banner")
    banner = Banner(
        text, datetime.fromisoformat(said["expires_at"]), said["level"], said["story"]
    ) if said and text else None
    return Front(
        document.get("lead", ""),
        tuple(document.get("secondaries", ())),
        tuple(Rail(r["section"], tuple(r.get("pins", ()))) for r in document.get("rails", ())),
        tuple(document.get("without", ())),
        banner,
    )


def _guid(text: str) -> str:
    """A guid in its one spelling; raises ValueError."""
    return str(UUID(text)) if text else ""
