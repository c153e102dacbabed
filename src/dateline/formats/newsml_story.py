"""A story as NITF, XHTML or bare paragraphs within an item of NewsML, of either generation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from dateline.formats.item import Picture, Rendition
from dateline.formats.newsml_body import from_element, text_of
from dateline.formats.newsml_tree import Odd, attribute, below, child, children, said, tidy

_IMAGES = ("image", "photo", "picture", "graphic", "")
_PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
_GAP = re.compile(r"\n[ \t]*\n\s*|\n[ \t]{2,}(?=\S)")
_FLUSH = re.compile(r"\n(?=\S)")


@dataclass(frozen=True)
class Content:
    """The body, and what only the body says: a title and bylines where contentMeta has none."""

    html: str = ""
    text: str = ""
    title: str = ""
    bylines: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


def story_of(holder: etree._Element, odd: Odd, *, ours: bool = False) -> Content:
    """The story in the XHTML, NITF or bare paragraphs that an element holds.

    Other agencies' lines of wire copy within one element are parted into paragraphs, with a doubt.
    """
    body = next(below(holder, "body.content"), None)
    body = body if body is not None else next(below(holder, "body"), None)
    if body is not None:
        _without_header(body, odd)
    html, text = from_element(holder if body is None else body)
    html, text = (html, text) if ours else parted(html, text, odd)
    titles = (said(each) for each in below(holder, "hl1", "title"))
    bylines = (tidy(" ".join(map(str, each.itertext()))) for each in below(holder, "byline"))
    return Content(
        html, text, next(filter(None, titles), ""), tuple(filter(None, bylines)),
        tuple(_media(holder, odd)),
    )


def _media(holder: etree._Element, odd: Odd) -> Iterator[Picture]:
    """The pictures in a NITF body (NITF 3.6, `media`)."""
    for media in below(holder, "media"):
        kind = attribute(media, "media-type").lower()
        files = children(media, "media-reference")
        if kind not in _IMAGES:
            odd(f"media of the kind {kind[:40]!r} in its body were left out")
        elif files:
            yield Picture(
                said(child(media, "media-caption")), attribute(files[0], "alternate-text"),
                said(child(media, "media-producer")), tuple(map(_rendition, files)),
            )


def _rendition(file: etree._Element) -> Rendition:
    sizes = (attribute(file, name) for name in ("width", "height"))
    width, height = (int(s) if s.isascii() and s.isdigit() and len(s) < 7 else 0 for s in sizes)
    return Rendition(attribute(file, "source"), attribute(file, "mime-type"), width, height)


def _without_header(body: etree._Element, odd: Odd) -> None:
    """Take out the header of an HTML body (it repeats the metadata), and say so."""
    for header in children(body, "header"):
        odd(f"the header of its body was left out: {said(header)[:120]!r}")
        header.clear(keep_tail=True)


def parted(html: str, text: str, odd: Odd) -> tuple[str, str]:
    """HTML and text with paragraphs where an element holds indented lines of wire copy."""
    found = _PARAGRAPH.sub(_parted, html)
    if found == html:
        return html, text
    odd("its paragraphs are indented lines within one element; they were parted there")
    return found, text_of(found)


def _parted(paragraph: re.Match[str]) -> str:
    """Wire copy has lines at the margin, and indented ones that begin paragraphs."""
    copy = paragraph[1].strip()
    parts = [part.strip() for part in _GAP.split(copy) if part.strip()]
    if len(parts) < 2 or not _FLUSH.search(copy):
        return paragraph[0]
    return "\n".join(f"<p>{part}</p>" for part in parts)
