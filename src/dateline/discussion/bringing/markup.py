"""From the HTML of other systems to the room's own plain text (`text.py`)."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

from dateline.discussion.text import clean

LONGEST = 20_000
"""Signs of a text that is brought in at most; one written here has 5,000."""
_MOST = 200_000
_EMPHASIS = {"em", "i", "b", "strong"}
_BLOCKS = {"p", "div", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
_TAGS = _EMPHASIS | _BLOCKS | {"a", "blockquote", "br", "li"}


class NoText(ValueError):
    """This text cannot be kept; the text says why."""


def plain(html: str, *, lines: bool) -> str:
    """What an HTML text says, cleaned. `lines`: ends of lines mean something (WordPress).

    Scripts and the like are gone. Raises NoText for one that is too long.
    """
    if len(html) > _MOST:
        raise NoText(f"its text has {len(html):,} signs, too many to be a comment")
    if not lines:
        html = re.sub(r"\s+", " ", html)
    writer = _Writer()
    writer.feed(nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}},
                          url_schemes={"http", "https"}, link_rel=None))
    writer.close()
    return fitting(clean(writer.text()))


def fitting(text: str) -> str:
    """The same text, if it is not too long. Raises NoText."""
    if len(text) > LONGEST:
        raise NoText(f"its text has {len(text):,} signs; at most {LONGEST:,} are kept")
    return text


class _Writer(HTMLParser):
    """Writes what it reads; each open quotation has a list of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[list[str]] = [[]]
        self.href, self.since = "", 0

    def handle_data(self, data: str) -> None:
        """Text."""
        self.open[-1].append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        if tag == "blockquote":
            self.open.append([])
        elif tag == "a":
            self.href, self.since = dict(attrs).get("href") or "", len(self.open[-1])
        else:
            self.open[-1].append(_opening(tag))

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag == "blockquote" and len(self.open) > 1:
            said = clean("".join(self.open.pop()))
            quoted = "\n".join(f"> {line.lstrip('> ')}".rstrip() for line in said.split("\n"))
            self.open[-1].append(f"\n\n{quoted}\n\n")
        elif tag == "a":
            said = "".join(self.open[-1][self.since:])
            if self.href and self.href.rstrip("/") != said.strip().rstrip("/"):
                self.open[-1].append(f" ({self.href})" if said.strip() else self.href)
            self.href = ""
        elif tag in _EMPHASIS or tag in _BLOCKS:
            self.open[-1].append("*" if tag in _EMPHASIS else "\n\n")

    def text(self) -> str:
        """All of it."""
        return "".join("".join(part) for part in self.open)


def _opening(tag: str) -> str:
    if tag in _EMPHASIS:
        return "*"
    return {"br": "\n", "li": "\n- "}.get(tag, "\n\n" if tag in _BLOCKS else "")
