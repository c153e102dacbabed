"""The rules of the W3C's feed validator that a feed of ours could break, as assertions.

Read from its own sources (its validator of elements, links, entries and channels): each message it
would give, error or warning, is an assertion here. It cannot be run in the tests.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
MEDIA = "{http://search.yahoo.com/mrss/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAYS = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_RFC822 = re.compile(rf"({_DAYS}), \d\d ({_MONTHS}) \d{{4}} \d\d:\d\d:\d\d \+0000")
ENTRY_ONCE = ("id", "title", "updated", "published", "summary", "content", "rights")
ITEM_ONCE = ("title", "link", "guid", "pubDate", "description", f"{CONTENT}encoded",
             f"{ATOM}updated", f"{DC}language", f"{DC}rights")


def parsed(document: bytes) -> etree._Element:
    """The feed as a tree; any XML parser can read it, and it says its encoding."""
    assert document.startswith(b"<?xml") and b"utf-8" in document.split(b"?>")[0].lower()
    document.decode()
    return etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))


def check_atom(document: bytes, address: str) -> etree._Element:
    """RFC 4287 and the validator's further wishes; `address` is where it was fetched."""
    root = parsed(document)
    assert root.tag == f"{ATOM}feed"
    tags = [child.tag for child in root]
    for name in ("id", "title", "updated"):
        assert tags.count(f"{ATOM}{name}") == 1, name
    entries = root.findall(f"{ATOM}entry")
    assert tags[len(tags) - len(entries):] == [f"{ATOM}entry"] * len(entries), "MisplacedMetadata"
    assert root.findtext(f"{ATOM}author/{ATOM}name"), "MissingElement author"
    assert absolute(root.findtext(f"{ATOM}id"))
    assert _RFC3339.fullmatch(root.findtext(f"{ATOM}updated"))
    check_links(root, address, bool(root.findall(f"{HISTORY}archive")))
    for entry in entries:
        _entry(entry)
    distinct([entry.findtext(f"{ATOM}id") for entry in entries], "DuplicateEntries")
    distinct([entry.findtext(f"{ATOM}updated") for entry in entries], "DuplicateUpdated")
    return root


def _entry(entry: etree._Element) -> None:
    tags = [child.tag for child in entry]
    assert all(tags.count(f"{ATOM}{name}") <= 1 for name in ENTRY_ONCE), "DuplicateElement"
    assert _URN.fullmatch(entry.findtext(f"{ATOM}id"))
    assert entry.find(f"{ATOM}title") is not None
    for name in ("updated", "published"):
        moment = entry.findtext(f"{ATOM}{name}")
        assert moment is None if name == "published" and moment is None else \
            _RFC3339.fullmatch(moment), name
    (link,) = entry.findall(f"{ATOM}link")
    assert link.get("rel") == "alternate" and absolute(link.get("href"))
    content = entry.find(f"{ATOM}content")
    assert content is not None and content.get("type") == "html"
    assert all(name.text for name in entry.iter(f"{ATOM}name")), "blank author"
    assert all(term.get("term") for term in entry.findall(f"{ATOM}category"))
    check_html(content.text or "")
    check_media(entry)


def check_rss(document: bytes, address: str) -> etree._Element:
    """RSS 2.0, its profile, and the validator's further wishes."""
    root = parsed(document)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert [child.tag for child in channel].count(name) == 1, name
    assert channel.findtext("title") and absolute(channel.findtext("link"))
    assert rfc822(channel.findtext("lastBuildDate"))
    assert re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", channel.findtext("language"))
    check_links(channel, address, bool(channel.findall(f"{HISTORY}archive")))
    items = channel.findall("item")
    for item in items:
        _item(item)
    distinct([item.findtext("guid") for item in items], "DuplicateValue guid")
    return root


