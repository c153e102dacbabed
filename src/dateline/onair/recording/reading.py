"""What readers' pages and feeds are told of programmes' episodes: frozen, with their keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dateline.delivery.public import READER, depends_on, selector
from dateline.onair.models import Episode, Programme, Station
from dateline.onair.recording.covers import cover_address
from dateline.onair.recording.publishing import EPISODES, keys_of
from dateline.onair.schedule.occurring import SCHEDULE
from dateline.onair.sound.files import path_of

MOST = 300
"""Episodes in a feed."""


@dataclass(frozen=True)
class Show:
    """A programme as readers know it."""

    number: int
    name: str
    slug: str
    description: str
    language: str
    guid: str
    author: str
    category: str
    explicit: bool
    picture: str
    """Address of its cover; empty: none."""
    zone: str

    @property
    def address(self) -> str:
        """Its page."""
        return f"/programmes/{self.slug}/"

    @property
    def feed(self) -> str:
        """Its podcast."""
        return f"{self.address}podcast.xml"


@dataclass(frozen=True)
class Issue:
    """An episode as readers have it. One that was withdrawn says nothing but that."""

    number: int
    title: str
    address: str
    guid: str
    published_at: datetime
    changed_at: datetime
    seconds: float
    file: str
    """Address of its sound."""
    kind: str
    size: int
    notes: str = ""
    picture: str = ""
    stories: tuple[str, ...] = ()
    withdrawn: bool = False

    @property
    def minutes(self) -> int:
        """Its length, rounded, at least 1."""
        return max(1, round(self.seconds / 60))


@selector
def show(slug: str) -> Show | None:
    """The programme of this slug."""
    depends_on(SCHEDULE)
    row = Programme.objects.using(READER).filter(slug=slug).first()
    station = Station.objects.using(READER).first()
    if row is None or station is None:
        return None
    depends_on(*keys_of(row.pk))
    return Show(
        row.pk, row.name, row.slug, row.description, row.language or station.language,
        str(row.guid), row.author, row.category, row.explicit, cover_address(row.picture),
        station.zone)


@selector
def issues(of: Show, *, limit: int = MOST) -> tuple[Issue, ...]:
    """The newest published episodes of a programme, the newest first."""
    depends_on(*keys_of(of.number))
    rows = Episode.objects.using(READER).filter(programme=of.number, state="published")
    return tuple(_issue(of, row) for row in rows.order_by("-published_at", "-pk")[:limit])


@selector
def issue(of: Show, slug: str) -> Issue | None:
    """The episode at an address; None where there never was a public one."""
    depends_on(*keys_of(of.number))
    rows = Episode.objects.using(READER).filter(programme=of.number, slug=slug)
    row = rows.filter(state__in=("published", "withdrawn")).first()
    return _issue(of, row) if row is not None else None


@selector
def recent_episodes(limit: int = 5) -> tuple[Issue, ...]:
    """The newest published episodes of all programmes, the newest first."""
    depends_on(EPISODES)
    rows = Episode.objects.using(READER).filter(state="published").select_related("programme")
    newest = list(rows.order_by("-published_at", "-pk")[:limit])
    shows = {slug: show(slug) for slug in {row.programme.slug for row in newest}}
    found = ((shows[row.programme.slug], row) for row in newest)
    return tuple(_issue(of, row) for of, row in found if of is not None)


def sound_address(digest: str, kind: str) -> str:
    """Where the file of a public episode is."""
    return f"/listen/e/{path_of(digest, kind).name}"


def _issue(of: Show, row: Episode) -> Issue:
    assert row.published_at is not None
    return Issue(
        row.pk, row.title, f"{of.address}{row.slug}/", f"urn:uuid:{row.guid}", row.published_at,
        row.changed_at or row.published_at, row.seconds, sound_address(row.digest, row.kind),
        row.kind, row.size, row.notes, cover_address(row.picture), tuple(row.stories),
        row.state == "withdrawn")
