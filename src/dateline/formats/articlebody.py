"""Which part of a page is the article: what it marks as such, else what trafilatura finds."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from lxml import etree

from dateline.formats.articledata import Said, names
from dateline.formats.articlewalk import ArticleBlock, Walk, line

LEAST = 40  # letters of a block by which an article is known
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(related|share|sharing|social|newsletter|promo|advert|advertisement|sponsored|"
    r"comments|breadcrumbs?|cookie|most-read|recommended|paywall|subscribe|skip-link|toolbar)"
    r"(?:$|[-_\s])", re.I
)


def article_walk(root: Any, base: str) -> Walk:
    """The blocks of a page's article."""
    marked = [one for one in root.iter() if "articlebody" in (one.get("itemprop") or "").casefold()]
    _without_furniture(root)
    if len(marked) == 1 and len(_letters("".join(marked[0].itertext()))) >= LEAST:
        return _walked(marked[0], base)
    kept = _letters(_extracted(root))
    element = _article(root)
    walk = _walked(element, base)
    return _within(walk, kept, whole=element is root) if kept else walk


def _walked(element: Any, base: str) -> Walk:
    walk = Walk(base)
    walk.read(element)
    return walk.done()


def _article(root: Any) -> Any:
    """The only `<article>`, else `<main>`, else everything."""
    for tag in ("article", "main"):
        found = list(root.iter(tag))
        if len(found) == 1:
            return found[0]
    return root


def _within(walk: Walk, kept: str, *, whole: bool) -> Walk:
    """The walk from the first to the last block that trafilatura kept.

    In a whole page it begins and ends with a block too long for a menu, and what trafilatura left
    out between them is furniture; in an `<article>` only lists are. What stands out right above
    it stays.
    """
    said = [_letters(block.words()) for block in walk.blocks]
    there = [bool(words) and words[:200] in kept for words in said]
    sure = [at for at, words in enumerate(said) if there[at] and len(words) >= LEAST * whole]
    if not sure:
        return walk
    first, last = sure[0], sure[-1]
    while first and there[first - 1] and walk.blocks[first - 1].kind != "list":
        first -= 1
    left = ("paragraph", "list") if whole else ("list",)
    wanted = {at for at in range(first, last + 1)
              if there[at] or walk.blocks[at].kind not in left}
    if first and _stands_out(walk.blocks[first - 1]):
        wanted.add(first - 1)
    walk.blocks = [block for at, block in enumerate(walk.blocks) if at in wanted]
    walk.pictures = [note for note in walk.pictures if first <= note.at <= last + 1]
    return walk


def _stands_out(block: ArticleBlock) -> bool:
    """Whether a block may be the headline: a heading, or all of it bold."""
    bold = any(mark[:3] == (0, len(block.text), "strong") for mark in block.marks)
    return block.kind == "heading" or bold


def _letters(text: str) -> str:
    """The letters and digits alone, to compare texts that were spaced differently."""
    return "".join(filter(str.isalnum, text))


def _without_furniture(root: Any) -> None:
    """Take out what is named as furniture, unless it holds half of the page's words."""
    whole = len("".join(root.itertext()))
    for element in list(root.iter("div", "section", "ul", "ol", "p", "footer", "header", "figure")):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        held = _FURNITURE.search(named) or element.tag == "footer"
        small = held and 2 * len("".join(element.itertext())) < whole
        if small and element.getparent().tag != "blockquote":
            element.text, element[:] = "", []


def _extracted(root: Any) -> str:
    """The words of the article as trafilatura finds them; empty where it finds none.

    Its slow second opinion (`fast=False`) takes minutes on a page of many short paragraphs.
    """
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(deepcopy(root), fast=True, include_comments=False)
    except Exception:  # a guesser that trips over a page must not lose the page: we read it all
        return ""
    body = getattr(found, "body", None)
    return "".join(body.itertext()) if isinstance(body, etree._Element) else ""


def guessed(root: Any) -> Said:
    """Headline, byline, standfirst and tags as trafilatura guesses them. Its dates are not used:
    it takes a year in the footer for one."""
    from trafilatura import extract_metadata

    try:
        found = extract_metadata(deepcopy(root), extensive=False)
    except Exception:  # as above
        return Said()
    return Said(
        headline=line(found.title),
        standfirst=line(found.description),
        authors=names((found.author or "").split(";")),
        section=next(iter(names(found.categories or ())), ""),
        tags=tuple((name, "") for name in names(found.tags or ())),
        site=line(found.sitename),
    )
