"""The contentSet of a NewsML-G2 item: its text, in whichever of many notations it came."""

from __future__ import annotations

from lxml import etree

from dateline.formats.newsml_body import from_plain, legal, local
from dateline.formats.newsml_codes import code
from dateline.formats.newsml_story import Content, parted, story_of
from dateline.formats.newsml_tree import Odd, attribute, child, children, said
from dateline.formats.wiretext import decoded, unpacked

TEXTS = ("text", "")


def content(
    item: etree._Element, about: etree._Element | None, odd: Odd, *, canceled: bool, ours: bool
) -> Content:
    """The first of the item's alternative texts that has words, XML first."""
    sets = children(item, "contentset")
    held = [each for one in sets for each in children(one, "inlinexml", "inlinedata")]
    kind = code(attribute(child(item, "itemmeta", "itemclass"), "qcode"))
    if kind not in TEXTS:
        odd(f"it is no text but {kind[:40]!r}: its words and addresses were read")
    found = [_inline_xml(each, about, odd, ours) for each in held if local(each) == "inlinexml"]
    found += [_inline_data(each, odd, ours) for each in held if local(each) == "inlinedata"]
    good = [each for each in found if each.html or each.text]
    if len(good) > 1:
        odd(f"it has {len(good)} texts; the first was read")
    if not good and kind in TEXTS and local(item) == "newsitem" and not canceled:
        odd(_elsewhere(sets) or "it has no text")
    return next(iter(good), Content())


def _elsewhere(sets: list[etree._Element]) -> str:
    """Where the text is, if it is not in the file."""
    files = (each for one in sets for each in children(one, "remotecontent"))
    href = next((attribute(each, "href") for each in files if attribute(each, "href")
                 and not attribute(each, "contenttype").startswith(("image/", "video/", "audio/"))
                 ), "")
    return f"its text is not in the file, but at {href[:300]!r}" if href else ""


def _inline_xml(
    inline: etree._Element, about: etree._Element | None, odd: Odd, ours: bool
) -> Content:
    if not len(inline):
        html, text = from_plain(str(inline.text or ""))
        if text:
            odd("its inlineXML holds no XML; the characters were read")
        return Content(html, text)
    story = story_of(inline, odd, ours=ours)
    if not said(child(about, "headline")) and story.title:
        odd("its headline stands in the body only")
    return story


def _inline_data(inline: etree._Element, odd: Odd, ours: bool) -> Content:
    characters = "".join(map(str, inline.itertext()))
    if encoding := attribute(inline, "encoding"):
        found = _unpacked(characters, encoding, attribute(inline, "contenttype"), odd)
        if found is None:
            return Content()
        characters = found
    if ours:
        return Content("", legal(characters).strip())
    html, text = parted(*from_plain(characters), odd)
    declared = attribute(inline, "contenttype")
    if html and "html" not in declared:
        odd(f"its text is HTML, though it is declared as {declared or 'nothing'!r}")
    return Content(html, text)


def _unpacked(text: str, encoding: str, kind: str, odd: Odd) -> str | None:
    """The text that stands there in Base64; None, with a doubt, for what is no text."""
    raw = unpacked(text) if encoding.lower().endswith("base64") else None
    if kind and not kind.startswith("text/") and "xml" not in kind and "html" not in kind:
        odd(f"data of the kind {kind[:40]!r} stands in it and was left out")
    elif raw is None:
        odd(f"its text is encoded as {encoding[-40:]!r}, which cannot be read")
    else:
        said, doubts = decoded(raw, declared=kind.lower().partition("charset=")[2].strip('" '))
        for doubt in doubts if not raw.isascii() else ():
            odd(doubt)
        return said
    return None
