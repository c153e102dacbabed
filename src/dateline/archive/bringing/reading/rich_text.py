"""Texts that systems keep as trees in JSON, as HTML: Contentful's, Sanity's, Strapi's, Lexical,
Slate, ProseMirror, Editor.js, Draft.js, Wix' Ricos, Tumblr's NPF.

They differ in what they call things, and not in what they have: paragraphs, headings, lists,
quotations, pictures, tables, and pieces of text with marks. What has another name is its words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from itertools import groupby
from typing import Any

from dateline.archive.bringing.reading.saying import inside, objects, text

_DEEP = 60
_BELOW = ("children", "content", "nodes", "items")
_NAMES = ("nodeType", "_type", "type", "__typename")
_MARKS = {"bold": "strong", "strong": "strong", "italic": "em", "em": "em", "code": "code",
          "underline": "u", "strikethrough": "s", "subscript": "sub", "superscript": "sup"}
_LEXICAL = ((1, "strong"), (2, "em"))
_LINKS = ("url", "href", "attrs.href", "data.uri", "fields.url", "linkData.link.url",
          "attributes.url")
_SOURCES = ("url", "src", "attrs.src", "data.file.url", "data.url", "image.url", "asset.url",
            "imageData.image.src.url", "value.url", "file.url", "data.target.url", "attributes.url")
_ALTS = ("alt", "alternativeText", "alt_text", "image.alternativeText", "attrs.alt", "data.alt",
         "imageData.altText", "data.target.alt", "value.alt")
_CAPTIONS = ("caption", "data.caption", "image.caption", "imageData.caption")


def html_of_tree(value: Any, known: Mapping[str, Any] | None = None) -> str:
    """The tree as HTML; empty where the value is none. `known`: what its references name.

    Raises ValueError for one that is nested too deep.
    """
    nodes = _nodes(value)
    return _list_of(nodes, known or {}, 0) if nodes else ""


def has_text(row: dict[str, Any]) -> bool:
    """Whether one of its fields is a text of some length, or a tree of one."""
    return any(html_of_tree(value) if isinstance(value, dict | list) else (
        isinstance(value, str) and name.lower() in (
            "body", "content", "text", "html", "article", "bodytext", "maincontent", "story"))
        for name, value in row.items())


def _nodes(value: Any) -> list[dict[str, Any]]:
    """The nodes at the top of a tree, which may be written as a text."""
    if isinstance(value, str) and value[:1] in "{[" and value[-1:] in "}]" and len(value) > 8:
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return []
    if isinstance(value, dict):
        if isinstance(value.get("root"), dict):
            return objects(value, "root.children")
        if value.get("nodeType") == "document" or value.get("type") == "doc":
            return objects(value, "content")
        value = value.get("blocks") or value.get("nodes") or value.get("document")
        if isinstance(value, dict):
            return _nodes(value)
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return value if all(_kind(one) for one in value) and any(map(_is_text, value)) else []
    return []


def _is_text(node: dict[str, Any]) -> bool:
    """Whether a node is of a text, and no object that has a type: a picture, a person."""
    return any(isinstance(node.get(name), list) for name in _BELOW[:3]) or isinstance(
        node.get("data"), dict) or isinstance(node.get("text"), str)


def _kind(node: dict[str, Any]) -> str:
    said = next((str(node[name]) for name in _NAMES if isinstance(node.get(name), str)), "")
    return said.lower().replace("_", "-")


def _list_of(nodes: list[dict[str, Any]], known: Mapping[str, Any], depth: int) -> str:
    """Nodes one after the other; of points that stand alone a list is made."""
    if depth > _DEEP:
        raise ValueError("its text is nested too deep")
    made = []
    for ordered, several in groupby(nodes, _point):
        html = [_node(one, known, depth + 1) for one in several]
        made += [f"<{ordered}>{''.join(f'<li>{one}</li>' for one in html)}</{ordered}>"
                 ] if ordered else html
    return "".join(made)


def _point(node: dict[str, Any]) -> str:
    """The list that a point without one is of: Sanity's and Draft.js'."""
    said = text(node, "listItem") or text(node, "subtype") or _kind(node)
    if said in ("bullet", "unordered-list-item"):
        return "ul"
    return "ol" if said in ("number", "ordered-list-item") else ""


def _node(node: dict[str, Any], known: Mapping[str, Any], depth: int) -> str:
    kind = _kind(node)
    if _is_piece(node, kind) and (depth > 1 or not ("subtype" in node or _is_block(node))):
        return _marked(node)
    if "image" in kind or kind in ("picture", "upload", "embedded-asset-block", "photo"):
        return _picture(node, known)
    if kind in ("linebreak", "hard-break", "hardbreak", "line-break"):
        return "<br>"
    if _point(node):
        return _within(node, known, depth)
    return _wrapped(node, kind, _within(node, known, depth))


def _is_piece(node: dict[str, Any], kind: str) -> bool:
    return kind in ("text", "span", "extended-text", "code-highlight") or (
        not kind and isinstance(node.get("text"), str))


def _is_block(node: dict[str, Any]) -> bool:
    return "marks" not in node and not any(one in node for one in (*_MARKS, "format", "textData"))


def _wrapped(node: dict[str, Any], kind: str, html: str) -> str:
    style = text(node, "style", "subtype", "blockType") or kind
    if kind in ("link", "autolink", "hyperlink", "a"):
        address = text(node, *_LINKS)
        return f'<a href="{escape(address)}">{html}</a>' if address else html
    if level := _level(node, style.lower()):
        return f"<h{level}>{html}</h{level}>"
    if "quote" in style.lower():
        said = text(node, "data.caption")
        return f"<blockquote><p>{html}</p></blockquote>" + (f"<p>{said}</p>" if said else "")
    if ("item" in kind and "list" in kind) or kind == "li":
        return f"<li>{html}</li>"
    if "list" in kind or kind in ("ul", "ol"):
        name = "ol" if _is_ordered(node, kind) else "ul"
        return f"<{name}>{html}</{name}>"
    if "table" in kind or kind in ("tr", "td", "th"):
        return _table(kind, html)
    if "code" in kind:
        return f"<pre>{html}</pre>"
    return f"<p>{html}</p>" if html and not html.startswith(("<p", "<h", "<ul", "<ol", "<blo",
                                                             "<tab", "<fig", "<pre")) else html


def _level(node: dict[str, Any], style: str) -> int:
    if not (style.startswith(("head", "header")) or style in ("h1", "h2", "h3", "h4", "h5", "h6")):
        return 0
    words = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
    said = text(node, "level", "attrs.level", "data.level", "headingData.level", "tag") or style
    named = next((level for word, level in words.items() if said.endswith(word)), 2)
    found = "".join(filter(str.isdecimal, said))[-1:]
    return min(max(int(found), 1), 6) if found else named


def _is_ordered(node: dict[str, Any], kind: str) -> bool:
    said = text(node, "format", "listType", "data.style", "tag") or kind
    return said.lower() in ("ordered", "number", "ol", "numbered") or (
        "order" in said.lower() and "unorder" not in said.lower()) or "numbered" in kind


def _table(kind: str, html: str) -> str:
    name = "th" if "header" in kind or kind == "th" else (
        "td" if "cell" in kind or kind == "td" else
        "tr" if "row" in kind or kind == "tr" else "table")
    return f"<{name}>{html}</{name}>"


def _within(node: dict[str, Any], known: Mapping[str, Any], depth: int) -> str:
    """What a node holds: other nodes, else its text; Editor.js has it in `data`, as HTML."""
    if isinstance(node.get("data"), dict) and not node.get("content") and not node.get("nodes"):
        if said := text(node, "data.text", "data.code", "data.html"):
            return said
        items = inside(node, "data.items")
        if isinstance(items, list):
            return "".join(f"<li>{_item(one, 0)}</li>" for one in items)
    for name in _BELOW:
        if below := objects(node, name):
            marks = {text(one, "_key"): one for one in objects(node, "markDefs")}
            return _list_of([one | {"defs": marks} if marks else one for one in below],
                            known, depth)
    return escape(text(node, "text", "value", "title"), quote=False)


def _item(one: Any, depth: int) -> str:
    """A point of Editor.js: HTML, or an object with its own points."""
    if not isinstance(one, dict):
        return str(one)
    below = [f"<li>{_item(each, depth + 1)}</li>" for each in objects(one, "items")
             if depth < _DEEP]
    return text(one, "content", "text") + (f"<ul>{''.join(below)}</ul>" if below else "")


def _marked(node: dict[str, Any]) -> str:
    """A piece of text with its marks, whichever way they are said."""
    said = next((one for one in (node.get("text"), node.get("value"),
                                 inside(node, "textData.text")) if isinstance(one, str)), "")
    html = escape(said, quote=False).replace("\n", "<br>")
    marks = [*(node.get("marks") or ()), *objects(node, "textData.decorations"),
             *(one for one in _MARKS if node.get(one) is True)]
    if isinstance(node.get("format"), int):
        marks += [name for bit, name in _LEXICAL if node["format"] & bit]
    for mark in marks:
        name = mark if isinstance(mark, str) else _kind(mark) if isinstance(mark, dict) else ""
        link = inside(node, "defs").get(name) if isinstance(node.get("defs"), dict) else mark
        if address := text(link, *_LINKS) if isinstance(link, dict) else "":
            html = f'<a href="{escape(address)}">{html}</a>'
        elif tag := _MARKS.get(name.lower()):
            html = f"<{tag}>{html}</{tag}>"
    return html


def _picture(node: dict[str, Any], known: Mapping[str, Any]) -> str:
    name = text(node, "asset._ref", "data.target.sys.id")
    address = text(node, *_SOURCES) or text(known.get(name), "url")
    for one in objects(node, "media")[:1]:
        address = address or text(one, "url")
    if not address:
        return ""
    address = f"https:{address}" if address.startswith("//") else address
    said = text(node, *_CAPTIONS)
    return (f'<figure><img src="{escape(address)}" alt="{escape(text(node, *_ALTS))}">'
            + (f"<figcaption>{escape(said, quote=False)}</figcaption>" if said else "")
            + "</figure>")
