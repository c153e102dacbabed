"""Live stories' texts for who shows a few of many, as a search does: with nothing of a version that
a line does not need.

One statement of our own: to put Django's together takes longer than to run it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connections

from dateline.delivery.public import READER, depends_on, selector
from dateline.record.addresses import short_address, story_address
from dateline.record.blocks import block_of
from dateline.record.documents import Block
from dateline.record.models import Story
from dateline.record.past import ask
from dateline.record.reading import terms


@dataclass(frozen=True)
class Text:
    """A live story's text. `section` is a name, `authors` are numbers (see `named`)."""

    guid: str
    version: int
    code: str
    address: str
    headline: str
    standfirst: str
    language: str
    section: str
    authors: tuple[int, ...]
    blocks: tuple[Block, ...]
    published_at: datetime | None
    modified_at: datetime

    @property
    def short_address(self) -> str:
        """`/~CODE`."""
        return short_address(self.code)


_TEXTS = """SELECT story.guid, version.version, story.code, version.slug, version.headline,
version.standfirst, version.language, version.section, version.document, version.published_at,
version.modified_at, name.name, name.slug FROM record_story AS story
JOIN record_version AS version ON version.story_id = story.number AND version.to_seq IS NULL
LEFT JOIN record_termname AS name ON name.term_id = version.section AND name.to_seq IS NULL
WHERE story.state = 'live' AND version.state = 'live' AND story.guid IN ({})"""


@selector
def texts(guids: tuple[str, ...]) -> dict[str, Text]:
    """Those of these stories that are live, by guid."""
    depends_on("latest", "names")
    if not guids:
        return {}
    field, reader = Story._meta.get_field("guid"), connections[READER]
    rows = ask(_TEXTS.format(", ".join(["%s"] * len(guids))),
               [field.get_db_prep_value(UUID(guid), reader) for guid in guids])
    merged = {row[7] for row in rows if row[-1] is None}
    held = {number: (term.name, term.slug) for number, term in terms(merged, None).items()}
    found = (_text(row, *(held[row[7]] if row[-1] is None else row[-2:])) for row in rows)
    return {text.guid: text for text in found}


def _text(row: tuple[Any, ...], section: str, section_slug: str) -> Text:
    guid, version, code, slug, headline, standfirst, language, _, said, published, modified = (
        row[:11])
    document = json.loads(said)
    return Text(
        str(UUID(str(guid))), version, code, story_address(section_slug, slug, code), headline,
        standfirst, language, section, tuple(document["authors"]),
        tuple(block_of(block) for block in document["blocks"]), _moment(published),
        _moment(modified))


def _moment(told: datetime | None) -> Any:
    """SQLite tells it without its zone."""
    return told.replace(tzinfo=UTC) if told and told.tzinfo is None else told
