"""A thread as an Atom feed (RFC 4287): its newest comments, whole."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid5

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext

from dateline.delivery.public import Page
from dateline.discussion.reading import Talk, newest
from dateline.discussion.remarks import Remark, thread_address
from dateline.formats import atom
from dateline.formats.feed import Entry, Feed
from dateline.lib.languages import direction
from dateline.record.public import Site, Version

NEWEST = 30


def feed_page(site: Site, story: Version, of: Talk) -> Page:
    """The feed of a live story's thread."""
    home = f"{site.base_url}{thread_address(of.code)}"
    entries = tuple(_entry(site, story, one) for one in newest(of, NEWEST))
    document = Feed(
        id=f"urn:uuid:{uuid5(UUID(story.guid), 'discussion')}",
        address=f"{home}feed/",
        home=home,
        title=gettext("Discussion: %(headline)s") % {"headline": story.headline},
        updated=max([entry.updated for entry in entries] or [_began(story)]),
        author=site.name,
        language=story.language,
        subtitle=f"{site.base_url}{iri_to_uri(story.address)}",
        current=f"{home}feed/",
        entries=entries,
    )
    return Page(atom.dump(document), content_type=f"{atom.MEDIA_TYPE}; charset=utf-8")


def _began(story: Version) -> datetime:
    """When a thread in which nobody has said anything was updated."""
    return story.first_public_at or datetime(1970, 1, 1, tzinfo=UTC)


def _entry(site: Site, story: Version, one: Remark) -> Entry:
    title = gettext("%(name)s answers %(other)s") if one.answers_name else "%(name)s"
    rtl = direction(story.language) == "rtl"
    return Entry(
        id=f"urn:uuid:{uuid5(UUID(story.guid), str(one.number))}",
        address=f"{site.base_url}{one.address}",
        title=title % {"name": one.name, "other": one.answers_name},
        updated=one.edited_at or one.at,
        published=one.at,
        content=f'<div dir="rtl">{one.html}</div>' if rtl else one.html,
        authors=(one.name,),
    )
