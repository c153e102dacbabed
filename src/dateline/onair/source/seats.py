"""Which source is on which mount: one each, and who may take another's place."""

from __future__ import annotations

import asyncio
import hmac
from dataclasses import dataclass, field

from dateline.onair.shapes import Feed, Intake, Who
from dateline.onair.source.refusing import Refused
from dateline.onair.source.signing import Signed

HALF_OPEN = 1.5
"""Seconds without a byte after which a source is taken for gone when its presenter comes again.
An Ogg page holds up to one second."""


@dataclass(eq=False)
class Source:
    """A source that is connected."""

    mount: str
    who: Who
    feed: Feed
    transport: asyncio.WriteTransport
    signed: Signed = field(repr=False)
    heard: float
    """When its last byte came, by the loop's clock."""
    over: str = ""
    """Why it ended; empty while it is there."""

    def write(self, data: bytes, at: float) -> None:
        """Give its sound on, unless it is over."""
        if not self.over:
            self.heard = at
            if data:
                self.feed.write(data)

    def end(self, reason: str) -> None:
        """It is over; the first reason stays."""
        if not self.over:
            self.over = reason
            self.feed.end(reason)

    def signed_as(self, signed: Signed) -> bool:
        """Whether this is how it signed in; without a username the password must do."""
        user, password = signed
        same = hmac.compare_digest(password.encode(), self.signed[1].encode())
        return same and user in ("", self.signed[0])


class Seats:
    """The mounts' sources; used in the loop's thread."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._on: dict[str, Source] = {}

    def at(self, mount: str) -> Source | None:
        """The source on a mount."""
        return self._on.get(mount)

    def on(self) -> dict[str, Who]:
        """Every mount with a source, and whose."""
        return {mount: source.who for mount, source in self._on.items()}

    async def clear(self, mount: str, who: Who) -> None:
        """Return once this presenter may `take` the mount at once; raises Refused (403).

        A source of the same presenter gives way if not a byte comes from it for HALF_OPEN.
        """
        old = self._on.get(mount)
        if old and old.who.presenter == who.presenter:
            heard = old.heard
            await asyncio.sleep(heard + HALF_OPEN - asyncio.get_running_loop().time())
            if self._on.get(mount) is old and old.heard == heard:
                return
        if self._on.get(mount):
            raise Refused(403, "The mount is in use.")

    def take(self, mount: str, kind: str, who: Who, *, signed: Signed,
             transport: asyncio.WriteTransport) -> Source:
        """Put a source there; one that is there is taken over."""
        self.drop(mount, "taken over")
        source = Source(mount, who, self._intake.open(mount, kind, who), transport, signed,
                        asyncio.get_running_loop().time())
        self._on[mount] = source
        return source

    def leave(self, source: Source, reason: str) -> None:
        """A source is over by itself."""
        if self._on.get(source.mount) is source:
            del self._on[source.mount]
        source.end(reason)

    def drop(self, mount: str, reason: str) -> None:
        """End a mount's source, if there is one, and its connection."""
        source = self._on.get(mount)
        if source:
            self.leave(source, reason)
            source.transport.abort()
