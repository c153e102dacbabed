"""What readers' pages ask about the front page, the banner, the navigation and the logo."""

from __future__ import annotations

import base64
from datetime import datetime

from django.db.models.fields.json import KT

from dateline.delivery.public import READER, depends_on, now, selector, valid_until
from dateline.record.codes import is_code, normal
from dateline.record.documents import Glance, Item, NavLink, Site, Version
from dateline.record.frontpage import (
    Banner,
    ShownBanner,
    ShownFront,
    front_of,
    front_shown,
    shown_banner,
)
from dateline.record.models import Emblem, TermName
from dateline.record.models import Front as FrontRow
from dateline.record.models import Version as VersionRow
from dateline.record.reading import items_of, live_items, span, term_of, terms, versions_of

NEWEST = 5000
"""How many of the newest live stories `headed` looks through: its time must not grow."""


@selector
def front(*, as_of: int | None = None, at: datetime | None = None) -> ShownFront:
    """The front page as it is arranged, with only what may be shown; empty where nobody did.

    The banner is that of the moment `at`, or of now.
    """
    depends_on("front", "latest")
    row = FrontRow.objects.using(READER).filter(span(as_of)).first()
    if row is None:
        return ShownFront()
    arranged = front_of(row.document, row.banner_text)
    moment = at or _moment(arranged.banner) if arranged.banner else None
    return front_shown(arranged, live_items(arranged.guids, as_of), moment)


@selector
def banner(*, as_of: int | None = None, at: datetime | None = None) -> ShownBanner | None:
    """The banner of the moment `at`, or of now."""
    depends_on("front", "latest")
    row = FrontRow.objects.using(READER).filter(span(as_of)).first()
    held = front_of(row.document, row.banner_text).banner if row is not None else None
    if held is None:
        return None
    live = live_items((held.story,) if held.story else (), as_of)
    return shown_banner(held, live, at or _moment(held))


def _moment(banner: Banner) -> datetime:
    """The time now; the page says that it is wrong from the banner's end on."""
    moment = now()
    valid_until(banner.expires_at if moment < banner.expires_at else None)
    return moment


@selector
def live(guids: tuple[str, ...], *, as_of: int | None = None) -> dict[str, Item]:
    """Those of these stories that are live, by guid."""
    return live_items(guids, as_of)


@selector
def whole(guids: tuple[str, ...]) -> dict[str, Version]:
    """The same with their whole texts, in a fixed number of questions; no related headlines."""
    depends_on("latest")
    rows = VersionRow.objects.using(READER).filter(
        to_seq=None, state="live", story__state="live", story__guid__in=guids)
    found = list(rows.select_related("story")) if guids else []
    return {version.guid: version for version in versions_of(found)}


@selector
def glances(guids: tuple[str, ...]) -> dict[str, Glance]:
    """The same without their texts: of thousands within a moment."""
    depends_on("latest", "names")
    rows = VersionRow.objects.using(READER).filter(
        to_seq=None, state="live", story__state="live", story__guid__in=guids)
    found = list(rows.values_list(
        "story__guid", "headline", KT("document__slugline"), "language",
        KT("document__urgency"), "section")) if guids else []
    held = terms({row[5] for row in found if row[5]}, None)
    return {
        str(guid): Glance(
            headline, slugline or "", language, int(urgency) if str(urgency).isdecimal() else None,
            held[section].name if section in held else "")
        for guid, headline, slugline, language, urgency, section in found
    }


@selector
def headed(words: str, *, limit: int = 20) -> dict[str, Item]:
    """Live stories by guid, newest first, whose headline has all these words (or their parts).

    Of the newest 5,000; a story's code or address finds it however old it is.
    """
    depends_on("latest")
    rows = VersionRow.objects.using(READER).filter(to_seq=None, state="live")
    code = words.strip().rstrip("/").rpartition("~")[2]
    if is_code(code):
        found = rows.filter(story__code=normal(code))
    else:
        newest = rows.order_by("-sort_at", "-story").values_list("pk", "headline")[:NEWEST]
        wanted = words.casefold().split()
        pks = [pk for pk, headline in newest if all(w in headline.casefold() for w in wanted)]
        found = rows.filter(pk__in=pks[:limit])
    listed = list(found.order_by("-sort_at", "-story").select_related("story").defer("document"))
    return dict(zip((str(row.story.guid) for row in listed), items_of(listed, None), strict=True))


@selector
def navigation(site: Site, *, as_of: int | None = None) -> tuple[NavLink, ...]:
    """The links of the navigation, named as their sections are now; else all sections."""
    depends_on("site")
    if not site.navigation:
        depends_on("sections")
        rows = TermName.objects.using(READER).filter(span(as_of), family="section")
        named = (term_of(row) for row in rows.select_related("term").order_by("position"))
        return tuple(NavLink(term.number, term.name, term.address) for term in named)
    held = terms({link.term for link in site.navigation if link.term}, as_of)
    shown: dict[int | NavLink, NavLink] = {}  # two that were merged are one link
    for link in site.navigation:
        term = held.get(link.term)
        if term is not None:
            shown.setdefault(
                term.number, NavLink(term.number, link.label or term.name, term.address)
            )
        elif not link.term:
            shown[link] = link
    return tuple(shown.values())


@selector
def logo(digest: str) -> bytes | None:
    """A logo that the site has or had, as PNG."""
    depends_on("site")
    row = Emblem.objects.using(READER).filter(digest=digest).first()
    return base64.b64decode(row.data) if row is not None else None


@selector
def live_versions(guids: tuple[str, ...]) -> dict[str, tuple[int, Item]]:
    """Those of these stories that are live, by guid: which version that is, and its line.

    It names only these stories (and their sections): what is asked for was public once.
    """
    rows = VersionRow.objects.using(READER).filter(
        to_seq=None, state="live", story__state="live", story__guid__in=guids)
    found = list(rows.select_related("story").defer("document")) if guids else []
    depends_on("names", *(f"story:{row.story_id}" for row in found))
    items = items_of(found, None)
    return {str(row.story.guid): (row.version, item)
            for row, item in zip(found, items, strict=True)}
