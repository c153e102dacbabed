"""XML from strangers: no entity, no DTD, no network; bounded in bytes and depth (XML 1.0, 5th ed.).

A document type that only names a file (NewsML 1.2 and NITF do) is dropped unread; one that
declares entities is refused. libxml2 is handed neither.
"""

import codecs
import re
from html import escape
from html.entities import html5

from lxml import etree

DEPTH = 100  # of elements within elements; NewsML and NITF stay below 40
_TOO_DEEP = f"this XML is nested more than {DEPTH} deep"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("<?".encode("utf-16-le"), "utf-16-le"),
    ("<?".encode("utf-16-be"), "utf-16-be"),
)
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]{0,300}\?>")
_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]{0,300}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
CHARSETS = re.compile(
    "(iso-?8859|latin|windows|cp|ibm|koi8|mac|gb|big5|euc|shift|iso-?2022|tis|utf-?8)", re.I
)
_WESTERN = re.compile("(us-?ascii|ascii|iso-?8859-?1|latin-?1)", re.I)
_ONE_BYTE = re.compile("us-?ascii|ascii|iso-?8859|latin|windows-125|cp125", re.I)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DOCTYPE = re.compile(
    r"""<!DOCTYPE\s+[^\s\[<>]+(?:\s+(?:SYSTEM|PUBLIC)(?:\s+(?:"[^"]*"|'[^']*')){1,2})?"""
    r"""\s*(?:\[(?P<inside>[^\]]*)\]\s*)?>"""
)
_START = re.compile(r"<[^\s<>/?!]+")
_DECLARES = re.compile(r"<!\s*ENTITY|%[\w.-]+;", re.I)
_ONLY_NAMES = re.compile(
    r"""(?:\s|%[\w.-]+;|<!ENTITY\s+%\s+[\w.-]+\s+(?:SYSTEM|PUBLIC)"""
    r"""(?:\s+(?:"[^"<>]*"|'[^'<>]*')){1,2}\s*>)*"""
)
_CDATA_OR_ENTITY = re.compile(
    r"<!\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*|&([A-Za-z][A-Za-z0-9]{1,30};)"
)
_CDATA_OR_BARE = re.compile(
    r"<!\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*"
    r"|&(?!(?:[A-Za-z_][\w.-]{0,60}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)"
)
_UNREAD = re.compile(r"<!\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*|<!--[^-]*(?:-(?!->)[^-]*)*")
_USED = re.compile(r"""</?([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=\s*["']""")
_DEFINED = re.compile(r"\sxmlns:([\w.-]+)\s*=")
_OF_XML = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))


class XmlRefused(ValueError):
    """Bytes that are not read as XML; `kind` is one word for programs, the text one plain line.

    Kinds: size, depth, charset, entities, doctype, broken.
    """

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


def parse(raw: bytes, *, most: int) -> etree._Element:
    """The root of a well-formed document of at most `most` bytes, without comments; XmlRefused."""
    text = _without_doctype(_decoded(raw, most)[0])
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
        dtd_validation=False, attribute_defaults=False, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = str(error).partition(" (<string>")[0].strip().replace("\n", " ") or "it is empty"
        if "xcessive depth" in said:
            raise XmlRefused("depth", _TOO_DEEP) from None
        raise XmlRefused("broken", f"this is not well-formed XML ({said[:200]})") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlRefused("doctype", "this XML has a second document type; that is not read")
    _bounded(root)
    return root


def mended(raw: bytes, *, most: int) -> tuple[bytes, tuple[str, ...]]:
    """The same document as UTF-8 that `parse` can read, and what had to be mended, in words.

    Mended are bytes that are not of the declared character set, characters no XML may hold, blanks
    before the declaration, HTML's named entities, ampersands that are only that, prefixes without a
    namespace, and a document type whose entities only name parts of a DTD (they are not read).
    Raises XmlRefused for size and for entities of any other kind.
    """
    try:
        text, false = _decoded(raw, most)
        mends = [f"it is declared as {false}, but it is UTF-8"] if false else []
    except XmlRefused as refused:
        if refused.kind != "charset":
            raise
        mends = [f"{refused}; it was read as windows-1252"]
        text = raw.decode("windows-1252", "replace")
    if _DECLARATION.match(text) and not text.startswith("<?xml"):
        mends.append("there are blanks before the XML declaration")
    text = _without_doctype(text, mends)
    text, illegal = _ILLEGAL.subn("\ufffd", text)
    if illegal:
        mends.append(f"{illegal} control character(s) no XML may hold stand as a question mark")
    written = _CDATA_OR_ENTITY.sub(_character, text)
    if written != text:
        mends.append("it uses HTML's named characters (such as &nbsp;) without declaring them")
    bare = _CDATA_OR_BARE.sub(lambda sign: "&amp;" if sign[0] == "&" else sign[0], written)
    if bare != written:
        mends.append("an ampersand stands for itself where XML has &amp;")
        written = bare
    used = {first or second for first, second in _USED.findall(_UNREAD.sub("", written))}
    unknown = sorted(used - {"xml", "xmlns", *_DEFINED.findall(written)})
    if unknown:
        mends.append(f"it uses prefixes without a namespace: {', '.join(unknown)[:200]}")
    return _with_prefixes(written, unknown).encode(), tuple(mends)


