"""Folders of saved pages: any site's (what they say to machines, else trafilatura), Medium's.

The address of a page that names none is its path below the folder, as a web server would have it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urlsplit

from lxml import html as lxml_html

from dateline.archive.bringing.reading.opening import files_below
from dateline.archive.bringing.reading.page_lists import kind_of
from dateline.archive.bringing.reading.page_signs import Signs, lead_of, stock_of
from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Part, Parts, Passed, ref
from dateline.archive.bringing.times import gmt, moment
from dateline.formats.article import NotArticle, decoded, parse
from dateline.formats.articletree import tree_of

NAMES = (".html", ".htm", ".xhtml")
MOST = 5_000_000
"""Bytes of one page."""
_CLOSED = "article|main|section|div|ul|ol|table|blockquote|script|a"
_OPENED = re.compile(rf"<({_CLOSED})[\s>]", re.I)
_ENDED = re.compile(rf"</({_CLOSED})\s*>", re.I)


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield the story of each page below the folder, or of the one; what only lists stories is
    passed over. Raises NotArchive."""
    stock = stock_of(_signs(path))
    for file, where in files(path):
        try:
            yield _page(file, where, zone, stock)
        except (OSError, NotArticle, ValueError) as error:
            yield Doubtful(where, str(error)[:300])


def medium(path: Path, zone: tzinfo | None) -> Parts:
    """Yield the posts of Medium's export (microformats2, h-entry). Raises NotArchive."""
    for file, where in files(path):
        try:
            yield _post(file, where)
        except (OSError, NotArticle, ValueError) as error:
            yield Doubtful(where, str(error)[:300])


def files(path: Path) -> Iterator[tuple[Path, str]]:
    """Each page and its path below the folder. Raises NotArchive where there is none."""
    any_ = False
    for one in files_below(path, NAMES):
        any_ = True
        yield one
    if not any_:
        raise NotArchive("there is no HTML page below it")


def _read(file: Path) -> str:
    if file.stat().st_size > MOST:
        raise ValueError(f"it has more than {MOST:,} bytes")
    return decoded(file.read_bytes())[0]


def _signs(path: Path) -> Iterator[Signs]:
    for file, _ in files(path):
        try:
            yield Signs(_read(file))
        except (OSError, ValueError):
            continue


def _page(file: Path, where: str, zone: tzinfo | None, stock: frozenset[str]) -> Part:
    text = _read(file)
    signs = Signs(text)
    if no_story := kind_of(tree_of(text), signs, where):
        return Passed(no_story)
    if breaks_off(text):
        return Doubtful(where, "the page breaks off: it is not closed at its end")
    article = parse(text)
    when = article.published_at or moment(article.date_said, zone)
    own = "/" + quote(where)
    trimmed = own.removesuffix("index.html").removesuffix("index.htm")
    return Item(
        ref=ref("page", article.address if _deep(article.address) else where), where=where,
        headline=article.headline,
        html=text, standfirst=article.standfirst, section=article.section,
        authors=article.authors, tags=tuple((tag.name, "" if tag.guessed else tag.kind)
                                            for tag in article.tags),
        published_at=when, date_said="" if when else article.date_said,
        language=article.language, place=article.place, credit=article.agency,
        addresses=tuple(dict.fromkeys(filter(None, (article.address, own, trimmed)))),
        folder=str(file.parent), picture="" if article.pictures else lead_of(signs, stock),
    )


def _deep(address: str) -> bool:
    """Whether it can be the address of one story: many templates call the front page theirs."""
    try:
        parts_ = urlsplit(address)
    except ValueError:
        return False
    return bool(parts_.path.strip("/") or parts_.query)


def breaks_off(text: str) -> bool:
    """Whether HTML ends before its end: in a tag, or with blocks that are open. What is closed as a
    page is whole, whatever is wrong inside."""
    tail = text[-2000:].lower()
    if "</html" in tail or "</body" in tail:
        return False
    opened = Counter(name.lower() for name in _OPENED.findall(text))
    opened.subtract(name.lower() for name in _ENDED.findall(text))
    return tail.rfind("<") > tail.rfind(">") or any(many > 0 for many in opened.values())


def _post(file: Path, where: str) -> Part:
    text = _read(file)
    if breaks_off(text):
        return Doubtful(where, "the post breaks off: it is not closed at its end")
    root = tree_of(text)
    body = _first(root, "e-content")
    if body is None:
        return Passed("page without a post")
    name, summary = _text(_first(root, "p-name")), _text(_first(root, "p-summary"))
    time, link = _first(root, "dt-published"), _first(root, "p-canonical")
    address = link.get("href", "") if link is not None else ""
    when = gmt(time.get("datetime", "")) if time is not None else None
    for title in list(body.iter("h1", "h2", "h3", "h4")):
        if _text(title) in (name, summary):  # the body has its headline and subtitle once more
            title.drop_tree()
            if _text(title) == summary:
                break
    return Item(
        ref=ref("medium", address or _p_address(root) or where), where=where, headline=name,
        html=lxml_html.tostring(body, encoding="unicode"), standfirst=_apart(summary, body),
        tags=tuple((_text(one), "") for one in _every(root, "p-tag")),
        authors=tuple(_text(one) for one in _every(root, "p-author")), published_at=when,
        draft=time is None or file.name.startswith("draft_"),
        addresses=tuple(filter(None, (address, _p_address(root)))), folder=str(file.parent),
    )


def _apart(summary: str, body: lxml_html.HtmlElement) -> str:
    """The subtitle; none where it is only how the text begins, which Medium puts there then."""
    begun = summary.rstrip("….").rpartition(" ")[0] if summary.endswith("…") else summary
    return "" if any(_text(one).startswith(begun) for one in islice(body.iter("p"), 2)) else summary


def _every(root: lxml_html.HtmlElement, name: str) -> list[lxml_html.HtmlElement]:
    return list(root.find_class(name))


def _first(root: lxml_html.HtmlElement, name: str) -> lxml_html.HtmlElement | None:
    return next(iter(root.find_class(name)), None)


def _text(element: lxml_html.HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())


def _p_address(root: lxml_html.HtmlElement) -> str:
    time = _first(root, "dt-published")
    above = time.getparent() if time is not None else None
    return (above.get("href") or "") if above is not None and above.tag == "a" else ""


def with_body(item: Item, file: Path) -> Item:
    """The item with the body that lies in a file of its own. Raises NotArticle, ValueError."""
    empty = file.stat().st_size < 100 and not file.read_bytes().strip()
    html = "" if empty else _read(file).strip()
    if breaks_off(html) or ("<" in html and not html.endswith(">")):
        raise ValueError("the text breaks off")
    return replace(item, html=html, folder=str(file.parent))
