"""Read an article from HTML (a saved page, or what a browser puts on the clipboard) or prose.

Every part is taken from the best source that has it: JSON-LD, microdata, the markup, OpenGraph,
then trafilatura's guess. Nothing is fetched. A date has its zone only where the page states it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from dateline.formats.articlebody import article_walk, guessed
from dateline.formats.articledata import Said, StatedKind, json_ld, meta, microdata
from dateline.formats.articlemarks import byline, shown
from dateline.formats.articleparts import dated, language, moment, without_top
from dateline.formats.articletree import MAX_BYTES, NotArticle, decoded, markup, only_seen, tree_of
from dateline.formats.articlewalk import ArticleBlock, PictureNote, Walk, line
from dateline.formats.pagelines import dateline, is_headline
from dateline.formats.pagetext import LONGEST_WRAPPED, SENTENCE_ENDS
from dateline.formats.tagkinds import TagGuesser
from dateline.lib import inline
from dateline.lib.quotation import is_quoted

__all__ = [
    "MAX_BYTES", "Article", "ArticleBlock", "ArticleTag", "Doubt", "NotArticle", "PictureNote",
    "body", "decoded", "parse",
]

MAX_TEXT = 500_000  # characters of one article, its addresses included
LONGEST_HEADLINE = 300
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,5}\)(https?://[^\s<>]{1,2000}) -->")

Kind = Literal["page", "fragment", "prose"]
Doubt = Literal["charset", "links"]
"""The character set was guessed or broken; links in points, cells or quotations became words."""


@dataclass(frozen=True)
class ArticleTag:
    """A tag; `guessed` unless the page states its kind."""

    name: str
    kind: StatedKind
    guessed: bool = True


@dataclass(frozen=True)
class Article:
    """The parts of an article; "" and () for those it has not, None for no certain date.

    `published_at` is aware. `date_said` is the date as the page gives it (with `published_at`
    None: without zone, or no date). `address` is the canonical one. `pictures` are only notes.
    """

    kind: Kind
    headline: str = ""
    standfirst: str = ""
    place: str = ""
    agency: str = ""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    date_said: str = ""
    section: str = ""
    tags: tuple[ArticleTag, ...] = ()
    blocks: tuple[ArticleBlock, ...] = ()
    pictures: tuple[PictureNote, ...] = ()
    language: str = ""
    address: str = ""
    doubts: tuple[Doubt, ...] = ()


def parse(data: str | bytes) -> Article:
    """The article in a whole page, a fragment of HTML or plain prose; raises NotArticle."""
    text, doubtful = decoded(data)
    kind = markup(text)
    if kind == "page":
        article = _from_page(text)
    elif kind:
        article = _from_fragment(text)
    else:
        article = _from_prose(text)
    article = _sized(article)
    return replace(article, doubts=("charset", *article.doubts)) if doubtful else article


def body(html: str) -> Article:
    """The body of an article whose other parts are known: nothing but its dateline is taken out;
    raises NotArticle."""
    text, _doubtful = decoded(html)
    root = tree_of(text)
    only_seen(root)
    walk = Walk()
    walk.read(root)
    _known, place, agency, blocks = dated("known", walk.done().blocks)
    return _sized(Article(kind="fragment", place=place, agency=agency, blocks=tuple(blocks),
                          pictures=tuple(walk.pictures), doubts=("links",) if walk.lost else ()))


def _sized(article: Article) -> Article:
    if not article.blocks and not article.standfirst:
        raise NotArticle(
            _("this has no text of an article; copy the story itself and paste it here"))
    if sum(len(block.words()) + _linked(block) for block in article.blocks) > MAX_TEXT:
        raise NotArticle(_("this is too long for one story (more than %(most)s signs)") % {
            "most": f"{MAX_TEXT:,}"})
    return article


def _linked(block: ArticleBlock) -> int:
    return sum(len(mark[3]) for mark in block.marks)


def _from_page(text: str) -> Article:
    """A whole page. What its standfirst says to the eye goes before what it says to machines."""
    root = tree_of(text)
    said = json_ld(root)
    only_seen(root)
    said, seen, held = said.else_(microdata(root)), shown(root), meta(root)
    guess = guessed(root)
    saved = _SAVED_FROM.search(text[:5000])
    said = replace(said, standfirst=seen.standfirst or said.standfirst)
    said = said.else_(seen).else_(held).else_(guess).else_(Said(address=saved[1] if saved else ""))
    walk = article_walk(root, _address(said))
    if not walk.blocks:
        walk.blocks = [_paragraph(part) for part in map(line, said.text.split("\n")) if part]
    return _article("page", said, walk)


def _from_fragment(text: str) -> Article:
    """What a browser copies: the parts a person marked, all of them wanted."""
    root = tree_of(text)
    only_seen(root)
    said = microdata(root).else_(shown(root))
    walk = Walk()
    walk.read(root)
    return _article("fragment", said, walk.done())


def _from_prose(text: str) -> Article:
    """Plain text: a headline if the first line can be one, then paragraphs."""
    lines = [line(one) for one in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    headline = lines.pop(0) if lines and any(lines[1:]) and _opens(lines[0]) else ""
    walk = Walk()
    walk.blocks = [_paragraph(part) for part in map(line, _parts(lines)) if part]
    return _article("prose", Said(headline=headline), walk)


def _parts(lines: list[str]) -> list[str]:
    """Paragraphs parted by empty lines if there are any between them, else one a line.

    Below a headline and an empty line, lines that break off in mid-sentence are one paragraph.
    """
    apart = bool(lines) and not lines[0]
    said = "\n".join(lines).strip("\n")
    if "\n\n" in said:
        return said.split("\n\n")
    every = said.split("\n")
    broken = any(one[-1:] not in SENTENCE_ENDS for one in every[:-1])
    return [said] if apart and broken and max(map(len, every)) <= LONGEST_WRAPPED else every


def _opens(first: str) -> bool:
    return is_headline(first) and not byline(first, marked=False) and not dateline(first)


def _paragraph(text: str) -> ArticleBlock:
    return ArticleBlock("quotation" if is_quoted(text) else "paragraph", text)


def _address(said: Said) -> str:
    href = inline.safe_href(said.address)
    return href if href.startswith("http") else ""


def _article(kind: Kind, said: Said, walk: Walk) -> Article:
    said, blocks = without_top(said, walk.blocks)
    standfirst, place, agency, blocks = dated(said.standfirst, blocks)
    guesser = None
    if any(not known for _, known in said.tags):
        guesser = TagGuesser(" ".join([standfirst, *(block.words() for block in blocks)]), place)
    return Article(
        kind=kind,
        headline=said.headline[:LONGEST_HEADLINE],
        standfirst=standfirst,
        place=place or said.dateline,
        agency=agency,
        authors=said.authors,
        published_at=moment(said.date),
        date_said=said.date,
        section=said.section,
        tags=tuple(
            ArticleTag(name, known or (guesser.kind(name) if guesser else "subject"),
                       guessed=not known)
            for name, known in said.tags
        ),
        blocks=tuple(blocks),
        pictures=tuple(walk.pictures),
        language=language(said.language),
        address=_address(said),
        doubts=("links",) if walk.lost else (),
    )
