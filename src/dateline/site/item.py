"""A version of the record as the item that the exchange formats write."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from pathlib import PurePath
from typing import Literal, get_args
from uuid import UUID

from dateline.formats.item import (
    Link,
    NewsItem,
    Notice,
    Picture,
    Place,
    Rendition,
    Subject,
)
from dateline.formats.mediatopics import SCHEME as TOPICS
from dateline.lib.picture import TYPE
from dateline.record.public import Notice as PublicNotice
from dateline.record.public import Picture as Shown
from dateline.record.public import Site, Term, Version
from dateline.site.exchange import body_html, body_text
from dateline.site.figures import picture_address
from dateline.site.structured import absolute

TagKind = Literal["subject", "organisation", "person", "place", "event"]
NoticeKind = Literal["correction", "update", "kill", "withdrawal"]
_TAGS: tuple[TagKind, ...] = get_args(TagKind)
_NOTICES: dict[str, NoticeKind] = {
    "correction": "correction",
    "update": "update",
    "withdrawn": "withdrawal",
    "expired": "withdrawal",
    "killed": "kill",
    "erased": "kill",
}


def news_item(version: Version, site: Site) -> NewsItem:
    """The version with absolute addresses; one that is not live is `canceled`, notices only."""
    item = NewsItem(
        guid=UUID(version.guid).urn,
        uri=absolute(site, version.address or version.short_address),
        version=version.version,
        headline=version.headline,
        standfirst=version.standfirst,
        body_text=body_text(version.blocks),
        body_html=body_html(version.blocks, site),
        language=version.language,
        pubstatus="usable" if version.state == "live" else "canceled",
        version_created=_created(version),
        first_created=version.first_public_at,
        published=version.published_at,
        signal=_signal(version),
        notices=tuple(_notice(notice) for notice in version.notices),
    )
    return _described(item, version, site) if version.state == "live" else item


def _described(item: NewsItem, version: Version, site: Site) -> NewsItem:
    return replace(
        item,
        slugline=version.slugline,
        urgency=version.urgency,
        located=_place(version.place, site),
        credit=version.credit,
        bylines=tuple(author.name for author in version.authors),
        section=version.section.name if version.section else "",
        dossiers=tuple(
            Link(term.name, absolute(site, term.address), "dossier") for term in version.dossiers
        ),
        subjects=tuple(
            Subject(term.name, kind, absolute(site, term.address))
            for term in version.tags
            for kind in _TAGS
            if kind == term.kind
        ) + tuple(
            Subject(f"medtop:{topic}", "subject", TOPICS + topic) for topic in version.topics
        ),
        related=tuple(Link(r.headline, absolute(site, r.address)) for r in version.related),
        short_url=absolute(site, version.short_address),
        rights=version.rights,
        genre=version.genre,
        expires=version.expires_at,
        pictures=tuple(_picture(picture, rel, site) for rel, picture in _pictures(version)),
    )


def _pictures(version: Version) -> Iterator[tuple[str, Shown]]:
    if version.picture:
        yield "featured", version.picture
    for block in version.blocks:
        for picture in block.pictures:
            yield "illustration", picture


def _picture(picture: Shown, rel: str, site: Site) -> Picture:
    files = tuple(
        Rendition(absolute(site, picture_address(file)), TYPE[PurePath(file.name).suffix],
                  file.width, file.height)
        for file in picture.renditions
    )
    return Picture(picture.caption, picture.alt, picture.credit, files, rel)


def _created(version: Version) -> datetime:
    at = version.modified_at or max((notice.at for notice in version.notices), default=None)
    if at is None:
        raise ValueError(f"version {version.version} of {version.guid} tells no time at all")
    return at


def _signal(version: Version) -> str:
    if version.state in ("killed", "erased"):
        return "kill"
    last = max(version.notices, key=attrgetter("at"), default=None)
    return last.kind if last and last.kind in ("correction", "update") else ""


def _place(term: Term | None, site: Site) -> Place | None:
    return Place(term.name, absolute(site, term.address)) if term else None


def _notice(notice: PublicNotice) -> Notice:
    kind = _NOTICES[notice.kind]
    return Notice(kind, notice.text, notice.at, wrong=notice.wrong, right=notice.right)
