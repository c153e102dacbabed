"""What falls due: embargoes to lift, stories to expire. The scheduler asks every second."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import Error, connection

from dateline.desk.acts import NoSuchStory, expire, lift, publish
from dateline.desk.front.plans import release_planned
from dateline.desk.models import HELD, Story
from dateline.desk.table import NotAllowed
from dateline.desk.working import NotCopy
from dateline.lib import clock
from dateline.record.public import NotPossible, Published, over

log = logging.getLogger("dateline.desk")


def release_due(*, at: datetime | None = None) -> int:
    """Release, expire and put online what is due; returns how many. One that fails is logged and
    does not stop the others."""
    moment = at or clock.now()
    due = Story.objects.filter(state__in=HELD, release_at__lte=moment).order_by("release_at")
    held = [(str(guid), state) for guid, state in due.values_list("guid", "state")]
    released = sum(_done(RELEASE[state], guid, moment) for guid, state in held)
    expired = sum(_done(expire, guid, moment) for guid in over(moment))
    return released + expired + release_planned(moment)


RELEASE: dict[str, Callable[..., Published]] = {"embargoed": lift, "scheduled": publish}


def _done(act: Callable[..., Published], guid: str, moment: datetime) -> bool:
    try:
        act(guid, at=moment)
    except (NotAllowed, NotCopy, NoSuchStory, NotPossible) as error:
        _tell(guid, str(error))
        return False
    return True


def _tell(guid: str, trouble: str) -> None:
    """Say once what is wrong, here and on the desk; it is tried again each second."""
    rows = Story.objects.filter(guid=guid).exclude(trouble=trouble)
    if rows.update(trouble=trouble):
        log.error("Story %s is due, but: %s", guid, trouble)


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
