"""What a document of NITF is about, what it points to, and what its sender says of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from dateline.formats.item import Link, Notice, Subject
from dateline.formats.nitf_body import name_of, words_of
from dateline.formats.nitf_document import Document, within
from dateline.formats.wiretext import line, moment, note, once, quoted, subject_uri

SUBJECTS: dict[Literal["subject", "organisation", "person", "place", "event"], str] = {
    "subject": "classifier", "organisation": "org", "person": "person", "place": "location",
    "event": "event",
}
"""The elements of `identified-content` for each kind, in the order they are written."""
_NOTICES = ("correction", "update", "kill", "withdrawal")


def keywords(document: Document) -> tuple[str, ...]:
    """The keywords, each once."""
    said = (line(one.get("key") or "") or words_of(one) for one in document.all("keyword"))
    return once(said)


def subjects(document: Document) -> Iterator[Subject]:
    """By number, by keyword (one alone is the slugline), by name, and where it happened."""
    yield from _topics(document)
    words = keywords(document)
    yield from (Subject(word, "subject") for word in words if len(words) > 1)
    for kind, name in SUBJECTS.items():
        for one in document.all(name):
            if words_of(one) and within(one, "identified-content"):
                uri = one.get("value") or one.get("location-code") or ""
                yield Subject(words_of(one), kind, uri)
    for one in document.all("evloc"):
        parts = (line(one.get(part) or "") for part in ("city", "county-dist", "state-prov"))
        if name := next(filter(None, parts), ""):
            yield Subject(name, "place")


def _topics(document: Document) -> Iterator[Subject]:
    """Subjects by number; the narrowest name that is given counts."""
    for one in document.all("tobject.subject"):
        said = {part: line(one.get(f"tobject.subject.{part}") or "")
                for part in ("refnum", "ipr", "detail", "matter", "type")}
        iptc = said["ipr"].upper() in ("", "IPTC")
        name = said["detail"] or said["matter"] or said["type"]
        if said["refnum"] and not name:
            document.doubts.append(f"the subject {quoted(said['refnum'])} has no name")
        if name or said["refnum"]:
            uri = subject_uri(said["refnum"]) if iptc else ""
            yield Subject(name or said["refnum"], "subject", uri)


def links(document: Document, part: str) -> Iterator[Link]:
    """Our own links of a part: dossier or related."""
    for one in document.all("virtloc"):
        if one.get("class") == part and words_of(one):
            yield Link(words_of(one), one.get("value") or "", one.get("idsrc") or "")


def rights(document: Document) -> str:
    """The line of rights; else the holder of the copyright and the terms."""
    stated = document.first("rights")
    if stated:
        return stated
    holder, year = (document.value("doc.copyright", one) for one in ("holder", "year"))
    owned = " ".join(filter(None, ("©", year, holder))) if year and holder else holder
    terms = (document.value("doc.rights", one) for one in ("type", "limitations"))
    return " ".join(once((owned, *terms)))


def notices(document: Document, when: datetime, *, canceled: bool) -> Iterator[Notice]:
    """Those of ours; else, of a canceled item, what the sender tells editors.

    Of any other item that is a doubt, which passes it on.
    """
    found = [one for one in document.all("note") if one.get("class") in _NOTICES]
    for one in found:
        said = {part.get("class") or "": part for part in one.iter() if name_of(part) == "p"}
        norms = (chron.get("norm") or "" for chron in one.iter() if name_of(chron) == "chron")
        at = moment(next(norms, ""), "note", document.doubts) or when
        text, wrong, right = (words_of(said.get(name)) for name in ("text", "wrong", "right"))
        yield Notice(one.get("class"), text, at, wrong, right)
    if not found:
        told = _told(document)
        yield from (Notice("kill", one, when) for one in told if canceled)
        document.doubts.extend(note(one) for one in told if not canceled)


def _told(document: Document) -> tuple[str, ...]:
    other = document.value("docdata", "management-doc-idref")
    if other:
        how = document.value("docdata", "management-idref-status")
        document.doubts.append(f"it refers to the document {quoted(other)} {quoted(how)}")
    said = [one.get("info") for one in document.all("ed-msg")]
    said += [one.get("comment") for one in document.all("revision-history")]
    return once(line(one or "") for one in said)
