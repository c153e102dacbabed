"""The codes of one NewsML-G2 item: aliases of its own catalogs first, then IPTC's."""

from __future__ import annotations

from lxml import etree

from dateline.formats.newsml_codes import STANDARD, address_of, owned
from dateline.formats.newsml_tree import attribute, child, children


class Codes:
    """What the qcodes of an item stand for. `unknown` gathers aliases of no catalog we know."""

    def __init__(self, root: etree._Element, item: etree._Element) -> None:
        catalogs = [*children(child(root, "header"), "catalog"), *children(item, "catalog")]
        self.aliases = {
            attribute(scheme, "alias"): attribute(scheme, "uri")
            for catalog in catalogs
            for scheme in children(catalog, "scheme")
            if attribute(scheme, "uri")
        }
        self.unknown: set[str] = set()

    def address(self, element: etree._Element | None, name: str = "qcode") -> str:
        """What an element is identified by: its uri, or what its qcode stands for."""
        uri = attribute(element, "uri" if name == "qcode" else f"{name}uri")
        qcode = attribute(element, name)
        if uri or not qcode:
            return uri
        alias = qcode.partition(":")[0]
        if alias not in self.aliases and alias not in STANDARD:
            self.unknown.add(alias)
        return address_of(qcode, self.aliases)

    def own(self, element: etree._Element | None, name: str = "qcode") -> str:
        """The word of our own scheme that an attribute holds, or ""."""
        return owned(address_of(attribute(element, name), self.aliases))
