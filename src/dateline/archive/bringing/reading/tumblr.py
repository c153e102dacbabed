"""Posts of Tumblr, as its API and its export have them: what each kind consists of, as HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from dateline.archive.bringing.reading.rich_text import html_of_tree
from dateline.archive.bringing.reading.saying import objects, text


def tumblr(row: dict[str, Any]) -> dict[str, Any]:
    """The post as one object of plain fields."""
    kind, body = text(row, "type"), html_of_tree(row.get("content")) or text(row, "body")
    if kind == "photo":
        body = "".join(_picture(text(one, "original_size.url", "url")) for one in objects(
            row, "photos")) + text(row, "caption")
    elif kind == "quote":
        body = f"<blockquote><p>{text(row, 'text')}</p></blockquote><p>{text(row, 'source')}</p>"
    elif kind == "link":
        address = escape(text(row, "url"))
        body = f'<p><a href="{address}">{escape(text(row, "title", "url"))}</a></p>' + text(
            row, "description")
    elif kind == "answer":
        body = f"<blockquote><p>{text(row, 'question')}</p></blockquote>{text(row, 'answer')}"
    elif kind == "chat":
        body = "".join(f"<p>{escape(text(one, 'label'))} {escape(text(one, 'phrase'))}</p>"
                       for one in objects(row, "dialogue"))
    elif kind in ("video", "audio"):
        body = text(row, "caption")
    return {"id": text(row, "id_string", "id"), "title": text(row, "title", "summary"),
            "html": body, "url": text(row, "post_url"), "date": text(row, "timestamp", "date"),
            "tags": row.get("tags"), "status": text(row, "state"),
            "language": text(row, "language")}


def _picture(address: str) -> str:
    return f'<figure><img src="{escape(address)}" alt=""></figure>' if address else ""
