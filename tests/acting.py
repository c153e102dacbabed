"""Every act of the table with what it needs, and how a story comes to stand in each state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cast import filed
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.lib import clock
from dateline.people.public import User

BRINGS = {
    "draft": [], "in review": ["submit"], "scheduled": ["schedule"], "embargoed": ["embargo"],
    "live": ["publish"], "live with a draft": ["publish", "save"],
    "update scheduled": ["publish", "save", "schedule"],
    "withdrawn": ["publish", "withdraw"], "expired": ["publish", "expire"],
    "killed": ["publish", "kill"], "undated": ["publish"],
}
"""The acts that bring a new draft into a state; an undated story is a backfile."""
UNSEEN = ("save", "submit", "return", "embargo", "schedule", "discard", "rebase")
"""Acts that nobody outside may notice: no entry, no tick."""


def do(act: str, guid: str, by: User | None = None) -> Any:
    """One act through the door, by somebody; without one, by the house."""
    saved = Story.objects.filter(guid=guid).values_list("saved_at", flat=True).first()
    later = (saved or clock.now()) + timedelta(days=1)  # it may be thrown away at this instant
    needs: dict[str, Callable[[], Any]] = {
        "save": lambda: desk.save_draft(guid, {"standfirst": "Rewritten."}, by=by),
        "submit": lambda: desk.submit(guid, by=by),
        "return": lambda: desk.send_back(guid, "Who?", by=by),
        "embargo": lambda: desk.embargo(guid, later, by=by),
        "schedule": lambda: desk.schedule(guid, later, by=by),
        "lift": lambda: desk.lift(guid, by=by),
        "publish": lambda: desk.publish(guid, by=by),
        "update": lambda: desk.update(guid, {"standfirst": "It is busy."}, by=by),
        "correct": lambda: desk.correct(guid, {"credit": "B"}, wrong="A", right="B", by=by),
        "resection": lambda: desk.resection(guid, "World", by=by),
        "withdraw": lambda: desk.withdraw(guid, "We took it down.", by=by),
        "expire": lambda: desk.expire(guid, by=by),
        "kill": lambda: desk.kill(guid, "It was wrong.", reason="one source", by=by),
        "erase": lambda: desk.erase(guid, "Erased by law.", by=by),
        "discard": lambda: desk.discard(guid, by=by),
        "rebase": lambda: desk.rebase(guid, {"standfirst": "x"}, onto=1, by=by),
    }
    return needs[act]()


def brought(state: str, headline: str = "A bridge opens") -> str:
    """The guid of a story in this state."""
    guid = filed(headline, backfile=state == "undated")
    for act in BRINGS[state]:
        do(act, guid)
    return guid
