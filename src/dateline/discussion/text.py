"""From what a reader typed to what is shown: paragraphs, links, quotation, emphasis; no more.

An empty line parts paragraphs; lines that begin with `>` are a quotation; `*word*` is emphasis;
an address that begins with http:// or https:// is a link.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from itertools import groupby

import nh3

from dateline.lib.inline import safe_href

LONGEST = 5000
EDITING_LONGEST = 20_000
"""So much of a text that was too long is given back to be shortened."""
TAGS = {"p", "br", "a", "blockquote", "em"}
_JOINERS = "\u200c\u200d"
_KEPT = {"\n", "\u200e", "\u200f", "\u061c", *_JOINERS}
"""Marks of direction and joiners are a part of writing; embeddings and overrides are tricks."""
_UNSEEN = re.compile("[\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0d\uffa0]")
_ADDRESS = re.compile(r"https?://[^\s<>\"'*]+", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*(?![\w*])")
_CLOSERS = ".,;:!?…»”’)]}"
MARKS = 4


def clean(typed: str) -> str:
    """The text that is kept: line ends as LF, NFC, without signs that hide or turn others.

    At most `MARKS` combining marks stand on a letter; at most one empty line in a row.
    """
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    text = _UNSEEN.sub("", text)
    signs: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= MARKS and _kept(sign, signs):
            signs.append(sign)
    lines = ["".join(line).strip(" \t\u00a0") for line in "".join(signs).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _kept(sign: str, before: list[str]) -> bool:
    kind = unicodedata.category(sign)
    if sign in _JOINERS:  # they are needed in Persian, Indic scripts and emoji, never in Latin
        return bool(before) and not unicodedata.name(before[-1], "SPACE").startswith(
            ("LATIN", "CYRILLIC", "GREEK", "DIGIT", "SPACE", "ZERO"))
    if kind[0] == "C":
        return sign in _KEPT or sign == "\t"
    return kind not in ("Zl", "Zp")


def html_of(text: str) -> str:
    """What is shown of a cleaned text: trusted HTML."""
    blocks = []
    for quoted, lines in groupby(text.split("\n"), key=lambda line: line.startswith(">")):
        said = "\n".join(line.lstrip("> ") if quoted else line for line in lines)
        inner = "".join(f"<p>{_inline(part)}</p>" for part in said.split("\n\n") if part.strip())
        if inner:
            blocks.append(f"<blockquote>{inner}</blockquote>" if quoted else inner)
    return clean_html("".join(blocks))


def clean_html(html: str) -> str:
    """Only what a comment may hold (of an import too): nothing runs, links promise nothing."""
    return nh3.clean(
        html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"},
        link_rel="ugc nofollow noopener",
    )


def links(text: str) -> list[str]:
    """The addresses a text links to."""
    return [href for _, _, href in _addresses(text)]


def _addresses(text: str) -> list[tuple[int, int, str]]:
    found = []
    for match in _ADDRESS.finditer(text):
        href = match.group().rstrip(_CLOSERS)
        if "(" in href and match.group()[len(href):].startswith(")"):
            href += ")"
        if safe_href(href):
            found.append((match.start(), match.start() + len(href), href))
    return found


def _inline(text: str) -> str:
    parts, last = [], 0
    for start, end, href in _addresses(text):
        parts += [_emphasised(text[last:start]),
                  f'<a href="{escape(href)}">{escape(text[start:end])}</a>']
        last = end
    return "".join([*parts, _emphasised(text[last:])])


def _emphasised(text: str) -> str:
    written = _EMPHASIS.sub(r"<em>\1</em>", escape(text, quote=False))
    return written.strip("\n").replace("\n", "<br>")
