"""The rules of the W3C's feed validator that a feed of ours could break, as assertions.

Read from its own sources (its validators of elements, links, entries, channels, text, HTML and
Media RSS): each message it would give, error or warning, is an assertion here, named where its name
says more than the rule. It cannot be run in the tests.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
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
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BAD = re.compile("[\x7f-\x9f\ufdd0-\ufdef\ufffd" + "".join(
    chr(plane * 0x10000 + 0xfffe) + chr(plane * 0x10000 + 0xffff) for plane in range(1, 17)) + "]")
"""BadCharacters, and what html5lib calls an invalid code point (NotHtml)."""
FIRST_PLAUSIBLE = datetime(1990, 1, 1, tzinfo=UTC)
ENTRY_ONCE = ("id", "title", "updated", "published", "summary", "content", "rights")
ITEM_ONCE = ("title", "link", "guid", "pubDate", "description", f"{CONTENT}encoded",
             f"{ATOM}updated", f"{DC}language", f"{DC}rights")


def parsed(document: bytes) -> etree._Element:
    """The feed as a tree; any XML parser can read it, and it says its encoding."""
    assert document.startswith(b"<?xml") and b"utf-8" in document.split(b"?>")[0].lower()
    assert not _BAD.search(document.decode()), "BadCharacters"
    assert b"&lt;" not in document and b"&amp;" not in document, "CharacterData: &#x3C; and &#x26;"
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter():
        check_language(element.get(LANG))
    return root


def check_language(tag: str | None) -> None:
    """InvalidLanguage: the validator knows the codes of ISO 639-1 and 639-2, and `x`."""
    assert tag is None or re.fullmatch(r"([a-z]{2,3}|x)(-[a-z0-9]{1,8})*", tag.lower()), tag


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
    plausible(moment(root.findtext(f"{ATOM}updated")))
    check_texts(root)
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
    check_texts(entry)
    updated, published = (entry.findtext(f"{ATOM}{name}") for name in ("updated", "published"))
    assert _RFC3339.fullmatch(updated) and (not published or _RFC3339.fullmatch(published))
    plausible(moment(updated), moment(published) if published else None)
    (link,) = entry.findall(f"{ATOM}link")
    assert link.get("rel") == "alternate" and absolute(link.get("href"))
    content = entry.find(f"{ATOM}content")
    assert content is not None and content.get("type") == "html"
    assert all(term.get("term") for term in entry.findall(f"{ATOM}category"))
    assert content.text and content.text.strip(), "NotBlank content"
    check_html(content.text)
    check_media(entry)


def check_texts(parent: etree._Element) -> None:
    """The text constructs of a feed or an entry (RFC 4287 3.1), and the names of its authors."""
    for name in ("title", "subtitle", "summary", "rights"):
        found = parent.find(f"{ATOM}{name}")
        assert (found is not None and str(found.text or "").strip()) or name != "title", "NotBlank"
        if found is None:
            continue
        if found.get("type") == "html":
            check_html(found.text or "")
        else:
            assert found.text and found.get("type") is None
            check_plain(found.text)
    for person in parent.findall(f"{ATOM}author/{ATOM}name"):
        assert person.text and person.text.strip(), "NotBlank author"
        check_plain(person.text)


def check_plain(text: str | None) -> None:
    """ContainsHTML: nothing that looks like the end of an element of HTML."""
    assert not re.search(r"</\w+>", text or ""), text


def plausible(*times: datetime | None) -> None:
    """ImplausibleDate: not before 1990, and not (by more than the seconds) after the first."""
    latest = (times[0] or FIRST_PLAUSIBLE) + timedelta(seconds=1)
    assert all(at is None or FIRST_PLAUSIBLE <= at <= latest for at in times), times


def check_rss(document: bytes, address: str) -> etree._Element:
    """RSS 2.0, its profile, and the validator's further wishes."""
    root = parsed(document)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert [child.tag for child in channel].count(name) == 1, name
    assert channel.findtext("title").strip() and absolute(channel.findtext("link"))
    assert rfc822(channel.findtext("lastBuildDate"))
    plausible(parsedate_to_datetime(channel.findtext("lastBuildDate")))
    check_language(channel.findtext("language"))
    check_plain(channel.findtext("title"))
    check_plain(channel.findtext("description"))
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
    assert item.findtext("title").strip() and absolute(item.findtext("link"))
    assert "description" in tags[:tags.index(f"{CONTENT}encoded")], "NeedDescriptionBeforeContent"
    for plain in ("title", "category", f"{DC}rights"):
        for each in item.findall(plain):
            assert each.text and each.text.strip(), "NotBlank"
            check_plain(each.text)
    check_language(item.findtext(f"{DC}language"))
    check_html(item.findtext("description"))
    guid = item.find("guid")
    assert guid.get("isPermaLink") == "false" and _URN.fullmatch(guid.text)
    assert _RFC3339.fullmatch(item.findtext(f"{ATOM}updated"))
    said = item.findtext("pubDate")
    assert said is None or rfc822(said)
    plausible(moment(item.findtext(f"{ATOM}updated")),
              parsedate_to_datetime(said) if said else None)
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
        for each in held.findall(f"{MEDIA}description"):
            (check_html if each.get("type") == "html" else check_plain)(each.text or "")


class _Html(HTMLParser):
    """What html5lib takes without a word, and the validator calls safe."""

    SAFE = (" a b blockquote br caption cite code dd div dl dt em figcaption figure h1 h2 h3 h4 h5 "
            "h6 hr i img li ol p pre q s small span strong sub sup table tbody td th thead tr u "
            "ul ")
    ATTRIBUTES = " alt cite colspan dir height href lang rel rowspan scope src start title width "
    VOID = frozenset({"br", "hr", "img"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert f" {tag} " in self.SAFE, f"SecurityRisk: <{tag}>"
        assert len(dict(attrs)) == len(attrs), "NotHtml: an attribute twice"
        assert not (tag == "p" and "p" in self.open), "NotHtml: <p> within <p>"
        assert tag != "a" or "a" not in self.open, "NotHtml: <a> within <a>"
        for name, value in attrs:
            assert f" {name} " in self.ATTRIBUTES, f"SecurityRiskAttr: {name}"
            if name in ("href", "src"):
                scheme = urlsplit(value or "").scheme
                assert scheme in ("http", "https", "mailto"), f"ContainsRelRef: {value!r}"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise AssertionError(f"NotHtml: <{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"NotHtml: </{tag}>"

    def handle_data(self, data: str) -> None:
        assert "<" not in data and not re.search(r"&[\w#]", data), f"NotHtml: {data!r}"

    def handle_entityref(self, name: str) -> None:
        assert name in ("amp", "lt", "gt", "quot"), f"NotHtml: &{name};"

    def handle_charref(self, name: str) -> None:
        assert name == "x27", f"NotHtml: &#{name};"

    def handle_comment(self, data: str) -> None:
        raise AssertionError("NotHtml: a comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def check_html(text: str) -> None:
    """What stands in a feed is safe and whole: no relative address, nothing that runs."""
    parser = _Html()
    parser.feed(text)
    parser.close()
    assert not parser.open, f"NotHtml: {parser.open} never end"


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
