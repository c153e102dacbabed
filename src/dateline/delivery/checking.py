"""What `dateline check` verifies of delivery: ticks, stamps, and stored pages against new ones."""

from __future__ import annotations

import random
from collections.abc import Iterator

from dateline.delivery.machine import shelf
from dateline.delivery.models import Head, Tick
from dateline.delivery.page import StoredPage
from dateline.delivery.pieces import Missing, render_piece
from dateline.delivery.rendering import snapshot
from dateline.delivery.store import Position, Store, key_digest
from dateline.delivery.ticks import apply_ticks
from dateline.lib import clock

SAMPLE = 200


class Breach(Exception):
    """An invariant that does not hold; the text names the first place found."""


def check(*, every_page: bool = False) -> Iterator[str]:
    """Yield a line for each thing verified; raises Breach, or StoreTrouble without a store."""
    yield _check_ticks()
    apply_ticks()
    with shelf().guarded() as store, store.env.begin() as txn:
        position = store.position(txn)
        if position is None:
            raise Breach("the page store does not know where it stands")
        yield _check_stamps(store, position)
        yield _check_pages(store, position, every_page)


def _check_ticks() -> str:
    expected, last = 0, ""
    for n, token in Tick.objects.order_by("n").values_list("n", "token").iterator():
        if n != expected:
            raise Breach(f"tick {expected} is missing: the next one is {n}")
        expected, last = expected + 1, token
    head = Head.objects.get()
    if (head.n, head.token) != (expected - 1, last):
        raise Breach(f"the head says tick {head.n}, the last tick is {expected - 1}")
    return f"{head.n} ticks without a hole"


def _check_stamps(store: Store, position: Position) -> str:
    due: dict[bytes, int] = {}
    ticks = Tick.objects.filter(n__gt=position.start, n__lte=position.applied).order_by("n")
    for tick in ticks.iterator():
        due.update((key_digest(key), tick.n) for key in tick.keys)
    present = store.stamped()
    for key, n in due.items():
        if present.get(key, 0) < n:
            raise Breach(f"a stamp of tick {n} is missing from the page store ({key.hex()})")
    for key, n in present.items():
        if n <= position.applied and due.get(key) != n:
            raise Breach(f"the page store has a stamp {n} that no tick made ({key.hex()})")
    return f"{len(present)} stamps equal to the ticks {position.start}..{position.applied}"


def _check_pages(store: Store, position: Position, every_page: bool) -> str:
    pages = _right(store)
    if not every_page and len(pages) > SAMPLE:
        pages = random.sample(pages, SAMPLE)
    compared = 0
    for page in pages:
        with snapshot() as held:
            if held.as_of != position.applied:
                return f"{compared} stored pages equal to new renderings (then a tick came)"
            _compare(page, held)
        compared += 1
    return f"{compared} stored pages equal to new renderings"


def _right(store: Store) -> list[StoredPage]:
    moment = clock.now()
    with store.env.begin() as txn:
        return [p for p in store.addresses() if p.fits(moment) and store.unstamped(txn, p)]


def _compare(page: StoredPage, held: object) -> None:
    try:
        new = render_piece(page.address, held)  # type: ignore[arg-type]
    except Missing:
        raise Breach(f"the stored page {page.address} should be missing") from None
    if new.digest != page.digest:
        raise Breach(f"the stored page {page.address} differs from a new rendering")
