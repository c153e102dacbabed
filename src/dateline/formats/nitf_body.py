"""The body of a story in NITF 3.6: from blocks to its elements, and from them to bare HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Any

from lxml import etree

from dateline.formats.articlewalk import ArticleBlock
from dateline.formats.item import Picture, Rendition
from dateline.lib.inline import pieces

NAMESPACE = "http://iptc.org/std/NITF/2006-10-18/"

_SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AS_HTML = {
    "p": "p", "hl1": "h2", "hl2": "h2", "block": "div", "bq": "blockquote", "ol": "ol", "ul": "ul",
    "li": "li", "dl": "div", "dt": "p", "dd": "div", "table": "table", "caption": "caption",
    "thead": "thead", "tbody": "tbody", "tfoot": "tfoot", "tr": "tr", "th": "th", "td": "td",
    "em": "em", "a": "a", "sub": "sub", "sup": "sup", "credit": "footer", "note": "div",
    "fn": "div", "body.content": "div", "pre": "p", "nitf-table": "div",
    "h1": "h2", "h2": "h2", "h3": "h2", "h4": "h2", "b": "strong", "strong": "strong", "i": "em",
    "blockquote": "blockquote", "div": "div", "figcaption": "p",
}
"""NITF's elements and, below, what some senders write in their place."""
_SILENT = ("media", "datasource", "nitf-table-metadata", "custom-table", "table-reference",
           "tagline", "bibliography", "script", "style", "media-metadata")
_WITHIN_WORDS = ("em", "a", "q", "b", "i", "strong", "num", "sub", "sup", "lang", "chron", "person",
                 "org", "location", "event", "money", "virtloc", "classifier", "frac")
STRONG = "bold"
"""The class of an `em` that is strong; NITF has one kind of emphasis."""


def clean(text: str) -> str:
    """The text with U+FFFD for every character that no XML may hold."""
    return _ILLEGAL.sub("\ufffd", text)


def child(parent: Any, tag: str, text: str = "", /, **attributes: str) -> Any:
    """A new last child of NITF's namespace; attributes that are empty are left out.

    In their names `_` stands for `-` and `__` for `.`; `class_` is `class`.
    """
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    made.text = clean(text) or None
    for key, value in attributes.items():
        if value:
            spelt = key.rstrip("_").replace("__", ".").replace("_", "-")
            made.set(spelt, clean(value))
    return made


def write(content: Any, blocks: Iterable[ArticleBlock]) -> None:
    """Append the blocks to a `body.content` or a block."""
    for block in blocks:
        _WRITERS[block.kind](content, block)


def _paragraph(content: Any, block: ArticleBlock) -> None:
    _marked(child(content, "p"), block)


def _heading(content: Any, block: ArticleBlock) -> None:
    child(content, "hl2", block.text)


def _quotation(content: Any, block: ArticleBlock) -> None:
    quotation = child(content, "bq")
    _marked(child(child(quotation, "block"), "p"), block)
    speaker = ", ".join(filter(None, (block.speaker, block.role)))
    if speaker:
        child(quotation, "credit", speaker)


def _list(content: Any, block: ArticleBlock) -> None:
    points = child(content, "ol" if block.ordered else "ul")
    for item in block.items:
        child(points, "li", item)


def _table(content: Any, block: ArticleBlock) -> None:
    table = child(content, "table")
    if block.text:
        child(table, "caption", block.text)
    for number, row in enumerate(block.rows):
        line = child(table, "tr")
        for cell in row:
            child(line, "th" if block.header and number == 0 else "td", cell)


def _embed(content: Any, block: ArticleBlock) -> None:
    child(child(content, "p"), "a", block.text or block.url, href=block.url)


_WRITERS = {
    "paragraph": _paragraph, "heading": _heading, "quotation": _quotation, "list": _list,
    "table": _table, "embed": _embed,
}


def _marked(paragraph: Any, block: ArticleBlock) -> None:
    """The text of a block with its links, emphasis and line breaks."""
    for href, linked in groupby(pieces(block.text, block.marks), key=lambda piece: piece[0]):
        inside = child(paragraph, "a", href=href) if href else paragraph
        for strong, bold in groupby(linked, key=lambda piece: piece[1]):
            inner = child(inside, "em", class_=STRONG) if strong else inside
            for _, _, em, text in bold:
                _say(child(inner, "em") if em else inner, text)


def _say(element: Any, text: str) -> None:
    first, *rest = clean(text).split("\n")
    _append(element, first)
    for line in rest:
        child(element, "br").tail = line or None


