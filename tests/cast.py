"""The copy our reporter files, and how our editor makes it public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.desk.public import Block, Copy, Published
from dateline.record import public as record


def story(headline: str = "A bridge opens", **fields: Any) -> Copy:
    """Copy as our reporter files it; any field of `Copy` may be given."""
    usual = {"section": "Politics", "blocks": (Block("paragraph", "The bridge is open."),)}
    return Copy(headline, **usual | fields)


def filed(headline: str = "A bridge opens", *, backfile: bool = False, **fields: Any) -> str:
    """The guid of a draft."""
    return desk.file_story(story(headline, **fields), backfile=backfile)


def live(headline: str = "A bridge opens", *, at: datetime, **fields: Any) -> tuple[str, Published]:
    """A story that our editor published: its guid, and what the record says of it."""
    guid = filed(headline, **fields)
    return guid, desk.publish(guid, at=at)


def tick() -> int:
    """The number of the last tick."""
    with delivery.snapshot() as held:
        return held.as_of


def ledger() -> tuple[int, int]:
    """What no refused act may move: the last entry and the last tick."""
    return record.head(), tick()


def all_checked(*, every_page: bool = True) -> list[str]:
    """Everything `dateline check --all` verifies; raises at the first breach."""
    return [*record.check(), *desk.check(), *delivery.check(every_page=every_page)]