def _item(item: etree._Element) -> None:
    tags = [child.tag for child in item]
    assert all(tags.count(name) <= 1 for name in ITEM_ONCE), "DuplicateElement"
    assert "author" not in tags and f"{DC}date" not in tags and f"{DC}subject" not in tags
    assert item.find("title") is not None and absolute(item.findtext("link"))
    guid = item.find("guid")
    assert guid.get("isPermaLink") == "false" and _URN.fullmatch(guid.text)
    if item.find("pubDate") is not None:
        assert rfc822(item.findtext("pubDate"))
    assert _RFC3339.fullmatch(item.findtext(f"{ATOM}updated"))
    check_html(item.findtext(f"{CONTENT}encoded") or "")
    check_media(item)


def check_json(document: bytes, address: str) -> dict[str, Any]:
    """JSON Feed 1.1, beyond its schema: absolute addresses, ids once, times with a zone."""
    feed = json.loads(document.decode())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == address and absolute(feed["home_page_url"])
    assert "next_url" not in feed or absolute(feed["next_url"])
    for item in feed["items"]:
        assert _URN.fullmatch(item["id"]) and absolute(item["url"])
        assert all(_RFC3339.fullmatch(item[n]) for n in item if n.startswith("date_"))
        assert absolute(item.get("image", address))
        check_html(item["content_html"])
    distinct([item["id"] for item in feed["items"]], "ids")
    return feed


def check_links(parent: etree._Element, address: str, archive: bool) -> None:
    """The links of a feed to itself (RFC 4287 4.2.7, RFC 5005 4, W3C WebSub)."""
    links = [(link.get("rel"), link.get("type"), link.get("href"))
             for link in parent.findall(f"{ATOM}link")]
    assert all(absolute(href) for _rel, _type, href in links)
    held = {rel: href for rel, _type, href in links}
    assert len(held) == len(links), "DuplicateAtomLink"
    assert held["self"] == address, "SelfDoesntMatchLocation"
    assert held.get("current"), "MissingCurrentInArchive"
    assert not archive or held.keys() & {"prev-archive", "next-archive"}, "ArchiveIncomplete"
    assert archive == (held["current"] != address)
    assert all(link.text is None and not len(link) for link in parent.findall(f"{ATOM}link"))


def check_media(parent: etree._Element) -> None:
    """Media RSS 1.5.1: a file's address and type."""
    for held in parent.findall(f"{MEDIA}content"):
        assert absolute(held.get("url")) and held.get("type").startswith("image/")
        assert int(held.get("width", "1")) > 0 and int(held.get("height", "1")) > 0


class _Html(HTMLParser):
    UNSAFE = frozenset({"script", "style", "iframe", "object", "embed", "meta", "form", "link",
                        "base", "applet", "noscript"})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in self.UNSAFE, f"SecurityRisk: <{tag}>"
        for name, value in attrs:
            assert not name.startswith("on") and name not in ("style", "id"), f"risk: {name}"
            if name in ("href", "src"):
                scheme = urlsplit(value or "").scheme
                assert scheme in ("http", "https", "mailto"), f"ContainsRelRef: {value!r}"


def check_html(text: str) -> None:
    """What stands in a feed is safe and whole: no relative address, nothing that runs."""
    parser = _Html()
    parser.feed(text)
    parser.close()


def absolute(address: str | None) -> bool:
    """Whether it is an absolute URI: with a scheme, ASCII, no blank (RFC 3986)."""
    assert address and address.isascii() and not re.search(r"[\s<>\"{}|\\^`]", address), address
    return bool(urlsplit(address).scheme) and (address.startswith("urn:")
                                               or bool(urlsplit(address).netloc))


def rfc822(text: str | None) -> bool:
    """Whether it is a date of RFC 822 with the weekday it says (InvalidRFC2822Date)."""
    assert text and _RFC822.fullmatch(text), text
    at = parsedate_to_datetime(text)
    return at.strftime("%a") == text[:3] and at.utcoffset() == timedelta(0)


def distinct(values: list[Any], said: str) -> None:
    """No value twice."""
    assert len(set(values)) == len(values), said


def moment(text: str) -> datetime:
    """A time of RFC 3339 as Python has it: to the microsecond."""
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))


CHECKS = {"rss.xml": check_rss, "atom.xml": check_atom, "feed.json": check_json}
