"""Which watched fragments have changed: asked once for all streams of a process that watch them.

When the head word has moved, the stamps of every distinct fragment are compared in one transaction
of the store. Those that are not right any more are brought up as for a page: by one process of the
machine, in a snapshot. A rendering with the same bytes as before is no change.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import close_old_connections

from dateline.delivery.machine import shelf
from dateline.delivery.page import StoredPage
from dateline.delivery.serving import exact
from dateline.delivery.shelf import StoreTrouble
from dateline.delivery.store import Position, Store
from dateline.delivery.streams_tokens import Moment
from dateline.delivery.ticks import apply_ticks
from dateline.lib import clock

log = logging.getLogger("dateline.delivery")


@dataclass(slots=True, eq=False)
class Watch:
    """One fragment that open pages show; `event` tells its rendering, once for all of them."""

    token: str
    address: str
    page: StoredPage | None = None
    event: bytes = b""
    streams: set[Any] = field(default_factory=set)

    def renew(self) -> bool:
        """Bring it up to now; True if its bytes are others than before."""
        page = exact(self.address).page
        same = self.page is not None and self.page.digest == page.digest
        same = same and self.page is not None and self.page.epoch == page.epoch
        self.page = page
        if not same:
            self.event = event(self.token, page)
        return not same

    def moved(self, since: Moment) -> bool:
        """Whether it may be another one than who has seen everything up to then was told.

        What is right now, and was rendered by then, is what he was told.
        """
        page = self.page
        return page is None or page.epoch != since.epoch or page.as_of > since.tick or (
            page.since is not None and page.since * 1000 > since.milliseconds
        )


@dataclass(frozen=True)
class Seen:
    """What one look found: what changed, up to when everything is told, and when to look again.

    `at` is None if something could not be rendered: then nobody may believe to know everything.
    `word` is that of the position looked at: the head word moves before a store is committed, and
    another build's publisher moves it before this store is told at all.
    """

    changed: Sequence[Watch]
    at: Moment | None
    until: float
    word: int


def event(token: str, page: StoredPage) -> bytes:
    """One event (WHATWG HTML 9.2.6): the token, the tick of the rendering, and its bytes.

    It carries no id: that comes when everything of the same look is told.
    """
    told = {"f": token, "n": page.as_of, "html": plain(page)}
    return f"data: {json.dumps(told, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


def plain(page: StoredPage) -> str:
    """A fragment's bytes, as they are spliced into pages."""
    return b"".join(part.plain for part in page.segments if not isinstance(part, str)).decode()


def look(watches: Sequence[Watch]) -> Seen:
    """Bring these up to now. Raises StoreTrouble: nothing can be said just now."""
    close_old_connections()
    moment = clock.now()
    with shelf().guarded() as store:
        if not store.followed:
            apply_ticks()
        position, stale = _stale(store, watches, moment)
    changed, whole = [], True
    for watch in stale:
        try:
            if watch.renew():
                changed.append(watch)
        except Exception:
            log.exception("The fragment %s could not be rendered for open pages.", watch.address)
            whole = False
    at = Moment(position.epoch, position.applied, int(moment.timestamp() * 1000))
    ends = [w.page.until for w in watches if w.page is not None and w.page.until is not None]
    until = min(ends, default=float("inf"))
    return Seen(changed, at if whole else None, until, position.word)


def _stale(
    store: Store, watches: Sequence[Watch], moment: datetime
) -> tuple[Position, list[Watch]]:
    """Where the store stands, and what is not right there."""
    with store.env.begin() as txn:
        position = store.position(txn)
        if position is None:
            raise StoreTrouble("the page store is new")
        right = (
            (watch, watch.page) for watch in watches
            if watch.page is not None and watch.page.epoch == position.epoch
            and watch.page.fits(moment)
        )
        fresh = {watch for watch, page in right if store.unstamped(txn, position, page)}
    return position, [watch for watch in watches if watch not in fresh]
