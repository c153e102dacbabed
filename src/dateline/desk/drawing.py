"""A story's pictures drawn for readers before the transaction that publishes it.

Drawing takes seconds, and the transaction holds the ledger's row: nobody else could publish.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from dateline.desk.models import Picture, Story


def draw_ahead(guid: str) -> None:
    """Draw what is not drawn yet; inside a transaction, leave it to the act itself."""
    if connection.in_atomic_block:
        return
    story = Story.objects.filter(guid=UUID(guid)).first()
    for picture in Picture.objects.filter(pk__in=story.pictures() if story else []):
        picture.shown()
