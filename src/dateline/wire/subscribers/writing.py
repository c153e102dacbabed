"""From a number of a sequence to the bytes that are handed over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from dateline.delivery.public import snapshot
from dateline.formats import newsmlg2, ninjs, nitf, plaintext
from dateline.formats.item import NewsItem
from dateline.record.public import Site, Version, site, story
from dateline.wire.entries import item_of
from dateline.wire.models import Allotment

_KEPT = 512


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

    `status` is IPTC's pubStatus. Canceled copy has no text, whatever the number stood for.
    """

    number: int
    seq: int | None
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
        text is not handed out again.
        """
        key = (row.seq, row.withheld, row.version, form, state)
        made = self._kept.get(key)
        if made is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            made = self._kept[key] = _written(row, form)
        status, signal, body, digest, quoted = made
        return Copy(row.number, row.seq, row.guid.urn, row.version, status, row.act, signal,
                    row.at, row.chain, form, body, digest, quoted)


def _written(row: Allotment, form: str) -> tuple[str, str, bytes, str, str]:
    with snapshot():
        here = site()
        item = replace(_item(row, here), version=row.version)
    body = FORMATS[form].dump(item, here, row.at)
    quoted = json.dumps(body.decode(), ensure_ascii=False)
    return item.pubstatus, item.signal, body, hashlib.sha256(body).hexdigest(), quoted


def _item(row: Allotment, here: Site) -> NewsItem:
    found: Version | None = story(row.code, as_of=row.seq)
    if found is None:
        raise LookupError(f"entry {row.seq} names a story that the record does not have")
    return item_of(found, here)
