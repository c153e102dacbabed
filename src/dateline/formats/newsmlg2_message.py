"""A NewsML-G2 file as a whole: its items, and which pictures of it belong to which text."""

from __future__ import annotations

from lxml import etree

from dateline.formats.item import Unreadable
from dateline.formats.newsml_body import local
from dateline.formats.newsml_codes import code
from dateline.formats.newsml_tree import attribute, below, child, children, few, said

OTHERS = ("conceptitem", "knowledgeitem", "planningitem", "catalogitem", "catalog")
PICTURES = ("picture", "graphic")


class Message:
    """The items to read (packages only where there are no others) and what is left out.

    `sent` is the message's own time, as written. Raises Unreadable for what brings no news.
    """

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.sent = said(child(root, "header", "sent"))
        items, packages = _items(root)
        self.read = few(items or packages, what="NewsML-G2")
        self.left_out = _left_out(root, packages if items else [])
        self._pictures = {attribute(each, "guid"): each for each in items if is_picture(each)}
        texts = {attribute(each, "guid") for each in items if _class(each) == "text"}
        self._packed: dict[str, list[str]] = {}
        for package in packages if self._pictures else []:
            guids = dict.fromkeys(attribute(e, "residref") for e in below(package, "itemref"))
            within = [guid for guid in guids if guid in texts]
            if len(within) == 1:
                self._packed[within[0]] = [guid for guid in guids if guid in self._pictures]

    def picture(self, guid: str) -> etree._Element | None:
        """The picture item of this guid, if the message brings it."""
        return self._pictures.get(guid)

    def pictures_of(self, item: etree._Element) -> list[etree._Element]:
        """The picture items that this text links to, or that a package puts beside it alone."""
        if _class(item) != "text":
            return []
        linked = [attribute(each, "residref") for each in children(child(item, "itemmeta"), "link")]
        guids = dict.fromkeys([*linked, *self._packed.get(attribute(item, "guid"), [])])
        return [self._pictures[guid] for guid in guids if guid in self._pictures]


def is_picture(holder: etree._Element) -> bool:
    """Whether the class of an item, or of what a link leads to, is a picture's."""
    return _class(holder) in PICTURES


def _class(holder: etree._Element) -> str:
    meta = child(holder, "itemmeta") if local(holder) == "newsitem" else holder
    return code(attribute(child(meta, "itemclass"), "qcode"))


def _items(root: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    name = local(root)
    if name == "newsml":
        raise Unreadable("this is NewsML 1, not NewsML-G2: its root is <NewsML>")
    if name in OTHERS:
        raise Unreadable(f"this is a NewsML-G2 {name}, which is no news")
    if name not in ("newsmessage", "newsitem", "packageitem"):
        raise Unreadable(f"this is no NewsML-G2: its root is <{etree.QName(root).localname[:40]}>")
    within = [each for held in children(root, "itemset") for each in held]
    every = within if name == "newsmessage" else [root]
    items = [each for each in every if local(each) == "newsitem"]
    packages = [each for each in every if local(each) == "packageitem"]
    if not items and not packages:
        held = ", ".join(sorted({local(each)[:40] for each in every})) or "nothing"
        raise Unreadable(f"this NewsML-G2 message brings no news: its itemSet holds {held}")
    return items, packages


def _left_out(root: etree._Element, packages: list[etree._Element]) -> list[str]:
    left = f"{len(packages)} package(s) in the same message were left out"
    doubts = [left] if packages else []
    others = {local(each) for each in children(child(root, "itemset"), *OTHERS)}
    if others:
        doubts.append(f"the message also brings {', '.join(sorted(others))}: left out")
    return doubts
