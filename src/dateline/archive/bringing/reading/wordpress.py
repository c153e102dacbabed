"""WordPress' export of a site (WXR 1.0 to 1.2: RSS 2.0 with its own elements); Squarespace's too.

A post is a story, whatever its own kind if that is public. Pages, menus and settings are passed
over. Pictures are found by the numbers of their attachments, so the file is read twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dateline.archive.bringing.reading.opening import Clean, mends, xml_elements
from dateline.archive.bringing.reading.wordpress_text import paragraphed
from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Part, Parts, Passed, ref
from dateline.archive.bringing.times import gmt, moment
from dateline.lib.xmlstream import child, local

_STATES = {"publish": False, "draft": True, "pending": True, "future": True, "private": True}
_PASSED = frozenset({
    "page", "attachment", "nav_menu_item", "wp_block", "wp_navigation", "wp_template",
    "wp_template_part", "wp_global_styles", "wp_font_family", "wp_font_face", "custom_css",
    "customize_changeset", "revision", "oembed_cache", "user_request", "feedback", "jp_pay_order",
    "flamingo_contact", "flamingo_inbound", "nf_sub", "shop_order", "shop_order_refund",
    "shop_coupon", "shop_subscription", "wpcf7_contact_form", "wpforms", "acf-field",
    "acf-field-group", "elementor_library", "scheduled-action", "guest-author", "amp_validated_url",
})
COMMENT = "comment"
_FEW = 500_000
"""So many attachments' addresses are held."""
_BESIDE = ("channel/author", "channel/language", "channel/link", "channel/category", "channel/tag",
           "channel/term", "item/comment", "channel/item")
_ITEMS = (*_BESIDE[3:6], "item/comment", "channel/item")
"""All that may be long is asked for, so that it is let go of."""


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield its posts. Raises NotArchive."""
    site = _Site(path)
    with path.open("rb") as file:
        clean = Clean(file)
        for element in xml_elements(clean, *_ITEMS):
            if local(element) == "item":
                yield _part(element, site, zone)
            elif local(element) == "comment":
                yield Passed(COMMENT)
        yield from mends(clean)


class _Site:
    """What the file says before and beside its posts."""

    def __init__(self, path: Path) -> None:
        self.names: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.language = ""
        self.host = ""
        items = 0
        with path.open("rb") as file:
            for element in xml_elements(Clean(file), *_BESIDE):
                items += local(element) == "item"
                self._learn(element)
        if not items and not self.names and not self.host:
            raise NotArchive("it has no channel of RSS with items, as WordPress' exports have")

    def _learn(self, element: Any) -> None:
        name = local(element)
        if name == "author":
            login = child(element, "author_login")
            self.names[login] = child(element, "author_display_name") or login
        elif name == "language":
            self.language = (element.text or "").strip()
        elif name == "link":
            self.host = self.host or _host((element.text or "").strip())
        elif name == "item" and child(element, "post_type") == "attachment":
            address = child(element, "attachment_url")
            if address and len(self.pictures) < _FEW:
                self.pictures[child(element, "post_id")] = address


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _part(element: Any, site: _Site, zone: tzinfo | None) -> Part:
    kind, state = child(element, "post_type") or "post", child(element, "status") or "publish"
    number, title = child(element, "post_id"), child(element, "title")
    where = f"line {element.sourceline}, post {number or 'without an id'} “{title[:80]}”"
    link, guid = child(element, "link"), child(element, "guid")
    if kind in _PASSED or _has_no_page(kind, link, state):
        return Passed(kind[:40])
    if state not in _STATES:
        return Passed(f"{kind[:40]} in state {state[:40]}")
    body = _encoded(element, "content")
    if not body.strip() and not title:
        return Doubtful(where, "it has neither a headline nor a text")
    if not (number or link or guid):
        return Doubtful(where, "it has no id by which it could be found again")
    said = child(element, "post_date_gmt")
    when = gmt(said) or moment(child(element, "pubDate")) or moment(
        child(element, "post_date"), zone)
    locked = bool(child(element, "post_password"))
    return Item(
        ref=ref("wordpress", site.host, number or link or guid), where=where, headline=title,
        html=paragraphed(body, site.pictures), standfirst=_encoded(element, "excerpt"),
        **_terms(element), authors=_authors(element, site), published_at=when,
        date_said="" if when else child(element, "post_date"), language=site.language,
        draft=_STATES[state] or locked, addresses=tuple(_addresses(link, guid)),
        picture=site.pictures.get(_meta(element, "_thumbnail_id"), ""),
        note="It was protected by a password there." if locked else "",
    )


def _has_no_page(kind: str, link: str, state: str) -> bool:
    """Whether posts of this kind have no page of their own: a plugin's, such as forms and orders.

    WordPress gives what is public a permalink; of others it says `?post_type=KIND&p=7`.
    """
    if kind == "post" or state != "publish":
        return False
    try:
        query = parse_qs(urlsplit(link).query, max_num_fields=20)
    except ValueError:
        return False
    return kind in query.get("post_type", ())


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
            found["category" if domain == "category" else "post_tag"].append(name)
    sections = [name for name in dict.fromkeys(found["category"])
                if name.lower() != "uncategorized"]
    tags = dict.fromkeys([*found["post_tag"], *sections[1:]])
    return {"section": sections[0] if sections else "",
            "tags": tuple((name, "") for name in tags)}


def _authors(element: Any, site: _Site) -> tuple[str, ...]:
    """Those of a plugin for several authors (a taxonomy of theirs), else the one who posted it."""
    several = [" ".join((one.text or "").split()) for one in element.iterchildren("{*}category")
               if one.get("domain") in ("author", "authors", "co-author", "ppma_author")]
    login = child(element, "creator")
    names = [site.names.get(one, one) for one in several] or [site.names.get(login, login).strip()]
    return tuple(dict.fromkeys(name for name in names if name))


def _meta(element: Any, key: str) -> str:
    for one in element.iterchildren("{*}postmeta"):
        if child(one, "meta_key") == key:
            return child(one, "meta_value")
    return ""


def _addresses(link: str, guid: str) -> Iterator[str]:
    for one in dict.fromkeys((link, guid)):
        try:
            parts_ = urlsplit(one)
        except ValueError:
            continue
        if parts_.scheme in ("http", "https") and (parts_.path.strip("/") or parts_.query):
            yield one
