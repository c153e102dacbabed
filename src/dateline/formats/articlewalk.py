"""Walk through the tree of an article: its paragraphs, headings, quotations, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Literal
from urllib.parse import urljoin

from lxml import html as lxml_html

from dateline.formats.articletree import words
from dateline.lib import embeds, inline
from dateline.lib.inline import Marked
from dateline.lib.quotation import is_quoted

INLINE = words(
    "a abbr acronym b bdi bdo big br cite code data dfn em font i ins kbd label mark rp rt ruby s "
    "samp small span strike strong sub sup time tt u var wbr o:p"
)
"""Elements inside a line; every other one parts the text."""
_TINY = re.compile(r"[0-2](px)?\s*")
_UNEVEN = re.compile(r"^\s|\s\s|[^\S \n]")
_GAP = re.compile(r"\n\s*\n")
_LONGEST_HEADING = 300


@dataclass(frozen=True)
class ArticleBlock:
    """One block. `marks` are on `text` (see `lib.inline`); `text` of a table is its caption,
    of an embed its title."""

    kind: Literal["paragraph", "heading", "quotation", "list", "table", "embed"]
    text: str = ""
    marks: tuple[Marked, ...] = ()
    speaker: str = ""
    role: str = ""
    items: tuple[str, ...] = ()
    ordered: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    header: bool = False
    url: str = ""

    def words(self) -> str:
        """Everything it says."""
        cells = [cell for row in self.rows for cell in row]
        return " ".join([self.text, *self.items, *cells])


@dataclass(frozen=True)
class PictureNote:
    """A picture that stood before block number `at`. Nothing of it is fetched."""

    url: str
    alt: str
    caption: str
    at: int = 0


def line(text: str | None) -> str:
    """A text with single, inner spaces only."""
    return " ".join((text or "").split())


def text_of(element: Any) -> str:
    """The words of an element in one line."""
    html = lxml_html.tostring(element, encoding="unicode", with_tail=False)
    return line(inline.from_html(html)[0])


def tidied(text: str, marks: list[Marked]) -> list[tuple[str, tuple[Marked, ...]]]:
    """The paragraphs of a text (parted by empty lines) with single spaces, and their marks."""
    found, start = [], 0
    for gap in [*_GAP.finditer(text), None]:
        part = text[start : gap.start() if gap else None]
        places: Sequence[int]
        said, places = _evened(part) if _UNEVEN.search(part) else (part, range(len(part) + 1))
        said = said.rstrip()
        if said:
            found.append((said, _moved(marks, start, places, said)))
        start = gap.end() if gap else 0
    return found


def _evened(part: str) -> tuple[str, list[int]]:
    """The text with single spaces, and where each of its signs is then."""
    kept: list[str] = []
    places = [0] * (len(part) + 1)
    for at, sign in enumerate(part):
        places[at] = len(kept)
        if not sign.isspace():
            kept.append(sign)
        elif kept and kept[-1] not in " \n":
            kept.append("\n" if sign == "\n" else " ")
        elif kept and sign == "\n":
            kept[-1] = "\n"
    places[-1] = len(kept)
    return "".join(kept), places


def _moved(marks: list[Marked], start: int, places: Sequence[int], said: str) -> tuple[Marked, ...]:
    end = len(places) - 1
    inside = (
        (places[max(a - start, 0)], places[min(b - start, end)], kind, href)
        for a, b, kind, href in marks if a < start + end and b > start
    )
    return tuple(inline.plain_marks(said, inside))


class Walk:
    """Reads elements in order into `blocks` and `pictures`; `lost` counts links it cannot keep."""

    def __init__(self, base: str = "") -> None:
        self.blocks: list[ArticleBlock] = []
        self.pictures: list[PictureNote] = []
        self.lost = 0
        self._base = base
        self._run: list[str] = []

    def read(self, element: Any) -> None:
        """Read the inside of an element that may hold blocks."""
        self._say(element.text)
        for child in element:
            self._element(child)
            self._say(child.tail)

    def done(self) -> Walk:
        """End the last paragraph."""
        self._flush()
        return self

    def _say(self, text: str | None) -> None:
        if text:
            self._run.append(escape(text))

    def _element(self, child: Any) -> None:
        tag = child.tag
        reader = _READERS.get(tag)
        if tag in INLINE:
            if any(inner.tag not in INLINE for inner in child.iterdescendants()):
                self.read(child)
            else:
                self._inline(child)
            return
        if reader is not _picture:
            self._flush()
        if reader is None:
            self.read(child)
        else:
            reader(self, child)
        if reader is not _picture:
            self._flush()

    def _inline(self, child: Any) -> None:
        for link in child.iter("a"):
            if link.get("href"):
                link.set("href", self.address(link.get("href")))
        self._run.append(lxml_html.tostring(child, encoding="unicode", with_tail=False))

    def address(self, href: str | None) -> str:
        """A link's full address; empty for what no text may link to."""
        href = (href or "").strip()
        try:
            return inline.safe_href(href) or inline.safe_href(urljoin(self._base, href))
        except ValueError:
            return ""

    def _flush(self) -> None:
        said, self._run = "".join(self._run), []
        if not said.strip():
            return
        for text, marks in tidied(*inline.from_html(f"<p>{said}</p>")):
            linked = any(mark[2] == "link" for mark in marks)
            if is_quoted(text) and not linked and "\n" not in text:
                self.blocks.append(ArticleBlock("quotation", text))
            else:
                self.blocks.append(ArticleBlock("paragraph", text, marks))

    def lose(self, element: Any) -> None:
        """Count the links of an element that is kept as bare words."""
        self.lost += sum(1 for link in element.iter("a") if self.address(link.get("href")))


