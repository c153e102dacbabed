"""XML as strangers write it, put right while it is read: bounded, and only where that is safe.

Mended are control characters, which no XML may hold (XML 1.0, 2.2), bytes that are no UTF-8,
ampersands that are only that, HTML's named characters, what stands before the document, and
prefixes that are not declared, or twice.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from html.entities import html5
from typing import IO, Any, cast

from dateline.lib.xml import CHARSETS, XmlRefused
from dateline.lib.xmlstream import elements

MOST = 16_000_000
"""Bytes from the end of one element that is asked for to the end of the next."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<", b"\0\0")
_NAMED = re.compile(rb"""<\?xml[^>]{0,200}encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']""")
_WESTERN = re.compile("iso-?8859-?1|latin-?1", re.I)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROOT = re.compile(r"<\?xml\s[^>]{0,300}\?>|<(?:rss|feed)\b")
_TAG = re.compile(r"<(?:rss|feed)\b[^<>]{0,10000}>")
_SPACE = re.compile(r"""\sxmlns:([\w.-]{1,60})\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""")
_SPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/", "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/", "wfw": "http://wellformedweb.org/CommentAPI/",
    **{name: f"urn:x-undeclared:{name}" for name in (
        "app", "atom", "blogger", "gd", "geo", "georss", "itunes", "media", "openSearch", "slash",
        "sy", "thr")},
}
"""What prefixes stand for that such files use, though some do not say so."""
_MARKUP = re.compile("[\ufeff\\s]*<!--")
_ODD = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,30};))?"
    r"|&\#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));")
_CUT = re.compile(r"[&<\]-].{0,39}\Z", re.S)
"""What may go on in the next piece."""
_PIECE = 1 << 18
_WORDS = {
    "left": "{} control characters, which no XML may hold, were left out",
    "odd": "{} bytes are no UTF-8: they were read as windows-1252",
    "bare": "{} ampersands stand for themselves where XML has &amp;",
    "named": "{} of HTML's named characters (such as &nbsp;) are used without being declared",
    "before": "{} signs before the XML were left out",
}


class TooLarge(XmlRefused):
    """One element has more bytes than are held in memory."""

    def __init__(self, reason: str) -> None:
        super().__init__("size", reason)


class Bounded:
    """A binary file that is read; `begin` says that a story has ended."""

    def __init__(self, file: IO[bytes], most: int = MOST) -> None:
        self.file, self.most, self.count = file, most, 0

    def begin(self) -> None:
        """Count anew."""
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """As a file; raises TooLarge."""
        data = self.file.read(size if 0 <= size < _PIECE else _PIECE)
        self.count += len(data)
        if self.count > self.most:
            raise TooLarge(f"one story, or what stands between two, has more than "
                           f"{self.most:,} bytes")
        return data


class Clean(Bounded):
    """The same for XML, as UTF-8; `mends` says what was mended. UTF-16 passes as it is."""

    def __init__(self, file: IO[bytes], most: int = MOST) -> None:
        super().__init__(file, most)
        head = file.read(400)
        file.seek(0)
        self.mended = Counter[str]()
        self._decoder = None if head.startswith(_WIDE) else _decoder(_NAMED.search(head))
        self._begun, self._held, self._inside = False, "", ""

    def read(self, size: int = -1) -> bytes:
        """As a file; raises TooLarge."""
        while True:
            data = super().read(size)
            if self._decoder is None:
                return data
            text = _ILLEGAL.sub(self._sign, self._decoder.decode(data, not data))
            text = self._whole(self._begin(text), last=not data)
            if text or not data:
                return text.encode()

    def mends(self) -> Iterator[str]:
        """What was mended, in words."""
        return (said.format(self.mended[kind]) for kind, said in _WORDS.items()
                if self.mended[kind])

    def _sign(self, found: re.Match[str]) -> str:
        sign = ord(found[0])
        if 0xDC80 <= sign <= 0xDCFF:  # a byte that is no UTF-8
            self.mended["odd"] += 1
            return bytes([sign - 0xDC00]).decode("windows-1252", "replace")
        self.mended["left"] += 1
        return ""

    def _begin(self, text: str) -> str:
        """Without the declaration, for it is UTF-8 now, and what stands before; lines stay."""
        found = None if self._begun or not text else _ROOT.search(text)
        self._begun = self._begun or bool(text)
        before = text[:found.start()] if found else ""
        if found is None or _MARKUP.match(before) or "<!DOCTYPE" in before:
            return text
        self.mended["before"] += len(before.strip("\ufeff \t\r\n"))
        rest = found.end() if found[0].startswith("<?") else found.start()
        return "\n" * text.count("\n", 0, rest) + _TAG.sub(_spaced, text[rest:], count=1)

    def _whole(self, text: str, *, last: bool) -> str:
        """With its ampersands mended; what may go on in the next piece is held back."""
        text = self._held + text
        cut = None if last else _CUT.search(text, max(0, len(text) - 40))
        text, self._held = (text[:cut.start()], text[cut.start():]) if cut else (text, "")
        kept, at = [], 0
        for found in _ODD.finditer(text):
            self._walk(text, at, found.start())
            if not self._inside:
                kept += [text[at:found.start()], self._ampersand(found)]
            else:
                kept.append(text[at:found.end()])
            at = found.end()
        self._walk(text, at, len(text))
        return "".join([*kept, text[at:]])

    def _walk(self, text: str, at: int, end: int) -> None:
        """Whether there is CDATA or a comment at the end of this part, by what was before it."""
        opened, closed = text.rfind("<![CDATA[", at, end), text.rfind("]]>", at, end)
        if opened > closed:
            self._inside = "]]>"
        elif closed >= 0:
            self._inside, at = "", closed
        if self._inside != "]]>":
            opened, closed = text.rfind("<!--", at, end), text.rfind("-->", at, end)
            if opened != closed:
                self._inside = "-->" if opened > closed else ""

    def _ampersand(self, found: re.Match[str]) -> str:
        if found[0].startswith("&#") and found[0].endswith(";"):
            self.mended["left"] += 1
            return ""
        known = html5.get(found[1] or "")
        self.mended["named" if known else "bare"] += 1
        return escape(known, quote=False) if known else "&amp;" + found[0][1:]


def _spaced(found: re.Match[str]) -> str:
    """The first tag, in which each prefix is declared once."""
    said = dict[str, str]()
    for one in _SPACE.finditer(found[0]):
        said.setdefault(one[1], one[0])
    for name, address in _SPACES.items():
        said.setdefault(name, f' xmlns:{name}="{address}"')
    tag = _SPACE.sub("", found[0])
    at = 4 if tag.startswith("<rss") else 5
    return tag[:at] + "".join(said.values()) + tag[at:]


def _decoder(named: re.Match[bytes] | None) -> codecs.IncrementalDecoder | None:
    """Of the character set that is declared, Latin-1 as its superset (WHATWG Encoding, 4.2)."""
    name = named[1].decode() if named else "utf-8"
    if not CHARSETS.match(name) or re.match("utf-?(16|32)", name, re.I):
        return None
    try:
        known = codecs.lookup("windows-1252" if _WESTERN.fullmatch(name) else name).name
    except LookupError:
        return None
    return codecs.getincrementaldecoder(known)(
        "surrogateescape" if known == "utf-8" else "replace")


def clean_elements(file: Clean, *paths: str) -> Iterator[Any]:
    """The elements of these paths (see `elements`), each bounded. Raises XmlRefused."""
    for element in elements(cast("IO[bytes]", file), *paths):
        yield element
        file.begin()
