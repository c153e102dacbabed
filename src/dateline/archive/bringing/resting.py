"""What is left of a body that is no article: pictures and a few lines, or a text too large to read.
"""

from __future__ import annotations

from dateline.formats.article import Article, NotArticle
from dateline.formats.wirebody import from_html

_FEW = 10_000
"""Signs of headings and lines between pictures, which alone are no article's text."""


def rest_of(html: str, why: NotArticle) -> Article:
    """A fragment with what is there. Raises ValueError where there is a text that cannot be read
    whole: half of it is no story."""
    body = from_html(html)
    if body.doubts or sum(len(block.words()) for block in body.blocks) > _FEW:
        raise ValueError(next(iter(body.doubts), str(why)))
    return Article(kind="fragment", blocks=body.blocks, pictures=body.pictures)
