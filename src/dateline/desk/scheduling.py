"""What falls due: embargoes to lift, stories to expire. The scheduler asks every second."""

from __future__ import annotations

import logging
import threading
from datetime import datetime

from django.db import Error, connection

from dateline.desk.acts import NoSuchStory, expire, lift
from dateline.desk.models import Story
from dateline.desk.table import NotAllowed
from dateline.desk.working import NotCopy
from dateline.lib import clock

log = logging.getLogger("dateline.desk")


def release_due(*, at: datetime | None = None) -> int:
    """Lift and expire what is due; returns how many. One that fails is logged and does not stop
    the others."""
    moment = at or clock.now()
    embargoed = Story.objects.filter(state="embargoed", embargo_until__lte=moment)
    over = Story.objects.filter(state="live", expires_at__lte=moment)
    due = [(lift, guid) for guid in _guids(embargoed.order_by("embargo_until"))]
    due += [(expire, guid) for guid in _guids(over.order_by("expires_at"))]  # type: ignore[list-item]
    return sum(_done(act, guid, moment) for act, guid in due)


def _guids(rows: object) -> list[str]:
    return [str(guid) for guid in rows.values_list("guid", flat=True)]  # type: ignore[attr-defined]


def _done(act: object, guid: str, moment: datetime) -> bool:
    try:
        act(guid, at=moment)  # type: ignore[operator]
    except (NotAllowed, NotCopy, NoSuchStory) as error:
        log.error("Story %s is due, but: %s", guid, error)
        return False
    return True


def keep_time(stop: threading.Event) -> None:
    """Release what is due, each second, until `stop` is set."""
    while not stop.is_set():
        try:
            release_due()
            stop.wait(1 - clock.now().microsecond / 1e6)
        except Error as trouble:
            log.warning("The scheduler goes on after: %s", trouble)
            connection.close()
            stop.wait(1.0)
    connection.close()
