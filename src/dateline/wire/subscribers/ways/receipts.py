"""What came of a parcel: a receipt for these very bytes, or a trouble that the desk may hear of."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dateline.desk.public import NoSuchStory, notify
from dateline.wire.models import Handover, Way
from dateline.wire.subscribers.ways.errands import NotGiven
from dateline.wire.subscribers.ways.lanes import PATIENCE, Lane, backoff
from dateline.wire.subscribers.ways.parcels import Parcel

Given = tuple[Lane, Parcel, str]
"""A lane, the parcel it received, and the way in the ledger."""
_RECEIVED = (
    f"UPDATE {Handover._meta.db_table} SET received_at ="  # noqa: S608 - a table's own name
    " CASE WHEN first_at > %s THEN first_at ELSE %s END"
    " WHERE subscriber_id = %s AND way = %s AND lane = %s AND number = %s AND form = %s"
    " AND digest = %s AND received_at IS NULL"
)
_CALM = (
    f"UPDATE {Way._meta.db_table} SET number = %s, attempts = 0, next_at = NULL,"  # noqa: S608
    " failing_since = NULL, told_at = NULL, last_error = '' WHERE id = %s AND number = %s"
)
"""Only from the number before: an editor may have set it back while this one was under way."""
_NOTICED = f"UPDATE {Way._meta.db_table} SET noticed = %s WHERE id = %s AND noticed < %s"  # noqa: S608


def received(given: Sequence[Given], at: datetime) -> None:
    """Note the receipts: of these bytes only, whatever else was sent under the same number."""
    if not given:
        return
    moment = connection.ops.adapt_datetimefield_value(at)
    facts: list[tuple[Any, ...]] = []
    calm, noticed = [], []
    for lane, parcel, way in given:
        copy, held = parcel.copy, lane.way
        facts.append((moment, moment, held.subscriber_id, way, held.pk, copy.number, copy.form,
                      copy.digest))
        if parcel.notice:
            held.noticed = max(held.noticed, copy.number)
            lane.told, lane.tell_at = 0, None
            noticed.append((copy.number, held.pk, copy.number))
        else:
            held.number, held.attempts, held.last_error = copy.number, 0, ""
            held.next_at = held.failing_since = held.told_at = None
            calm.append((copy.number, held.pk, copy.number - 1))
    with connection.cursor() as cursor:
        for sql, rows in ((_RECEIVED, facts), (_CALM, calm), (_NOTICED, noticed)):
            if rows:
                cursor.executemany(sql, rows)


def failed(lane: Lane, parcel: Parcel, trouble: NotGiven, at: datetime) -> None:
    """Try again later; tell the desk when it fails for a day, or wants no more."""
    way = lane.way
    if parcel.notice and not trouble.gone:
        lane.told += 1
        lane.tell_at = at + backoff(lane.told, trouble.wait)
        return
    way.attempts += 1
    way.last_error = str(trouble)[:500]
    way.failing_since = way.failing_since or at
    way.next_at = at + backoff(way.attempts, trouble.wait)
    if trouble.gone:
        way.active = False
    late = at - way.failing_since >= PATIENCE
    if (trouble.gone or late) and way.told_at is None:
        way.told_at = at
        _tell(way, parcel)
    way.save(update_fields=["attempts", "last_error", "failing_since", "next_at", "active",
                            "told_at"])


def _tell(way: Way, parcel: Parcel) -> None:
    """A note to the people of the story that waits."""
    said = {
        "name": way.subscriber.name, "way": way.get_kind_display(), "why": way.last_error,
        "since": localtime(way.failing_since).isoformat(" ", "minutes"),
        "number": parcel.copy.number,
    }
    if way.active:
        text = _("%(name)s has received nothing by %(way)s since %(since)s: %(why)s. Its number "
                 "%(number)s waits, and nothing is left out.") % said
    else:
        text = _("%(name)s wants nothing more by %(way)s (%(why)s): it is paused at number "
                 "%(number)s until an editor goes on.") % said
    with suppress(NoSuchStory):
        notify(parcel.uuid, "wire", text)
