"""What this machine's store holds of an address, for people: nothing is rendered by asking."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dateline.delivery import hits
from dateline.delivery.machine import shelf
from dateline.delivery.page import StoredPage, decode, key_digest
from dateline.delivery.pieces import FRAGMENT
from dateline.delivery.store import Position, Store
from dateline.lib import clock


@dataclass(frozen=True)
class Holding:
    """A stored page or fragment, or that there is none (`as_of` is None).

    `moved` are the keys touched since, with the tick; `right` says whether it is answered as it is:
    no key moved and the clock fits. Sizes are bytes: as they are, and deflated. `hits` counts
    answers since it was rendered, on this machine, a second or so late (see `hits`).
    """

    address: str
    as_of: int | None = None
    rendered: datetime | None = None
    until: datetime | None = None
    status: int = 0
    keys: tuple[str, ...] = ()
    moved: tuple[tuple[str, int], ...] = ()
    right: bool = False
    size: int = 0
    packed: int = 0
    hits: int = 0
    fragments: tuple[Holding, ...] = ()

    @property
    def name(self) -> str:
        """A fragment's name with what it is about; else the address."""
        if not self.address.startswith(FRAGMENT):
            return self.address
        return " ".join(str(word) for word in json.loads(self.address[len(FRAGMENT) :]))


@dataclass(frozen=True)
class Told:
    """Where this machine's store stands, and what it holds of the addresses asked for."""

    applied: int
    holdings: tuple[Holding, ...]


def holdings(addresses: tuple[str, ...]) -> Told:
    """What the store holds of these, all at one moment. Raises StoreTrouble."""
    with shelf().guarded() as store, store.env.begin() as txn:
        position = store.position(txn)
        if position is None:
            return Told(0, tuple(Holding(address) for address in addresses))
        found = tuple(_holding(store, txn, position, address) for address in addresses)
        return Told(position.applied, found)


def _holding(store: Store, txn: Any, position: Position, address: str) -> Holding:
    raw = txn.get(store.page_key(address), db=store.pages)
    page = decode(raw) if raw is not None else None
    if page is None:
        return Holding(address)
    moved = tuple(_moved(store, txn, position, page))
    return Holding(
        address, page.as_of, _moment(page.rendered), _moment(page.until), page.status, page.keys,
        moved=moved,
        right=not moved and page.as_of >= position.start and page.fits(clock.now()),
        size=sum(part.length for part in page.segments if not isinstance(part, str)),
        packed=sum(len(part.deflated) for part in page.segments if not isinstance(part, str)),
        hits=hits.counted(shelf().folder, address),
        fragments=tuple(_holding(store, txn, position, each) for each in page.fragments),
    )


def _moved(
    store: Store, txn: Any, position: Position, page: StoredPage
) -> list[tuple[str, int]]:
    stamps = ((key, store.stamp_of(txn, position, key_digest(key))) for key in page.keys)
    ticks = ((key, int.from_bytes(stamp, "big")) for key, stamp in stamps)
    return [(key, tick) for key, tick in ticks if tick > page.as_of]


def _moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
