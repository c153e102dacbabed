"""Ghost's two notations of a text, mobiledoc (0.3) and Lexical, as HTML.

For posts whose export has no `html`; Markdown of Ghost 0.x besides. Cards that are no part of a
story are left out.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from dateline.archive.bringing.reading.markdown_text import html_of as html_of_markdown
from dateline.archive.bringing.reading.saying import listed, objects, text

_DEEP = 60
_BOLD, _ITALIC, _CODE = 1, 2, 16
_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside"})
_MARKS = frozenset({"strong", "b", "em", "i", "a", "code", "s", "sub", "sup", "u"})
_OPEN: tuple[str, str] = ("", "")


def html_of(post: dict[str, Any]) -> str:
    """The text of a post; empty where neither notation has one. Raises ValueError for a notation
    that cannot be read to its end: half of it is no story."""
    for name, read in (("lexical", _lexical), ("mobiledoc", _mobiledoc)):
        said = post.get(name)
        if isinstance(said, str) and said.strip():
            try:
                return read(json.loads(said))
            except (ValueError, RecursionError, KeyError, IndexError, TypeError) as error:
                raise ValueError(f"its {name} cannot be read: {error!r}"[:300]) from None
    return html_of_markdown(text(post, "markdown"))  # Ghost 0.x


# -- Lexical -------------------------------------------------------------------------------------


def _lexical(said: Any) -> str:
    return "\n".join(filter(None, map(_node, objects(said, "root.children"))))


def _node(node: dict[str, Any], depth: int = 0) -> str:
    if depth > _DEEP:
        raise ValueError("it is nested too deep")
    kind = text(node, "type")
    inside = "".join(_node(one, depth + 1) for one in objects(node, "children"))
    if kind in ("text", "extended-text") or (not inside and isinstance(node.get("text"), str)):
        return _marked(node)
    if kind == "linebreak":
        return "<br>"
    if kind in ("link", "autolink"):
        return f'<a href="{escape(text(node, "url"))}">{inside}</a>'
    if kind in ("heading", "extended-heading"):
        return f"<h2>{inside}</h2>"
    if kind in ("quote", "extended-quote", "aside"):
        return f"<blockquote><p>{inside}</p></blockquote>"
    if kind == "list":
        tag = "ol" if text(node, "listType") == "number" else "ul"
        return f"<{tag}>{inside}</{tag}>"
    if kind == "listitem":
        return f"<li>{inside}</li>"
    if kind == "paragraph":
        return f"<p>{inside}</p>" if inside else ""
    return _card(kind, node) or inside


def _marked(node: dict[str, Any]) -> str:
    said, bits = escape(str(node.get("text") or ""), quote=False), node.get("format")
    bits = bits if isinstance(bits, int) else 0
    for bit, tag in ((_BOLD, "strong"), (_ITALIC, "em"), (_CODE, "code")):
        said = f"<{tag}>{said}</{tag}>" if bits & bit else said
    return said


# -- cards of both -------------------------------------------------------------------------------


def _card(kind: str, said: dict[str, Any]) -> str:
    if kind == "image":
        return _figure(text(said, "src"), text(said, "caption"), text(said, "alt", "altText"))
    if kind == "gallery":
        return _gallery(said)
    if kind in ("html", "embed"):
        return str(said.get("html") or "")
    if kind in ("markdown", "card-markdown"):
        return str(said.get("html") or "") or html_of_markdown(str(said.get("markdown") or ""))
    if kind in ("code", "codeblock"):
        return f"<pre>{escape(text(said, 'code'))}</pre>"
    if kind in ("bookmark", "audio", "video", "file", "button"):
        return _linked(kind, said)
    return "".join(f"<{tag}>{text(said, name)}</{tag}>" for tag, name in _WORDS.get(kind, ())
                   if text(said, name))


_WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "callout": (("p", "calloutText"),),
    "toggle": (("h2", "heading"), ("div", "content")),
    "header": (("h2", "header"), ("p", "subheader")),
    "product": (("h2", "productTitle"), ("div", "productDescription")),
}
"""What cards say beside pictures. Those of letters, forms and payment are no part of a story."""
_SHOWN = {
    "bookmark": (("url",), ("metadata.title", "title", "url"), ("caption",)),
    "audio": (("src",), ("title",), ("caption",)),
    "video": (("src",), ("title", "fileName"), ("caption",)),
    "file": (("src",), ("fileTitle", "fileName"), ("fileCaption",)),
    "button": (("buttonUrl",), ("buttonText",), ()),
}
"""Of cards that lead somewhere: the address, the words that are linked, and those after them."""


def _linked(kind: str, said: dict[str, Any]) -> str:
    where, title, more = (text(said, *names) if names else "" for names in _SHOWN[kind])
    more = " ".join(re.sub("<[^<>]{0,1000}>", " ", more).split())
    if kind == "video":
        title, more = more or title, ""
    words = f'<a href="{escape(where)}">{escape(title)}</a>' if where and title else escape(title)
    return f"<p>{': '.join(filter(None, (words, more)))}</p>" if words else ""


def _gallery(said: dict[str, Any]) -> str:
    """Its pictures; the gallery's caption is of those without one of their own."""
    caption = text(said, "caption")
    return "\n".join(_figure(text(one, "src"), text(one, "caption") or caption, text(one, "alt"))
                     for one in objects(said, "images"))


def _figure(address: str, caption: str, alt: str) -> str:
    if not address:
        return ""
    return (f'<figure><img src="{escape(address)}" alt="{escape(alt)}">'
            f"<figcaption>{caption}</figcaption></figure>")


# -- mobiledoc -----------------------------------------------------------------------------------


def _mobiledoc(said: Any) -> str:
    return "\n".join(filter(None, (_section(one, said) for one in listed(said, "sections"))))


def _section(section: list[Any], said: dict[str, Any]) -> str:
    kind = section[0]
    if kind == 1:
        tag = section[1] if section[1] in _TAGS else "p"
        inside = _markers(section[2], said)
        if tag in ("blockquote", "aside"):
            return f"<blockquote><p>{inside}</p></blockquote>"
        return f"<{tag}>{inside}</{tag}>" if inside else ""
    if kind == 2:
        return _figure(str(section[1]), "", "")
    if kind == 3:
        tag = "ol" if section[1] == "ol" else "ul"
        return f"<{tag}>{''.join(f'<li>{_markers(one, said)}</li>' for one in section[2])}</{tag}>"
    if kind == 10:
        name, payload = said["cards"][section[1]]
        return _card(str(name), payload if isinstance(payload, dict) else {})
    return ""


def _markers(markers: list[Any], said: dict[str, Any]) -> str:
    """Text with its marks: `[0, [opened], closed, "text"]`; a mark stays open till it is closed."""
    made, open_ = [], list[str]()
    for kind, opened, closed, value in markers:
        for number in opened:
            before, after = _tag(said["markups"][number])
            made.append(before)
            open_.append(after)
        made.append(escape(str(value), quote=False) if kind == 0 else "<br>")
        made += [open_.pop() for _ in range(min(int(closed), len(open_)))]
    return "".join([*made, *reversed(open_)])


def _tag(markup: list[Any]) -> tuple[str, str]:
    name = str(markup[0]).lower()
    if name not in _MARKS:
        return _OPEN
    pairs = dict(zip(markup[1][::2], markup[1][1::2], strict=False)) if len(markup) > 1 else {}
    href = f' href="{escape(str(pairs.get("href", "")))}"' if name == "a" else ""
    return f"<{name}{href}>", f"</{name}>"
