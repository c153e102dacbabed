"""A dossier as a NewsML-G2 2.35 packageItem: its title and the ordered list of its members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from dateline.formats import lexical
from dateline.formats.lexical import GUID, stamp
from dateline.formats.newsml_codes import own
from dateline.formats.newsmlg2_writing import (
    add,
    checked,
    item_element,
    line,
    message,
    say,
    written,
)

__all__ = ["Member", "dump_package"]

ITEM = "application/vnd.iptc.g2.newsitem+xml"


@dataclass(frozen=True)
class Member:
    """One story of the package, by its `guid` (`urn:uuid:...`) and version."""

    guid: str
    version: int
    headline: str
    uri: str = ""


def dump_package(
    members: Sequence[Member], *, guid: str, version: int, title: str, uri: str,
    version_created: datetime, language: str, sender: str, sent: datetime,
) -> bytes:
    """Write a package as UTF-8 XML that is valid against NewsML-G2 2.35; the order is a sequence.

    `guid` is the package's own, `urn:uuid:...`, and stays for all its versions. Raises ValueError,
    naming the field, for what the standard cannot carry (see `newsmlg2.dump`).
    """
    checked(guid, version, uri)
    root = item_element("packageItem", guid, version, language)
    meta = add(root, "itemMeta")
    add(meta, "itemClass", qcode="ninat:composite")
    add(meta, "provider", literal=line(sender))
    add(meta, "versionCreated", stamp(version_created))
    add(meta, "pubStatus", qcode="stat:usable")
    say(meta, "title", line(title))
    add(meta, "altRep", lexical.uri(uri), representation=own("page"))
    say(add(root, "contentMeta"), "headline", line(title))
    group = add(add(root, "groupSet", root="members"), "group", id="members", role=own("main"),
                mode="pgrmod:seq")
    for member in members:
        _refer(group, member)
    return written(message(root, sender=sender, sent=sent))


def _refer(group: etree._Element, member: Member) -> None:
    if not GUID.fullmatch(member.guid):
        raise ValueError(f"a member's guid must be urn:uuid:..., not {member.guid!r}")
    if member.version < 1:
        raise ValueError(f"a member's version must be 1 or more, not {member.version!r}")
    item = add(group, "itemRef", residref=member.guid, version=str(member.version),
               href=lexical.uri(member.uri), contenttype=ITEM)
    add(item, "itemClass", qcode="ninat:text")
    say(item, "headline", line(member.headline))
