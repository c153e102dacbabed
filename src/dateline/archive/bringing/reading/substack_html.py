"""Substack's own components in HTML: what invites to subscribe is left out; posts, tweets and
galleries that a script would draw are read from what is kept beside them (`data-attrs`)."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from lxml import html as lxml_html

from dateline.archive.bringing.reading.saying import inside, objects, text
from dateline.formats.articletree import tree_of

_GONE = ("subscription-widget-wrap", "subscription-widget-wrap-editor", "captioned-button-wrap",
         "install-substack-app-embed", "image-link-expand", "community-chat", "poll-embed",
         "embedded-publication-wrap", "digest-post-embed-invitation", "directMessage")
_INVITES = re.compile(r"/subscribe\b|/comments\b|action=share|%%|/survey/|checkout", re.I)
_DRAWN = ("tweet", "twitter-embed", "embedded-post-wrap", "digest-post-embed",
          "image-gallery-embed", "native-video-embed", "native-audio-embed")


def without_components(html: str) -> str:
    """The same text in plain HTML. Raises NotArticle for what cannot be read."""
    if "class=" not in html:
        return html
    root = tree_of(f"<div>{html}</div>")
    for name in _GONE:
        for element in root.find_class(name):
            element.drop_tree()
    for button in root.find_class("button-wrapper"):
        if _INVITES.search(next((a.get("href") or "" for a in button.iter("a")), "")):
            button.drop_tree()
    for name in _DRAWN:
        for element in root.find_class(name):
            _draw(element)
    for quoted in root.find_class("pullquote"):
        quoted.tag = "blockquote"
    _notes(root)
    return "".join(lxml_html.tostring(one, encoding="unicode") for one in root.find("body"))


def _draw(element: Any) -> None:
    """Put what a component shows in its place."""
    try:
        said = json.loads(element.get("data-attrs") or "{}")
    except (ValueError, RecursionError):
        said = {}
    made = _gallery(said) or _tweet(said) or _link(said)
    if not made:
        return
    tail = element.tail
    element.clear()
    element.tail = tail
    for one in lxml_html.fragments_fromstring(made):
        element.append(one)


def _gallery(said: Any) -> str:
    caption = text(said, "gallery.caption")
    return "".join(
        f'<figure><img src="{escape(text(one, "src"))}" alt="{escape(text(said, "gallery.alt"))}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
        for one in objects(said, "gallery.images") if text(one, "src"))


def _tweet(said: Any) -> str:
    words = text(said, "full_text")
    return (f"<blockquote><p>{escape(words)}</p><footer>{escape(text(said, 'name', 'username'))}"
            f'</footer></blockquote><p><a href="{escape(text(said, "url"))}">'
            f"{escape(text(said, 'url'))}</a></p>") if words else ""


def _link(said: Any) -> str:
    address = text(said, "url", "canonical_url")
    title = text(said, "title", "label")
    if not title or not address or not isinstance(inside(said, "url"), str | None):
        return ""
    return f'<p><a href="{escape(address)}">{escape(title)}</a></p>'


def _notes(root: Any) -> None:
    """Footnotes: the sign in the text and before the note is the same, in brackets."""
    for anchor in root.find_class("footnote-anchor"):
        anchor.text = f"[{(anchor.text or '').strip()}]"
    for note in root.find_class("footnote"):
        number = next(iter(note.find_class("footnote-number")), None)
        first = next(note.iter("p"), None)
        if number is not None and first is not None:
            first.text = f"[{(number.text or '').strip()}] {first.text or ''}"
            number.drop_tree()
