"""A scheduler that is killed and started again while the clock steps; `main()` is its own process.

It prints what was planned and what became of it, as one line of JSON.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import lmdb
from django.db import connections
from dying import AT, Doom, DoomedEnvironment, in_child, warm

from cast import all_checked, filed
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.lib import clock
from dateline.record import public as record

SPAN = 3600
STEPS = (1, 1, 7, 60, 300, -30, -200, 900)


def plan(seed: int, stories: int) -> list[tuple[str, str, str, str]]:
    """Stories held until random times, updates among them; some expire: guid, act, due, expiry."""
    pick, due = random.Random(seed), []
    for number in range(stories):
        release = AT + timedelta(seconds=pick.randint(1, SPAN))
        ends = release + timedelta(seconds=pick.randint(1, SPAN)) if pick.random() < 0.3 else None
        guid = filed(f"Story {number}", expires_at=ends)
        act = pick.choice(("embargo", "schedule", "update"))
        if act == "update":
            desk.publish(guid, at=AT)
            desk.save_draft(guid, {"standfirst": "Later."})
        (desk.embargo if act == "embargo" else desk.schedule)(guid, release)
        due.append((guid, act, release.isoformat(), ends.isoformat() if ends else ""))
    return due


def tick(moment: datetime, last: int, tell: Callable[[str], None]) -> None:
    """One look of a new process, which dies at its n-th write if it comes so far."""
    doom = Doom(last, tell)
    opened = lmdb.open
    lmdb.open = lambda *words, **named: DoomedEnvironment(opened(*words, **named), doom)
    with ExitStack() as stack:
        stack.enter_context(connections["default"].execute_wrapper(doom.statement))
        stack.enter_context(clock.at(moment))
        desk.release_due()


def look(_tell: Callable[[str], None]) -> dict[str, Any]:
    """What became of them."""
    all_checked()
    codes = {entry.code for _, entry in record.follow() if entry.code}
    guids = {code: record.guid_of(code) for code in codes}
    return {
        "entries": [(guids[entry.code], entry.act, entry.at.isoformat())
                    for _, entry in record.follow() if entry.code],
        "stories": [(str(story.guid), story.standing, story.trouble, bool(story.late_by))
                    for story in Story.objects.all()],
    }


def main(seed: int, stories: int) -> None:
    """Step the clock; every other process is killed on the way."""
    connections.close_all()
    warm()
    due = json.loads(in_child(lambda _: plan(seed, stories))[1])
    pick, now, furthest, died = random.Random(seed), AT, AT, 0
    while furthest < AT + timedelta(seconds=2 * SPAN + 60):
        step = timedelta(seconds=pick.choice(STEPS), microseconds=pick.randint(0, 999_999))
        now = max(AT, now + step)
        furthest = max(now, furthest)
        last = pick.randint(1, 60) if pick.random() < 0.5 else 10**9
        died += bool(in_child(partial(tick, now, last))[0])
    in_child(partial(tick, furthest, 10**9))
    sys.stdout.write(json.dumps({"due": due, "died": died} | json.loads(in_child(look)[1])) + "\n")
