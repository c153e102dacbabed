"""From an item of another system to copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dateline.archive.bringing.parsing import BESIDE
from dateline.archive.bringing.shapes import Item, Kind
from dateline.desk.public import Copy, Tag
from dateline.formats.article import Article, ArticleBlock, PictureNote
from dateline.formats.articleparts import language as tag_of
from dateline.record.public import Block, Mark, Picture, TermKind

UNSORTED = "Unsorted"
Fetch = Callable[[str, str], Picture | None]
"""The picture at an address, relative ones below a folder; None where it cannot be had."""


@dataclass(frozen=True)
class Wishes:
    """What an import goes by where an archive says nothing. `base`: the old site's address."""

    base: str = ""

    section: str = UNSORTED
    language: str = "en"


def copy_of(item: Item, article: Article, wishes: Wishes, fetch: Fetch) -> Copy:
    """The item, whose body is the article, as copy; its pictures are fetched, and noted where they
    cannot be had."""
    blocks, lost = _blocks(_without_headline(article, item), item, fetch)
    lead = fetch(item.picture, item.folder) if item.picture else None
    if lead is not None:
        lead = replace(lead, alt=item.picture_alt or lead.alt,
                       caption=item.picture_caption or lead.caption)
    elif item.picture:
        lost = [item.picture, *lost]
    return Copy(
        headline=_short(item.headline) or _working(article, item),
        headline_missing=not item.headline, section=item.section or wishes.section,
        standfirst=item.standfirst, place=item.place or article.place,
        credit=item.credit or article.agency, authors=item.authors,
        tags=tuple(Tag(name, kind or _guess(article, name), guessed=not kind)
                   for name, kind in _once(item.tags)),
        blocks=blocks, published_at=item.published_at,
        dossiers=item.dossiers, language=tag_of(item.language) or wishes.language, picture=lead,
        note="\n".join(_notes(item, lost)), sources="\n".join(item.addresses[:5])[:2000],
        source=item.ref,
    )


def _without_headline(article: Article, item: Item) -> Article:
    """The article without a first heading that is the headline again."""
    first = next(iter(article.blocks), None)
    if first is None or first.kind != "heading" or first.text.casefold() != _short(
            item.headline).casefold():
        return article
    pictures = tuple(replace(one, at=max(0, one.at - 1)) for one in article.pictures)
    return replace(article, blocks=article.blocks[1:], pictures=pictures)


def _notes(item: Item, lost: list[str]) -> list[str]:
    said = [f"The date there: {item.date_said}"] if item.date_said else []
    return [*filter(None, [item.note]), *said,
            *(f"Picture not taken over: {address}" for address in lost)]


def _once(tags: tuple[tuple[str, Kind], ...]) -> list[tuple[str, Kind]]:
    return list({name.casefold(): (name, kind) for name, kind in tags if name.strip()}.values())


def _guess(article: Article, name: str) -> TermKind:
    known: dict[str, TermKind] = {tag.name.casefold(): tag.kind for tag in article.tags}
    return known.get(name.casefold(), "subject")


def _short(headline: str) -> str:
    return " ".join(headline.split())[:300]


def _working(article: Article, item: Item) -> str:
    """A headline from the text, for a story without one."""
    said = [article.headline, item.standfirst, *(block.words() for block in article.blocks)]
    first = " ".join(next((one for one in said if one.strip()), item.where).split())
    return first if len(first) <= 120 else (first[:120].rpartition(" ")[0] or first[:120]) + " …"


def _blocks(article: Article, item: Item, fetch: Fetch) -> tuple[tuple[Block, ...], list[str]]:
    """Blocks with the pictures between them, and the addresses of those that were not to be had."""
    made: list[Block] = []
    lost: list[str] = []
    notes: dict[int, list[PictureNote]] = {}
    for note in article.pictures:
        notes.setdefault(note.at, []).append(note)
    for at in range(len(article.blocks) + 1):
        for note in notes.get(at, ()):
            address = note.url.removeprefix(BESIDE)
            picture = fetch(address, item.folder) if address else None
            if picture is None:
                lost.append(address or note.alt)
            else:
                picture = replace(picture, alt=note.alt or picture.alt,
                                  caption=note.caption or picture.caption)
                made.append(Block("picture", pictures=(picture,)))
        if at < len(article.blocks):
            made.append(_block(article.blocks[at]))
    return tuple(made), [one for one in lost if one]


def _block(block: ArticleBlock) -> Block:
    marks = tuple(Mark(*mark) for mark in block.marks)  # type: ignore[arg-type]
    return Block(
        block.kind, block.text, block.speaker, block.role, marks, block.items, block.ordered,
        block.rows, block.header, url=block.url)
