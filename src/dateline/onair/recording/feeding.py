"""A programme's podcast: its episodes, and whether it is on air."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from django.utils.encoding import iri_to_uri

from dateline.delivery.public import READER, Page, depends_on, now, selector, valid_until
from dateline.formats import podcast
from dateline.formats.podcast import LiveItem, Sound
from dateline.onair.out.addresses import live_url
from dateline.onair.recording.notes import as_html, summary
from dateline.onair.recording.reading import Issue, Show, issues
from dateline.onair.schedule.occurring import SCHEDULE, occurrences
from dateline.onair.shapes import MP3, OnNow
from dateline.record.public import Site

AHEAD, BACK = timedelta(days=8), timedelta(hours=1)
"""From when a programme is pending, and until when it is said that it has ended."""
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)


def feed_page(site: Site, of: Show) -> Page:
    """The feed as a stored page."""
    listed = issues(of)
    document = podcast.Show(
        guid=of.guid, title=of.name, address=_whole(site, of.feed),
        home=_whole(site, of.address), description=summary(of.description) or of.name,
        language=of.language, author=of.author or site.agency,
        updated=max([one.changed_at for one in listed], default=_FIRST),
        category=of.category, explicit=of.explicit,
        image=_whole(site, of.picture) if of.picture else "",
        episodes=tuple(_episode(site, of, one) for one in listed),
        live=tuple(_live(site, of, one, status) for one, status in airings(of.number)))
    return Page(podcast.dump(document), content_type=f"{podcast.MEDIA_TYPE}; charset=utf-8",
                headers={"Access-Control-Allow-Origin": "*"})


@selector
def airings(programme: int) -> tuple[tuple[OnNow, str], ...]:
    """When a programme is on: just ended, now, or next, with the status of each."""
    depends_on(SCHEDULE)
    moment = now()
    around = occurrences(moment - BACK, moment + AHEAD, using=READER)
    valid_until(min([at for one in around for at in _turns(one) if at > moment],
                    default=moment + timedelta(hours=1)))
    own = [one for one in around if one.programme == programme]
    ended = [(one, "ended") for one in own if moment - BACK < one.ends <= moment][-1:]
    live = [(one, "live") for one in own if one.starts <= moment < one.ends]
    pending = [(one, "pending") for one in own if one.starts > moment][:1]
    return (*ended, *live, *pending)


def _turns(one: OnNow) -> tuple[datetime, ...]:
    """When what is said of it changes by time alone."""
    return one.starts - AHEAD, one.starts, one.ends, one.ends + BACK


def _episode(site: Site, of: Show, one: Issue) -> podcast.Episode:
    return podcast.Episode(
        id=one.guid, title=one.title, address=_whole(site, one.address),
        published=one.published_at, updated=one.changed_at,
        sound=Sound(_whole(site, one.file), one.size, one.kind), seconds=one.seconds,
        notes=as_html(one.notes), summary=summary(one.notes),
        image=_whole(site, one.picture) if one.picture else "", explicit=of.explicit)


def _live(site: Site, of: Show, one: OnNow, status: str) -> LiveItem:
    return LiveItem(
        id=f"urn:uuid:{uuid5(UUID(of.guid), one.starts.astimezone(UTC).isoformat())}",
        title=one.title, status=status, starts=one.starts, ends=one.ends,
        address=_whole(site, "/listen/"), sound=Sound(iri_to_uri(live_url()), 0, MP3))


def _whole(site: Site, address: str) -> str:
    return f"{site.base_url}{iri_to_uri(address)}"
