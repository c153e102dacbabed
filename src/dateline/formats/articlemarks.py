"""What the markup of an article shows beside its text: headline, byline, standfirst and date.

Byline, standfirst and date are taken out of the tree, so that they are not in the body again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from dateline.formats.articledata import Said, names
from dateline.formats.articletree import words
from dateline.formats.articlewalk import line, text_of

LONGEST_BYLINE = 160
LONGEST_STANDFIRST = 700
_BYLINES = words("byline bylines author authors article-author")
_STANDFIRSTS = words(
    "standfirst dek deck subtitle subheadline sub-headline lede lead chapo article-summary"
)
_BY = re.compile(r"(?:by|par|von|por)[\s:]+(?=\S)", re.I)
_AND = re.compile(r"\s*(?:,|;|\||·|\band\b|&|\bet\b|\bund\b|\by\b)\s*")
_ROLE = re.compile(r"correspondent|reporter|editor|writer|staff|agenc|news\b|desk|@|\d", re.I)


def shown(root: Any) -> Said:
    """The parts the markup shows."""
    date = _date(root)
    authors = _authors(root)
    standfirst = next(_taken(root, _STANDFIRSTS, LONGEST_STANDFIRST, "p", "div", "h2", "h3"), "")
    return Said(_headline(root), standfirst, authors=authors, date=date)


def _headline(root: Any) -> str:
    titles = [one for one in root.iter("h1") if _short(one, 2000) and text_of(one)]
    inside = [one for one in titles if next(one.iterancestors("article", "main"), None) is not None]
    return next((text_of(one) for one in [*inside, *titles]), "")


def _date(root: Any) -> str:
    times = [time for time in root.iter("time") if time.get("datetime") or text_of(time)]
    for time in times:
        inside = next(time.iterancestors("p", "blockquote", "li"), None) is not None
        if not inside or len(times) == 1:
            said = line(time.get("datetime")) or text_of(time)
            if not inside:
                time.text, time[:] = "", []
            return said
    return ""


def _authors(root: Any) -> tuple[str, ...]:
    found = [text_of(link) for link in root.iter("a") if link.get("rel") == "author"]
    bylines = list(_taken(root, _BYLINES, LONGEST_BYLINE, "p", "div", "span", "address", "li", "a"))
    return names(found) or tuple(name for said in bylines for name in byline(said))


def byline(said: str, *, marked: bool = True) -> tuple[str, ...]:
    """The names in a byline such as `By Ada Quill and Tom Reed, Kestrel`; () for no byline.

    One that nothing but its words marks needs its `By`, and names of two to four words.
    """
    begun = _BY.match(said)
    if not marked and (not begun or len(said) > 100 or said[-1:] in ".!?:;"):
        return ()
    parts = _AND.split(said[begun.end() :] if begun else said)
    found = [part.strip() for part in parts if part.strip() and not _ROLE.search(part)]
    if marked:
        return names(name for name in found if len(name.split()) <= 5)
    return names(found[:3]) if found and all(map(_is_name, found[:1])) else ()


def _is_name(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and not any(word[0].islower() for word in (words[0], words[-1]))


def _taken(root: Any, classes: frozenset[str], longest: int, *tags: str) -> Iterator[str]:
    """The short texts of elements of these classes, taken out of the tree."""
    for element in list(root.iter(*tags)):
        held = set((element.get("class") or "").casefold().replace("__", " ").split())
        if held & classes and _short(element, 4 * longest):
            said = text_of(element)
            if 0 < len(said) <= longest:
                element.text, element[:] = "", []
                yield said


def _short(element: Any, longest: int) -> bool:
    """Whether an element has few words, without reading many."""
    return sum(map(len, islice(element.itertext(), longest))) < longest
