"""A page as a tree: every tag closed where it was opened, or the test fails."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

_STORY = re.compile(r'href="(/[^"]*~[0-9A-Za-z]+)"')
_VOID = frozenset({"meta", "link", "input", "img", "br", "hr"})


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree, self.open = TreeBuilder(), []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.tree.end(self.open.pop())

    def handle_data(self, data: str) -> None:
        if self.open:
            self.tree.data(data)


def tree(page: str) -> Element:
    """The page's root element."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    assert builder.open == [], f"never closed: {builder.open}"
    return builder.tree.close()


def said(element: Element | None) -> str:
    """The text of an element as a reader sees it: white space is one space."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def classed(root: Element, name: str) -> list[Element]:
    """Every element of this class."""
    return [found for found in root.iter() if name in found.get("class", "").split()]


def one(root: Element, name: str) -> Element:
    """The only element of this class."""
    (found,) = classed(root, name)
    return found


def links(root: Element) -> dict[str, str]:
    """The links by their text."""
    return {said(link): link.get("href", "") for link in root.iter("a")}


def head_links(root: Element) -> dict[str, str]:
    """The `<link>`s of the head that are not files, by their relation."""
    found = {link.get("rel", ""): link.get("href", "") for link in root.iter("link")}
    files = ("stylesheet", "icon", "apple-touch-icon", "manifest")
    return {rel: href for rel, href in found.items() if rel not in files}


def structured(root: Element) -> dict[str, Any]:
    """The page's JSON-LD: the first of it, which is what the page is."""
    return all_structured(root)[0]


def all_structured(root: Element) -> list[dict[str, Any]]:
    """All of the page's JSON-LD."""
    scripts = (s for s in root.iter("script") if s.get("type") == "application/ld+json")
    return [json.loads("".join(script.itertext())) for script in scripts]


def metas(root: Element) -> dict[str, str]:
    """The head's `<meta>`s by name or property; of several alike the last."""
    found = ((meta.get("name") or meta.get("property"), meta) for meta in root.iter("meta"))
    return {name: meta.get("content", "") for name, meta in found if name}


def stories_in(page: str) -> set[str]:
    """The addresses of the stories that a page links to, whatever it is drawn like."""
    return set(_STORY.findall(page))
