"""What WordPress' export says before and beside its posts: names, sections, attachments."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dateline.archive.bringing.reading.opening import Clean, xml_elements
from dateline.archive.bringing.reading.wordpress_text import Attached
from dateline.archive.bringing.shapes import NotArchive
from dateline.lib.xmlstream import child, inner, local

ITEMS = ("channel/category", "channel/tag", "channel/term", "item/comment", "channel/item")
"""All that may be long is asked for, so that it is let go of."""
_BESIDE = ("channel/author", "channel/language", "channel/link", "channel/base_blog_url", *ITEMS)
_FEW = 500_000
"""So many attachments are held."""
_SAID = 300
"""Signs of a caption that is held; more only in the post that shows it."""


class Site:
    """What a file says, beside its posts. `name` is its host, with a path where it has one."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.sections: dict[str, str] = {}
        self.pictures: dict[str, Attached] = {}
        self.below: dict[str, list[str]] = {}
        self.language = self.name = ""

    def learn(self, path: Path) -> None:
        """Read a file for it. Raises NotArchive."""
        items = 0
        with path.open("rb") as file:
            for element in xml_elements(Clean(file), *_BESIDE):
                items += local(element) == "item"
                self._learn(element)
        if not items and not self.names and not self.name:
            raise NotArchive("it has no channel of RSS with items, as WordPress' exports have")

    def join(self, other: Site) -> None:
        """Know what another file of the same site says, too."""
        self.names |= other.names
        self.sections |= other.sections
        self.pictures |= other.pictures
        for above, numbers in other.below.items():
            known = self.below.setdefault(above, [])
            known += [one for one in numbers if one not in known]

    def _learn(self, element: Any) -> None:
        name = local(element)
        if name == "author":
            self._author(element)
        elif name == "language":
            self.language = (element.text or "").strip()
        elif name in ("link", "base_blog_url"):
            self.name = self.name or site_of((element.text or "").strip())
        elif name == "category":
            self.sections[child(element, "term_id")] = child(element, "cat_name")
        elif name == "item" and child(element, "post_type") == "attachment":
            self._attachment(element)
        elif name == "item" and child(element, "post_type") == "guest-author":
            login = meta(element, "cap-user_login") or child(element, "post_name")
            title = child(element, "title") or meta(element, "cap-display_name")
            self.names.setdefault(login.removeprefix("cap-"), title)

    def _author(self, element: Any) -> None:
        login = child(element, "author_login")
        both = f"{child(element, 'author_first_name')} {child(element, 'author_last_name')}"
        self.names[login] = child(element, "author_display_name") or both.strip() or login

    def _attachment(self, element: Any) -> None:
        address, number = child(element, "attachment_url"), child(element, "post_id")
        if not address or len(self.pictures) >= _FEW:
            return
        self.pictures[number] = Attached(
            address, meta(element, "_wp_attachment_image_alt")[:_SAID],
            encoded(element, "excerpt").strip()[:_SAID])
        above = child(element, "post_parent")
        if above not in ("", "0"):
            self.below.setdefault(above, []).append(number)


def sites(files: Iterable[Path]) -> dict[Path, Site | NotArchive]:
    """Of each file its site, or why it is not read; files of one site know each other's parts."""
    known: dict[str, Site] = {}
    found: dict[Path, Site | NotArchive] = {}
    for file in files:
        site = Site()
        try:
            site.learn(file)
        except NotArchive as error:
            found[file] = error
            continue
        found[file] = first = known.setdefault(site.name, site)
        if first is not site:
            first.join(site)
    return found


def site_of(address: str) -> str:
    """The host of an address, and the path below which one of several sites lies there."""
    try:
        parts = urlsplit(address)
        return f"{parts.hostname or ''}{parts.path.rstrip('/')}" if parts.hostname else ""
    except ValueError:
        return ""


def meta(element: Any, key: str) -> str:
    """The value of a post's own field; empty where there is none."""
    return next(iter(metas(element, key)), "")


def metas(element: Any, key: str) -> list[str]:
    """All the values of a post's own field."""
    return [child(one, "meta_value") for one in element.iterchildren("{*}postmeta")
            if child(one, "meta_key") == key]


def encoded(element: Any, space: str) -> str:
    """`content:encoded` and `excerpt:encoded` have one local name."""
    for one in element.iterchildren("{*}encoded"):
        if f"/{space}" in one.tag.partition("}")[0]:
            return inner(one)
    return ""
