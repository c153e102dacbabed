"""Ghost's cards in HTML, where they are more than text: what a player or a form shows is no words.

The names of classes are those of Ghost's editor (Koenig).
"""

from __future__ import annotations

from typing import Any

from lxml import html as lxml_html

from dateline.formats.article import NotArticle
from dateline.formats.articletree import tree_of

_GONE = ("kg-signup-card", "kg-callout-emoji", "kg-bookmark-icon", "kg-bookmark-thumbnail",
         "kg-product-card-rating", "kg-cta-card")
_CARDS = {
    "kg-bookmark-card": ("kg-bookmark-title", "figcaption"),
    "kg-audio-card": ("kg-audio-title",),
    "kg-video-card": ("figcaption",),
    "kg-file-card": ("kg-file-card-title", "kg-file-card-caption"),
}
"""Cards that become a link with these words of theirs; the first is what is linked."""


def without_cards(html: str) -> str:
    """The same text with plain paragraphs for cards. Raises ValueError for what cannot be read."""
    if "kg-card" not in html:
        return html
    try:
        root = tree_of(f"<div>{html}</div>")
    except NotArticle as error:
        raise ValueError(str(error)) from None
    for name in _GONE:
        for element in root.find_class(name):
            element.drop_tree()
    for name, parts in _CARDS.items():
        for card in root.find_class(name):
            _plain(card, parts)
    body = root.find("body")
    return "".join(lxml_html.tostring(one, encoding="unicode") for one in body)


def _plain(card: Any, parts: tuple[str, ...]) -> None:
    """Make a card a paragraph: its words, the first of them linked to what it shows."""
    words = [" ".join(element.text_content().split()) for part in parts
             for element in [next(iter(card.find_class(part)), None)
                             if part != "figcaption" else card.find(".//figcaption")]
             if element is not None]
    address = next((one.get("href") or one.get("src") for one in card.iter("a", "audio", "video")
                    if one.get("href") or one.get("src")), "")
    tail, (first, *rest) = card.tail, words or [""]
    card.clear()
    card.tag, card.tail = "p", tail
    link = lxml_html.Element("a", href=address)
    link.text = first
    link.tail = "".join(f": {one}" for one in rest)
    if first:
        card.append(link)
