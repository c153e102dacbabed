"""NITF 3.6 (News Industry Text Format, IPTC 2010): one text story as one XML document.

Where NITF has no element of its own: `uri`, the short address, the signal and the time of the
version are `meta`; section and date of publication are the `pubdata` of the web; subjects without
a number of IPTC are a `classifier`, dossiers and related items a `virtloc` of the
`identified-content`; notices are notes of class correction, update, kill or withdrawal.
A status of "withheld" is "embargoed" where a time is known, which is then `date.release`.

What does not come back from `read(dump(item))`:
- fractions of a second, the zone of a time (in UTC: the same moment), white space but one space;
- the order of subjects of different kinds (see `SUBJECTS`), of dossiers among related items, of
  pictures (one that leads, those of the body, others), and entries whose name is empty;
- the plain body beside an HTML body (it is made of that), the `rel` of
  a link, and links in quotations, points and cells; a paragraph that is nothing but a quotation
  comes back as one;
- a title that is the headline, an embargo that ends with the time of the version, and "usable" of
  an item whose embargo ends after it (withheld);
- of a canceled item all but guid, uri, version, its time, signal and its kill or withdrawal.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from dateline.formats.item import NewsItem, Notice, Picture, Subject
from dateline.formats.lexical import GUID
from dateline.formats.lexical import uri as absolute
from dateline.formats.nitf_body import NAMESPACE, child, clean, media, write
from dateline.formats.nitf_reading import SUBJECTS, read
from dateline.formats.wirebody import Body, from_html, from_text
from dateline.formats.wiretext import line, lines, subject_code

__all__ = ["SUBJECTS", "dump", "read"]


def dump(item: NewsItem) -> bytes:
    """Write the item as UTF-8 XML that is valid against NITF 3.6; equal items, equal bytes.

    Times are `YYYYMMDDTHHMMSSZ`. Raises ValueError, naming the field, for a guid that is not
    `urn:uuid:...`, a relative `uri`, urgency outside 1-9, a version below 1, a naive time.
    """
    if not GUID.fullmatch(item.guid):
        raise ValueError(f"guid must be urn:uuid:..., not {item.guid!r}")
    if not uri(item.uri):
        raise ValueError(f"uri must be an absolute URI, not {item.uri!r}")
    if item.urgency is not None and item.urgency not in range(1, 10):
        raise ValueError(f"urgency must be 1 to 9, not {item.urgency!r}")
    if item.version < 1:
        raise ValueError(f"version must be 1 or more, not {item.version!r}")
    root = etree.Element(f"{{{NAMESPACE}}}nitf", nsmap={None: NAMESPACE})
    root.set("version", "-//IPTC//DTD NITF 3.6//EN")
    if item.language:
        root.set("baselang", clean(item.language))
    if item.pubstatus == "canceled":
        _canceled(root, item)
    else:
        _head(child(root, "head"), item)
        _body(child(root, "body"), item)
    _laid_out(root)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _laid_out(root: Any) -> None:
    """Lines of their own for the elements of the head, and for each block of the body."""
    head, body = root
    etree.indent(head, " ")
    for parent in (root, body, *body):
        parent.text = "\n"
        for one in parent:
            one.tail = "\n"


def uri(address: str) -> str:
    """The address as an RFC 3986 URI, or "" where it is not an absolute one."""
    return absolute(clean(address))


def norm(at: datetime | None) -> str:
    """Write an aware time as NITF prefers it, in UTC; None as ""."""
    if at is None:
        return ""
    if at.utcoffset() is None:
        raise ValueError(f"a time must have a zone, {at.isoformat()} has none")
    said = at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    return said.replace("-", "").replace(":", "") + "Z"


def _canceled(root: Any, item: NewsItem) -> None:
    root.attrib.pop("baselang", None)
    head = child(root, "head")
    _meta(head, ("uri", uri(item.uri)), ("signal", item.signal))
    data = child(head, "docdata", management_status="canceled")
    _identity(data, item)
    final = tuple(notice for notice in item.notices if notice.kind in ("kill", "withdrawal"))
    top = child(child(root, "body"), "body.head")
    for notice in final:
        child(data, "ed-msg", msg_type=notice.kind, info=line(notice.text))
        _note(top, Notice(notice.kind, notice.text, notice.at))


def _head(head: Any, item: NewsItem) -> None:
    child(head, "title", line(item.title or item.headline))
    _meta(head, ("uri", uri(item.uri)), ("short-url", uri(item.short_url)),
          ("signal", item.signal), ("first-created", norm(item.first_created)))
    _tobject(head, item)
    withheld = "embargoed" if item.embargoed else "withheld"
    status = withheld if item.pubstatus == "withheld" else "usable"
    data = child(head, "docdata", management_status=status)
    _identity(data, item)
    child(data, "urgency", ed_urg=str(item.urgency or ""))
    child(data, "date.release", norm=norm(item.embargoed))
    child(data, "date.expire", norm=norm(item.expires))
    child(data, "doc.copyright", holder=line(item.rights))
    for notice in item.notices:
        if notice.kind == "correction":
            child(data, "correction", info=line(notice.text), id_string=item.guid)
        child(data, "ed-msg", msg_type=notice.kind, info=line(notice.text))
    if line(item.slugline):
        child(child(data, "key-list"), "keyword", key=line(item.slugline))
    _identified(data, item)
    for empty in [one for one in data if not len(one) and not one.attrib]:
        data.remove(empty)
    child(head, "pubdata", type="web", date__publication=norm(item.published),
          position__section=line(item.section), ex_ref=uri(item.uri))


def _identity(data: Any, item: NewsItem) -> None:
    key = item.guid.rpartition(":")[2]
    child(data, "doc-id", regsrc=urlsplit(uri(item.uri)).netloc, id_string=item.guid)
    child(data, "du-key", key=key, version=str(item.version), generation=str(item.version))
    child(data, "date.issue", norm=norm(item.version_created))


def _meta(head: Any, *pairs: tuple[str, str]) -> None:
    for name, content in pairs:
        if line(content):
            child(head, "meta", name=name, content=line(content))


def _tobject(head: Any, item: NewsItem) -> None:
    made = child(head, "tobject", tobject__type="news")
    if line(item.genre):
        child(made, "tobject.property", tobject__property__type=line(item.genre))
    for subject in _numbered(item):
        child(made, "tobject.subject", tobject__subject__ipr="IPTC",
              tobject__subject__refnum=subject_code(subject.uri),
              tobject__subject__matter=line(subject.name))


def _numbered(item: NewsItem) -> list[Subject]:
    return [one for one in item.subjects if one.kind == "subject" and subject_code(one.uri)]


def _identified(data: Any, item: NewsItem) -> None:
    """Whom and what it is about, and other items, by name and address."""
    made = child(data, "identified-content")
    numbered = _numbered(item)
    for kind, name in SUBJECTS.items():
        for one in item.subjects:
            if one.kind == kind and one not in numbered and line(one.name):
                value = {"location_code" if name == "location" else "value": uri(one.uri)}
                child(made, name, line(one.name), class_=_class(name), **value)
    for part, links in (("dossier", item.dossiers), ("related", item.related)):
        for link in links:
            if line(link.title):
                child(made, "virtloc", line(link.title), class_=part, idsrc=line(link.rel),
                      value=uri(link.uri))


def _class(name: str) -> str:
    return "subject" if name == "classifier" else ""


def _body(body: Any, item: NewsItem) -> None:
    top = child(body, "body.head")
    if line(item.headline):
        child(child(top, "hedline"), "hl1", line(item.headline))
    for notice in item.notices:
        _note(top, notice)
    if line(item.rights):
        child(top, "rights", line(item.rights))
    for author in filter(None, map(line, item.bylines)):
        child(child(top, "byline"), "person", author)
    if line(item.credit):
        child(child(top, "distributor"), "org", line(item.credit))
    _dateline(top, item)
    if line(item.standfirst):
        child(child(top, "abstract"), "p", line(item.standfirst))
    _content(child(body, "body.content"), item)


def _dateline(top: Any, item: NewsItem) -> None:
    if item.located and line(item.located.name):
        child(child(top, "dateline"), "location", line(item.located.name),
              location_code=uri(item.located.uri))


def _note(top: Any, notice: Notice) -> None:
    made = child(top, "note", noteclass="editorsnote", class_=notice.kind)
    content = child(made, "body.content")
    at = notice.at.astimezone(UTC) if norm(notice.at) else notice.at
    child(child(content, "p", class_="at"), "chron", at.isoformat(" ", "minutes")[:16] + " UTC",
          norm=norm(notice.at))
    for name in ("text", "wrong", "right"):
        said = line(getattr(notice, name))
        if said:
            child(content, "p", said, class_=name)


def _content(content: Any, item: NewsItem) -> None:
    """The body with its pictures: what leads first, those of the text in it, others last."""
    body = _blocks(item)
    shown = _placed(item.pictures, body)
    for picture in item.pictures:
        if picture.rel == "featured" and picture not in shown.values():
            media(content, picture)
    done = 0
    for at, picture in sorted(shown.items()):
        write(content, body.blocks[done : at[0]])
        media(content, picture)
        done = at[0]
    write(content, body.blocks[done:])
    for picture in item.pictures:
        if picture.rel != "featured" and picture not in shown.values():
            media(content, picture)


def _blocks(item: NewsItem) -> Body:
    body = from_html(item.body_html)
    return body if body.blocks or not item.body_text else from_text(lines(item.body_text))


def _placed(pictures: tuple[Picture, ...], body: Body) -> dict[tuple[int, int], Picture]:
    """The pictures the body shows: before which block, and in which order there."""
    found: dict[tuple[int, int], Picture] = {}
    for number, note in enumerate(body.pictures):
        for picture in pictures:
            known = picture not in found.values()
            if known and note.url in [file.href for file in picture.renditions]:
                found[note.at, number] = picture
                break
    return found
