"""Notion's export in Markdown: the headline, then the properties of the page as lines."""

from __future__ import annotations

import re
from typing import Any

_NAME = re.compile(r"(.{0,200}?)\s?[0-9a-f]{32}\.md", re.I)
_HEADLINE = re.compile(r"\s*# ([^\n]{1,500})\n\s*")
_PROPERTY = re.compile(r"([^\W\d][\w /()-]{0,60}):[ \t]+([^\n]{0,2000})(?:\n|\Z)")
_DATES = ("date", "published", "publish date", "published date", "publication date", "published on",
          "published at", "created", "created time")
_DONE = frozenset({"", "published", "live", "done", "complete", "completed", "posted", "public"})


def front(name: str, text: str) -> tuple[dict[str, Any], str]:
    """The properties of a page by their small names, and its text; none where the file's name says
    that it is not Notion's, or where it has no headline."""
    named, first = _NAME.fullmatch(name), _HEADLINE.match(text.removeprefix("\ufeff"))
    if named is None or first is None:
        return {}, text
    text = text.removeprefix("\ufeff")
    said: dict[str, Any] = {}
    end = first.end()
    while (found := _PROPERTY.match(text, end)) and len(said) < 60:
        said[found[1].strip().lower()] = found[2].strip()
        end = found.end()
    if said and text[end:end + 1] not in ("\n", "\r", ""):
        said, end = {}, first.end()  # a paragraph that begins like one
    date = next((said[one] for one in _DATES if said.get(one)), "")
    draft = str(said.get("status", "")).lower() not in _DONE
    return said | {"title": first[1].strip(), "date": date, "draft": str(draft)}, text[end:]
