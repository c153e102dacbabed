"""From a number of a sequence to the bytes that are handed over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from dateline.delivery.public import snapshot
from dateline.desk.public import withheld, withheld_filing
from dateline.formats import newsmlg2, ninjs, nitf, plaintext
from dateline.formats.item import NewsItem, Notice
from dateline.record.public import Site, Version, preview, site, story
from dateline.wire.entries import item_of
from dateline.wire.models import Allotment

_KEPT = 512
WITHHELD = "withheld"
"""What stands for a story's state while the desk holds it under embargo."""
ENDED = "This copy under embargo is withdrawn. Do not publish it."


@dataclass(frozen=True)
class Form:
    """A format: its media type, the ending of a file, and how an item is written."""

    media_type: str
    ending: str
    dump: Callable[[NewsItem, Site, datetime], bytes]


FORMATS: dict[str, Form] = {
    "ninjs": Form("application/json", "json", lambda item, _, at: ninjs.dump(item)),
    "newsmlg2": Form(
        "application/vnd.iptc.g2.newsmessage+xml", "xml",
        lambda item, site, at: newsmlg2.dump(item, sender=site.agency, sent=at),
    ),
    "nitf": Form("application/nitf+xml", "nitf.xml", lambda item, _, at: nitf.dump(item)),
    "text": Form("text/plain; charset=utf-8", "txt", lambda item, _, at: plaintext.dump(item)),
}


@dataclass(frozen=True)
class Copy:
    """The bytes of one number in one format; `digest` is their SHA-256, hexadecimal.

    `number`, `kind`, `act`, `guid`, `version`, `seq` and the chain before make `chain`.

    `status` is IPTC's pubStatus. Canceled copy has no text, whatever the number stood for.
    """

    number: int
    seq: int | None
    kind: str
    guid: str
    version: int
    status: str
    act: str
    signal: str
    at: datetime
    chain: str
    form: str
    body: bytes
    digest: str
    quoted: str
    """The body as a JSON string."""

    @property
    def media_type(self) -> str:
        """The IANA media type of the body."""
        return FORMATS[self.form].media_type


class Writer:
    """Writes copy; the same bytes for many subscribers are made once.

    One of these belongs to one thread.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], tuple[str, str, bytes, str, str]] = {}

    def write(self, row: Allotment, form: str, state: str) -> Copy:
        """The copy of a number as it may be handed over now; `state` is the story's, just read.

        A version of a story that is not live any more is a canceled item: order stands, and the
        text is not handed out again. After a restore or a promotion the numbers of entries are
        given again: whose entry it is, and of when, says which text it has.
        """
        key = (row.seq, row.withheld, row.kind, row.guid, row.version, row.at, form, state)
        made = self._kept.get(key)
        if made is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            made = self._kept[key] = _written(row, form, state)
        status, signal, body, digest, quoted = made
        return Copy(row.number, row.seq, row.kind, row.guid.urn, row.version, status, row.act,
                    signal, row.at, row.chain, form, body, digest, quoted)


def _written(row: Allotment, form: str, state: str) -> tuple[str, str, bytes, str, str]:
    with snapshot():
        here = site()
        item = _early(row, here, state) if row.seq is None else _item(row, here)
        item = replace(item, version=row.version)
    body = FORMATS[form].dump(item, here, row.at)
    quoted = json.dumps(body.decode(), ensure_ascii=False)
    return item.pubstatus, item.signal, body, hashlib.sha256(body).hexdigest(), quoted


def _item(row: Allotment, here: Site) -> NewsItem:
    found: Version | None = story(row.code, as_of=row.seq)
    if found is None:
        raise LookupError(f"entry {row.seq} names a story that the record does not have")
    return item_of(found, here)


def _early(row: Allotment, here: Site, state: str) -> NewsItem:
    """Copy under embargo; once that ended without publication, or the story is gone, its end.

    It has no address yet, and its pictures are not drawn before it is public.
    """
    filing = withheld_filing(row.withheld or 0)
    if row.kind == "cancel" or filing is None or state not in (WITHHELD, "live"):
        return NewsItem(
            guid=row.guid.urn, uri=row.guid.urn, version=row.version, headline="", standfirst="",
            body_text="", body_html="", language=here.language, pubstatus="canceled",
            version_created=row.at, first_created=None, published=None,
            notices=(Notice("withdrawal", ENDED, row.at),),
        )
    version = preview(filing, at=row.at)
    blocks = tuple(block for block in version.blocks if not block.pictures)
    item = item_of(replace(version, picture=None, blocks=blocks), here)
    until = next((step.until for step in withheld((row.withheld or 0) - 1, most=1)), None)
    return replace(item, uri=row.guid.urn, short_url="", pubstatus="withheld", embargoed=until,
                   first_created=None, published=filing.published_at)
