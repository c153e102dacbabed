"""What the index holds of a story: its words, what it is in, and when it is of.

No text is kept: what is shown comes from the record. `sketch` is what ranking looks at a second
time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline.archive.searching.sketches import sketch
from dateline.archive.searching.tokens import primary, signs, terms
from dateline.record.public import Block, Version

if TYPE_CHECKING:
    from tantivy import Document, Schema

LAYOUT = 2
"""Raise it when anything about the index changes: it is made anew then."""
MOST = 100_000
"""So many signs of a text are looked at."""
SAMPLES = 64
"""So many samples there are, by number: one, or each of several, is what facets of very many
stories are told from."""
FACETS = ("section", "dossier", "tag", "person", "place")
UNDATED = int(datetime(1000, 1, 1, tzinfo=UTC).timestamp())


@dataclass(frozen=True)
class Entry:
    """A story as it is put into the index; `terms` are numbers by facet."""

    id: str
    number: int
    version: int
    head: tuple[str, ...]
    body: tuple[str, ...]
    language: str = "en"
    at: datetime | None = None
    terms: dict[str, tuple[int, ...]] = field(default_factory=dict)


def schema() -> Schema:
    """The index's fields."""
    from tantivy import SchemaBuilder

    made = SchemaBuilder()
    made.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field("head", tokenizer_name="whitespace")
    made.add_text_field("text", tokenizer_name="whitespace")
    made.add_text_field("signs", tokenizer_name="whitespace", index_option="basic")
    made.add_bytes_field("sketch", stored=True)
    made.add_text_field("language", fast=True, tokenizer_name="raw", index_option="basic")
    made.add_unsigned_field("number", indexed=True, fast=True)
    made.add_unsigned_field("sample", indexed=True)
    made.add_unsigned_field("version", stored=True)
    made.add_integer_field("at", fast=True, indexed=True)
    for name in FACETS:
        made.add_unsigned_field(name, indexed=True, fast=True)
    return made.build()


def entry_of(story: Version) -> Entry:
    """A live story as it is found."""
    named = {"tag": [], "person": [], "place": []} if not story.tags else {
        name: [tag.number for tag in story.tags if _facet(tag.kind) == name]
        for name in ("tag", "person", "place")}
    places = [*([story.place.number] if story.place else []), *named["place"]]
    names = [*([story.place.name] if story.place else []), *(tag.name for tag in story.tags)]
    return Entry(
        story.guid, story.number, story.version, (story.headline, *names),
        (story.standfirst, *(text for block in story.blocks for text in texts_of(block)),
         *(author.name for author in story.authors)),
        story.language, story.published_at,
        {"section": (story.section.number,) if story.section else (),
         "dossier": tuple(each.number for each in story.dossiers),
         "tag": tuple(named["tag"]), "person": tuple(named["person"]),
         "place": tuple(dict.fromkeys(places))})


def _facet(kind: str) -> str:
    return kind if kind in ("person", "place") else "tag"


def texts_of(block: Block) -> Iterator[str]:
    """What a block says in words."""
    yield from (text for text in (block.text, block.speaker, block.role, *block.items) if text)
    yield from (cell for row in block.rows for cell in row if cell)
    yield from (picture.caption for picture in block.pictures if picture.caption)


def document_of(entry: Entry) -> Document:
    """The same for the index."""
    from tantivy import Document

    head, whole = words_of(entry)
    made = Document()
    made.add_text("id", entry.id)
    made.add_text("head", " ".join(head))
    made.add_text("text", " ".join(whole))
    made.add_bytes("sketch", sketch(whole))
    made.add_text("language", primary(entry.language))
    made.add_unsigned("number", entry.number)
    made.add_unsigned("sample", entry.number % SAMPLES)
    made.add_unsigned("version", entry.version)
    made.add_integer("at", int(entry.at.timestamp()) if entry.at else UNDATED)
    alone = {sign for text in _texts(entry) for sign in signs(text)}
    if alone:
        made.add_text("signs", " ".join(sorted(alone)))
    for name, numbers in entry.terms.items():
        for number in dict.fromkeys(numbers):
            made.add_unsigned(name, number)
    return made


def words_of(entry: Entry) -> tuple[list[str], list[str]]:
    """The words of headline and names, and those of the whole text, as the index keeps them."""
    words = [terms(text, entry.language) for text in _texts(entry)]
    head = [word for part in words[: len(entry.head)] for word in part]
    return head, [word for part in words for word in part]


def _texts(entry: Entry) -> list[str]:
    body, left = list[str](), MOST
    for text in (*entry.head, *entry.body):
        body.append(text[:left])
        left -= len(body[-1])
    return body
