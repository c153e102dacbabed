"""A safe tree of pasted HTML: decoded, bounded, without anything a reader does not see.

Nothing is fetched and no entity is read; what is too large or too deep is refused in words.
"""

from __future__ import annotations

import codecs
import re
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from lxml import html as lxml_html

from dateline.formats.articletags import crowded, without_entities

MAX_BYTES = 5_000_000
MAX_ELEMENTS = 30_000
MAX_DEPTH = 120


def words(listed: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(listed.split())


_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w:.-]{2,40})""", re.I)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSETS = re.compile(
    "(iso-?8859|latin|windows|cp125|koi8|mac|gb|big5|euc|shift|iso-?2022-(jp|kr)|tis|utf-?8)", re.I
)
_WESTERN = re.compile("(us-ascii|ascii|iso-?8859-?1|latin-?1)", re.I)
_MARKUP = re.compile(
    r"\s*<(!doctype\s+html|!--|\?xml|(html|head|body|meta|title|link|script|style|main|article|"
    r"section|header|div|p|h[1-6]|span|a|b|i|em|strong|q|br|img|figure|blockquote|pre|ul|ol|li|"
    r"table|font|center|time|iframe|form|input|nav|svg)[\s/>])", re.I
)
_CLOSING = re.compile(r"</(p|div|h[1-6]|li|article|section|blockquote|body|html)\s*>", re.I)
_WHOLE = re.compile(r"<!doctype\s+html|<head[\s>]|<title[\s>]", re.I)
_FRAGMENT = "<!--StartFragment"
_UNSEEN = words(
    "script style template noscript object applet svg math canvas audio video source track param "
    "form input button select textarea datalist dialog nav menu aside del frameset frame"
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|"
    r"(?<![-\w])(?:font-size|opacity)\s*:\s*0(?![.\d]{0,9}[1-9])", re.I
)
_HIDING_CLASS = words("sr-only visually-hidden visuallyhidden screen-reader-text hidden")
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.I)
_NORMAL = re.compile(r"font-weight\s*:\s*(normal|[1-4]00)|font-style\s*:\s*normal", re.I)


class NotArticle(ValueError):
    """What was given is no article; `reason` is one plain line: what is wrong, what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def decoded(data: str | bytes) -> tuple[str, bool]:
    """The text, and whether its character set had to be guessed or was broken.

    Raises NotArticle for what is too large, empty or binary.
    """
    if len(data) > MAX_BYTES:
        raise NotArticle(
            _("this is too large for one article (more than %(most)d MB); copy the article alone")
            % {"most": MAX_BYTES // 1_000_000}
        )
    text, doubtful = (data, False) if isinstance(data, str) else _decoded(data)
    text = _CONTROL.sub("", _NO_TEXT.sub("\ufffd", text)).removeprefix("\ufeff")
    if not text.strip():
        raise NotArticle(_("this is empty; copy the story again and paste it here"))
    return text, doubtful


def _decoded(data: bytes) -> tuple[str, bool]:
    declared = _DECLARED.search(data[:4096])
    name = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    if data.startswith(b"%PDF-") or (not name and not declared and _BINARY.search(data[:65536])):
        raise NotArticle(_("this is binary, not text; save the page as HTML or as text"))
    if declared and not name:
        said = declared[1].decode()
        name = "windows-1252" if _WESTERN.fullmatch(said) else said if _CHARSETS.match(said) else ""
    for charset in ("utf-8", name) if not data.isascii() and name != "utf-16" else (name,):
        try:
            return data.decode(charset or "utf-8"), False
        except (LookupError, UnicodeError):
            continue
    if name and name != "utf-8-sig":
        try:
            return data.decode(name, "replace"), True
        except (LookupError, UnicodeError):
            pass
    return data.decode("windows-1252", "replace"), True


def markup(text: str) -> str:
    """Whether a text is an HTML "page", a "fragment" of one, or "" for no HTML at all."""
    if not _MARKUP.match(text[:2000]) and len(_CLOSING.findall(text[:200_000])) < 2:
        return ""
    return "page" if _WHOLE.search(text[:200_000]) and _FRAGMENT not in text else "fragment"


def tree_of(text: str) -> Any:
    """The root of an HTML text, however broken; raises NotArticle."""
    text = without_entities(text)
    if crowded(text):
        raise NotArticle(
            _("this HTML has a tag too large to be a page's; copy the article itself"))
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        raise NotArticle(_("this HTML has no text; copy the article itself")) from None
    depth = number = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        depth += (event == "start") - (event == "end")
        number += event != "end"
        if depth > MAX_DEPTH:
            raise NotArticle(
                _("this HTML is nested too deep to be a page; copy the article itself"))
        if number > MAX_ELEMENTS:
            raise NotArticle(
                _("this HTML has more than %(most)s elements; copy the article alone")
                % {"most": f"{MAX_ELEMENTS:,}"}
            )
        _without_controls(element)
    return root


def _without_controls(element: Any) -> None:
    for name in ("text", "tail"):
        said = getattr(element, name)
        if said and _CONTROL.search(said):
            setattr(element, name, _CONTROL.sub("", said))


def only_seen(root: Any) -> None:
    """Take out comments, scripts, forms, menus and hidden text; write quotations with marks."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _is_hidden(element):
            _drop(element)
    for element in list(root.iter("span", "b", "i", "q")):
        _plain_tag(element)


def _drop(element: Any) -> None:
    """Take an element out and keep what follows it; one that is out already is left."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _is_hidden(element: Any) -> bool:
    style, classes = element.get("style") or "", (element.get("class") or "").casefold().split()
    return (
        element.get("hidden") is not None
        or bool(_HIDING.search(style))
        or not _HIDING_CLASS.isdisjoint(classes)
    )


def _plain_tag(element: Any) -> None:
    """Quotation marks for `<q>`; bold and italic by style as elements, and not where undone."""
    style = element.get("style") or ""
    if element.tag == "q":
        element.text = "“" + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + "”"
        else:
            element.text += "”"
        element.tag = "span"
    elif element.tag == "span":
        element.tag = "b" if _BOLD.search(style) else "i" if _ITALIC.search(style) else "span"
    elif _NORMAL.search(style):
        element.tag = "span"
