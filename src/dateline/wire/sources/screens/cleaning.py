"""The text of a strange item for the screen: bare elements, no picture, no script, no style."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe

_ELEMENTS = {
    "p", "br", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "em", "strong", "a", "table",
    "caption", "thead", "tbody", "tr", "th", "td",
}


def cleaned(html: str) -> SafeString:
    """The HTML as it may stand on a screen of ours; links open nothing of ours to them."""
    safe = nh3.clean(
        html, tags=_ELEMENTS, attributes={"a": {"href"}, "th": {"scope"}},
        url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(safe)  # noqa: S308 - cleaned by nh3
