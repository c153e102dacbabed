"""Receiving a file: kept whole, read, and each of its items new, newer, older or the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO

from django.db import transaction

from dateline.formats.detecting import Reading, read
from dateline.formats.item import Received, Unreadable
from dateline.lib import clock
from dateline.wire.models import Arrival, Incoming, Reject, Source
from dateline.wire.sources import keeping
from dateline.wire.sources.comparing import doubts_about, is_kill, is_older
from dateline.wire.sources.rules import why_not
from dateline.wire.sources.spelling import content_digest, identifier, spelled, storable

MOST = 10 * 1024 * 1024
"""Bytes of one file that are read; a larger one is kept among the rejects."""
LONGEST_WORDS = 2_000


@dataclass(frozen=True)
class Outcome:
    """What one item did: "new", "updated", "older", "killed" or "same"; `number` is its row's.

    What was erased here by law stays so, whatever comes of it: "same".
    """

    number: int
    ident: str
    version: int
    what: str
    headline: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Receipt:
    """What became of a file: its items, or why it was refused (then it is kept as a reject)."""

    digest: str
    format: str = ""
    outcomes: tuple[Outcome, ...] = ()
    refused: str = ""


def receive(
    source: Source, raw: bytes, *, name: str = "", backlog: bool = False
) -> Receipt:
    """Keep a file and take in its items; the same again changes nothing.

    When it returns, all of it is durable: bytes, rows, and what is still to be done at the desk.
    With `backlog` nothing is published by rule.
    """
    if len(raw) > MOST:
        return refuse(source, BytesIO(raw), too_large(len(raw)), name=name)
    try:
        reading = read(raw, format=source.format)
    except Unreadable as refused:
        return refuse(source, BytesIO(raw), str(refused), name=name)
    digest = keeping.keep(raw)
    now = clock.now()
    with transaction.atomic():
        locked = Source.objects.select_for_update().get(pk=source.pk)
        taking = _Taking(locked, reading, digest, now, backlog)
        outcomes = tuple(taking.take(one, at) for at, one in enumerate(reading.items))
        readable_now = Reject.objects.filter(source=source, digest=digest).delete()[0]
        if any(one.what != "same" for one in outcomes):
            Source.objects.filter(pk=source.pk).update(last_item_at=now)
    if readable_now:
        forget_reject(digest)
    if all(one.what == "same" for one in outcomes):
        _forget(digest)
    elif not keeping.raw_file(digest).exists():  # forgotten by another source at this moment
        keeping.keep(raw)
    return Receipt(digest, reading.format, outcomes)


def too_large(size: int) -> str:
    """Why a file of this size is not read."""
    return f"this file has {size:,} bytes; at most {MOST:,} are read"


def refuse(source: Source, file: BinaryIO, reason: str, *, name: str = "") -> Receipt:
    """Keep what cannot be read, whole, with its reason."""
    digest, size = keeping.keep_rejected(file, reason)
    Reject.objects.update_or_create(source=source, digest=digest, defaults={
        "name": storable(name)[:300], "size": size, "reason": reason, "at": clock.now(),
    })
    return Receipt(digest, refused=reason)


def forget_reject(digest: str) -> None:
    """Remove a rejected file that no source has among its rejects any more."""
    if not Reject.objects.filter(digest=digest).exists():
        keeping.drop_rejected(digest)


def _forget(digest: str) -> None:
    """A file that said nothing new (a feed that was asked again) is not kept once more."""
    if not (Arrival.objects.filter(raw=digest).exists()
            or Incoming.objects.filter(raw=digest).exists()):
        keeping.drop(digest)


class _Taking:
    """One file's items being taken in, inside its transaction."""

    def __init__(
        self, source: Source, reading: Reading, raw: str, now: datetime, backlog: bool
    ) -> None:
        self.source, self.reading, self.raw, self.now = source, reading, raw, now
        self.backlog = backlog
        self.said = [spelled(received.item) for received in reading.items]
        self.contents = [content_digest(said) for said in self.said]
        self.names = [identifier(received.item, content)
                      for received, content in zip(reading.items, self.contents, strict=True)]
        rows = Incoming.objects.filter(source=source, key__in={key for _, key in self.names})
        self.rows = {row.key: row for row in rows}
        came = Arrival.objects.filter(incoming__in=self.rows.values())
        self.came = set(came.values_list("incoming", "content"))

    def take(self, received: Received, place: int) -> Outcome:
        """Take in one item."""
        said, content = self.said[place], self.contents[place]
        ident, key = self.names[place]
        row = self.rows.get(key)
        doubts = tuple(map(storable, received.doubts))
        what = self._what(received, row, content)
        if row is not None and what in ("same", "older"):
            if what == "older":
                self._arrived(row, received, content, what)
            return self._outcome(row, received, what, doubts)
        if row is None:
            row = Incoming(source=self.source, ident=ident, key=key, received_at=self.now)
            self.rows[key] = row
        else:
            doubts = (*doubts, *doubts_about(received.item, row))
        self._write(row, received, said, content, place, doubts)
        self._arrived(row, received, content, what)
        return self._outcome(row, received, what, doubts)

    def _what(self, received: Received, row: Incoming | None, content: str) -> str:
        if row is not None and (row.state == Incoming.State.ERASED
                                or (row.pk, content) in self.came):
            return "same"
        if row is not None and is_older(received.item, row):
            return "older"
        if is_kill(received.item):
            return "killed"
        return "new" if row is None else "updated"

    def _write(
        self, row: Incoming, received: Received, said: dict[str, Any], content: str, place: int,
        doubts: tuple[str, ...],
    ) -> None:
        item = received.item
        self._stand(row, received, doubts)
        row.version, row.made_at, row.content = item.version, item.version_created, content
        row.format, row.raw, row.place = self.reading.format, self.raw, place
        row.item, row.doubts = said, list(doubts)
        row.headline = said["headline"]
        row.words = " ".join((said["headline"], said["slugline"], said["standfirst"],
                              row.ident)).casefold()[:LONGEST_WORDS]
        row.urgency, row.language = item.urgency, said["language"][:35]
        row.pubstatus, row.embargoed = item.pubstatus, item.embargoed
        row.changed_at, row.trouble = self.now, ""
        row.save()

    def _stand(self, row: Incoming, received: Received, doubts: tuple[str, ...]) -> None:
        """In which state the item is now, and what is to be done for it at the desk."""
        states = Incoming.State
        if is_kill(received.item):
            row.state = states.KILLED
            row.pending = "kill" if row.story else ""
            return
        if row.story:
            row.pending = "update"
            if row.state == states.KILLED:
                row.state = states.TAKEN
            return
        again = row.state == states.KILLED
        row.state, row.pending = states.WAITING, ""
        publishes = not (again or self.backlog) and not why_not(
            self.source, received.item, doubts, now=self.now)
        if publishes:
            row.pending = "publish"

    def _arrived(self, row: Incoming, received: Received, content: str, what: str) -> None:
        item = received.item
        Arrival.objects.create(
            incoming=row, content=content, version=item.version, made_at=item.version_created,
            raw=self.raw, at=self.now, outcome=what,
        )
        self.came.add((row.pk, content))

    def _outcome(
        self, row: Incoming, received: Received, what: str, doubts: tuple[str, ...]
    ) -> Outcome:
        return Outcome(row.pk, row.ident, received.item.version, what,
                       storable(received.item.headline), doubts)