def _heading(walk: Walk, element: Any) -> None:
    text = text_of(element)
    walk.lose(element)
    if len(text) > _LONGEST_HEADING:
        walk.read(element)
    elif text:
        walk.blocks.append(ArticleBlock("heading", text))


def _quotation(walk: Walk, element: Any) -> None:
    speaker = _speaker(element)
    inner = Walk(walk._base)
    inner.read(element)
    said, _, role = speaker.partition(", ")
    for block in inner.done().blocks:
        if block.kind in ("paragraph", "quotation"):
            walk.lost += sum(mark[2] == "link" for mark in block.marks)
            block = replace(block, kind="quotation", marks=(), speaker=said, role=role)
        walk.blocks.append(block)
    walk.lost += inner.lost


def _speaker(element: Any) -> str:
    """Take out the footer of a quotation, or the `<cite>` alone on its line, and return it."""
    for named in [*element.iter("footer"), *list(element.iter("cite"))[-1:]]:
        parent = named.getparent()
        alone = parent is element or text_of(parent) == text_of(named)
        if named.tag == "footer" or (alone and not line(named.tail)):
            said = text_of(named).lstrip("—–- ")
            named.text, named[:] = "", []
            return said
    return ""


def _list(walk: Walk, element: Any) -> None:
    items = tuple(filter(None, _items(element)))
    walk.lose(element)
    if items:
        walk.blocks.append(ArticleBlock("list", items=items, ordered=element.tag == "ol"))


def _items(element: Any) -> list[str]:
    """The points of a list, those of lists inside it after the point they stand in."""
    found = []
    for item in element:
        inner = [*item.iterchildren("ul", "ol")]
        for one in inner:
            item.remove(one)
        found.append(text_of(item))
        for one in inner:
            found.extend(_items(one))
    return found


def _table(walk: Walk, element: Any) -> None:
    caption = next((text_of(one) for one in element.iterchildren("caption")), "")
    lines = [cells for row in element.iter("tr") if (cells := [*row.iterchildren("th", "td")])]
    parts = element.iterdescendants("table", "blockquote", "h1", "h2", "figure")
    layout = element.get("role") in ("presentation", "none") or next(parts, None) is not None
    if layout or max(map(len, lines), default=0) < 2:
        walk.read(element)
        return
    walk.lose(element)
    rows = tuple(row for row in map(_cells, lines) if any(row))
    header = len(rows) > 1 and all(cell.tag == "th" for cell in lines[0]) and any(_cells(lines[0]))
    if rows:
        walk.blocks.append(ArticleBlock("table", caption, rows=rows, header=header))


def _cells(cells: list[Any]) -> tuple[str, ...]:
    found: list[str] = []
    for cell in cells:
        span = cell.get("colspan") or "1"
        wide = min(int(span), 30) if span.isascii() and span.isdecimal() and len(span) < 4 else 1
        found.extend([text_of(cell), *[""] * (wide - 1)])
    return tuple(found)


def _figure(walk: Walk, element: Any) -> None:
    images = list(element.iter("img"))
    if not images or next(element.iter("table", "blockquote", "iframe", "p"), None) is not None:
        walk.read(element)
        return
    caption = " ".join(text_of(one) for one in element.iter("figcaption"))
    for image in images:
        _noted(walk, image, caption)


def _picture(walk: Walk, element: Any) -> None:
    _noted(walk, element, "")


def _noted(walk: Walk, image: Any, caption: str) -> None:
    sizes = (image.get("width") or "", image.get("height") or "")
    if not any(_TINY.fullmatch(size) for size in sizes):
        url, alt = walk.address(image.get("src")), line(image.get("alt"))
        if url or alt or caption:
            walk.pictures.append(PictureNote(url, alt, caption, len(walk.blocks)))


def _embed(walk: Walk, element: Any) -> None:
    url = walk.address(element.get("src"))
    if embeds.allowed(url):
        walk.blocks.append(ArticleBlock("embed", line(element.get("title")) or url, url=url))


def _nothing(walk: Walk, element: Any) -> None:
    """An element without words of its own."""


_READERS: dict[str, Callable[[Walk, Any], None]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "blockquote": _quotation, "ul": _list, "ol": _list, "table": _table, "figure": _figure,
    "img": _picture, "iframe": _embed, "head": _nothing, "hr": _nothing,
}