def _append(element: Any, text: str) -> None:
    if text and len(element):
        element[-1].tail = (element[-1].tail or "") + text
    elif text:
        element.text = (element.text or "") + text


def media(content: Any, picture: Picture) -> None:
    """A picture: its files as references, in pixels; one without files has an empty reference."""
    made = child(content, "media", media_type="image", class_=picture.rel)
    for file in picture.renditions or (None,):
        child(
            made, "media-reference",
            source=file.href if file else "", mime_type=file.media_type if file else "",
            width=str(file.width) if file and file.width > 0 else "",
            height=str(file.height) if file and file.height > 0 else "",
            alternate_text=picture.alt, source_credit=picture.credit,
        )
    if picture.caption:
        child(child(made, "media-caption"), "p", picture.caption)
    if picture.credit:
        child(made, "media-producer", picture.credit)


def name_of(element: Any) -> str:
    """The local name of an element in whatever namespace, in small letters as NITF has them all;
    empty for what is no element, and for a signature (W3C XML Signature)."""
    tag = element.tag
    if not isinstance(tag, str) or tag.startswith(_SIGNATURE):
        return ""
    return tag.rpartition("}")[2].lower()


def words_of(element: Any) -> str:
    """Everything an element says, on one line; empty for None."""
    return " ".join("".join(_words(element)).split()) if element is not None else ""


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for one in element:
        apart = "" if name_of(one) in _WITHIN_WORDS else " "
        yield apart
        yield from _words(one)
        yield apart + (one.tail or "")


def as_html(element: Any) -> str:
    """The inside of an element as HTML, as it was marked up; it is yet to be cleaned."""
    return "".join(_inside(element))


def _inside(element: Any) -> Iterator[str]:
    yield _escaped(element.text, name_of(element))
    for one in element:
        yield from _one(one)
        yield _escaped(one.tail, name_of(element))


def _one(element: Any) -> Iterator[str]:
    name = name_of(element)
    if name == "media":
        yield _place_of(element)
    if not name or name in _SILENT:
        return
    if name in ("br", "hr"):
        yield "<br>" if name == "br" else ""
        return
    tag = "strong" if name == "em" and element.get("class") == STRONG else _AS_HTML.get(name, "")
    marks = ("“", "”") if name == "q" else ("", "")
    href = element.get("href") if tag == "a" else ""
    span = element.get("colspan") if tag in ("td", "th") else ""
    said = (f' href="{escape(href)}"' if href else "") + (
        f' colspan="{escape(span)}"' if span else "")
    yield f"<{tag}{said}>" if tag else marks[0]
    yield from _inside(element)
    yield f"</{tag}>" if tag else marks[1]


def _place_of(media: Any) -> str:
    """A sign that a picture stands here, by the first address it has."""
    picture = picture_of(media)
    found = (one.href for one in picture.renditions) if picture else iter(())
    href = next((one for one in found if one.startswith(("https://", "http://"))), "")
    return f'<img src="{escape(href)}">' if href else ""


def _escaped(text: str | None, inside: str) -> str:
    said = escape(text or "", quote=False)
    if inside != "pre":
        return said
    return "</p><p>".join(part.replace("\n", "<br>") for part in re.split(r"\n[ \t]*\n", said))


def picture_of(element: Any) -> Picture | None:
    """The picture of a `media`; None for one of another kind, and for one that says nothing."""
    kind = (element.get("media-type") or "image").lower()
    if kind not in ("image", "photo", "picture", "graphic") and not kind.startswith("image/"):
        return None
    found = [one for one in element if name_of(one) == "media-reference"]
    picture = Picture(
        caption=_joined(element, "media-caption"),
        alt=_first(found, "alternate-text"),
        credit=_joined(element, "media-producer") or _first(found, "source-credit"),
        renditions=tuple(file for file in map(_file, found) if file.href),
        rel=element.get("class") or "illustration",
    )
    said = picture.caption or picture.alt or picture.credit or picture.renditions
    return picture if said else None


def _file(reference: Any) -> Rendition:
    href = reference.get("source") or reference.get("name") or reference.get("data-location") or ""
    width, height = (_pixels(reference.get(side)) for side in ("width", "height"))
    return Rendition(" ".join(href.split()), reference.get("mime-type") or "", width, height)


def _pixels(said: str | None) -> int:
    text = said or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def _first(references: list[Any], name: str) -> str:
    said = (" ".join((one.get(name) or "").split()) for one in references)
    return next(filter(None, said), "")


def _joined(element: Any, name: str) -> str:
    said = (words_of(one) for one in element if name_of(one) == name)
    return " ".join(filter(None, said))
