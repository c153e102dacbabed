"""Reading ninjs 3; writing it, and how the two agree, is in `ninjs`."""

import json
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from dateline.formats.item import Link, NewsItem, Notice, Picture, Place, Rendition, Subject
from dateline.formats.lexical import GUID, moment

KINDS = {
    "subject": "subjects",
    "organisation": "organisations",
    "person": "people",
    "place": "places",
    "event": "events",
}
TIME_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
"""`version_created` of an item that tells no time at all (ninjs requires none)."""

PUBSTATUS = ("usable", "withheld", "canceled")
NOTICES = ("correction", "update", "kill", "withdrawal")
STANDFIRST_ROLES = ("summary", "standfirst", "lead", "abstract", "main", "text", "")
OLDER_KEYS = re.compile(r"versioncreated|pubstatus|headline|byline|altids|(body|description)_.*")


class NotNinjs(ValueError):
    """These bytes cannot be read as a ninjs 3 text story; `reason` is one plain line."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def load(data: bytes) -> NewsItem:
    """Read a ninjs 3 text story leniently: what is missing is defaulted, what is unknown ignored.

    Raises NotNinjs for bytes that are not a JSON object with a uri, an item of another type than
    text, an unknown pubStatus, or the spelling of ninjs 1 and 2.
    A guid that is not given is made from the uri (always the same one).
    """
    doc = _document(data)
    guid = _guid(doc)
    created = moment(_text(doc, "versionCreated"))
    first, published = moment(_text(doc, "firstCreated")), moment(_text(doc, "contentCreated"))
    when = created or first or published or TIME_UNKNOWN
    located = _named(doc, "places", "located")
    where = _text(doc, "located") or _name(located)
    section = _named(doc, "subjects", "partOf")
    by = _text(doc, "by")
    return NewsItem(
        guid=guid,
        uri=_text(doc, "uri"),
        version=_version(_text(doc, "version")),
        headline=_by_role(doc, "headlines", ("main", "")) or _first_value(doc, "headlines"),
        standfirst=_by_role(doc, "descriptions", STANDFIRST_ROLES),
        body_text=_body(doc, "text/plain"),
        body_html=_body(doc, "text/html"),
        language=_text(doc, "language"),
        pubstatus=doc.get("pubStatus", "usable"),
        version_created=when,
        first_created=first,
        published=published,
        title=_text(doc, "title"),
        slugline=_text(doc, "slugline"),
        urgency=_urgency(doc.get("urgency")),
        located=Place(where, _text(located, "uri")) if where else None,
        credit=next(_sources(doc, "creditline"), "") or _text(doc, "copyrightHolder"),
        bylines=tuple(_sources(doc, "author")) or ((by,) if by else ()),
        section=_name(section),
        dossiers=_links(doc, guid, ("composite",)),
        subjects=_subjects(doc),
        related=_links(doc, guid, ("", "text", "event", "planning")),
        short_url=_by_role(doc, "altIds", ("shortUrl",)),
        rights=_text(doc, "copyrightNotice") or _text(doc, "usageTerms"),
        genre=next((_name(genre) for genre in _entries(doc, "genres")), ""),
        signal=_by_role(doc, "descriptions", ("signal",)),
        notices=_notices(doc, when),
        expires=moment(_text(doc, "expires")),
        embargoed=moment(_text(doc, "embargoedUntil")),
        pictures=_pictures(doc),
    )


def _document(data: bytes) -> dict[str, Any]:
    try:
        doc = json.loads(data)
    except (ValueError, RecursionError):
        raise NotNinjs("this is not JSON in UTF-8") from None
    if not isinstance(doc, dict) or not _text(doc, "uri"):
        raise NotNinjs("this JSON is not a ninjs item: it must be an object with a uri")
    older = next(filter(OLDER_KEYS.fullmatch, doc), "")
    if older and "versionCreated" not in doc:
        raise NotNinjs(f"this is ninjs 1 or 2 (it has {older[:20]!r}); only ninjs 3 is read here")
    if doc.get("type", "text") != "text":
        raise NotNinjs(f"the item's type is {str(doc['type'])[:20]!r}; only text is read here")
    if doc.get("pubStatus", "usable") not in PUBSTATUS:
        raise NotNinjs("the item's pubStatus is none of usable, withheld and canceled")
    return doc


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode()  # JSON may escape half a character


def _entries(doc: dict[str, Any], key: str) -> list[dict[str, Any]]:
    entries = doc.get(key)
    return [e for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []


def _version(number: str) -> int:
    return int(number) if re.fullmatch(r"[0-9]{1,9}", number) else 1


def _urgency(value: Any) -> int | None:
    return next((n for n in range(1, 10) if value is not True and value == n), None)


def _guid(doc: dict[str, Any]) -> str:
    uri = _text(doc, "uri")
    for candidate in (_by_role(doc, "altIds", ("guid",)), uri):
        if GUID.fullmatch(candidate):
            return candidate
    return uuid.uuid5(uuid.NAMESPACE_URL, uri).urn


def _by_role(doc: dict[str, Any], key: str, roles: tuple[str, ...]) -> str:
    """Return the first value that has the first of these roles that is there."""
    entries = _entries(doc, key)
    found = (_text(e, "value") for role in roles for e in entries if _text(e, "role") == role)
    return next(filter(None, found), "")


def _first_value(doc: dict[str, Any], key: str) -> str:
    return next(filter(None, (_text(entry, "value") for entry in _entries(doc, key))), "")


def _body(doc: dict[str, Any], wanted: str) -> str:
    for body in _entries(doc, "bodies"):
        guess = "text/html" if "html" in _text(body, "role").lower() else "text/plain"
        media_type = _text(body, "contentType").split(";")[0].strip().lower() or guess
        if media_type == wanted:
            return _text(body, "value")
    return ""


def _name(entry: dict[str, Any]) -> str:
    return _text(entry, "name") or _text(entry, "literal") or _text(entry, "uri")


def _named(doc: dict[str, Any], key: str, rel: str) -> dict[str, Any]:
    return next((e for e in _entries(doc, key) if _text(e, "rel") == rel), {})


def _sources(doc: dict[str, Any], role: str) -> Iterator[str]:
    return (_name(e) for e in _entries(doc, "infoSources") if _text(e, "role") == role and _name(e))


def _subjects(doc: dict[str, Any]) -> tuple[Subject, ...]:
    return tuple(
        Subject(_name(entry), kind, _text(entry, "uri"))  # type: ignore[arg-type]
        for kind, key in KINDS.items()
        for entry in _entries(doc, key)
        if _name(entry) and _text(entry, "rel") not in ("located", "partOf")
    )


def _links(doc: dict[str, Any], guid: str, types: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(
        Link(
            _text(entry, "name"),
            "" if _text(entry, "uri").startswith(f"{guid}#") else _text(entry, "uri"),
            _text(entry, "rel") if "rel" in entry else "related",
        )
        for entry in _entries(doc, "associations")
        if _text(entry, "type") in types
    )


def _notices(doc: dict[str, Any], when: datetime) -> tuple[Notice, ...]:
    found = [
        Notice(
            _text(entry, "name"),  # type: ignore[arg-type]
            _by_role(entry, "descriptions", ("notice",)),
            moment(_text(entry, "versionCreated")) or when,
            _by_role(entry, "descriptions", ("wrong",)),
            _by_role(entry, "descriptions", ("right",)),
        )
        for entry in _entries(doc, "associations")
        if (_text(entry, "type"), _text(entry, "rel")) == ("component", "notice")
        and _text(entry, "name") in NOTICES
    ]
    note = _text(doc, "edNote")
    if not found and note and doc.get("pubStatus") == "canceled":
        found = [Notice("kill", note, when)]
    return tuple(found)


def _pictures(doc: dict[str, Any]) -> tuple[Picture, ...]:
    return tuple(
        Picture(
            _by_role(entry, "descriptions", ("caption", "main", "text", "")),
            _by_role(entry, "descriptions", ("altText",)),
            next(_sources(entry, "creditline"), "") or _text(entry, "by"),
            tuple(_renditions(entry)),
            _text(entry, "rel") if "rel" in entry else "illustration",
        )
        for entry in _entries(doc, "associations")
        if _text(entry, "type") == "picture"
    )


def _renditions(entry: dict[str, Any]) -> Iterator[Rendition]:
    for each in _entries(entry, "renditions"):
        sizes = [n if type(n := each.get(name)) is int and n > 0 else 0 for name in _SIZES]
        if _text(each, "href"):
            yield Rendition(_text(each, "href"), _text(each, "contentType"), sizes[0], sizes[1])


_SIZES = ("width", "height")
