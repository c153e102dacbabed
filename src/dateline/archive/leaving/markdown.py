"""A story as Markdown (CommonMark 0.31) with front matter in YAML, as Hugo and Jekyll read it.

What Markdown has no word for (tables, captions, who said a quotation) stays HTML in it, which
CommonMark allows (4.6).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import yaml
from lxml import etree, html

from dateline.formats.item import NewsItem
from dateline.record.public import Site, Version

_SIGNS = re.compile(r"([\\`*_\[\]<>&#|~!{}])")
_START = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([-+=.)])", re.M)


def markdown_of(version: Version, item: NewsItem, site: Site) -> bytes:
    """The file of a story; addresses of its pictures are those beside it (`/pictures/…`)."""
    said = {name: value for name, value in _front(version, item).items() if value}
    head = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1000)
    body = body_of(item.body_html.replace(f"{site.base_url}/pictures/", "/pictures/"))
    return f"---\n{head}---\n\n{body}\n".encode()


def _front(version: Version, item: NewsItem) -> dict[str, Any]:
    lead = max(version.picture.renditions, key=lambda one: one.width, default=None) \
        if version.picture else None
    return {
        "title": version.headline,
        "date": item.published.isoformat() if item.published else "",
        "lastmod": item.version_created.isoformat(),
        "description": version.standfirst,
        "categories": [version.section.name] if version.section else [],
        "tags": [term.name for term in (*version.dossiers, *version.tags)],
        "authors": [author.name for author in version.authors],
        "lang": version.language,
        "place": version.place.name if version.place else "",
        "credit": version.credit,
        "url": urlsplit(item.uri).path,
        "image": f"/pictures/{lead.name}" if lead else "",
        "guid": item.guid,
    }


def body_of(text: str) -> str:
    """A story's bare HTML as Markdown."""
    if not text.strip():
        return ""
    root = html.fragment_fromstring(text, create_parent="div")
    return "\n\n".join(filter(None, (_block(element) for element in root)))


def _block(element: Any) -> str:
    if element.tag == "p":
        return _guarded(_words(element).strip())
    if element.tag == "h2":
        return f"## {_flat(element)}"
    if element.tag == "blockquote":
        inner = "\n\n".join(_block(part) for part in element)
        return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    if element.tag in ("ul", "ol"):
        ordered = element.tag == "ol"
        return "\n".join(f"{f'{number}.' if ordered else '-'} {_guarded(_flat(item))}"
                         for number, item in enumerate(element, 1))
    return _raw(element)


def _guarded(line: str) -> str:
    """A line that begins like a list or a heading does not become one."""
    return _START.sub(r"\1\\\2", line)


def _flat(element: Any) -> str:
    return " ".join(_words(element).split())


def _words(element: Any) -> str:
    said = _escaped(element.text)
    for part in element:
        said += _part(part) + _escaped(part.tail)
    return said


def _part(element: Any) -> str:
    inner = _words(element)
    core = inner.strip()
    before, _, after = inner.partition(core) if core else (inner, "", "")
    sign = {"strong": "**", "b": "**", "em": "*", "i": "*"}.get(element.tag, "")
    address = element.get("href") or ""
    if element.tag == "br":
        return "\\\n"
    if sign and core and core[0].isalnum() and core[-1].isalnum():
        return f"{before}{sign}{core}{sign}{after}"
    if element.tag == "a" and address and core and not set(address) & set("<> \n\\"):
        return f"{before}[{core}](<{address}>){after}"
    return _raw(element, inner=True)


def _raw(element: Any, *, inner: bool = False) -> str:
    """As HTML, in which no empty line may stand (CommonMark 4.6, condition 7)."""
    said: str = etree.tostring(element, method="html", encoding="unicode", with_tail=False)
    return said if inner else re.sub(r"\n\s*\n", "\n", said)


def _escaped(text: str | None) -> str:
    return _SIGNS.sub(r"\\\1", text or "")
