"""All stories as WordPress' export of a site (WXR 1.2), with their public comments.

The file's order is that of WordPress: the channel, its authors, categories and tags, then items.
Items are written as they come, to a file without a name, and what is known at the end is put before
them. Each picture that a story shows is an attachment once, before the first post that shows it, so
that WordPress fetches it and leads the texts to where it lies then.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import IO, Any
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from dateline.archive.leaving.folder import Leaving
from dateline.formats.item import NewsItem
from dateline.formats.newsml_body import legal
from dateline.record.public import Picture, Site, Term, Version

NAME = "wordpress.xml"
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
"""


class Wxr:
    """One file for all stories: `add` each, then `end`."""

    def __init__(
        self, leaving: Leaving, site: Site, comments: Iterable[dict[str, Any]], *, at: datetime
    ) -> None:
        self.leaving, self.site = leaving, site
        self.number = self.told = 0
        self.authors: dict[str, str] = {}
        self.terms: dict[tuple[str, str], str] = {}
        self.attached: dict[str, int] = {}
        self.talk = Talk(comments)
        self.items = tempfile.TemporaryFile(dir=leaving.folder)  # noqa: SIM115 - `end`
        self.head = _HEAD + "\n".join((
            _said("title", site.name), _said("link", site.base_url), _said("description", ""),
            _said("pubDate", format_datetime(at.astimezone(UTC), usegmt=True)),
            _said("language", site.language), _said("wp:wxr_version", "1.2"),
            _said("wp:base_site_url", site.base_url), _said("wp:base_blog_url", site.base_url),
        )) + "\n"

    def add(self, version: Version, item: NewsItem) -> None:
        """Write a post, after its pictures as attachments."""
        stamp = _stamp(item.published)
        for name in self.leaving.illustrate(item.body_html):
            self._attached(name, version, stamp)
        thumbnail, lead = 0, version.picture
        if lead and lead.renditions:
            largest = max(lead.renditions, key=lambda one: one.width)
            self.leaving.illustrate(largest.name)
            thumbnail = self._attached(largest.name, version, stamp)
        self._write("<item>\n")
        self._write("\n".join(self._post(version, item, stamp, thumbnail)))
        for comment in self.talk.of(version.guid):
            self.told += 1
            self._write(comment)
        self._write("\n</item>\n")

    def end(self) -> int:
        """Put the file together; how many comments are in it."""
        with self.items as items, (self.leaving.folder / NAME).open("wb") as file:
            file.write(self.head.encode())
            file.writelines(line.encode() for line in self._declared())
            items.seek(0)
            while chunk := items.read(1 << 20):
                file.write(chunk)
            file.write(b"</channel>\n</rss>\n")
        self.talk.close()
        return self.told

    def _declared(self) -> Iterator[str]:
        """Authors, then categories and tags, numbered each for itself."""
        for number, (name, login) in enumerate(self.authors.items(), 1):
            yield _whole("wp:author", {"wp:author_id": str(number), "wp:author_login": login,
                                       "wp:author_email": "", "wp:author_display_name": name})
        for number, ((domain, slug), name) in enumerate(sorted(self.terms.items()), 1):
            section = domain == "category"
            yield _whole("wp:category", {
                "wp:term_id": str(number), "wp:category_nicename": slug, "wp:category_parent": "",
                "wp:cat_name": name,
            }) if section else _whole("wp:tag", {
                "wp:term_id": str(number), "wp:tag_slug": slug, "wp:tag_name": name})

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _write(self, text: str) -> None:
        self.items.write(text.encode())

    def _login(self, name: str) -> str:
        return self.authors.setdefault(name, f"author-{len(self.authors) + 1}")

    def _post(
        self, version: Version, item: NewsItem, stamp: str, thumbnail: int
    ) -> Iterator[str]:
        author = ", ".join(one.name for one in version.authors)
        published = item.published.astimezone(UTC) if item.published else None
        yield _said("title", version.headline)
        yield _said("link", item.uri)
        yield _said("pubDate", format_datetime(published, usegmt=True) if published else "")
        yield _said("dc:creator", self._login(author) if author else "")
        yield f'<guid isPermaLink="false">{escape(item.guid)}</guid>'
        yield _said("content:encoded", item.body_html)
        yield _said("excerpt:encoded", version.standfirst)
        slug = version.address.rpartition("/")[2].rpartition("~")[0]
        yield from _about(self._next(), stamp, slug, "post", status="publish")
        if version.section:
            yield self._term("category", version.section)
        for term in (*version.dossiers, *version.tags):
            yield self._term("post_tag", term)
        if thumbnail:
            yield _meta("_thumbnail_id", str(thumbnail))

    def _term(self, domain: str, term: Term) -> str:
        name = self.terms.setdefault((domain, term.slug), term.name)
        return (f'<category domain="{domain}" nicename={quoteattr(term.slug)}>'
                f"{_data(name)}</category>")

    def _attached(self, name: str, version: Version, stamp: str) -> int:
        """The number of a picture's attachment, which is written if it is not there yet."""
        if name in self.attached:
            return self.attached[name]
        self.attached[name] = number = self._next()
        address = f"{self.site.base_url}/pictures/{name}"
        shown = next(one for one in _pictures(version)
                     if any(file.name == name for file in one.renditions))
        self._write("\n".join((
            "<item>", _said("title", shown.alt or shown.caption), _said("link", address),
            f'<guid isPermaLink="false">{escape(address)}</guid>',
            _said("excerpt:encoded", f"{shown.caption} {shown.credit}".strip()),
            *_about(number, stamp, name.partition("-")[0][:20], "attachment", status="inherit"),
            _said("wp:attachment_url", address), _meta("_wp_attachment_image_alt", shown.alt),
            "</item>\n")))
        return number


