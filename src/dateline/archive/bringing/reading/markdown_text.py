"""Markdown as HTML, without Liquid's and Hugo's own tags. Every pattern is bounded."""

from __future__ import annotations

import re
from html import escape

from markdown_it import MarkdownIt

_BASE = re.compile(r"\{\{-?\s{0,9}(?:site\.(?:base)?url|site\.github\.url)\s{0,9}-?\}\}")
_LITERAL = re.compile(
    r"""\{\{-?\s{0,9}["']([^"'{}\n]{1,500})["']\s{0,9}\|[^{}\n]{1,100}\}\}""")
_FIGURE = re.compile(r"\{\{[<%]\s{0,9}figure\s([^{}]{1,2000}?)/?\s{0,9}[>%]\}\}")
_NAMED = re.compile(r"""\b(src|caption|alt|title)=(?:"([^"]{0,2000})"|'([^']{0,2000})')""")
_TAGS = re.compile(r"\{\{[<%][^{}]{0,2000}?[%>]\}\}|\{%[^{}]{0,2000}?%\}")
_VALUES = re.compile(r"\{\{-?\s{0,9}(?:page|site|content)\b[^{}\n]{0,500}\}\}")
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def html_of(body: str) -> str:
    """The text as HTML. Raises RecursionError."""
    body = _LITERAL.sub(r"\1", _BASE.sub("", body))
    body = _FIGURE.sub(_figure, body)
    return str(_MARKDOWN.render(_VALUES.sub("", _TAGS.sub("", body))))


def _figure(found: re.Match[str]) -> str:
    said = {name: first or second for name, first, second in _NAMED.findall(found[1])}
    if not said.get("src"):
        return ""
    words = said.get("caption") or said.get("title") or ""
    return (f'\n\n<figure><img src="{escape(said["src"])}" alt="{escape(said.get("alt") or "")}">'
            f"<figcaption>{escape(words)}</figcaption></figure>\n\n")
