"""Arc's content elements (ANS 0.5 to 0.10) as HTML; their texts are HTML already."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from dateline.archive.bringing.reading.saying import listed, objects, text

_DEEP = 20


def html_of(row: dict[str, Any]) -> str:
    """The body of a story or gallery, with the corrections that stand beside it. Raises
    RecursionError."""
    body = "\n".join(filter(None, map(_element, objects(row, "content_elements"))))
    for one in objects(row, "corrections"):
        said = text(one, "text", "content")
        if said and said not in body:
            kind = text(one, "correction_type").replace("_", " ").capitalize() or "Correction"
            body += f"\n<p>{kind}: {said}</p>"
    return body


def address_of(image: Any) -> str:
    """Where the picture's largest file is."""
    return text(image, "url", "additional_properties.originalUrl", "resizeUrl", "proxyUrl")


def caption_of(image: Any) -> str:
    """What is said of it, and who made it, in brackets."""
    named = objects(image, "vanity_credits.by") or objects(image, "credits.by")
    held = objects(image, "credits.affiliation")
    names = [text(one, "name", "byline") for one in (*named, *held)]
    by = " / ".join(dict.fromkeys(filter(None, names)))
    said = text(image, "caption", "subtitle")
    return f"{said} ({by})".strip() if by and by not in said else said


def _element(element: Any, depth: int = 0) -> str:
    if depth > _DEEP:
        raise RecursionError
    kind, said = text(element, "type"), text(element, "content")
    inside = objects(element, "content_elements")
    if kind == "header":
        return f"<h2>{said}</h2>" if said else ""
    if kind == "code":
        return f"<pre>{said}</pre>" if said else ""
    if kind == "list":
        return _list(element, depth)
    if kind in ("quote", "blockquote"):
        return _quoted(element, depth)
    if kind in ("image", "gallery"):
        return _pictures(kind, element)
    if kind == "table":
        return _table(element)
    if kind == "link_list":
        return _links(element)
    if kind in _BESIDE:
        return _beside(kind, element, said)
    said = said or text(element, "text", "endorsement") or _rating(element)
    return (f"<p>{said}</p>" if said else "") + "\n".join(
        _element(one, depth + 1) for one in inside)


_BESIDE = ("raw_html", "oembed_response", "video", "audio", "reference", "interstitial_link",
           "custom_embed", "divider", "story")


def _rating(element: Any) -> str:
    given, most = text(element, "numeric_rating"), text(element, "max")
    return " ".join(filter(None, (f"{given}/{most}" if most else given, text(
        element, "units")))) if given else ""


def _list(element: Any, depth: int) -> str:
    tag = "ol" if text(element, "list_type") == "ordered" else "ul"
    points = "".join(
        f"<li>{text(one, 'content')}{_element(one, depth + 1) if one.get('items') else ''}</li>"
        for one in objects(element, "items"))
    return f"<{tag}>{points}</{tag}>" if points else ""


def _quoted(element: Any, depth: int) -> str:
    inside = "".join(_element(one, depth + 1) for one in objects(element, "content_elements"))
    said = text(element, "content", "text")
    said = inside or (f"<p>{said}</p>" if said else "")
    by = text(element, "citation.content")
    return f"<blockquote>{said}{f'<p><cite>{by}</cite></p>' if by else ''}</blockquote>" if (
        said) else ""


def _pictures(kind: str, element: Any) -> str:
    many = objects(element, "content_elements") if kind == "gallery" else [element]
    return "\n".join(
        f'<figure><img src="{escape(address_of(one))}" alt="{escape(text(one, "alt_text"))}">'
        f"<figcaption>{caption_of(one)}</figcaption></figure>" for one in many if address_of(one))


def _table(element: Any) -> str:
    head = "".join(f"<th>{text(one, 'content')}</th>" for one in objects(element, "header"))
    rows = ["".join(f"<td>{text(cell, 'content')}</td>" for cell in row if isinstance(cell, dict))
            for row in listed(element, "rows") if isinstance(row, list)]
    lines = [f"<tr>{one}</tr>" for one in (head, *rows) if one]
    return f"<table>{''.join(lines)}</table>" if lines else ""


def _links(element: Any) -> str:
    title, points = text(element, "title"), [
        _linked(text(one, "url"), text(one, "content")) for one in objects(element, "items")]
    said = "".join(f"<li>{one}</li>" for one in points if one)
    return (f"<p>{title}</p>" if title else "") + f"<ul>{said}</ul>" if said else ""


def _linked(address: str, words: str) -> str:
    if not words or not re.match(r"https?://|/(?!/)", address):
        return words
    return f'<a href="{escape(address)}">{words}</a>'


def _beside(kind: str, element: Any, said: str) -> str:
    """What is shown between the paragraphs and is no text of the story: markup, or a link to it."""
    if kind == "raw_html":
        return said
    html = text(element, "raw_oembed.html", "embed_html")
    if html:
        return html
    address = text(element, "url", "canonical_url", "raw_oembed.url", "referent.id", "embed.url")
    words = text(element, "headlines.basic", "title", "raw_oembed.title") or said
    if kind in ("reference", "oembed_response") and re.match("https?://", address):
        words = words or address
    return f"<p>{_linked(address, words)}</p>" if words and address else ""
