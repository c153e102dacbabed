"""Arc XP's stories in ANS (0.5 to 0.10): one a file, a line, in an array, or as the API answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from html import escape
from pathlib import Path
from typing import Any

from dateline.archive.bringing.reading.rows import rows
from dateline.archive.bringing.reading.saying import listed, objects, text
from dateline.archive.bringing.shapes import Doubtful, Item, Kind, Part, Parts, Passed, ref
from dateline.archive.bringing.times import moment

_DEEP = 20
_TAGS: dict[str, Kind] = {"tags": "", "seo_keywords": "", "named_entities": ""}
_ENTITIES: dict[str, Kind] = {
    "person": "person", "people": "person", "organization": "organisation",
    "organisation": "organisation", "location": "place", "place": "place",
}


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield its stories. Raises NotArchive."""
    for where, row in rows(path):
        for at, one in _inside(where, row):
            try:
                yield _part(at, one, zone)
            except RecursionError:
                yield Doubtful(at, "its elements are nested too deep")


def _inside(where: str, row: Any) -> Iterator[tuple[str, Any]]:
    """An answer of the content API holds its stories in a list."""
    if isinstance(row, dict) and row.get("type") in ("results", None):
        for name in ("content_elements", "results", "stories"):
            held = objects(row, name)
            if held and not row.get("headlines") and text(held[0], "type") == "story":
                yield from ((f"{where}, story {n}", one) for n, one in enumerate(held, 1))
                return
    yield where, row


def _part(where: str, row: Any, zone: tzinfo | None) -> Part:
    if not isinstance(row, dict):
        return Doubtful(where, str(row)[:300] if isinstance(row, ValueError) else "it is no object")
    if row.get("type") != "story":
        return Passed(f"ANS {text(row, 'type') or 'without a type'}"[:40])
    title = text(row, "headlines.basic", "headlines.web", "headlines.print")
    where = f"{where} “{title[:80]}”" if title else where
    number = text(row, "_id", "canonical_url")
    if not number:
        return Doubtful(where, "it has no id by which it could be found again")
    html = "\n".join(filter(None, map(_element, objects(row, "content_elements"))))
    if not title and not html:
        return Doubtful(where, "it has neither a headline nor a text")
    said = text(row, "first_publish_date", "display_date", "publish_date", "created_date")
    when = moment(said, zone)
    return Item(
        ref=ref("arc", number), where=where, headline=title, html=html,
        standfirst=text(row, "description.basic", "subheadlines.basic"), section=_section(row),
        authors=_authors(row), tags=tuple(_tags(row)), published_at=when,
        date_said="" if when else said, language=text(row, "language"), draft=_draft(row),
        addresses=tuple(_addresses(row)), place=_place(row), picture=_picture(row),
        credit=text(row, "distributor.name") if text(row, "distributor.mode") == "reference" or
        text(row, "distributor.category") == "wires" else "",
    )


def _draft(row: dict[str, Any]) -> bool:
    """Whether it was never published there."""
    held = row.get("publishing")
    if isinstance(held, dict) and held.get("has_published_edition") is False:
        return True
    revision = row.get("revision")
    return isinstance(revision, dict) and revision.get("published") is False


def _section(row: dict[str, Any]) -> str:
    first = next(iter(objects(row, "taxonomy.sections")), {})
    return text(row, "taxonomy.primary_section.name", "taxonomy.primary_site.name") or text(
        first, "name")


def _authors(row: dict[str, Any]) -> tuple[str, ...]:
    named = []
    for one in objects(row, "credits.by"):
        first, last = text(one, "first_name"), text(one, "last_name")
        named.append(text(one, "name", "byline") or f"{first} {last}".strip() or text(one, "org"))
    return tuple(dict.fromkeys(filter(None, named)))


def _tags(row: dict[str, Any]) -> Iterator[tuple[str, Kind]]:
    for one in objects(row, "taxonomy.tags"):
        yield text(one, "text", "name", "description", "slug"), ""
    for one in objects(row, "taxonomy.named_entities"):
        yield text(one, "name"), _ENTITIES.get(text(one, "type").lower(), "")
    for one in listed(row, "taxonomy.seo_keywords"):
        if isinstance(one, str):
            yield one, ""


