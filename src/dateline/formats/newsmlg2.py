"""IPTC NewsML-G2 2.35: one text story as a newsItem in a newsMessage (power conformance).

What the standard has a place for stands there: `uri` is `altRep`, `short_url` an `altId`, dossiers
are `memberOf`, related stories and pictures `link`s (a picture's renditions are `remoteContent` in
its link), notices `edNote`s, `published` is `contentCreated` (this is the story's own date). Codes
are IPTC's through its catalog (media topics as `medtop:`); what IPTC has none for (`kill`, the
kinds of notices, `section`) is a code of our own scheme, which each item declares.

What does not come back from `read(dump(item))`:
- an address that is not an absolute URI (left out); outside ASCII it returns percent-encoded;
- runs of white space (one space, none at the ends), characters no XML may hold (U+FFFD);
- the zone of a time (written in UTC: the same moment), entries without a name, an empty `rel`;
- `body_text` beside a `body_html`: it returns as the words of the HTML, which returns cleaned
  (`newsml_body`: a story's elements only, links to http, https and mailto only);
- a credit that is not said: the sender is it; a language that is no tag (BCP 47);
- of a canceled item all but uri, guid, version, its time, signal, and what its kill and
  withdrawal notices say: what was killed, and earlier corrections quoting it, are not repeated.
"""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from dateline.formats.item import NewsItem, Notice
from dateline.formats.lexical import stamp, uri
from dateline.formats.newsml_body import cleaned, legal, xhtml
from dateline.formats.newsml_codes import own, qcode_of
from dateline.formats.newsmlg2_links import pictured, related
from dateline.formats.newsmlg2_reading import read
from dateline.formats.newsmlg2_writing import (
    add,
    checked,
    concept,
    item_element,
    language_tag,
    line,
    message,
    say,
    written,
)

__all__ = ["dump", "news_item", "read"]

KINDS = {
    "subject": "cpnat:abstract", "organisation": "cpnat:organisation", "person": "cpnat:person",
    "place": "cpnat:geoArea", "event": "cpnat:event",
}
SIGNALS = {"correction": "sig:correction", "update": "sig:update"}
FINAL = ("kill", "withdrawal")


def dump(item: NewsItem, *, sender: str, sent: datetime) -> bytes:
    """Write the item as UTF-8 XML that is valid against NewsML-G2 2.35; equal items, equal bytes.

    `sender` names the agency (its provider). Raises ValueError, naming the field, for what the
    standard cannot carry: a guid that is not `urn:uuid:...`, a relative `uri`, a version below 1,
    urgency outside 1-9, an unknown pubstatus, a time without a zone.
    """
    return written(message(news_item(item, sender), sender=sender, sent=sent))


def news_item(item: NewsItem, sender: str) -> etree._Element:
    """The `newsItem` element alone, as `dump` puts it into its message; raises ValueError."""
    checked(item.guid, item.version, item.uri)
    if item.urgency is not None and item.urgency not in range(1, 10):
        raise ValueError(f"urgency must be 1 to 9, not {item.urgency!r}")
    if item.pubstatus not in ("usable", "withheld", "canceled"):
        raise ValueError(f"pubstatus must be usable, withheld or canceled, not {item.pubstatus!r}")
    if item.pubstatus == "canceled":
        root = item_element("newsItem", item.guid, item.version, "")
        _canceled(add(root, "itemMeta"), item, sender)
        return root
    root = item_element("newsItem", item.guid, item.version, item.language)
    if line(item.rights):
        add(add(root, "rightsInfo"), "copyrightNotice", line(item.rights))
    _item_meta(add(root, "itemMeta"), item, sender)
    _content_meta(add(root, "contentMeta"), item)
    _content_set(root, item)
    return root


def _item_meta(meta: etree._Element, item: NewsItem, sender: str) -> None:
    _opened(meta, item, sender)
    say(meta, "firstCreated", stamp(item.first_created))
    say(meta, "embargoed", stamp(item.embargoed))
    add(meta, "pubStatus", qcode=f"stat:{item.pubstatus}")
    say(meta, "title", line(item.title))
    for notice in item.notices:
        _ed_note(meta, notice)
    for dossier in item.dossiers:
        concept(meta, "memberOf", dossier.title, dossier.uri, own(dossier.rel))
    _closed(meta, item)
    say(meta, "expires", stamp(item.expires))
    related(meta, item)
    pictured(meta, item)


def _canceled(meta: etree._Element, item: NewsItem, sender: str) -> None:
    _opened(meta, item, sender)
    add(meta, "pubStatus", qcode="stat:canceled")
    for notice in item.notices:
        if notice.kind in FINAL:
            _ed_note(meta, Notice(notice.kind, notice.text, notice.at))
    _closed(meta, item)


def _opened(meta: etree._Element, item: NewsItem, sender: str) -> None:
    add(meta, "itemClass", qcode="ninat:text")
    add(meta, "provider", literal=line(sender))
    add(meta, "versionCreated", stamp(item.version_created))


def _closed(meta: etree._Element, item: NewsItem) -> None:
    if item.signal:
        add(meta, "signal", qcode=SIGNALS.get(item.signal) or own(item.signal))
    add(meta, "altRep", uri(item.uri), representation=own("page"))


def _ed_note(meta: etree._Element, notice: Notice) -> None:
    """A notice: its kind is the role, its time `modified`; wrong and right words are spans."""
    made = add(meta, "edNote", line(notice.text), role=own(notice.kind), modified=stamp(notice.at))
    for name, said in (("wrong", line(notice.wrong)), ("right", line(notice.right))):
        if said:
            if len(made):
                made[-1].tail = " → "
            else:
                made.text = f"{made.text or ''} – "
            add(made, "span", said).set("class", name)


def _content_meta(meta: etree._Element, item: NewsItem) -> None:
    say(meta, "urgency", str(item.urgency or ""))
    say(meta, "contentCreated", stamp(item.published))
    if item.located:
        concept(meta, "located", item.located.name, item.located.uri)
    for name in item.bylines:
        concept(meta, "creator", name)
    say(meta, "altId", legal(item.short_url), type=own("shortUrl"))
    if language_tag(item.language):
        add(meta, "language", tag=item.language)
    concept(meta, "genre", item.genre)
    concept(meta, "subject", item.section, "", own("section"))
    for subject in item.subjects:
        topic = qcode_of(subject.uri, alias="medtop")
        concept(meta, "subject", subject.name, subject.uri, KINDS[subject.kind], topic)
    say(meta, "slugline", line(item.slugline))
    say(meta, "headline", line(item.headline))
    say(meta, "by", ", ".join(filter(None, map(line, item.bylines))))
    say(meta, "creditline", line(item.credit))
    say(meta, "description", line(item.standfirst), role="drol:summary")


def _content_set(root: etree._Element, item: NewsItem) -> None:
    """The body once: as XHTML where the story has HTML, else as plain text."""
    counts = {"wordcount": str(len(item.body_text.split())), "charcount": str(len(item.body_text))}
    html = cleaned(item.body_html)
    if html:
        inline = add(add(root, "contentSet"), "inlineXML", contenttype="application/xhtml+xml",
                     **counts)
        inline.append(xhtml(html, title=item.headline, language=language_tag(item.language)))
    elif item.body_text:
        add(add(root, "contentSet"), "inlineData", legal(item.body_text),
            contenttype="text/plain", **counts)
