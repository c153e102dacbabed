"""What a NewsML-G2 item points to: other stories, the sets it belongs to, pictures."""

from __future__ import annotations

from lxml import etree

from dateline.formats.item import Link, Picture, Rendition
from dateline.formats.newsml_codes import code
from dateline.formats.newsml_tree import attribute, below, child, children, said
from dateline.formats.newsmlg2_codes import Codes
from dateline.formats.newsmlg2_message import Message, is_picture
from dateline.formats.newsmlg2_meta import named

_RELATED = ("", "seealso")


def member_of(meta: etree._Element | None, codes: Codes) -> tuple[Link, ...]:
    """The sets the item says it is a member of."""
    return tuple(
        Link(name, codes.address(each), codes.own(each, "type") or "dossier")
        for each in children(meta, "memberof")
        if (name := named(each, "") or attribute(each, "qcode"))
    )


def links(
    item: etree._Element, meta: etree._Element | None, codes: Codes, message: Message
) -> tuple[Link, ...]:
    """Links to other items and pages, not to earlier versions of this one, nor to pictures."""
    own = attribute(item, "guid")
    return tuple(
        Link(_title(each) or target, target, _rel(each, codes))
        for each in children(meta, "link")
        if not _is_picture(each) and (target := _target(each)) != own and (target or _title(each))
        and message.picture(attribute(each, "residref")) is None
    )


def members(item: etree._Element) -> tuple[Link, ...]:
    """The members of a package in their order, those of inner groups where they stand."""
    return tuple(
        Link(_title(each) or target, target, "member")
        for each in below(item, "itemref")
        if (target := attribute(each, "residref") or _target(each)) or _title(each)
    )


def pictures(
    item: etree._Element, meta: etree._Element | None, codes: Codes, message: Message
) -> tuple[Picture, ...]:
    """Pictures it links to with their renditions, those the message brings, and its own files."""
    linked = [_linked(each, codes) for each in children(meta, "link") if _is_picture(each)
              and message.picture(attribute(each, "residref")) is None]
    brought = [_own(each, codes) for each in message.pictures_of(item)]
    own = _own(item, codes)
    return (*linked, *brought, *([own] if own.renditions else []))


def _own(item: etree._Element, codes: Codes) -> Picture:
    """The files of an item as one picture, which a caption describes if the item is a picture."""
    about, files = child(item, "contentmeta"), _renditions(child(item, "contentset"))
    if not is_picture(item):
        return Picture(renditions=files)
    caption = _described(about, codes, "caption") or said(child(about, "headline"))
    return Picture(caption, "", said(child(about, "creditline")), files)


def _linked(link: etree._Element, codes: Codes) -> Picture:
    return Picture(
        caption=_described(link, codes, "caption") or _title(link),
        alt=_described(link, codes, "altText"),
        credit=said(child(link, "creditline")),
        renditions=_renditions(link),
        rel=codes.own(child(link, "role")) or "illustration",
    )


def _described(element: etree._Element | None, codes: Codes, role: str) -> str:
    return next(
        (said(each) for each in children(element, "description")
         if role in (codes.own(each, "role"), code(attribute(each, "role")))), ""
    )


def _renditions(holder: etree._Element | None) -> tuple[Rendition, ...]:
    return tuple(
        Rendition(href, kind, _size(each, "width"), _size(each, "height"))
        for each in children(holder, "remotecontent")
        if (href := attribute(each, "href") or attribute(each, "residref"))
        and (kind := attribute(each, "contenttype")).partition("/")[0] in ("image", "")
    )


def _size(element: etree._Element, name: str) -> int:
    text = attribute(element, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _is_picture(link: etree._Element) -> bool:
    return is_picture(link) or attribute(link, "contenttype").startswith("image/")


def _target(element: etree._Element) -> str:
    return attribute(element, "href") or attribute(element, "residref") or attribute(
        element, "guidref")


def _title(element: etree._Element) -> str:
    return said(child(element, "headline")) or said(child(element, "title")) or attribute(
        element, "title")


def _rel(link: etree._Element, codes: Codes) -> str:
    qcode = attribute(link, "rel")
    other = "related" if code(qcode) in _RELATED else qcode.rpartition(":")[2]
    return codes.own(link, "rel") or other
