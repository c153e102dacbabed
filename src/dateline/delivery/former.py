"""Addresses of an older system that only their query tells apart: `/?p=7`, `/index.php?id=12`.

Of a query only names by which such systems number their stories count, so that a page is the same
whatever else is written behind its address. None of them is a parameter of a stored page here.
Drupal wrote a whole path into it, `/?q=node/7`: that counts at the root alone, and alone.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode

NAMES = frozenset({
    "p", "page_id", "post", "post_id", "postid", "id", "nid", "sid", "aid", "cid", "newsid",
    "news_id", "news", "nr", "article", "article_id", "articleid", "artikel", "story", "story_id",
    "storyid", "item", "itemid", "item_id", "doc", "docid", "content_id", "contentid", "idnews",
    "idarticle", "id_article",
})
LONGEST = 1000
_NAMED = re.compile(
    rf"(?:^|&)(?:(?:{'|'.join(sorted(NAMES))})=|q=[^&]{{1,300}}(?:/|%2F))", re.I).search
_PATH = re.compile(r"/*[^\x00-\x1f/?#]+/[^\x00-\x1f?#]+").fullmatch
_SAFE = "/~@!$&'()*+,;=:"


def former(path: str, query: str) -> str:
    """The one form of such an address, percent-encoded; empty for one that is none. `path` is
    decoded."""
    if not query or len(query) > LONGEST or not _NAMED(query):
        return ""
    try:
        given = parse_qsl(query, max_num_fields=30)
    except ValueError:
        return ""
    if path.strip("/") in ("", "index.php"):
        inner = next((value for name, value in given if name == "q" and _PATH(value)), "")
        if inner:
            return f"/?q={quote(inner.strip('/'), safe='')}"
    kept = dict[str, str]()
    for name, value in given:
        if name.lower() in NAMES:
            kept.setdefault(name.lower(), value)
    if not kept:
        return ""
    address = f"/{quote(path.strip('/'), safe=_SAFE)}?{urlencode(sorted(kept.items()))}"
    return address if len(address) <= LONGEST else ""
