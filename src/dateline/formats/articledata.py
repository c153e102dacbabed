"""What a page says of itself for machines: JSON-LD, schema.org microdata, OpenGraph and meta."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from html import unescape
from typing import Any, Literal

from dateline.formats.articletree import MAX_BYTES
from dateline.formats.articlewalk import line, text_of
from dateline.formats.tagkinds import TagKind

StatedKind = TagKind | Literal["event"]

LONGEST_NAME = 120
_DEPTH = 6  # JSON-LD is looked into so deep
_KINDS: dict[str, StatedKind] = {
    "Person": "person", "Organization": "organisation", "NewsMediaOrganization": "organisation",
    "GovernmentOrganization": "organisation", "Corporation": "organisation", "Place": "place",
    "City": "place", "Country": "place", "AdministrativeArea": "place", "Event": "event",
}


@dataclass(frozen=True)
class Said:
    """What one source says of the article; "" and () for what it leaves out.

    `tags` have their kind where the source states it, else "". `text` is the whole body as plain
    text, which only JSON-LD may have. `dateline` is as in schema.org: the place alone, mostly.
    """

    headline: str = ""
    standfirst: str = ""
    dateline: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    section: str = ""
    tags: tuple[tuple[str, StatedKind | Literal[""]], ...] = ()
    language: str = ""
    address: str = ""
    site: str = ""
    text: str = ""

    def else_(self, other: Said) -> Said:
        """This source, and where it is silent the other one."""
        empty = (field.name for field in fields(self) if not getattr(self, field.name))
        return replace(self, **{name: getattr(other, name) for name in empty})


def names(found: Iterable[str]) -> tuple[str, ...]:
    """The names among these: each once, none empty, longer than a name or an address."""
    tidy = (line(name) for name in found)
    kept = (name for name in tidy if 0 < len(name) <= LONGEST_NAME and "://" not in name)
    return tuple({name.casefold(): name for name in kept}.values())


# -- JSON-LD --------------------------------------------------------------------------------------


def json_ld(root: Any) -> Said:
    """The first article in the page's JSON-LD (schema.org Article and what derives from it)."""
    for script in root.iter("script"):
        kind = (script.get("type") or "").casefold()
        if kind.startswith("application/ld+json") and len(script.text or "") <= MAX_BYTES:
            try:
                data = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            article = next(_articles(data, _DEPTH), None)
            if article is not None:
                return _said(article)
    return Said()


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(data, list):
        for one in data:
            yield from _articles(one, depth - 1)
    elif depth and isinstance(data, dict):
        if any(kind.endswith(("Article", "BlogPosting", "Report")) for kind in _types(data)):
            yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(data.get(name), depth - 1)


def _types(data: dict[str, Any]) -> list[str]:
    return [kind for kind in _many(data.get("@type")) if isinstance(kind, str)]


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _word(value: Any, *keys: str) -> str:
    """A text, or that of the first key an object has; the first one of a list."""
    first = _many(value)[0] if value else ""
    if isinstance(first, dict):
        first = next((first[key] for key in keys or ("name",) if first.get(key)), "")
    return line(unescape(first)) if isinstance(first, str) else ""


def _said(data: dict[str, Any]) -> Said:
    text = data.get("articleBody")
    return Said(
        headline=_word(data.get("headline") or data.get("name")),
        standfirst=_word(data.get("description")),
        dateline=_word(data.get("dateline")) or _word(data.get("locationCreated")),
        authors=names(_word(one) for one in _many(data.get("author"))),
        date=_word(data.get("datePublished")),
        section=next(iter(names([_word(data.get("articleSection"))])), ""),
        tags=_tags(data),
        language=_word(data.get("inLanguage"), "alternateName", "name"),
        address=_word(data.get("url")) or _word(data.get("mainEntityOfPage"), "@id", "url"),
        text=unescape(text) if isinstance(text, str) else "",
    )


def _tags(data: dict[str, Any]) -> tuple[tuple[str, StatedKind | Literal[""]], ...]:
    found: dict[str, tuple[str, StatedKind | Literal[""]]] = {}
    for thing in [*_many(data.get("about")), *_many(data.get("mentions"))]:
        if isinstance(thing, dict):
            kinds = [_KINDS[name] for name in _types(thing) if name in _KINDS]
            for name in names([_word(thing)]):
                found.setdefault(name.casefold(), (name, kinds[0] if kinds else ""))
    keywords = _many(data.get("keywords"))
    for keyword in keywords:
        said, alone = _word(keyword), len(keywords) == 1 and isinstance(keyword, str)
        for name in names(said.split(",") if alone else [said]):
            found.setdefault(name.casefold(), (name, ""))
    return tuple(found.values())


# -- microdata ------------------------------------------------------------------------------------


def microdata(root: Any) -> Said:
    """The properties of the first element whose itemtype is a schema.org article."""
    for scope in root.iter():
        if (scope.get("itemtype") or "").rstrip("/").endswith(("Article", "BlogPosting")):
            return _properties(scope)
    return Said()


def _properties(scope: Any) -> Said:
    held: dict[str, list[Any]] = {}
    for element in scope.iterdescendants():
        for name in (element.get("itemprop") or "").split():
            held.setdefault(name, []).append(element)

    def first(name: str) -> str:
        return next(filter(None, map(_value, held.get(name, ()))), "")

    return Said(
        headline=first("headline"), standfirst=first("description"), dateline=first("dateline"),
        authors=names(map(_author, held.get("author", ()))), date=first("datePublished"),
        section=next(iter(names([first("articleSection")])), ""),
        tags=tuple((name, "") for name in names(first("keywords").split(","))),
        language=first("inLanguage"),
    )


def _author(element: Any) -> str:
    for inner in element.iterdescendants():
        if "name" in (inner.get("itemprop") or "").split():
            return _value(inner)
    return _value(element)


def _value(element: Any) -> str:
    return line(element.get("content") or element.get("datetime")) or text_of(element)


# -- OpenGraph and meta ---------------------------------------------------------------------------


def meta(root: Any) -> Said:
    """OpenGraph, `<meta>`, `<link rel=canonical>` and the page's language."""
    held: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").casefold()
        held.setdefault(name, []).append(line(element.get("content")))

    def first(*wanted: str) -> str:
        return next((said for name in wanted for said in held.get(name, ()) if said), "")

    links = {(link.get("rel") or "").casefold(): link.get("href") for link in root.iter("link")}
    words = held.get("article:tag") or first("news_keywords", "keywords").split(",")
    site = first("og:site_name")
    return Said(
        headline=_without_site(first("og:title", "twitter:title", "dc.title"), site),
        standfirst=first("og:description", "description", "twitter:description"),
        authors=names(held.get("author") or held.get("article:author") or ()),
        date=first("article:published_time", "dc.date", "date", "parsely-pub-date", "pubdate"),
        section=next(iter(names([first("article:section", "parsely-section")])), ""),
        tags=tuple((name, "") for name in names(words)),
        language=root.get("lang") or first("og:locale", "content-language"),
        address=line(links.get("canonical")) or first("og:url"),
        site=site,
    )


def _without_site(title: str, site: str) -> str:
    for sign in ("-", "–", "—", "|", "·", "::"):
        end = f" {sign} {site}"
        if site and title.casefold().endswith(end.casefold()):
            return title[: -len(end)].strip()
    return title
