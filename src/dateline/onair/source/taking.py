"""A source from its head to its end: let in, seated, read until it stops."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from dateline.onair.source import answers
from dateline.onair.source.bodies import BadBody, Body, Endless, body_of
from dateline.onair.source.heads import Head, fields
from dateline.onair.source.lines import Line
from dateline.onair.source.refusing import Refused, not_signed_in
from dateline.onair.source.seats import Seats, Source
from dateline.onair.source.signing import Gate, Signed, signed_of

log = logging.getLogger(__name__)
SILENT = 10.0
"""Seconds without a byte after which a source is dropped."""
RATE, AHEAD = 256 * 1024, 4 * 1024 * 1024
"""Bytes a second that are read from a source for long, and how many it may be ahead of them: a
file that is sent at once waits in its own program, not in our memory."""
PAUSE = 0.05
"""Seconds between two looks whether the mixer takes more."""
Mounts = Callable[[], tuple[str, ...]]


async def take(line: Line, head: Head, *, seats: Seats, gate: Gate, mounts: Mounts) -> bool:
    """Serve PUT, POST and SOURCE; whether the connection can go on. Raises Refused."""
    signed, mount = _signed(head), head.path.lstrip("/")
    if mount not in mounts():
        raise Refused(400, "There is no such mount.")
    body = body_of(head)
    who = await gate.let_in(mount, signed, line.address)
    kind = answers.kind_of(head.headers if head.version else _usual(head.headers))
    if body.over:
        await line.say(answers.done(head, keep=True))
        return True
    await seats.clear(mount, who)
    source = seats.take(mount, kind, who, signed=signed, transport=line.writer.transport)
    await _serve(line, source, seats, body=body, first=answers.go_on(head))
    if body.over and answers.expects(head):
        await line.say(answers.done(head))
    return False


async def take_shoutcast(line: Line, head: Head, *, seats: Seats, gate: Gate,
                         mounts: Mounts) -> None:
    """Serve a Shoutcast v1 source, which is on the usual mount, the last. Raises Refused."""
    signed, known = _signed(head), mounts()
    if not known:
        raise Refused(400, "There is no mount.")
    mount = known[-1]
    who = await gate.let_in(mount, signed, line.address)
    await seats.clear(mount, who)
    await line.say(answers.go_on(head))
    kind = await _shoutcast_kind(line)
    await seats.clear(mount, who)
    source = seats.take(mount, kind, who, signed=signed, transport=line.writer.transport)
    await _serve(line, source, seats, body=Endless(), first=b"")


def _signed(head: Head) -> Signed:
    signed = signed_of(head)
    if signed is None:
        raise not_signed_in("Sign in with a presenter's name and password.")
    return signed


def _usual(headers: dict[str, str]) -> dict[str, str]:
    """The two oldest ways know only MP3 and need not say so."""
    return {"content-type": "audio/mpeg"} | headers


async def _shoutcast_kind(line: Line) -> str:
    lines = (await line.fields()).decode("latin-1").replace("\r", "").split("\n")
    return answers.kind_of(_usual(fields(lines, strict=False)))


async def _serve(line: Line, source: Source, seats: Seats, *, body: Body, first: bytes) -> None:
    """Old programs send and close without an answer: their sound is taken all the same."""
    reason = "ended"
    try:
        with suppress(OSError):
            await line.say(first)
        reason = await pour(line, source, body)
    except asyncio.CancelledError:
        reason = "stopped"
        raise
    finally:
        seats.leave(source, reason)


async def pour(line: Line, source: Source, body: Body) -> str:
    """Give a source's sound on as it comes; why it ended: `ended`, `hung`, `broken` (chunks), or
    what the mixer says of what is no sound."""
    clock = asyncio.get_running_loop().time
    began, total = clock(), 0
    while not body.over:
        try:
            async with asyncio.timeout(SILENT):
                data = await line.read()
        except TimeoutError:
            return "hung"
        if not data:
            return "ended"
        try:
            sound = body.take(data)
        except BadBody:
            return "broken"
        source.write(sound, clock())
        total += len(data)
        ahead = total - AHEAD - RATE * (clock() - began)
        if ahead > 0:
            await asyncio.sleep(ahead / RATE)
        if refused := await _room(source):
            log.warning("the source on %s was ended: %s", source.mount, refused)
            return refused
    return "ended"


async def _room(source: Source) -> str:
    """Return once the mixer takes more: nothing is read meanwhile, so the program waits as well.

    If it takes no more at all, why.
    """
    while source.feed.full and not source.feed.over and not source.over:
        await asyncio.sleep(PAUSE)
        source.heard = asyncio.get_running_loop().time()  # it is not silent: we do not listen
    return "" if source.over else source.feed.over

