"""Looking at a feed: asked for with what we know of it (RFC 9110 13), unchanged costs nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from dateline.lib import clock, fetch
from dateline.wire.models import Source
from dateline.wire.sources import listening
from dateline.wire.sources.leasing import failed, looked
from dateline.wire.sources.offering import offered
from dateline.wire.sources.receiving import MOST, receive

SECONDS = 20.0
LONGEST_ASKED = timedelta(days=1)  # what a server may ask us to wait
SLOWER, SLOWEST = 10, timedelta(hours=1)
"""A feed whose hub tells us of it is asked so many times less often, and at least each hour."""
_ACCEPT = ("application/feed+json, application/atom+xml, application/rss+xml, "
           "application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1")


class Refusing(Exception):
    """The server answered, and not with a feed."""

    def __init__(self, reason: str, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


def look_at_feed(source: Source) -> None:
    """Ask for a feed, take in what is new in it; if it names a hub, listen there.

    What goes wrong is written on the source in words; the next look comes later then.
    """
    try:
        answer = fetch.get(source.address, headers=_known(source), most=MOST, seconds=SECONDS)
        if answer.status == 304:
            looked(source, wait=_wait(source))
            listening.settle(source.pk)
            return
        _taken(source, answer)
    except (fetch.NoAnswer, Refusing) as trouble:
        failed(source, str(trouble), wait=getattr(trouble, "wait", None))
        return
    hub, topic = offered(answer)
    looked(source, wait=_wait(source), backlog_over=True, hub=hub, topic=topic,
           etag=answer.headers.get("etag", "")[:1000],
           last_modified=answer.headers.get("last-modified", "")[:100])
    listening.settle(source.pk)


def _wait(source: Source) -> timedelta:
    """Until the next look; longer while the feed's hub is relied on."""
    usual = timedelta(seconds=source.interval)
    return max(usual, min(usual * SLOWER, SLOWEST)) if listening.relied_on(source) else usual


def _known(source: Source) -> dict[str, str]:
    """Validators of the answer we have, if any."""
    known = {"accept": _ACCEPT, "if-none-match": source.etag,
             "if-modified-since": source.last_modified}
    return {name: value for name, value in known.items() if value}


def _taken(source: Source, answer: fetch.Answer) -> None:
    if answer.status in (429, 503):
        wait = asked_to_wait(answer.headers.get("retry-after", ""), clock.now())
        raise Refusing(f"it answered {answer.status}: come back later", wait)
    if answer.status == 410:
        raise Refusing("it answered 410: the feed is gone for good")
    if answer.status != 200:
        raise Refusing(f"it answered {answer.status}")
    receipt = receive(source, answer.body, name=answer.address, backlog=not source.backlog_over)
    if receipt.refused:
        raise Refusing(f"its answer is kept among the rejects: {receipt.refused}")
    if any(one.what != "same" for one in receipt.outcomes):
        listening.missed(source)


def asked_to_wait(said: str, now: datetime) -> timedelta | None:
    """What a Retry-After (RFC 9110 10.2.3) asks for, at most a day; None for none."""
    try:
        wait = timedelta(seconds=int(said)) if said.isdecimal() else (
            parsedate_to_datetime(said) - now)
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait, timedelta()), LONGEST_ASKED)
