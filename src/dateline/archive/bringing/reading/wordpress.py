"""WordPress' export of a site (WXR 1.0 to 1.2: RSS 2.0 with its own elements); Squarespace's too.

A post is a story, whatever its own kind if that is public. Pages, menus and settings are passed
over. Pictures are found by the numbers of their attachments, so the file is read twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Part, Parts, Passed
from dateline.archive.bringing.times import gmt, moment
from dateline.lib.xml import XmlRefused
from dateline.lib.xmlstream import child, elements

_STATES = {"publish": False, "draft": True, "pending": True, "future": True, "private": True}
_PASSED = frozenset({
    "page", "attachment", "nav_menu_item", "wp_block", "wp_navigation", "wp_template",
    "wp_template_part", "wp_global_styles", "wp_font_family", "wp_font_face", "custom_css",
    "customize_changeset", "revision", "oembed_cache", "feedback", "jp_pay_order",
})
_SHORTCODE = re.compile(r"\[/?(?:caption|embed|gallery|audio|video|playlist|more)\b[^\]\n]*\]")
_BLOCKS = re.compile(r"<(?:p|div|h[1-6]|ul|ol|blockquote|figure|table|pre)\b", re.I)
_COMMENT = re.compile(r"<!--.*?-->", re.S)


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield its posts. Raises NotArchive."""
    try:
        site = _Site(path)
        with path.open("rb") as file:
            for element in elements(file, "channel/item"):
                yield _part(element, site, zone)
    except XmlRefused as error:
        raise NotArchive(str(error)) from None


class _Site:
    """What the file says before and beside its posts."""

    def __init__(self, path: Path) -> None:
        self.names: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.language = ""
        self.host = ""
        with path.open("rb") as file:
            wanted = ("channel/author", "channel/language", "channel/link", "channel/item")
            for element in elements(file, *wanted):
                self._learn(element)

    def _learn(self, element: Any) -> None:
        name = element.tag.rpartition("}")[2]
        if name == "author":
            login = child(element, "author_login")
            self.names[login] = child(element, "author_display_name") or login
        elif name == "language":
            self.language = (element.text or "").strip()
        elif name == "link":
            self.host = self.host or (urlsplit((element.text or "").strip()).hostname or "")
        elif child(element, "post_type") == "attachment":
            self.pictures[child(element, "post_id")] = child(element, "attachment_url")


def _part(element: Any, site: _Site, zone: tzinfo | None) -> Part:
    kind, state = child(element, "post_type") or "post", child(element, "status") or "publish"
    number, title = child(element, "post_id"), child(element, "title")
    where = f"line {element.sourceline}, post {number or 'without an id'} “{title[:80]}”"
    if kind in _PASSED:
        return Passed(kind)
    if state not in _STATES:
        return Passed(f"{kind} in state {state[:40]}")
    if child(element, "post_password"):
        return Doubtful(where, "it is protected by a password: publish it there first")
    body = _encoded(element, "content")
    if not body.strip() and not title:
        return Doubtful(where, "it has neither a headline nor a text")
    link, guid = child(element, "link"), child(element, "guid")
    ref = f"wordpress:{site.host}:{number or link or guid}"[:200]
    said = child(element, "post_date_gmt")
    when = gmt(said) or moment(child(element, "pubDate")) or moment(
        child(element, "post_date"), zone)
    return Item(
        ref=ref, where=where, headline=title, html=paragraphed(body),
        standfirst=_plain(_encoded(element, "excerpt")), **_terms(element),
        authors=_authors(element, site), published_at=when,
        date_said="" if when else child(element, "post_date"), language=site.language,
        draft=_STATES[state], addresses=tuple(_addresses(link, guid)),
        picture=site.pictures.get(_meta(element, "_thumbnail_id"), ""),
    )


def _encoded(element: Any, space: str) -> str:
    """`content:encoded` and `excerpt:encoded` have one local name."""
    for one in element.iterchildren("{*}encoded"):
        if f"/{space}" in one.tag.partition("}")[0]:
            return one.text or ""
    return ""


def _terms(element: Any) -> dict[str, Any]:
    """The first category is the section; the others, and tags, are tags."""
    found: dict[str, list[str]] = {"category": [], "post_tag": []}
    for one in element.iterchildren("{*}category"):
        name = " ".join((one.text or "").split())
        domain = one.get("domain") or "category"
        if name and domain in ("category", "post_tag", "tag"):
            found["category" if domain == "category" else "post_tag"].append(name[:200])
    sections = [name for name in found["category"] if name.lower() != "uncategorized"]
    tags = dict.fromkeys([*found["post_tag"], *sections[1:]])
    return {"section": sections[0] if sections else "",
            "tags": tuple((name, "") for name in tags)}


def _authors(element: Any, site: _Site) -> tuple[str, ...]:
    login = child(element, "creator")
    name = site.names.get(login, login).strip()
    return (name[:200],) if name else ()


def _meta(element: Any, key: str) -> str:
    for one in element.iterchildren("{*}postmeta"):
        if child(one, "meta_key") == key:
            return child(one, "meta_value")
    return ""


def _addresses(link: str, guid: str) -> Iterator[str]:
    for one in dict.fromkeys((link, guid)):
        parts_ = urlsplit(one)
        if parts_.scheme in ("http", "https") and (parts_.path.strip("/") or parts_.query):
            yield one


def paragraphed(body: str) -> str:
    """WordPress' text as HTML: without its block comments and shortcodes; where no blocks are
    marked, an empty line parts paragraphs, as `wpautop` has it."""
    body = _SHORTCODE.sub("", _COMMENT.sub("", body))
    if _BLOCKS.search(body):
        pieces = re.split(r"\n\s*\n", body)
        return "\n".join(
            piece if _BLOCKS.search(piece) or not piece.strip() else f"<p>{piece.strip()}</p>"
            for piece in pieces)
    pieces = [piece.strip() for piece in re.split(r"\n\s*\n", body) if piece.strip()]
    return "\n".join(f"<p>{'<br>'.join(piece.splitlines())}</p>" for piece in pieces)


def _plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]{0,500}>", " ", html).split())
