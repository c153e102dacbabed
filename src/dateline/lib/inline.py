"""Inline text between HTML (p, b, i, a: what a rich-text field stores) and text with marks.

A mark is (start, end, kind, href): code points of the text, kind "em", "strong" or "link".
Both directions are exact: what `to_html` writes, `from_html` reads as the same text and marks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from itertools import groupby, pairwise
from urllib.parse import urlsplit

import nh3

Marked = tuple[int, int, str, str]
KINDS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "a": "link"}
PARTING = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "pre", "tr",
    "section", "article",
})
"""Elements that part the text: an empty line stands between them."""
_TAGS = {*KINDS, *PARTING, "br"}
_NO_SIGNS = re.compile("[\x00\ud800-\udfff]")
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f\\]")


def from_html(html: str) -> tuple[str, list[Marked]]:
    """The text of an HTML fragment and its marks, sorted, none touching another of its kind.

    Paragraphs are parted by an empty line, `<br>` is a line break; any other element leaves its
    text, scripts and styles leave nothing. A link elsewhere than `safe_href` allows is only text.
    """
    clean = nh3.clean(
        _NO_SIGNS.sub("\ufffd", html), tags=_TAGS, attributes={"a": {"href"}}, link_rel=None
    )
    reading = _Reading()
    reading.feed(clean)
    reading.close()
    text = "".join(reading.parts)
    return text, plain_marks(text, reading.marks)


def to_html(text: str, marks: Collection[Marked]) -> str:
    """One `<p>` with the text and its marks; empty for an empty text. A NUL becomes U+FFFD."""
    if not marks:
        return f"<p>{_escaped(text)}</p>" if text else ""
    parts = []
    for href, linked in groupby(pieces(text, marks), key=lambda piece: piece[0]):
        inner = ""
        for strong, bold in groupby(linked, key=lambda piece: piece[1]):
            said = "".join(_tagged("i", _escaped(text)) if em else _escaped(text)
                           for _, _, em, text in bold)
            inner += _tagged("b", said) if strong else said
        parts.append(f'<a href="{escape(href)}">{inner}</a>' if href else inner)
    return f"<p>{''.join(parts)}</p>" if text else ""


def plain_marks(text: str, marks: Iterable[Marked]) -> list[Marked]:
    """The same marks within the text, in order: merged where they touch, unsafe links left out.

    Of links that overlap, the one that begins first keeps what it covers.
    """
    found: list[Marked] = []
    last: dict[str, int] = {}
    for start, end, kind, href in sorted(marks):
        start, end = max(start, 0), min(end, len(text))
        href = safe_href(href) if kind == "link" else ""
        if kind not in KINDS.values() or (kind == "link" and not href):
            continue
        at = last.get(kind)
        before = found[at] if at is not None else (0, -1, kind, "")
        start = max(start, before[1]) if kind == "link" else start
        if start >= end:
            continue
        if start <= before[1] and href == before[3] and at is not None:
            found[at] = (before[0], max(end, before[1]), kind, href)
        else:
            last[kind] = len(found)
            found.append((start, end, kind, href))
    return sorted(found)


def pieces(text: str, marks: Iterable[Marked]) -> Iterator[tuple[str, bool, bool, str]]:
    """The text in pieces of one look each: (address of the link or empty, strong, em, piece)."""
    plain = plain_marks(text, marks)
    edges = {edge for start, end, _, _ in plain for edge in (start, end)}
    stops = sorted(edges | {0, len(text)})
    waiting, now = iter([*plain, (len(text), len(text), "", "")]), dict[str, tuple[int, str]]()
    ahead = next(waiting)
    for start, end in pairwise(stops):
        while ahead[0] <= start < len(text):
            now[ahead[2]] = (ahead[1], ahead[3])
            ahead = next(waiting)
        inside = {kind for kind, (until, _) in now.items() if start < until}
        href = now["link"][1] if "link" in inside else ""
        yield href, "strong" in inside, "em" in inside, text[start:end]


def safe_href(href: str) -> str:
    """The address if a text may link to it: http or https with a host, or mailto; else empty."""
    if _NOT_IN_ADDRESSES.search(href) or _NO_SIGNS.search(href):
        return ""
    try:
        parts = urlsplit(href)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme in ("http", "https"):
        return href if host else ""
    return href if parts.scheme == "mailto" and "@" in parts.path else ""


class _Reading(HTMLParser):
    """Reads what the cleaner wrote: every element is known, and closed where it should be."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.marks: list[Marked] = []
        self._open: list[tuple[str, str, int]] = []
        self._length, self._parted, self._inside = 0, True, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a mark begins; a parting element begins a paragraph."""
        if tag in KINDS:
            self._part()
            self._open.append((tag, dict(attrs).get("href") or "", self._length))
        elif tag == "br":
            self._part()
            self._say("\n")
        else:
            self._parted, self._inside = True, tag == "p"

    def handle_endtag(self, tag: str) -> None:
        """Close the mark, or the paragraph."""
        if tag in PARTING:
            self._parted, self._inside = True, False
        elif tag in KINDS:
            _, href, start = self._open.pop()
            self.marks.append((start, self._length, KINDS[tag], href))

    def handle_data(self, data: str) -> None:
        """A line break in the source is a space; space alone between paragraphs is nothing."""
        said = data.replace("\n", " ")
        if self._parted and not self._inside and not said.strip(" \t\f"):
            return
        self._part()
        self._say(said)

    def _part(self) -> None:
        if self._parted and self._length:
            self._say("\n\n")
        self._parted = False

    def _say(self, said: str) -> None:
        self.parts.append(said)
        self._length += len(said)


def _escaped(text: str) -> str:
    if not text.isascii() or "\0" in text:
        text = _NO_SIGNS.sub("\ufffd", text)
    written = escape(text, quote=False)
    return written.replace("\r", "&#13;").replace("\n", "<br/>")


def _tagged(tag: str, said: str) -> str:
    return f"<{tag}>{said}</{tag}>"