def _addresses(row: dict[str, Any]) -> list[str]:
    found = [text(row, "canonical_url"), text(row, "website_url"), text(row, "short_url")]
    sites = row.get("websites")
    if isinstance(sites, dict):
        found += [text(one, "website_url") for one in sites.values()]
    return [one for one in dict.fromkeys(found) if one.startswith(("/", "http://", "https://"))]


def _place(row: dict[str, Any]) -> str:
    """The place of the dateline; ANS has it as a text, as objects, or in `address`."""
    said = text(row, "dateline", "location")
    return said or text(row, "address.locality")


def _picture(row: dict[str, Any]) -> str:
    for name in ("promo_items.basic", "promo_items.lead_art"):
        if text(row, f"{name}.type") in ("image", ""):
            address = text(row, f"{name}.url", f"{name}.additional_properties.originalUrl")
        else:
            address = text(row, f"{name}.promo_items.basic.url")
        if address:
            return address
    return ""


def _element(element: Any, depth: int = 0) -> str:
    """One content element (ANS 0.10) as HTML; its texts are HTML already."""
    if depth > _DEEP:
        raise RecursionError
    kind, said = text(element, "type"), text(element, "content")
    inside = objects(element, "content_elements")
    if kind == "header":
        return f"<h2>{said}</h2>" if said else ""
    if kind == "list":
        return _list(element, depth)
    if kind in ("quote", "correction", "endorsement"):
        return _quoted(kind, element, depth)
    if kind in ("image", "gallery"):
        return _pictures(kind, element)
    if kind == "table":
        return _table(element)
    if kind in ("raw_html", "oembed_response", "video", "audio", "reference", "link_list",
                "interstitial_link", "custom_embed", "divider", "story"):
        return _beside(kind, element, said)
    return (f"<p>{said}</p>" if said else "") + "\n".join(
        _element(one, depth + 1) for one in inside)


def _list(element: Any, depth: int) -> str:
    tag = "ol" if text(element, "list_type") == "ordered" else "ul"
    points = "".join(
        f"<li>{text(one, 'content')}{_element(one, depth + 1) if one.get('items') else ''}</li>"
        for one in objects(element, "items"))
    return f"<{tag}>{points}</{tag}>" if points else ""


def _quoted(kind: str, element: Any, depth: int) -> str:
    inside = "".join(_element(one, depth + 1) for one in objects(element, "content_elements"))
    said = inside or (f"<p>{text(element, 'content', 'text')}</p>"
                      if text(element, "content", "text") else "")
    if kind != "quote" or not said:
        return said
    by = text(element, "citation.content")
    return f"<blockquote>{said}{f'<p><cite>{by}</cite></p>' if by else ''}</blockquote>"


def _pictures(kind: str, element: Any) -> str:
    many = objects(element, "content_elements") if kind == "gallery" else [element]
    return "\n".join(
        f'<figure><img src="{escape(text(one, "url"))}" alt="{escape(text(one, "alt_text"))}">'
        f"<figcaption>{text(one, 'caption')}</figcaption></figure>"
        for one in many if text(one, "url"))


def _table(element: Any) -> str:
    head = "".join(f"<th>{text(one, 'content')}</th>" for one in objects(element, "header"))
    rows_ = ["".join(f"<td>{text(cell, 'content')}</td>" for cell in row if isinstance(cell, dict))
             for row in listed(element, "rows") if isinstance(row, list)]
    lines = [f"<tr>{one}</tr>" for one in (head, *rows_) if one]
    return f"<table>{''.join(lines)}</table>" if lines else ""


def _beside(kind: str, element: Any, said: str) -> str:
    """What is shown between the paragraphs and is no text of the story: markup, or a link to it."""
    if kind == "raw_html":
        return said
    if kind == "oembed_response":
        return text(element, "raw_oembed.html")
    address = text(element, "url", "canonical_url")
    words = text(element, "headlines.basic", "title") or said
    if not address.startswith(("http://", "https://")) or not words:
        return ""
    return f'<p><a href="{escape(address)}">{words}</a></p>'
