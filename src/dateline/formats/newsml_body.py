"""The body of a wire story: markup in, cleaned; XHTML out.

`cleaned` is what both directions agree on: of HTML it keeps what a story is made of, and no script,
style, form, event or address that a page may not link to.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import nh3
from lxml import etree

from dateline.formats.articletree import markup, words
from dateline.lib import inline

XHTML = "http://www.w3.org/1999/xhtml"
TAGS = words(
    "a abbr b blockquote br caption cite code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 "
    "h6 hr i img ins li ol p pre q s small strong sub sup table td th tr u ul"
)
ATTRIBUTES = {
    "*": {"dir", "lang"}, "a": {"href"}, "img": {"alt", "height", "src", "width"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"},
}
NESTED = 40  # deeper elements leave their words only
MOST = {"<": 20_000, "&": 200_000}
"""Of these signs in character data with tags: what cleaning HTML takes grows with their square."""
_KEPT = frozenset().union(*ATTRIBUTES.values())
_VOID = words("br hr img")
_UNSEEN = words("head media script style template title")
_SPELT = {
    "block": "div", "bq": "blockquote", "element": "p", "fn": "p", "hl1": "h2", "hl2": "h2",
    "note": "div",
}
"""Elements of NITF (and the like) that HTML spells in another way."""
_LINES = re.compile(r"<(/?)(?:caption|figcaption|dt|dd)\b[^>]*>")
_PRE = re.compile(r"(<pre\b[^>]*>)\n+")  # HTML drops the first line break there
_WITHIN = re.compile(r"</(?:a|b|em|i|p|span|strong|u)\s*>|<br\s*/?>", re.I)
_BLOCKS = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|blockquote)[\s>]", re.I)
_SPACE = re.compile("[ \t\r\f]+")
_CELLS = re.compile(r"</(?:td|th)>")
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text as XML 1.0 can carry it: a control character becomes U+FFFD, a return a new line."""
    return _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(html: str) -> str:
    """HTML with the elements and attributes of a story only, written in one way; safe to show."""
    clean = nh3.clean(
        legal(html), tags=set(TAGS), attributes=ATTRIBUTES, link_rel=None,
        url_schemes={"http", "https", "mailto"}, attribute_filter=_attribute,
        clean_content_tags={"script", "style", "head", "title", "template"},
    )
    return _PRE.sub(r"\1", legal(clean)).strip()


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value, if it is no address or one that a page may link to (a picture: may show)."""
    if name not in ("href", "src"):
        return value
    address = inline.safe_href(value.strip())
    return address if address and not (name == "src" and address.startswith("mailto")) else None


def text_of(html: str) -> str:
    """The words of cleaned HTML: an empty line between paragraphs, single spaces."""
    lined = _CELLS.sub(" ", _LINES.sub(r"<\1p>", html))
    text = inline.from_html(lined)[0]
    parts = (
        "\n".join(_SPACE.sub(" ", line).strip() for line in part.split("\n")).strip()
        for part in text.split("\n\n")
    )
    return "\n\n".join(filter(None, parts))


def from_plain(text: str) -> tuple[str, str]:
    """(HTML, plain text) of character data; HTML only where it is written with tags.

    Lines with no other tags than those within a line are paragraphs. Where there are too many
    tags to be a story's the text stays as it is.
    """
    if any(text.count(sign) > most for sign, most in MOST.items()):
        return "", legal(text).strip()
    inline_only = not markup(text) and _WITHIN.search(text)
    if inline_only and not _BLOCKS.search(text):
        text = "".join(f"<p>{line.strip()}</p>\n" for line in text.splitlines() if line.strip())
    if inline_only or markup(text):
        html = cleaned(text)
        return html, text_of(html)
    return "", legal(text).strip()


def from_element(element: etree._Element) -> tuple[str, str]:
    """(HTML, plain text) of what stands in an element: XHTML, NITF or alike, in any namespace."""
    html = cleaned(_written(element))
    return html, text_of(html)


def local(element: etree._Element) -> str:
    """The name of an element in small letters, without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def _written(element: etree._Element) -> str:
    """An element in HTML's notation; what it may hold is not this function's matter."""
    tag = _SPELT.get(local(element), local(element))
    if tag == "media":
        return _picture(element)
    if tag in _UNSEEN:
        return ""
    inner = escape(element.text or "", quote=False) + "".join(
        _written(child) + escape(child.tail or "", quote=False) for child in element
    )
    if tag not in TAGS:
        return inner
    said = "".join(
        f' {name}="{escape(value)}"'
        for name, value in ((str(n).rpartition("}")[2], str(v)) for n, v in element.items())
        if name in _KEPT
    )
    return f"<{tag}{said}>" + ("" if tag in _VOID else f"{inner}</{tag}>")


def _picture(media: etree._Element) -> str:
    """The place of a picture in a NITF body; its words are not the story's."""
    found = (str(each.get("source") or "") for each in media if local(each) == "media-reference")
    href = next((one for one in found if one.startswith(("https://", "http://"))), "")
    return f'<img src="{escape(href)}">' if href else ""


def xhtml(html: str, *, title: str, language: str) -> etree._Element:
    """A whole XHTML document whose body is the cleaned HTML."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML})
    if language:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = legal(title)
    building = _Building(etree.SubElement(root, f"{{{XHTML}}}body"))
    building.feed(cleaned(html))
    building.close()
    return root


class _Building(HTMLParser):
    """Builds elements from what the cleaner wrote: each is known, and closed where it should be."""

    def __init__(self, body: etree._Element) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [body]
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, unless it is nested too deep."""
        if len(self._open) > NESTED and tag not in _VOID:
            self._skipped += 1
            return
        made = etree.SubElement(self._open[-1], f"{{{XHTML}}}{tag}")
        for name, value in attrs:
            made.set(name, legal(value or ""))
        if tag not in _VOID:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        """Close the element."""
        if self._skipped:
            self._skipped -= 1
        elif tag not in _VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Put the text where it stands."""
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + legal(data)
        else:
            parent.text = (parent.text or "") + legal(data)
