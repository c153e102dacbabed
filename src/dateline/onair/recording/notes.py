"""An episode's notes: plain paragraphs as HTML, in which addresses are links."""

from __future__ import annotations

import re

from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe

_PARAGRAPHS = re.compile(r"\n\s*\n")


def as_html(notes: str) -> SafeString:
    """Escaped; web and mail addresses become links."""
    text = notes.replace("\r\n", "\n").replace("\r", "\n").strip()
    paragraphs = (each.strip() for each in _PARAGRAPHS.split(text))
    return mark_safe("".join(  # noqa: S308 - urlize has escaped it
        f"<p>{urlize(each, nofollow=True, autoescape=True)}</p>".replace("\n", "<br>")
        for each in paragraphs if each))


def summary(notes: str) -> str:
    """The first paragraph as plain text."""
    return " ".join(_PARAGRAPHS.split(notes.strip(), 1)[0].split())