def _with_prefixes(text: str, prefixes: list[str]) -> str:
    """The document with a namespace of its own for each of these prefixes."""
    at = _after_misc(text, 0)
    name = _START.match(text, at)
    if not name or not prefixes:
        return text
    said = "".join(f' xmlns:{prefix}="urn:x-undeclared:{prefix}"' for prefix in prefixes)
    return text[: name.end()] + said + text[name.end() :]


def _character(match: re.Match[str]) -> str:
    name = match[1]
    known = name and name not in _OF_XML and html5.get(name)
    return escape(known, quote=False) if known else match[0]


def _decoded(raw: bytes, most: int) -> tuple[str, str]:
    """The text, and the character set it is declared to be in if it is UTF-8 in truth."""
    if len(raw) > most:
        raise XmlRefused("size", f"this XML has {len(raw):,} bytes; at most {most:,} are read")
    charset = next((name for bom, name in _BOMS if raw.startswith(bom)), "")
    declared = _DECLARED.match(raw[:500])
    said = declared[1].decode() if declared else ""
    if not charset and _ONE_BYTE.match(said) and not raw.isascii():
        try:
            return raw.decode("utf-8"), said
        except UnicodeError:
            pass
    if not charset and _WESTERN.fullmatch(said):
        return _western(raw), ""
    if not charset and said and not re.match("utf-?(16|32)", said, re.I):
        charset = said if CHARSETS.match(said) else ""
        if not charset:
            raise XmlRefused("charset", f"the declared character set {said!r} is not known")
    charset = charset or "utf-8"
    try:
        return raw.decode(charset).removeprefix("\ufeff"), ""
    except LookupError:
        raise XmlRefused("charset", f"the declared character set {said!r} is not known") from None
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        raise XmlRefused("charset", f"byte {at:,} is no character of {charset}") from None


def _western(raw: bytes) -> str:
    """Latin-1 is read as its superset windows-1252 where it can be (WHATWG Encoding, 4.2)."""
    try:
        return raw.decode("windows-1252")
    except UnicodeError:
        return raw.decode("latin-1")


def _without_doctype(text: str, mends: list[str] | None = None) -> str:
    """The document without declaration and document type; nothing they say is acted on."""
    start = len(match[0]) if (match := _DECLARATION.match(text)) else 0
    at = _after_misc(text, start)
    if not text.startswith("<!DOCTYPE", at):
        return text[start:].lstrip()
    doctype = _DOCTYPE.match(text, at)
    if not doctype:
        raise XmlRefused("doctype", "the document type of this XML is not well-formed")
    inside = doctype["inside"] or ""
    if mends is not None and inside.strip() and _ONLY_NAMES.fullmatch(inside):
        mends.append("its document type names other files, which were not read")
    elif _DECLARES.search(inside):
        raise XmlRefused(
            "entities", "this XML declares entities of its own; such a document type is not read"
        )
    rest = text[doctype.end() :]
    if rest.startswith("<!DOCTYPE", _after_misc(rest, 0)):
        raise XmlRefused("doctype", "this XML has a second document type; that is not read")
    return rest.lstrip()


def _after_misc(text: str, at: int) -> int:
    """Where blanks, comments and instructions before the root end."""
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        end = "-->" if text.startswith("<!--", at) else "?>" if text.startswith("<?", at) else ""
        found = text.find(end, at + 2) if end else -1
        if found < 0:
            return at
        at = found + len(end)


def _bounded(root: etree._Element) -> None:
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEPTH:
            raise XmlRefused("depth", _TOO_DEEP)
