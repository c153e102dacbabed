"""Pictures on the desk and in public stories, for tests that are about neither."""

from __future__ import annotations

import uuid
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction

from dateline.desk import public as desk
from dateline.record import public as record
from dateline.record.public import Block, Filing, Named, Picture, Published
from drawing import drawn, file_of

POLITICS = Named(str(uuid.UUID(int=7)), "section", "Politics")


def kept_picture(width: int = 400, height: int = 300, **said: Any) -> int:
    """The number of a picture on the desk."""
    usual = {"alt": "A bridge", "caption": "The bridge at noon.", "credit": "Ann Lee / Dateline"}
    file = BytesIO(file_of("JPEG", drawn(width, height)))
    return desk.add_picture(file, name="bridge.jpg", **usual | said)


def picture(width: int = 400, height: int = 300, **said: Any) -> Picture:
    """A picture as a story shows it; another size is another picture."""
    return desk.shown(kept_picture(width, height, **said))


def names(*pictures: Picture) -> list[str]:
    """The names of their files."""
    return [rendition.name for one in pictures for rendition in one.renditions]


def filing(headline: str = "A bridge opens", **fields: Any) -> Filing:
    """What is brought to the record."""
    usual = {"section": POLITICS, "blocks": (Block("paragraph", "The bridge is open."),)}
    return Filing(**{"guid": str(uuid.uuid4()), "headline": headline} | usual | fields)


def public(filed: Filing, *, at: datetime, **options: Any) -> Published:
    """Make it public, past the desk."""
    with transaction.atomic():
        return record.publish(filed, at=at, **options)


def with_picture(shown: Picture, *, at: datetime, **fields: Any) -> tuple[Filing, Published]:
    """A story that leads with a picture, and what the record says of it."""
    filed = filing(**{"picture": shown, "published_at": at} | fields)
    return filed, public(filed, at=at)
