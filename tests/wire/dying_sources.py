"""Copy in, killed at each of its writes in turn; run as a process of its own by its test.

It prints a line of JSON for each death, and one for the survivor.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connections, transaction
from dying import AT, Doom, in_child

from agency import copy, killed, source, trusted
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.lib import clock
from dateline.people.public import User
from dateline.record import public as record
from dateline.wire.models import Arrival, Incoming, Source
from dateline.wire.sources.checking import check as check_sources
from dateline.wire.sources.consequences import carry_out_due
from dateline.wire.sources.receiving import receive
from dateline.wire.sources.taking import take
from desking import person

MOST = 80


def _agency() -> Source:
    return Source.objects.get()


def _take() -> None:
    take(Incoming.objects.get().pk, by=User.objects.get())


def _publish() -> None:
    receive(_agency(), copy())
    carry_out_due()


def _kill() -> None:
    receive(_agency(), killed())
    carry_out_due()


READY: dict[str, Callable[[], Any]] = {
    "receive": source, "publish": trusted,
    "take": lambda: (receive(source(), copy()), person("editor")),
    "kill": lambda: (receive(trusted(), copy()), carry_out_due()),
}
ACTS: dict[str, Callable[[], Any]] = {
    "receive": lambda: receive(_agency(), copy()), "publish": _publish, "take": _take,
    "kill": _kill,
}


def state() -> dict[str, Any]:
    """What stands now; raises if anything is in breach."""
    assert list(check_sources()) and list(record.check()) and list(desk.check())
    row = Incoming.objects.first()
    story = desk.find(guid=str(row.story)) if row and row.story else None
    return {"state": row.state if row else "", "pending": row.pending if row else "",
            "arrivals": Arrival.objects.count(), "stories": Story.objects.count(),
            "standing": story.standing if story else "", "seq": record.head()}


def _at_noon(work: Callable[[], Any]) -> Any:
    with clock.at(AT):
        return work()


def _doomed(act: str, last: int, tell: Callable[[str], None]) -> None:
    doom = Doom(last, tell)
    with connections["default"].execute_wrapper(doom.statement):
        _at_noon(ACTS[act])


def _resumed(act: str) -> dict[str, Any]:
    """What a process does that knows nothing of the death: it finishes; then all comes again."""
    def work() -> dict[str, Any]:
        carry_out_due()
        found = state()
        ACTS[act]()
        carry_out_due()
        return {"found": found, "after": state()}
    return dict(_at_noon(work))


def _anew(act: str) -> None:
    """The newsroom as it was before the act, in the same database."""
    with transaction.atomic():
        desk.begin_anew(sections=[])
    Arrival.objects.all().delete()
    Incoming.objects.all().delete()
    Source.objects.all().delete()
    User.objects.all().delete()
    _at_noon(READY[act])


def main(act: str) -> None:
    """Die at step 1, 2, 3 … until the act is through before it."""
    connections.close_all()
    for last in range(1, MOST):
        assert in_child(lambda _: _anew(act))[0] == 0
        died, told = in_child(partial(_doomed, act, last))
        resumed = json.loads(in_child(lambda _: _resumed(act))[1])
        sys.stdout.write(json.dumps({"died": died, "told": told} | resumed) + "\n")
        sys.stdout.flush()
        if not died:
            return
