"""Links of a NewsML-G2 item: to related stories, and to pictures with their renditions."""

from __future__ import annotations

from lxml import etree

from dateline.formats.item import NewsItem, Picture
from dateline.formats.lexical import uri
from dateline.formats.newsml_codes import own
from dateline.formats.newsmlg2_writing import add, line, say


def related(meta: etree._Element, item: NewsItem) -> None:
    """One `link` for each related story, in their order."""
    for link in item.related:
        if line(link.title):
            rel = "irel:seeAlso" if link.rel == "related" else own(link.rel)
            add(add(meta, "link", rel=rel, href=uri(link.uri)), "title", line(link.title))


def pictured(meta: etree._Element, item: NewsItem) -> None:
    """One `link` for each picture; its parts stand in it as hints (link is an extension point)."""
    for number, picture in enumerate(item.pictures, start=1):
        residref = f"{item.guid}#picture-{number}"
        link = add(meta, "link", rel="irel:associatedWith", residref=residref)
        add(link, "itemClass", qcode="ninat:picture")
        if picture.rel:
            add(link, "role", qcode=own(picture.rel))
        say(link, "description", line(picture.caption), role="drol:caption")
        say(link, "description", line(picture.alt), role=own("altText"))
        say(link, "creditline", line(picture.credit))
        _renditions(link, picture)


def _renditions(link: etree._Element, picture: Picture) -> None:
    for each in picture.renditions:
        if uri(each.href):
            add(
                link, "remoteContent", href=uri(each.href), contenttype=each.media_type,
                width=str(max(each.width, 0)), height=str(max(each.height, 0)),
            )
