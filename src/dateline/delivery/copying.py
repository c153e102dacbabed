"""Pages for who takes the whole site along: drawn past the store, many in one snapshot.

Within a snapshot nothing changes: a fragment is drawn once, and a selector that is asked the same
again is not asked again. Nothing is deflated, and nothing kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from django.db import transaction

from dateline.delivery.models import Head, Tick
from dateline.delivery.page import Page
from dateline.delivery.pieces import (
    FRAGMENT,
    MISSING,
    Fragment,
    Missing,
    draw,
    draw_piece,
    read_ahead,
    together,
)
from dateline.delivery.rendering import READER, Snapshot, remembered, rendering, snapshot

T = TypeVar("T")
Parts = tuple[Page, tuple[bytes | str, ...]]


@dataclass(frozen=True)
class Drawn:
    """What a view answered, its body with all fragments in it, and the keys of both."""

    page: Page
    body: bytes
    keys: frozenset[str]


@dataclass
class Frame:
    """What is the same in all pages of a copy: fragments named in `instead` are what that says,
    those named in `once` what they are when they are first drawn, and no page depends on them."""

    instead: Mapping[str, Fragment]
    once: frozenset[str]
    first: dict[str, bytes] = field(default_factory=dict)


class Drawing:
    """Pages as they are in one snapshot; see `drawing`."""

    def __init__(self, held: Snapshot, frame: Frame) -> None:
        self.held, self.frame = held, frame
        self._fragments: dict[str, tuple[bytes, frozenset[str]]] = {}

    def at(self, address: str) -> Drawn:
        """The page at an address; an unknown one gets the shared page of such."""
        try:
            return self._whole(partial(draw_piece, address))
        except Missing:
            return self._whole(partial(draw_piece, MISSING))

    def of(self, view: Callable[[], Page]) -> Drawn:
        """What a view answers that has no address here."""
        return self._whole(partial(draw, view))

    def asked(self, ask: Callable[[], T]) -> T:
        """What a selector answers; the pages drawn here do not ask it again."""
        with rendering(self.held.moment):
            return ask()

    def _whole(self, ask: Callable[[], Parts]) -> Drawn:
        with rendering(self.held.moment) as seen:
            page, parts = ask()
        names = list(dict.fromkeys(part for part in parts if isinstance(part, str)))
        for group in together(name for name in names if name not in self._fragments):
            with read_ahead(group):
                for name in group:
                    self._fragments[name] = self._fragment(name)
        body = b"".join(part if isinstance(part, bytes) else self._fragments[part][0]
                        for part in parts)
        return Drawn(page, body, frozenset(seen.keys).union(
            *(self._fragments[name][1] for name in names)))

    def _fragment(self, address: str) -> tuple[bytes, frozenset[str]]:
        name, *args = json.loads(address[len(FRAGMENT) :])
        if name in self.frame.instead:
            return self.frame.instead[name](*args).encode(), frozenset()
        if address in self.frame.first:
            return self.frame.first[address], frozenset()
        with rendering(self.held.moment) as seen:
            _, parts = draw_piece(address)
        body = b"".join(part for part in parts if isinstance(part, bytes))
        if name in self.frame.once:
            self.frame.first[address] = body
            return body, frozenset()
        return body, frozenset(seen.keys)


@contextmanager
def drawing(frame: Frame) -> Iterator[Drawing]:
    """A snapshot in which pages are drawn. It remembers all that it read: draw some hundred pages
    in one, and begin another."""
    with snapshot() as held, remembered():
        yield Drawing(held, frame)


@contextmanager
def still() -> Iterator[None]:
    """Within, nothing that shows changes: who would change it waits. Be quick, and only read."""
    with transaction.atomic():
        Head.objects.select_for_update().get()  # SQLite: this transaction is the only writing one
        yield


def touched(after: int) -> frozenset[str]:
    """The keys that ticks after this one touched."""
    rows = Tick.objects.using(READER).filter(n__gt=after).values_list("keys", flat=True)
    return frozenset(key for keys in rows.iterator(chunk_size=100) for key in keys)
