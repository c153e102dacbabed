"""From an address to exact bytes: stored pieces that fit together, or new renderings of them."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from dataclasses import dataclass

from dateline.delivery.machine import shelf
from dateline.delivery.page import StoredPage
from dateline.delivery.pieces import MISSING, Missing, render_piece
from dateline.delivery.rendering import snapshot
from dateline.delivery.store import Look, StoreTrouble
from dateline.delivery.ticks import apply_ticks
from dateline.lib import clock

log = logging.getLogger("dateline.delivery")
_TRIES = 4
_PAUSE = 60.0
_PATIENCE = 0.5
_turns = threading.BoundedSemaphore(2)
_said = {"last": -_PAUSE}


@dataclass(frozen=True)
class Whole:
    """A page with its fragments, all right at the same moment."""

    page: StoredPage
    fragments: dict[str, StoredPage]

    @property
    def body(self) -> bytes:
        """The page's bytes, fragments spliced in."""
        return b"".join(
            part if isinstance(part, bytes) else self._bytes(part) for part in self.page.segments
        )

    def _bytes(self, reference: str) -> bytes:
        return b"".join(p for p in self.fragments[reference].segments if isinstance(p, bytes))

    @property
    def etag(self) -> str:
        """Strong validator, from the pieces' digests and the epoch (RFC 9110 8.8.3)."""
        state = hashlib.blake2b(self.page.epoch.encode(), digest_size=16)
        state.update(self.page.digest)
        for reference in self.page.fragments:
            state.update(self.fragments[reference].digest)
        return f'"{state.hexdigest()}"'

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key the whole depends on."""
        pieces = (self.page, *self.fragments.values())
        return tuple(dict.fromkeys(key for piece in pieces for key in piece.keys))


def stored(address: str) -> Whole | None:
    """The page if the store has every piece of it right; asks neither Django nor the database."""
    try:
        with shelf().guarded() as store:
            if not store.followed:
                return None
            return _fitting(address, store.look(address, clock.now()))
    except StoreTrouble:
        return None


def _fitting(address: str, seen: Look) -> Whole | None:
    if seen.wanting or seen.ahead:
        return None
    fragments = {name: piece for name, piece in seen.right.items() if name != address}
    return Whole(seen.right[address], fragments)


def serve(address: str) -> Whole:
    """The page at an address, exact; an unknown address gets the shared page of such."""
    try:
        return _serve(address)
    except Missing:
        return _serve(MISSING)


def _serve(address: str) -> Whole:
    try:
        for _ in range(_TRIES):
            with shelf().guarded() as store:
                if not store.followed:
                    apply_ticks()
                seen = store.look(address, clock.now())
                whole = _fitting(address, seen)
                if whole is not None:
                    return whole
                if seen.ahead or seen.applied < 0:
                    apply_ticks()
                for piece in _render(seen.wanting):
                    store.put(piece)
    except StoreTrouble as trouble:
        _say(trouble)
    return fresh(address)


def _say(trouble: StoreTrouble) -> None:
    """Warn of a store in trouble, once a minute: every request meets it."""
    now = time.monotonic()
    if now - _said["last"] > _PAUSE:
        _said["last"] = now
        log.warning("Rendered without the page store: %s", trouble)


def _render(wanting: list[str]) -> list[StoredPage]:
    if not wanting:
        return []
    with snapshot() as held:
        return [render_piece(address, held) for address in wanting]


class Crowded(Exception):
    """Too many pages that are not kept are asked for at once: it may be asked again."""


def unkept(address: str) -> Whole:
    """The page rendered now and not kept, two at a time in a process; raises Crowded.

    For addresses without end, such as moments of the past: they must not fill the store.
    """
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
    with snapshot() as held:
        page = render_piece(address, held)
        return Whole(page, {name: render_piece(name, held) for name in page.fragments})
