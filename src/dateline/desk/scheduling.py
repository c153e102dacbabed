"""What falls due: embargoes to lift, stories to expire. The scheduler asks every second."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import Error, connection

from dateline.desk.acts import NoSuchStory, expire, lift
from dateline.desk.models import Story
from dateline.desk.table import NotAllowed
from dateline.desk.working import NotCopy
from dateline.lib import clock
from dateline.record.public import NotPossible, Published, over

log = logging.getLogger("dateline.desk")


def release_due(*, at: datetime | None = None) -> int:
    """Lift and expire what is due; returns how many. One that fails is logged and does not stop
    the others."""
    moment = at or clock.now()
    embargoed = Story.objects.filter(state="embargoed", embargo_until__lte=moment)
    held = embargoed.order_by("embargo_until").values_list("guid", flat=True)
    lifted = sum(_done(lift, str(guid), moment) for guid in held)
    return lifted + sum(_done(expire, guid, moment) for guid in over(moment))


def _done(act: Callable[..., Published], guid: str, moment: datetime) -> bool:
    try:
        act(guid, at=moment)
    except (NotAllowed, NotCopy, NoSuchStory, NotPossible) as error:
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
