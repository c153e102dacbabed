"""Markdown as HTML, without Liquid's and Hugo's own tags. Every pattern is bounded."""

from __future__ import annotations

import re
from html import escape

from markdown_it import MarkdownIt

_BASE = re.compile(r"\{\{-?\s{0,9}(?:site\.(?:base)?url|site\.github\.url)\s{0,9}-?\}\}")
_LITERAL = re.compile(
    r"""\{\{-?\s{0,9}["']([^"'{}\n]{1,500})["']\s{0,9}\|[^{}\n]{1,100}\}\}""")
_FIGURE = re.compile(r"\{\{[<%]\s{0,9}figure\s([^{}]{1,2000}?)/?\s{0,9}[>%]\}\}")
_NAMED = re.compile(r"""\b(src|url|image_path|path|file|caption|alt|title)="""
                    r"""(?:"([^"]{0,2000})"|'([^']{0,2000})')""")
_INCLUDED = re.compile(r"\{%-?\s{0,9}include\s{1,9}[\w/.-]{0,99}(?:figure|image|img|picture)[\w.-]"
                       r"{0,99}\s([^{}]{1,2000}?)-?%\}")
_CODE = re.compile(r"\{(?:%-?|\{[<%])\s{0,9}highlight\b[^{}]{0,200}?-?[>%]\}\}?")
_CODED = re.compile(r"\{(?:%-?|\{[<%])\s{0,9}(?:end|/)highlight\s{0,9}-?[>%]\}\}?")
_FILM = re.compile(
    r"\{\{<\s{0,9}(youtube|vimeo)\s(?:id=)?\s{0,9}[\"']?([\w-]{5,20})[^{}]{0,300}>\}\}|"
    r"\{%-?\s{0,9}(youtube|vimeo)\s[\"']?(?:https?://[^\s\"']{0,80}?)?([\w-]{5,20})[\"']?\s"
    r"[^{}]{0,99}%\}")
_PLAYERS = {"youtube": "https://www.youtube.com/embed/", "vimeo": "https://player.vimeo.com/video/"}
_TAGS = re.compile(r"\{\{[<%][^{}]{0,2000}?[%>]\}\}|\{%[^{}]{0,2000}?%\}")
_VALUES = re.compile(r"\{\{-?\s{0,9}(?:page|site|content)\b[^{}\n]{0,500}\}\}")
_STYLED = re.compile(r"\{:[^{}\n]{0,500}\}")
"""What kramdown is told of a paragraph."""
_NOTE, _NOTED = re.compile(r"^ {0,3}\[\^([\w-]{1,40})\]:", re.M), re.compile(
    r"\[\^([\w-]{1,40})\]")
_IMPORTED = re.compile(
    r"^(?:import\s(?:[^\n]{1,300}\sfrom\s)?[\"'][^\n]{1,300}|"
    r"export\s(?:const|let|default|function)\b[^\n]{1,300})$", re.M)
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def html_of(body: str, *, plain: bool = False) -> str:
    """The text as HTML; `plain` says that it is HTML but for the tags. Raises RecursionError."""
    body = _LITERAL.sub(r"\1", _BASE.sub("", body))
    before, after = ("<pre>", "</pre>") if plain else ("\n\n```\n", "\n```\n\n")
    body = _CODED.sub(after, _CODE.sub(before, body))
    body = _FILM.sub(_film, _INCLUDED.sub(_figure, _FIGURE.sub(_figure, body)))
    body = _STYLED.sub("", _VALUES.sub("", _TAGS.sub("", body)))
    if plain:
        return body
    body = _NOTED.sub(r"\\[\1\\]", _NOTE.sub(r"\\[\1\\]", body))
    return str(_MARKDOWN.render(_IMPORTED.sub("", body)))


def _film(found: re.Match[str]) -> str:
    player = _PLAYERS[found[1] or found[3]]
    return f'\n\n<iframe src="{player}{found[2] or found[4]}"></iframe>\n\n'


def _figure(found: re.Match[str]) -> str:
    said = {name: first or second for name, first, second in _NAMED.findall(found[1])}
    address = next((said[name] for name in ("src", "url", "image_path", "path", "file")
                    if said.get(name)), "")
    if not address:
        return ""
    words = said.get("caption") or said.get("title") or ""
    return (f'\n\n<figure><img src="{escape(address)}" alt="{escape(said.get("alt") or "")}">'
            f"<figcaption>{escape(words)}</figcaption></figure>\n\n")
