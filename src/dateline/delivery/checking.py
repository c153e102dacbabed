"""What `dateline check` verifies of delivery: ticks, stamps, and stored pages against new ones."""

from __future__ import annotations

import random
from collections.abc import Iterator

from dateline.delivery.machine import shelf
from dateline.delivery.models import Head, Tick
from dateline.delivery.page import StoredPage
from dateline.delivery.pieces import Missing, render_piece
from dateline.delivery.rendering import READER, Snapshot, snapshot
from dateline.delivery.store import Store, key_digest
from dateline.delivery.ticks import apply_ticks
from dateline.lib.progress import Told, untold

SAMPLE = 200
_TRIES = 5


class Breach(Exception):
    """An invariant that does not hold; the text names the first place found."""


def check(*, every_page: bool = False, progress: Told = untold) -> Iterator[str]:
    """Yield a line for each thing verified; raises Breach, or StoreTrouble without a store."""
    with snapshot():
        yield _check_ticks()
    apply_ticks()
    with shelf().guarded() as store:
        yield _check_stamps(store)
        yield _check_pages(store, every_page, progress)


def _check_ticks() -> str:
    expected, last = 0, ""
    for n, token in Tick.objects.using(READER).order_by("n").values_list("n", "token").iterator():
        if n != expected:
            raise Breach(f"tick {expected} is missing: the next one is {n}")
        expected, last = expected + 1, token
    head = Head.objects.using(READER).get()
    if (head.n, head.token) != (expected - 1, last):
        raise Breach(f"the head says tick {head.n}, the last tick is {expected - 1}")
    return f"{head.n} ticks without a hole"


def _check_stamps(store: Store) -> str:
    with store.env.begin() as txn:
        position = store.position(txn)
        if position is None:
            raise Breach("the page store does not know where it stands")
        present = store.stamped(txn, position)
    due: dict[bytes, int] = {}
    ticks = Tick.objects.filter(n__gt=position.start, n__lte=position.applied).order_by("n")
    for tick in ticks.iterator():
        due.update((key_digest(key), tick.n) for key in tick.keys)
    for key, n in due.items():
        if present.get(key) != n:
            raise Breach(f"the stamp of tick {n} is missing from the page store ({key.hex()})")
    for key, n in present.items():
        if due.get(key) != n:
            raise Breach(f"the page store has a stamp {n} that no tick made ({key.hex()})")
    return f"{len(present)} stamps equal to the ticks {position.start}..{position.applied}"


def _check_pages(store: Store, every_page: bool, progress: Told) -> str:
    addresses = list(store.addresses())
    if not every_page:
        addresses = random.sample(addresses, min(SAMPLE, len(addresses)))
    compared = 0
    for done, address in enumerate(addresses, start=1):
        compared += _equal(store, address)
        progress("stored pages", done, len(addresses))
    return f"{compared} stored pages equal to new renderings"


def _equal(store: Store, address: str) -> bool:
    """Compare one page; False where it is not right any more and would be rendered anyway."""
    for _ in range(_TRIES):
        apply_ticks()
        with snapshot() as held:
            seen = store.look(address, held.moment)
            page = seen.right.get(address)
            if page is None:
                return False
            if seen.applied == held.as_of:
                _compare(page, held)
                return True
    return False


def _compare(page: StoredPage, held: Snapshot) -> None:
    try:
        new = render_piece(page.address, held)
    except Missing:
        raise Breach(f"the stored page {page.address} should be missing") from None
    if new.digest != page.digest or new.segments != page.segments:
        raise Breach(f"the stored page {page.address} differs from a new rendering")