def _pictures(version: Version) -> Iterator[Picture]:
    if version.picture:
        yield version.picture
    for block in version.blocks:
        yield from block.pictures


def _stamp(at: datetime | None) -> str:
    """A time as WordPress writes it, in UTC for both of its fields; undated is all noughts."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if at else "0000-00-00 00:00:00"


def _about(
    number: int, stamp: str, name: str, kind: str, *, status: str
) -> Iterator[str]:
    said = {"post_id": str(number), "post_date": stamp, "post_date_gmt": stamp,
            "comment_status": "open", "ping_status": "closed", "post_name": name,
            "status": status, "post_parent": "0", "menu_order": "0", "post_type": kind,
            "post_password": "", "is_sticky": "0"}
    return (_said(f"wp:{field}", value) for field, value in said.items())


def _whole(name: str, said: dict[str, str]) -> str:
    return f"<{name}>{''.join(_said(*each) for each in said.items())}</{name}>\n"


def _meta(key: str, value: str) -> str:
    return _whole("wp:postmeta", {"wp:meta_key": key, "wp:meta_value": value}).rstrip()


def _said(name: str, text: str) -> str:
    return f"<{name}>{_data(text)}</{name}>"


def _data(text: str) -> str:
    """A text that needs no escaping within (XML 2.7); what would end it is parted."""
    if not set(text) & set("<>&"):
        return legal(text)
    return f"<![CDATA[{legal(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


class Talk:
    """Public comments by story, on the disk while the stories are written."""

    def __init__(self, lines: Iterable[dict[str, Any]]) -> None:
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - `close`
        self.at: dict[UUID, tuple[int, int]] = {}
        self.names: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        guid, begun = "", 0
        for line in lines:
            if line.get("kind") == "reader":
                self.names[line["ref"]] = line.get("name", "")
            elif line.get("kind") == "thread":
                guid, begun = line["guid"], self.file.tell()
            elif line.get("kind") == "comment" and line.get("state") == "public":
                self.file.write(json.dumps(line, default=str).encode() + b"\n")
                self.at[UUID(guid)] = (begun, self.file.tell())

    def of(self, guid: str) -> Iterator[str]:
        """Those of a story, in the order they were written."""
        begun, end = self.at.get(UUID(guid), (0, 0))
        self.file.seek(begun)
        while self.file.tell() < end:
            yield self._comment(json.loads(self.file.readline()))

    def close(self) -> None:
        """They are needed no more."""
        self.file.close()

    def _comment(self, line: dict[str, Any]) -> str:
        """Its text as WordPress keeps it: HTML, in which a line is a line."""
        stamp = _stamp(datetime.fromisoformat(line["at"]))
        said = {"id": self._number(line["ref"]), "author": self.names.get(line["reader"], ""),
                "author_email": "", "author_url": "", "author_IP": "", "date": stamp,
                "date_gmt": stamp, "content": escape(line["text"]), "approved": "1",
                "type": "comment",
                "parent": self._number(line["parent"]) if line.get("parent") else "0",
                "user_id": "0"}
        fields = "".join(_said(f"wp:comment_{name}", str(text)) for name, text in said.items())
        return f"\n<wp:comment>{fields}</wp:comment>"

    def _number(self, ref: str) -> str:
        """Its number in this file: WordPress numbers all comments of a site."""
        return str(self.numbers.setdefault(ref, len(self.numbers) + 1))
