"""From what a codec read in a text to copy: its parts in the fields of a story."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import datetime

from django.utils.translation import gettext

from dateline.desk.working import Copy, Tag
from dateline.formats.article import Article, ArticleBlock
from dateline.formats.pagetext import PageText
from dateline.lib import canonical
from dateline.people.public import in_newsroom_language
from dateline.record.public import Block, Mark

_LONGEST = 120
_SENTENCE = re.compile(r".{40,}[.!?؟።。…](?=\s)")


def unsorted() -> str:
    """The section of what says none: readers may come to see it, so the newsroom's language."""
    with in_newsroom_language():
        return gettext("Unsorted")


def copy_of_page(page: PageText, published_at: datetime | None = None) -> Copy:
    """A page text as copy. It has no headline: a working one is made, and marked as missing."""
    return with_headline(Copy(
        headline="",
        section=page.section or unsorted(),
        standfirst=page.standfirst,
        place=page.place,
        credit=page.agency,
        dossiers=page.dossiers,
        tags=tuple(Tag(tag.name, tag.kind, guessed=True) for tag in page.tags),
        blocks=tuple(Block(block.kind, block.text) for block in page.blocks),
        related=page.related,
        published_at=published_at,
        source=f"page:{canonical.digest(asdict(page))}",
    ))


def copy_of_article(article: Article) -> Copy:
    """An article as copy; pictures are only noted, its address is kept with the sources."""
    pictures = [
        " · ".join(filter(None, (note.caption or note.alt, note.url))) for note in article.pictures
    ]
    copy = Copy(
        headline=article.headline,
        section=article.section or unsorted(),
        standfirst=article.standfirst,
        place=article.place,
        credit=article.agency,
        authors=article.authors,
        tags=tuple(Tag(tag.name, tag.kind, tag.guessed) for tag in article.tags),
        blocks=tuple(map(_block, article.blocks)),
        published_at=article.published_at,
        language=article.language or "en",
        note="\n".join(pictures),
        sources=article.address,
    )
    return with_headline(copy)


def _block(block: ArticleBlock) -> Block:
    marks = tuple(Mark(*mark) for mark in block.marks)  # type: ignore[arg-type]
    said = {name: value for name, value in vars(block).items() if name != "marks"}
    return Block(**said, marks=marks)


def with_headline(copy: Copy) -> Copy:
    """The copy; without a headline it gets a working one from its text, marked as missing."""
    if copy.headline:
        return copy
    texts = (copy.standfirst, *(said for block in copy.blocks for said in _said(block)))
    first = next((text for text in texts if text.strip()), "")
    return replace(copy, headline=_working(" ".join(first.split())), headline_missing=True)


def _said(block: Block) -> tuple[str, ...]:
    return (block.text, *block.items, *(cell for row in block.rows for cell in row))


def _working(text: str) -> str:
    """The text as a headline; of a longer one its first sentences, or words."""
    if len(text) <= _LONGEST:
        return text.rstrip(".")
    if sentence := _SENTENCE.match(text[: _LONGEST + 1]):
        return sentence[0].rstrip(".")
    return (text[:_LONGEST].rpartition(" ")[0] or text[:_LONGEST]) + " …"
