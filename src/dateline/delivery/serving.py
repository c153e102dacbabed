"""From an address to exact bytes: stored pieces that fit together, or new renderings of them."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from datetime import datetime
from typing import NamedTuple

from dateline.delivery import hits, nearby
from dateline.delivery.contact import vouch
from dateline.delivery.flights import flight
from dateline.delivery.machine import shelf
from dateline.delivery.packing import Segment, gzipped
from dateline.delivery.page import StoredPage
from dateline.delivery.pieces import (
    MISSING,
    Missing,
    render_piece,
    render_together,
    together,
)
from dateline.delivery.rendering import Snapshot
from dateline.delivery.shelf import StoreTrouble
from dateline.delivery.store import Look, Store
from dateline.delivery.ticks import apply_ticks
from dateline.lib import clock

log = logging.getLogger("dateline.delivery")
_TRIES = 6
_PAUSE = 60.0
_PATIENCE = 0.5
_turns = threading.BoundedSemaphore(2)
_said = {"last": -_PAUSE}


class Whole(NamedTuple):
    """A page with its fragments, in the page's order, all right at the same moment."""

    page: StoredPage
    fragments: dict[str, StoredPage]

    @property
    def body(self) -> bytes:
        """The page's bytes, fragments spliced in."""
        return b"".join(Segment(*run).plain for run in self.page.spliced(self.fragments))

    @property
    def gzip(self) -> bytes:
        """The same as one gzip member (RFC 1952)."""
        return gzipped(self.page.spliced(self.fragments))

    @property
    def etag(self) -> str:
        """Strong validator, from the pieces' digests and the epoch (RFC 9110 8.8.3)."""
        digests = [self.page.epoch, self.page.digest]
        digests += [piece.digest for piece in self.fragments.values()]
        return f'"{hashlib.blake2b(" ".join(digests).encode(), digest_size=16).hexdigest()}"'

    @property
    def timed(self) -> bool:
        """Whether the clock alone can make it old."""
        return self.page.timed or any([piece.timed for piece in self.fragments.values()])

    def fits(self, moment: datetime) -> bool:
        """Whether the clock stands where every piece is right."""
        return all(piece.fits(moment) for piece in (self.page, *self.fragments.values()))

    def same(self, other: Whole) -> bool:
        """Whether the other is put together from the very same pieces."""
        return self.page is other.page and all(
            piece is other.fragments[name] for name, piece in self.fragments.items()
        )


def stored(address: str) -> Whole | None:
    """The page if the store has every piece of it right; asks neither Django nor the database."""
    try:
        with shelf().guarded() as store:
            return fitting(address, store.look(address, clock.now())) if store.followed else None
    except StoreTrouble:
        return None


def fitting(address: str, seen: Look) -> Whole | None:
    """What was seen as a whole, if nothing is wanting and the pieces fit together."""
    if seen.wanting or seen.ahead:
        return None
    return Whole(seen.right.pop(address), seen.right)


def serve(address: str) -> Whole:
    """The page at an address, exact; an unknown address gets the shared page of such."""
    try:
        return exact(address)
    except Missing:
        return exact(MISSING)


def exact(address: str) -> Whole:
    """The page at an address, exact; raises Missing, and OutOfTouch."""
    vouch()
    try:
        for _ in range(_TRIES):
            with shelf().guarded() as store:
                if not store.followed:
                    apply_ticks()
                seen = store.look(address, clock.now())
                whole = fitting(address, seen)
                if whole is not None:
                    return whole
                if seen.ahead or seen.applied < 0:
                    apply_ticks()
                for wanting in together(seen.wanting):
                    _provide(store, wanting)
    except StoreTrouble as trouble:
        _say(trouble)
    return fresh(address)


def _say(trouble: StoreTrouble) -> None:
    """Warn of a store in trouble, once a minute: every request meets it."""
    now = time.monotonic()
    if now - _said["last"] > _PAUSE:
        _said["last"] = now
        log.warning("Rendered without the page store: %s", trouble)


def _provide(store: Store, addresses: list[str]) -> None:
    """Have pieces in the store: made by us, or by whoever makes the first of them already."""
    with flight(shelf().folder, addresses[0]):
        wanted = [each for each in addresses if not store.has(each, clock.now())]
        if not wanted:
            return
        for page in nearby.read(lambda held: render_together(wanted, held)):
            if store.put(page):
                hits.begin(shelf().folder, page.address)


class Crowded(Exception):
    """Too many pages that are not kept are asked for at once: it may be asked again."""


def unkept(address: str) -> Whole:
    """The page rendered now and not kept, two at a time in a process; raises Crowded, OutOfTouch.

    For addresses without end, such as moments of the past: they must not fill the store.
    """
    vouch()
    if not _turns.acquire(timeout=_PATIENCE):
        raise Crowded(address)
    try:
        return fresh(address)
    except Missing:
        return serve(MISSING)
    finally:
        _turns.release()


def fresh(address: str) -> Whole:
    """The page and all its fragments rendered now, in one snapshot, past the store."""
    def work(held: Snapshot) -> Whole:
        page = render_piece(address, held)
        lists = [render_together(each, held) for each in together(page.fragments)]
        made = {piece.address: piece for each in lists for piece in each}
        return Whole(page, {name: made[name] for name in page.fragments})

    return nearby.read(work)
