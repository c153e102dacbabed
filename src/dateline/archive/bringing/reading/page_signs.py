"""What a saved page says of itself to machines, as far as its lead picture and its kind go."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any
from urllib.parse import urlsplit

_META = re.compile(r"<meta\b[^<>]{1,4000}>", re.I)
_SAID = re.compile(r"""([\w:-]{1,60})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SCRIPT = re.compile(r"<script\b[^<>]{0,500}application/ld\+json[^<>]{0,500}>", re.I)
_END = re.compile("</script", re.I)
_STORY = ("Article", "BlogPosting", "Report")
_LOGO = re.compile(
    r"logo|placeholder|favicon|fallback|default[-_.]|[-_.]default|social[-_]?(share|card)"
    r"|og[-_]?default|share[-_]?image", re.I)
_PICTURES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image",
             "twitter:image:src")
_DATES = ("article:published_time", "parsely-pub-date", "datepublished", "dc.date", "pubdate",
          "sailthru.date", "publish-date", "citation_publication_date")
_MANY, _PART = 4, 10
"""A picture that so many pages have, and one in so many of all, is the site's."""


@dataclass
class Signs:
    """The meta elements and JSON-LD of a page, `<meta>` by its small name."""

    text: str

    @cached_property
    def meta(self) -> dict[str, str]:
        """The first content of each name."""
        found: dict[str, str] = {}
        for one in _META.finditer(self.text):
            said = {name.lower(): unescape(a or b or c)
                    for name, a, b, c in _SAID.findall(one[0])}
            name = (said.get("property") or said.get("name") or said.get("itemprop") or "").lower()
            if name and said.get("content", "").strip():
                found.setdefault(name, said["content"].strip())
        return found

    @cached_property
    def things(self) -> list[dict[str, Any]]:
        """The objects that stand for the page: at the top, in a graph, or its main entity."""
        found = list[dict[str, Any]]()
        for said in self._scripts():
            try:
                found += _things(json.loads(said.strip(), strict=False), 5)
            except (ValueError, RecursionError):
                continue
        return found

    def _scripts(self) -> Iterator[str]:
        """What JSON-LD says; each part of the page is looked at once."""
        at = 0
        while (begun := _SCRIPT.search(self.text, at)) and (
                end := _END.search(self.text, begun.end())):
            yield self.text[begun.end() : end.start()]
            at = end.end()

    @cached_property
    def kinds(self) -> set[str]:
        """Their types."""
        return {kind for one in self.things for kind in _types(one)}

    @property
    def stories(self) -> int:
        """How many of them are stories."""
        return sum(any(kind.endswith(_STORY) for kind in _types(one)) for one in self.things)

    @property
    def is_dated(self) -> bool:
        """Whether it says, as a page, when it was published."""
        return any(name in self.meta for name in _DATES)

    def pictures(self) -> list[str]:
        """The addresses it gives for its picture, the likeliest first."""
        said = [self.meta[name] for name in _PICTURES if name in self.meta]
        for one in self.things:
            if any(kind.endswith(_STORY) for kind in _types(one)):
                said += _addresses(one.get("image"))
        return [one for one in dict.fromkeys(said) if not one.startswith("data:")]


def lead_of(signs: Signs, stock: frozenset[str]) -> str:
    """The lead picture it names; none that is the site's own or looks like it."""
    return next((one for one in signs.pictures()
                 if one not in stock and not _LOGO.search(_path(one).rpartition("/")[2])), "")


def stock_of(pages: Iterable[Signs]) -> frozenset[str]:
    """Pictures that stand on many pages of a site: its logo, not a story's."""
    many, count = Counter[str](), 0
    for count, signs in enumerate(pages, 1):  # noqa: B007 - the last one is their number
        many.update(signs.pictures())
    return frozenset(one for one, times in many.items()
                     if times >= _MANY and times * _PART >= count)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(data, list):
        for one in data:
            yield from _things(one, depth - 1)
    elif depth and isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(data.get(name), depth - 1)


def _types(one: dict[str, Any]) -> list[str]:
    said = one.get("@type")
    return [kind for kind in (said if isinstance(said, list) else [said]) if isinstance(kind, str)]


def _addresses(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl")
    if isinstance(value, list):
        return [found for one in value[:3] for found in _addresses(one)]
    return [value.strip()] if isinstance(value, str) and value.strip() else []
