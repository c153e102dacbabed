"""A podcast: RSS 2.0 with the namespaces of Apple (itunes) and of Podcasting 2.0 (podcast).

Written only. Apple: "A podcaster's guide to RSS"; podcastindex.org/namespace/1.0: `guid`, `locked`,
`liveItem`. What stands in `description` is HTML.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from lxml import etree

from dateline.formats.feed import clean, plain, spoken
from dateline.formats.feedxml import ATOM, put, written
from dateline.formats.lexical import uri

MEDIA_TYPE = "application/rss+xml"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
_PREFIXES = {"atom": ATOM, "content": CONTENT, "itunes": ITUNES, "podcast": PODCAST}
LIVE = ("pending", "live", "ended")


@dataclass(frozen=True)
class Sound:
    """A file: absolute address, bytes (0: it has no end), IANA media type."""

    address: str
    size: int
    media_type: str


@dataclass(frozen=True)
class Episode:
    """One episode. `id` is `urn:uuid:…` and stays; `notes` are HTML; `image` a JPEG or PNG."""

    id: str
    title: str
    address: str
    published: datetime
    updated: datetime
    sound: Sound
    seconds: float
    notes: str = ""
    summary: str = ""
    image: str = ""
    explicit: bool = False


@dataclass(frozen=True)
class LiveItem:
    """A programme on air (podcast namespace, `liveItem`): `status` is one of `LIVE`."""

    id: str
    title: str
    status: str
    starts: datetime
    ends: datetime
    address: str
    sound: Sound
    """The stream."""


@dataclass(frozen=True)
class Show:
    """A podcast with its newest episodes, the newest first. All addresses are absolute URIs.

    `guid` is `podcast:guid`, a UUID; `category` is one of Apple's.
    """

    guid: str
    title: str
    address: str
    home: str
    description: str
    language: str
    author: str
    updated: datetime
    category: str = ""
    explicit: bool = False
    image: str = ""
    episodes: tuple[Episode, ...] = ()
    live: tuple[LiveItem, ...] = ()


def dump(show: Show) -> bytes:
    """Write the feed as UTF-8; equal shows, equal bytes. Raises ValueError naming the field."""
    _check(show)
    root = etree.Element("rss", nsmap=_PREFIXES)
    root.set("version", "2.0")
    channel = put(root, "channel")
    put(channel, "title", _said(show.title))
    put(channel, "link", show.home)
    put(channel, "description", _said(show.description or show.title))
    put(channel, "language", (spoken(show.language) or "en").lower())
    put(channel, "lastBuildDate", _rfc822(show.updated))
    put(channel, "generator", "Dateline")
    for rel in ("self", "current"):
        put(channel, f"{{{ATOM}}}link", rel=rel, href=show.address, type=MEDIA_TYPE)
    _of_channel(channel, show)
    for one in show.live:
        _live(channel, one)
    for episode in show.episodes:
        _item(put(channel, "item"), episode)
    return written(root)


def _of_channel(channel: etree._Element, show: Show) -> None:
    put(channel, f"{{{ITUNES}}}author", _said(show.author))
    put(channel, f"{{{ITUNES}}}type", "episodic")
    put(channel, f"{{{ITUNES}}}explicit", _truth(show.explicit))
    if clean(show.category).strip():
        put(channel, f"{{{ITUNES}}}category").set("text", plain(show.category))
    if show.image:
        put(channel, f"{{{ITUNES}}}image", href=show.image)
        image = put(channel, "image")
        put(image, "url", show.image)
        put(image, "title", _said(show.title))
        put(image, "link", show.home)
    put(channel, f"{{{PODCAST}}}guid", show.guid)
    put(channel, f"{{{PODCAST}}}locked", "yes")
    put(channel, f"{{{PODCAST}}}medium", "podcast")


def _item(item: etree._Element, episode: Episode) -> None:
    put(item, "title", _said(episode.title))
    put(item, "link", episode.address)
    put(item, "guid", episode.id, isPermaLink="false")
    put(item, "pubDate", _rfc822(episode.published))
    put(item, f"{{{ATOM}}}updated", _rfc3339(episode.updated))
    told = escape(_said(episode.summary or episode.title), quote=False)
    put(item, "description", told)
    put(item, f"{{{CONTENT}}}encoded", episode.notes or f"<p>{told}</p>")
    _enclosure(item, episode.sound)
    put(item, f"{{{ITUNES}}}duration", str(round(episode.seconds)))
    put(item, f"{{{ITUNES}}}explicit", _truth(episode.explicit))
    put(item, f"{{{ITUNES}}}episodeType", "full")
    put(item, f"{{{ITUNES}}}title", _said(episode.title))
    if episode.image:
        put(item, f"{{{ITUNES}}}image", href=episode.image)


def _live(channel: etree._Element, one: LiveItem) -> None:
    item = put(channel, f"{{{PODCAST}}}liveItem", status=one.status,
               start=_rfc3339(one.starts), end=_rfc3339(one.ends))
    put(item, "title", _said(one.title))
    put(item, "link", one.address)
    put(item, "guid", one.id, isPermaLink="false")
    _enclosure(item, one.sound)
    put(item, f"{{{PODCAST}}}contentLink", _said(one.title), href=one.address)


def _enclosure(item: etree._Element, sound: Sound) -> None:
    put(item, "enclosure", url=sound.address, length=str(sound.size), type=sound.media_type)


def _check(show: Show) -> None:
    said = [("address", show.address), ("home", show.home), ("image", show.image)]
    for each in show.episodes:
        said += [("address of an episode", each.address), ("image of an episode", each.image),
                 ("address of a sound", each.sound.address)]
    for one in show.live:
        said += [("address of a live item", one.address), ("stream", one.sound.address)]
        if one.status not in LIVE:
            raise ValueError(f"status must be one of {LIVE}, not {one.status!r}")
    for name, address in said:
        if uri(address) != address:
            raise ValueError(f"{name} must be an absolute URI, not {address!r}")
    ids = [*(each.id for each in show.episodes), *(one.id for one in show.live)]
    if len(set(ids)) < len(ids):
        raise ValueError("two episodes have the same id")


def _said(text: str) -> str:
    """Plain text that is never empty."""
    said = plain(text)
    return said if said.strip() else "—"


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _rfc822(at: datetime) -> str:
    """RFC 822 as amended by RFC 1123: the year has four digits."""
    return format_datetime(at.astimezone(UTC).replace(microsecond=0))


def _rfc3339(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
