"""The worker looks after the radio: notices that it is gone, and ends bulletins that are over."""

from __future__ import annotations

import logging
import threading
from datetime import datetime

from django.db import DatabaseError, InterfaceError, connections, transaction

from dateline.lib import clock
from dateline.onair.alarming import begin_alarm
from dateline.onair.models import OnAir, Station
from dateline.onair.now import ALIVE, OFF
from dateline.onair.telling import tell_off

log = logging.getLogger("dateline.onair")
EVERY = 2.0


def look_after(stop: threading.Event) -> None:
    """Look every two seconds until told to stop."""
    while not stop.wait(EVERY):
        try:
            look(at=clock.now())
        except (DatabaseError, InterfaceError) as error:
            log.warning("the radio could not be looked after: %s", str(error).strip())
            connections.close_all()
        except Exception:
            log.exception("the radio could not be looked after")


def look(*, at: datetime) -> None:
    """Once. A radio that has said nothing for 15 s is heard no more; it is not said twice."""
    gone = OnAir.objects.filter(pk=1, heartbeat__lt=at - ALIVE).exclude(kind=OFF)
    if not gone.exists():
        return
    with transaction.atomic():
        if gone.select_for_update().first() is None or not Station.objects.exists():
            return  # it spoke meanwhile
        begin_alarm(OFF, "", at=at)
        tell_off(at=at)
