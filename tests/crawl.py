"""Following every link of the site, as a stranger's crawler would."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from dateline.delivery.pieces import MISSING, canonical_address
from dateline.delivery.public import Missing, fresh

_LINK = re.compile(r'(?:href|src)="([^"]+)"')
_LOCATED = re.compile(r"<(?:loc|link)>([^<]+)</|(?:href|url)=\"([^\"]+)\"")
_ADDRESS = re.compile(r"^Sitemap: (\S+)$", re.M)
_ELSEWHERE = ("/static/", "/desk/", "/oembed", "/wire/", "#")
"""What is no stored page: files, the desk, what is read from the record at each request, and what
is for subscribers (and the hub)."""
_FORM = re.compile(
    r"/discussion/(?!~)|/discussion/~[^/]+/(\d+/)?(write|reply|edit|delete|like|report|error)/$"
)
"""What is one reader's, and never stored: the forms of a thread, and all that belongs to no thread
(joining, the account, notices)."""


def links(body: bytes) -> list[str]:
    """The site's own addresses that a page leads to, each once; absolute ones without the host."""
    found = (html.unescape(link) for link in _LINK.findall(body.decode(errors="replace")))
    local = (link.removeprefix(settings.BASE_URL) for link in found)
    kept = (link for link in local if link.startswith("/") and not link.startswith(_ELSEWHERE))
    kept = (link for link in kept if not _FORM.match(link))
    return list(dict.fromkeys(kept))


def told(answer: Any) -> list[str]:
    """The site's own addresses that a feed, a sitemap or robots.txt leads to."""
    kind, body = answer.headers.get("Content-Type", ""), answer.body.decode(errors="replace")
    if kind.startswith("application/feed+json"):
        held = json.loads(body)
        found = [held.get("next_url", ""), *(item["url"] for item in held["items"])]
    elif "xml" in kind and not kind.startswith("image/"):
        found = [html.unescape(loc or href) for loc, href in _LOCATED.findall(body)]
    else:
        found = _ADDRESS.findall(body) if kind.startswith("text/plain") else []
    local = (at.removeprefix(settings.BASE_URL) for at in found if at.startswith(settings.BASE_URL))
    return [at for at in local if not at.startswith(_ELSEWHERE)]


def surfaces(address: str) -> list[str]:
    """Where else a story is found, by its address or short link: as data, and as a picture."""
    if "~" not in address or address.startswith("/discussion/"):
        return []
    plain = address.removesuffix(".json").removesuffix(".svg")
    short = "/~" + plain.rpartition("~")[2]
    return [plain + ".json", short, short + ".json", short + ".svg", "/old/form" + short[1:]]


def crawl(reader: Any, first: Iterable[str] = ("/",)) -> dict[str, Any]:
    """Every answer there is, by address, from `first` on; redirects are followed too."""
    waiting, seen = list(first), {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen[address] = answer = reader.get(address)
        waiting += surfaces(address)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += links(answer.body)
        waiting += told(answer)
        if "Location" in answer.headers:
            waiting.append(answer.headers["Location"].removeprefix(settings.BASE_URL))
    return seen


def assert_exact(reader, addresses) -> None:
    """Each address answers what a fresh rendering gives, made now and from the store."""
    for address in addresses:
        path, _, query = address.partition("?")
        try:
            right = fresh(canonical_address(path, query, ("before",)))
        except Missing:
            right = fresh(MISSING)
        for _ in range(2):
            assert reader.get(address).body == right.body, address
