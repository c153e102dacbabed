"""What is left of a body that is no article: pictures and a few lines, or a text too large to read.
"""

from __future__ import annotations

from dateline.formats.article import Article, NotArticle
from dateline.formats.articletree import decoded, tree_of
from dateline.formats.wirebody import from_html

_FEW = 10_000
"""Signs of headings and lines between pictures, which alone are no article's text."""


def rest_of(html: str, why: NotArticle) -> Article:
    """A fragment with what is there. Raises ValueError where there is a text that cannot be read
    whole: half of it is no story."""
    body = from_html(html)
    if body.doubts or sum(len(block.words()) for block in body.blocks) > _FEW:
        raise ValueError(next(iter(body.doubts), str(why)))
    if not body.blocks and not body.pictures and _has_words(html):
        raise ValueError("it has words, but none that a reader would see: its HTML is broken, or "
                         "holds them in a script, a form or what is hidden")
    return Article(kind="fragment", blocks=body.blocks, pictures=body.pictures)


def _has_words(html: str) -> bool:
    """Whether there are words outside of tags and scripts, or a tag that does not end."""
    said = decoded(html)[0]
    return said.rfind("<") > said.rfind(">") or any(
        one.strip() for one in tree_of(said).xpath(
            "//text()[not(ancestor::script or ancestor::style or ancestor::template)]"))
