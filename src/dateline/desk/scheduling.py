"""What falls due: stories and updates to release, stories to expire. Looked at each second.

What is due was listed a moment ago; each act looks again under the story's lock, so that nothing
goes out that an editor has put off, taken back or stopped meanwhile.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import Error, InterfaceError, OperationalError, connections, transaction

from dateline.desk.acts import NoSuchStory, expire, lift, publish, update
from dateline.desk.drawing import draw_ahead
from dateline.desk.front.plans import release_planned
from dateline.desk.models import Story
from dateline.desk.table import NotAllowed
from dateline.desk.working import NotCopy
from dateline.lib import clock
from dateline.people.public import in_newsroom_language
from dateline.record.public import NotPossible, Published, over, public_filing

log = logging.getLogger("dateline.desk")
Act = Callable[[str, datetime], bool]


def release_due(*, at: datetime | None = None) -> int:
    """Release, expire and put online what is due; returns how many. One that fails is told on the
    desk, logged once, and does not stop the others."""
    with in_newsroom_language():  # what cannot be done is kept in words
        return _release_due(at)


def _release_due(at: datetime | None) -> int:
    moment = at or clock.now()
    due = Story.objects.filter(release_at__lte=moment).order_by("release_at", "pk")
    held = [str(guid) for guid in due.values_list("guid", flat=True)]
    released = sum(_done(_release, guid, at or clock.now()) for guid in held)
    expired = sum(_done(_expire, guid, at or clock.now()) for guid in over(moment))
    return released + expired + release_planned(moment)


RELEASE: dict[str, Callable[..., Published]] = {
    "embargoed": lift, "scheduled": publish, "live": update,
}


def _release(guid: str, moment: datetime) -> bool:
    draw_ahead(guid)
    with transaction.atomic():
        held = Story.objects.select_for_update(of=("self",))
        story = held.filter(guid=guid, release_at__lte=moment).first()
        if story is None:
            return False
        RELEASE[story.state](guid, at=moment)
        return True


def _expire(guid: str, moment: datetime) -> bool:
    with transaction.atomic():
        held = Story.objects.select_for_update(of=("self",))
        if not held.filter(guid=guid, live=True).exists():
            return False
        ends = public_filing(guid).expires_at
        if ends is None or ends > moment:
            return False
        expire(guid, at=moment)
        return True


def _done(act: Act, guid: str, moment: datetime) -> bool:
    try:
        return act(guid, moment)
    except (NotAllowed, NotCopy, NoSuchStory, NotPossible) as refused:
        _tell(guid, str(refused))
    except (OperationalError, InterfaceError):
        raise  # the database itself: it is no fault of this story
    except Exception as error:
        _tell(guid, f"{type(error).__name__}: {error}", error)
    return False


def _tell(guid: str, trouble: str, error: Exception | None = None) -> None:
    """Say once what is wrong, here and on the desk; it is tried again each second."""
    rows = Story.objects.filter(guid=guid).exclude(trouble=trouble)
    if rows.update(trouble=trouble):
        log.error("Story %s is due, but: %s", guid, trouble, exc_info=error)


def keep_time(stop: threading.Event) -> None:
    """Release what is due, each second, until `stop` is set. Nothing else ends it."""
    told = ""
    while not stop.is_set():
        try:
            release_due()
            told = ""
            stop.wait(1 - clock.now().microsecond / 1e6)
        except Exception as trouble:
            if str(trouble) != told:
                log.warning("The scheduler goes on after: %s", trouble,
                            exc_info=not isinstance(trouble, Error))
            told = str(trouble)
            connections.close_all()
            stop.wait(1.0)
    connections.close_all()
