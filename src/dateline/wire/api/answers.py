"""Facts about a subscriber for its own machine: who it is, its ledger, its chain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max, Min

from dateline.delivery.public import epoch
from dateline.lib import clock
from dateline.people.public import in_newsroom_language
from dateline.wire.models import Allotment, Handover, Subscriber
from dateline.wire.subscribers.asking import MOST, Refused
from dateline.wire.subscribers.cursors import NotCursor, ReplayFrom, number_of, spelled
from dateline.wire.subscribers.equipping import SENT
from dateline.wire.subscribers.handing import last_of, receive
from dateline.wire.subscribers.telling import in_words
from dateline.wire.subscribers.writing import FORMATS

_RECEIPTS = ("pull", "stream")
"""The ways of which a subscriber says by itself what it has received."""


def me(subscriber: Subscriber) -> dict[str, Any]:
    """Who asks, what it is given, and how far it is."""
    mine, products = epoch(), list(subscriber.products.order_by("name"))
    with in_newsroom_language():
        words = in_words(products)
    last = Allotment.objects.filter(subscriber=subscriber).order_by("-number").first()
    number = last.number if last else 0
    return {
        "subscriber": subscriber.name,
        "products": [{"name": each.name, "selects": words[each.pk]} for each in products],
        "formats": list(FORMATS), "epoch": mine, "last": number,
        "cursor": spelled(mine, number), "received": _received(subscriber),
        "chain": last.chain if last else "",
    }


def _received(subscriber: Subscriber) -> dict[str, int]:
    """The last number that is received on each way on which anything is."""
    rows = Handover.objects.filter(subscriber=subscriber, received_at__isnull=False)
    found = {row["way"]: row["number"] for row in rows.values("way").annotate(number=Max("number"))}
    kept = subscriber.ways.values_list("kind").annotate(Min("number"))
    for kind, number in kept:
        if kind in SENT:  # of several machines the one that is behind
            found[kind] = number
        elif number:
            found[kind] = max(found.get(kind, 0), number)
    return {kind: number for kind, number in found.items() if number}


def take_receipt(subscriber: Subscriber, sent: Any) -> dict[str, Any]:
    """Note that everything up to a cursor is received, of what was handed over on a way."""
    if not isinstance(sent, dict) or not isinstance(sent.get("after"), str):
        raise Refused(400, 'Send a JSON object: {"after": "a cursor"}.')
    way = sent.get("way", "pull")
    if way not in _RECEIPTS:
        raise Refused(400, f"“way” is one of {', '.join(_RECEIPTS)}.")
    number = number_in(subscriber, sent["after"])
    if number:
        receive(subscriber.pk, way, number, at=clock.now())
    return {"way": way, "received": number, "cursor": spelled(epoch(), number)}


def receipts(subscriber: Subscriber, cursor: str, most: int) -> dict[str, Any]:
    """The ledger after a cursor, as the subscriber may see it: facts of what it was handed."""
    after = number_in(subscriber, cursor)
    numbers = list(Allotment.objects.filter(subscriber=subscriber, number__gt=after)
                   .order_by("number").values_list("number", flat=True)[:most])
    rows = Handover.objects.filter(subscriber=subscriber, number__in=numbers)
    return {
        "cursor": spelled(epoch(), numbers[-1] if numbers else after),
        "receipts": list(_facts(rows.order_by("number", "pk"))),
    }


def _facts(rows: Any) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {
            "number": row.number, "guid": row.guid.urn, "version": row.version, "way": row.way,
            "lane": row.lane,
            "format": row.form, "digest": f"sha-256:{row.digest}",
            "canceled": row.canceled, "handed": moment(row.first_at),
            "again": moment(row.last_at) if row.last_at != row.first_at else None,
            "received": moment(row.received_at) if row.received_at else None,
        }


def chain(subscriber: Subscriber, number: int) -> dict[str, Any]:
    """The chain's digest at a number: the same as in one's own entry, nothing is missing before."""
    row = Allotment.objects.filter(subscriber=subscriber, number=number).first()
    if row is None:
        raise Refused(404, f"This sequence has the numbers 1 to {last_of(subscriber.pk)}.")
    return {"number": number, "chain": row.chain, "cursor": spelled(epoch(), number)}


def number_in(subscriber: Subscriber, cursor: str) -> int:
    """The number of a cursor of this sequence; refused where it is of none."""
    mine = epoch()
    try:
        number = number_of(cursor, mine)
    except NotCursor as wrong:
        raise Refused(400, str(wrong)) from None
    except ReplayFrom as other:
        raise Refused(409, str(other), more={"cursor": other.cursor}) from None
    last = last_of(subscriber.pk)
    if number > last:
        raise Refused(400, f"The last number of this sequence is {last}: nothing is after "
                           f"{number}.", more={"cursor": spelled(mine, last)})
    return number


def limit_of(text: str) -> int:
    """How many numbers are asked for."""
    if not text:
        return MOST
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:9]) <= MOST:
        raise Refused(400, f"“limit” is a whole number from 1 to {MOST}.")
    return int(text)


def moment(at: datetime) -> str:
    """RFC 3339, in UTC."""
    return at.isoformat().replace("+00:00", "Z")
