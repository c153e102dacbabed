"""IPTC ninjs 3.1 (News in JSON): one text story as one JSON object.

Where ninjs has no property of its own, its open ones are used:
`guid` and `short_url` are `altIds`; `section` is a subject with rel "partOf"; `credit` and
`bylines` are `infoSources` ("creditline", "author"); `signal` is a description of that role;
`published` is `contentCreated` (ninjs has no publication time; this is the story's own date).
Associations are dossiers (type "composite"), related items ("text"), pictures ("picture") and
notices ("component"). A picture's credit is an `infoSource`, its alt text a description.
One without an address of its own gets a fragment of the guid, such as `urn:uuid:...#related-1`.

What does not come back from `load(dump(item))`:
- the order of subjects of different kinds (they return grouped in the order of `KINDS`);
- an address that is not an absolute URI (left out); outside ASCII it returns percent-encoded;
- the zone of a time (written in UTC: the same moment) and entries whose name is empty;
- of a canceled item all but uri, guid, version, its time, signal, and what its kill and
  withdrawal notices say: what was killed, and earlier corrections quoting it, are not repeated.
"""

import json
from typing import Any

from dateline.formats.item import Link, NewsItem, Notice, Picture
from dateline.formats.lexical import GUID, stamp, uri
from dateline.formats.ninjs_reading import KINDS, NotNinjs, load

__all__ = ["KINDS", "NotNinjs", "dump", "load"]

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}


def dump(item: NewsItem) -> bytes:
    """Write the item as UTF-8 JSON that is valid against ninjs 3.1; equal items, equal bytes.

    Times are RFC 3339 in UTC. Raises ValueError, naming the field, for what ninjs forbids:
    a guid that is not `urn:uuid:...`, a relative `uri`, urgency outside 1-9, a naive time.
    """
    if not GUID.fullmatch(item.guid):
        raise ValueError(f"guid must be urn:uuid:..., not {item.guid!r}")
    if not uri(item.uri):
        raise ValueError(f"uri must be an absolute URI, not {item.uri!r}")
    if item.urgency is not None and item.urgency not in range(1, 10):
        raise ValueError(f"urgency must be 1 to 9, not {item.urgency!r}")
    document = _canceled(item) if item.pubstatus == "canceled" else _story(item)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _story(item: NewsItem) -> dict[str, Any]:
    located = item.located
    places = _about(item, "place")
    if located and uri(located.uri):
        places.insert(0, {"name": located.name, "rel": "located", "uri": uri(located.uri)})
    subjects = _about(item, "subject")
    if item.section:
        subjects.insert(0, {"name": item.section, "rel": "partOf"})
    links = _associated(item, item.dossiers, "dossier", "composite")
    links += _associated(item, item.related, "related", "text")
    return _said(
        {
            **_identity(item),
            "representationType": "full",
            "firstCreated": stamp(item.first_created),
            "contentCreated": stamp(item.published),
            "embargoedUntil": stamp(item.embargoed),
            "expires": stamp(item.expires),
            "language": item.language,
            "urgency": item.urgency,
            "title": item.title,
            "slugline": item.slugline,
            "headlines": _values(("main", item.headline)),
            "descriptions": _values(("summary", item.standfirst), ("signal", item.signal)),
            "by": ", ".join(item.bylines),
            "located": located.name if located else "",
            "bodies": _bodies(item),
            "genres": [{"name": item.genre}] if item.genre else [],
            "subjects": subjects,
            "organisations": _about(item, "organisation"),
            "people": _about(item, "person"),
            "places": places,
            "events": _about(item, "event"),
            "infoSources": _parties(item),
            "copyrightNotice": item.rights,
            "altIds": _alt_ids(("guid", item.guid), ("shortUrl", item.short_url)),
            "edNote": item.notices[-1].text if item.notices else "",
            "associations": links + _pictured(item) + _noted(item, item.notices),
        }
    )


def _canceled(item: NewsItem) -> dict[str, Any]:
    final = tuple(notice for notice in item.notices if notice.kind in ("kill", "withdrawal"))
    shown = tuple(Notice(notice.kind, notice.text, notice.at) for notice in final)
    return _said(
        {
            **_identity(item),
            "descriptions": _values(("signal", item.signal)),
            "altIds": _alt_ids(("guid", item.guid)),
            "edNote": shown[-1].text if shown else "",
            "associations": _noted(item, shown),
        }
    )


def _identity(item: NewsItem) -> dict[str, Any]:
    return {
        "standard": STANDARD,
        "uri": uri(item.uri),
        "type": "text",
        "version": str(item.version),
        "versionCreated": stamp(item.version_created),
        "pubStatus": item.pubstatus,
    }


def _said(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if value not in ("", None, [])}


def _values(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [
        {"role": role, "contentType": "text/plain", "value": value}
        for role, value in pairs
        if value
    ]


def _alt_ids(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"role": role, "value": value} for role, value in pairs if value]


def _bodies(item: NewsItem) -> list[dict[str, Any]]:
    plain = {
        "role": "text",
        "contentType": "text/plain",
        "charCount": len(item.body_text),
        "wordCount": len(item.body_text.split()),
        "value": item.body_text,
    }
    marked_up = {"role": "html", "contentType": "text/html", "value": item.body_html}
    return [body for body in (plain, marked_up) if body["value"]]


def _about(item: NewsItem, kind: str) -> list[dict[str, str]]:
    return [
        _said({"name": subject.name, "rel": "about", "uri": uri(subject.uri)})
        for subject in item.subjects
        if subject.kind == kind
    ]


def _parties(item: NewsItem) -> list[dict[str, str]]:
    authors = [{"name": name, "role": "author"} for name in item.bylines]
    return ([{"name": item.credit, "role": "creditline"}] if item.credit else []) + authors


def _associated(
    item: NewsItem, links: tuple[Link, ...], part: str, kind: str
) -> list[dict[str, Any]]:
    return [
        {
            "name": link.title,
            "rel": link.rel,
            "uri": uri(link.uri) or f"{item.guid}#{part}-{number}",
            "type": kind,
        }
        for number, link in enumerate(links, start=1)
    ]


def _pictured(item: NewsItem) -> list[dict[str, Any]]:
    return [
        {
            "name": picture.caption or picture.alt or f"picture {number}",
            "rel": picture.rel,
            "uri": f"{item.guid}#picture-{number}",
            "type": "picture",
        }
        | _said(
            {
                "descriptions": _values(("caption", picture.caption), ("altText", picture.alt)),
                "infoSources": (
                    [{"name": picture.credit, "role": "creditline"}] if picture.credit else []
                ),
                "renditions": _renditions(picture),
            }
        )
        for number, picture in enumerate(item.pictures, start=1)
    ]


def _renditions(picture: Picture) -> list[dict[str, Any]]:
    return [
        {
            "name": f"w{each.width}-{each.media_type.rpartition('/')[2]}",
            "href": uri(each.href),
            "contentType": each.media_type,
            "width": each.width,
            "height": each.height,
        }
        for each in picture.renditions
        if uri(each.href)
    ]


def _noted(item: NewsItem, notices: tuple[Notice, ...]) -> list[dict[str, Any]]:
    return [
        {
            "name": notice.kind,
            "rel": "notice",
            "uri": f"{item.guid}#notice-{number}",
            "type": "component",
            "versionCreated": stamp(notice.at),
            "descriptions": _values(
                ("notice", notice.text), ("wrong", notice.wrong), ("right", notice.right)
            ),
        }
        for number, notice in enumerate(notices, start=1)
    ]
