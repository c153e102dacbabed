"""From an item of another system to copy."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from urllib.parse import urljoin

from dateline.archive.bringing.resting import rest_of
from dateline.archive.bringing.shapes import Item, Kind
from dateline.desk.public import Copy, Tag
from dateline.formats.article import Article, ArticleBlock, NotArticle, PictureNote, parse
from dateline.formats.articleparts import language as tag_of
from dateline.record.public import Block, Mark, Picture, TermKind

UNSORTED = "Unsorted"
Fetch = Callable[[str, str], Picture | None]
"""The picture at an address, relative ones below a folder; None where it cannot be had."""


_RELATIVE = re.compile(
    r"""(<(?:img|a)\b[^>]{0,2000}?\b(src|href)\s*=\s*)(["'])(?![a-zA-Z][a-zA-Z+.-]*:|//|#)([^"']*)\3""",
    re.I)
BESIDE = "https://beside.invalid/"
"""Stands before the relative address of a picture, which is looked for beside the archive."""


@dataclass(frozen=True)
class Wishes:
    """What an import goes by where an archive says nothing. `base`: the old site's address."""

    base: str = ""

    section: str = UNSORTED
    language: str = "en"


def copy_of(item: Item, wishes: Wishes, fetch: Fetch) -> Copy:
    """The item as copy; its pictures are fetched, and noted where they cannot be had."""
    article = _article(item, wishes.base)
    blocks, lost = _blocks(article, item, fetch)
    lead = fetch(item.picture, item.folder) if item.picture else None
    if item.picture and lead is None:
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


def _notes(item: Item, lost: list[str]) -> list[str]:
    said = [f"The date there: {item.date_said}"] if item.date_said else []
    return [*filter(None, [item.note]), *said,
            *(f"Picture not taken over: {address}" for address in lost)]


def _joined(base: str, found: re.Match[str]) -> str:
    """The attribute with a whole address; a link without a base stays, and is left out."""
    before, kind, quoted, address = found.groups()
    if kind.lower() == "src":
        address = BESIDE + address
    elif base:
        address = urljoin(base, address)
    return f"{before}{quoted}{address}{quoted}"


def _article(item: Item, base: str) -> Article:
    """Its body as blocks; an empty one where there is none."""
    html = item.html or "".join(
        f"<p>{escape(part)}</p>" for part in item.text.split("\n\n") if part.strip())
    html = _RELATIVE.sub(partial(_joined, base), html)
    if not html.strip():
        return Article(kind="fragment")
    try:
        return parse(html if _marked(html) else f"<p>{html}</p>")
    except NotArticle as error:
        return rest_of(html, error)


def _marked(html: str) -> bool:
    return "<" in html and ">" in html


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
    said = {name: value for name, value in vars(block).items() if name != "marks"}
    return Block(**said, marks=marks)
