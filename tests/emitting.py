"""Everything that a newsroom emits: (kind, name or address, bytes), one after the other.

Nothing is written to its database but what any reader's request writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.utils.encoding import iri_to_uri
from lxml import etree

from crawl import told
from dateline.delivery.public import snapshot
from dateline.desk import public as desk
from dateline.formats.newsmlg2_package import Member, dump_package
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.models import TermName
from dateline.wire.entries import item_of
from dateline.wire.models import Allotment
from dateline.wire.subscribers.writing import FORMATS, WITHHELD, Writer

FEEDS = ("rss.xml", "atom.xml", "feed.json")
PARTS = ("copies", "packages", "public", "oembeds")
FIRST = ("/sitemap.xml", "/sitemap-news.xml")


@dataclass(frozen=True)
class Emitted:
    """Something that left the house. `name`: its address, or what it is a copy of."""

    kind: str
    name: str
    body: bytes


def copies(every: int = 1) -> Iterator[Emitted]:
    """What a subscriber to everything is handed: each entry of the log in each format, as it may
    be handed over now, and every step of what is withheld. `every`: each n-th entry alone."""
    writer = Writer()
    for _, entry in record.follow():
        if entry.code and entry.version and entry.seq % every == 0:
            row = Allotment(number=entry.seq, seq=entry.seq, kind="version", act=entry.act,
                            guid=UUID(entry.guid), code=entry.code, version=entry.version,
                            at=entry.at, chain="")
            yield from _written(writer, row, "live")
    for step in desk.withheld(0, most=100_000):
        row = Allotment(number=step.n, withheld=step.n, kind="cancel" if step.ended else WITHHELD,
                        act="embargo", guid=UUID(step.guid), version=1, at=step.at, chain="")
        yield from _written(writer, row, WITHHELD)


def _written(writer: Writer, row: Allotment, state: str) -> Iterator[Emitted]:
    for form in FORMATS:
        try:
            body = writer.write(row, form, state).body
        except Exception as refused:  # a text that cannot be written holds the wire up
            body = f"{type(refused).__name__}: {refused}".encode()
        yield Emitted(form, f"{row.act} {row.guid} version {row.version}", body)


def packages() -> Iterator[Emitted]:
    """Each dossier as a package of its stories."""
    with snapshot():
        site = record.site()
        for term in record.dossiers(limit=100_000):
            found = record.in_term(term.number, limit=1000).items
            versions = [record.story(item.code) for item in found]
            items = [item_of(version, site) for version in versions if version]
            members = [Member(item.guid, item.version, item.headline, item.uri) for item in items]
            yield Emitted("package", term.name, dump_package(
                members, guid=UUID(int=term.number).urn, version=1, title=term.name,
                uri=f"{site.base_url}{term.address}", sender=site.agency, sent=clock.now(),
                version_created=max(item.version_created for item in items), language=site.language,
            ))


def lists() -> list[str]:
    """Where the page of every list is: all stories, editions, and every term that has stories."""
    site = record.site()
    own = ["/", *(f"/{tag.lower()}/" for tag in site.languages if tag != site.language)]
    names = TermName.objects.filter(to_seq=None, term__count__gt=0).order_by("term_id")
    terms = map(record.term_by_number, names.values_list("term_id", flat=True))
    return own + [iri_to_uri(term.address) for term in terms if term]


def public(reader: Any, *, most: int = 0) -> Iterator[Emitted]:
    """Every feed of every list with all its archive documents, and every sitemap.

    `most`: so many documents of a feed at most; 0: all.
    """
    for home in lists():
        for name in FEEDS:
            yield from _chain(reader, home + name, most)
    waiting, seen = list(FIRST), set[str]()
    while waiting:
        address = waiting.pop()
        answer = reader.get(address)
        seen.add(address)
        yield Emitted("sitemap", address, _right(answer, address))
        waiting += [at for at in told(answer) if at.startswith("/sitemap") and at not in seen]


def _chain(reader: Any, address: str, most: int) -> Iterator[Emitted]:
    """A feed, and back through its archive (RFC 5005, `next_url`)."""
    kind, number = address.rpartition("/")[2], 0
    while address and (not most or number < most):
        answer = reader.get(address)
        yield Emitted(kind, settings.BASE_URL + address, _right(answer, address))
        address, number = _older(kind, answer), number + 1


def _older(kind: str, answer: Any) -> str:
    if answer.status != 200:
        return ""
    if kind == "feed.json":
        return next((at for at in told(answer) if at.rpartition("/")[2].startswith("feed-")), "")
    links = etree.fromstring(answer.body).iter("{http://www.w3.org/2005/Atom}link")
    older = (each.get("href") for each in links if each.get("rel") == "prev-archive")
    return next(older, "").removeprefix(settings.BASE_URL)


def oembeds(reader: Any, *, every: int = 1) -> Iterator[Emitted]:
    """What each live story is to another site."""
    for part in range(record.roll_parts()):
        for each in record.enrolled(part)[::every]:
            asked = quote(settings.BASE_URL + iri_to_uri(each.address), safe="")
            answer = reader.get(f"/oembed?url={asked}")
            yield Emitted("oembed", each.address, _right(answer, each.address))


def _right(answer: Any, address: str) -> bytes:
    return answer.body if answer.status == 200 else f"{answer.status} at {address}".encode()


def everything(
    reader: Any, *, parts: tuple[str, ...] = PARTS, every: int = 1, most: int = 0
) -> Iterator[Emitted]:
    """All of it, or some parts. `every`: each n-th story alone; `most`: so many documents of a feed
    at most."""
    made = {"copies": partial(copies, every), "packages": packages,
            "public": partial(public, reader, most=most),
            "oembeds": partial(oembeds, reader, every=every)}
    for part in parts:
        yield from made[part]()
