"""All stories as WordPress' export of a site (WXR 1.2), with their public comments.

The file's order is that of WordPress: the channel, its authors, then items. Items are written as
they come, to a file without a name, and the authors, who are known at the end, put before them.
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
from dateline.record.public import Site, Term, Version

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
        self.talk = Talk(comments)
        self.items = tempfile.TemporaryFile(dir=leaving.folder)  # noqa: SIM115 - `end`
        self.head = _HEAD + "\n".join((
            _said("title", site.name), _said("link", site.base_url), _said("description", ""),
            _said("pubDate", format_datetime(at.astimezone(UTC), usegmt=True)),
            _said("language", site.language), _said("wp:wxr_version", "1.2"),
            _said("wp:base_site_url", site.base_url), _said("wp:base_blog_url", site.base_url),
        )) + "\n"

    def add(self, version: Version, item: NewsItem) -> None:
        """Write a post, and its lead picture as an attachment."""
        post, lead = self._next(), version.picture
        thumbnail = 0
        if lead and lead.renditions:
            largest = max(lead.renditions, key=lambda one: one.width)
            thumbnail = self._next()
            self._write(self._attachment(
                thumbnail, f"{self.site.base_url}/pictures/{largest.name}", lead.caption, post))
            self.leaving.illustrate(largest.name)
        self.leaving.illustrate(item.body_html)
        self._write("<item>\n")
        self._write("\n".join(self._post(version, item, post, thumbnail)))
        for comment in self.talk.of(version.guid):
            self.told += 1
            self._write(comment)
        self._write("\n</item>\n")

    def end(self) -> int:
        """Put the file together; how many comments are in it."""
        with self.items as items, (self.leaving.folder / NAME).open("wb") as file:
            file.write(self.head.encode())
            for name, login in self.authors.items():
                file.write(f"<wp:author>{_said('wp:author_login', login)}"
                           f"{_said('wp:author_display_name', name)}</wp:author>\n".encode())
            items.seek(0)
            while chunk := items.read(1 << 20):
                file.write(chunk)
            file.write(b"</channel>\n</rss>\n")
        self.talk.close()
        return self.told

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _write(self, text: str) -> None:
        self.items.write(text.encode())

    def _login(self, name: str) -> str:
        return self.authors.setdefault(name, f"author-{len(self.authors) + 1}")

    def _post(
        self, version: Version, item: NewsItem, post: int, thumbnail: int
    ) -> Iterator[str]:
        author = ", ".join(one.name for one in version.authors)
        published = item.published.astimezone(UTC) if item.published else None
        stamp = f"{published:%Y-%m-%d %H:%M:%S}" if published else "0000-00-00 00:00:00"
        yield _said("title", version.headline)
        yield _said("link", item.uri)
        yield _said("pubDate", format_datetime(published, usegmt=True) if published else "")
        yield _said("dc:creator", self._login(author) if author else "")
        yield f'<guid isPermaLink="false">{escape(item.guid)}</guid>'
        yield _said("content:encoded", item.body_html)
        yield _said("excerpt:encoded", version.standfirst)
        slug = version.address.rpartition("/")[2].rpartition("~")[0]
        yield from _about(post, stamp, slug, "post", status="publish")
        if version.section:
            yield _term("category", version.section)
        for term in (*version.dossiers, *version.tags):
            yield _term("post_tag", term)
        if thumbnail:
            yield (f"<wp:postmeta>{_said('wp:meta_key', '_thumbnail_id')}"
                   f"{_said('wp:meta_value', str(thumbnail))}</wp:postmeta>")

    def _attachment(self, number: int, address: str, caption: str, post: int) -> str:
        return "\n".join((
            "<item>", _said("title", caption), _said("link", address),
            *_about(number, "0000-00-00 00:00:00", str(number), "attachment", status="inherit",
                    parent=post),
            _said("wp:attachment_url", address), "</item>\n"))


def _about(
    number: int, stamp: str, name: str, kind: str, *, status: str, parent: int = 0
) -> Iterator[str]:
    said = {"post_id": str(number), "post_date": stamp, "post_date_gmt": stamp,
            "comment_status": "open", "ping_status": "closed", "post_name": name,
            "status": status, "post_parent": str(parent), "menu_order": "0", "post_type": kind,
            "post_password": "", "is_sticky": "0"}
    return (_said(f"wp:{field}", value) for field, value in said.items())


def _term(domain: str, term: Term) -> str:
    return (f'<category domain="{domain}" nicename={quoteattr(term.slug)}>'
            f"{_data(term.name)}</category>")


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
        at = datetime.fromisoformat(line["at"]).astimezone(UTC)
        stamp = f"{at:%Y-%m-%d %H:%M:%S}"
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
