"""The contentSet of a NewsML-G2 item: its text, in whichever of many notations it came."""

from __future__ import annotations

from lxml import etree

from dateline.formats.newsml_body import from_plain, legal, local
from dateline.formats.newsml_codes import code
from dateline.formats.newsml_story import Content, parted, story_of
from dateline.formats.newsml_tree import Odd, attribute, child, children, said

TEXTS = ("text", "")


def content(
    item: etree._Element, about: etree._Element | None, odd: Odd, *, canceled: bool, ours: bool
) -> Content:
    """The first of the item's alternative texts that has words, XML first."""
    held = child(item, "contentset")
    kind = code(attribute(child(item, "itemmeta", "itemclass"), "qcode"))
    if kind not in TEXTS:
        odd(f"it is no text but {kind[:40]!r}: its words and addresses were read")
    found = [_inline_xml(each, about, odd, ours) for each in children(held, "inlinexml")]
    found += [_inline_data(each, odd, ours) for each in children(held, "inlinedata")]
    good = [each for each in found if each.html or each.text]
    if len(good) > 1:
        odd(f"it has {len(good)} texts; the first was read")
    if not good and kind in TEXTS and local(item) == "newsitem" and not canceled:
        odd("it has no text")
    return next(iter(good), Content())


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
    if attribute(inline, "encoding"):
        odd(f"its text is encoded as {attribute(inline, 'encoding')[:40]!r}, which is not read")
        return Content()
    characters = "".join(map(str, inline.itertext()))
    if ours:
        return Content("", legal(characters).strip())
    html, text = parted(*from_plain(characters), odd)
    declared = attribute(inline, "contenttype")
    if html and "html" not in declared:
        odd(f"its text is HTML, though it is declared as {declared or 'nothing'!r}")
    return Content(html, text)
