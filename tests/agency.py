"""Another agency: the files it sends, in the formats of its kind. All texts are invented."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dateline.wire.models import Incoming, Source

MADE = "2026-03-02T11:30:00Z"


def source(name: str = "Northern Wire", **fields: Any) -> Source:
    """A source of ours."""
    usual = {"slug": name.lower().replace(" ", "-"), "kind": Source.Kind.FILES}
    return Source.objects.create(name=name, **usual | fields)


def trusted(name: str = "Northern Wire", **fields: Any) -> Source:
    """A source that publishes by itself."""
    return source(name, **{"publishes": True, "section": "World"} | fields)


def copy(
    headline: str = "Ferry runs again", *, version: int = 1, id: str = "tag:north.example,2026:1",
    made: str = MADE, **fields: Any,
) -> bytes:
    """A text as ninjs 1.3; any property may be given, None leaves it out."""
    document = {
        "uri": id, "type": "text", "version": str(version), "versioncreated": made,
        "pubstatus": "usable", "language": "en", "urgency": 3, "headline": headline,
        "body_xhtml": "<p>The ferry to the islands runs again.</p><p>It had been mended.</p>",
        "byline": "Ida Holm", "located": "Northport", "slugline": "Ferry",
    } | fields
    return json.dumps({key: value for key, value in document.items() if value is not None}).encode()


def killed(*, version: int = 2, **fields: Any) -> bytes:
    """A kill of the same text."""
    return copy(version=version, made="2026-03-02T11:45:00Z", pubstatus="canceled",
                **{"ednote": "The report was false."} | fields)


def only() -> Incoming:
    """The one item there is."""
    return Incoming.objects.select_related("source").get()


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
     xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour News</title><link>https://harbour.example/</link><language>en-GB</language>
<atom:link rel="self" href="https://harbour.example/rss.xml"/>
<atom:link rel="hub" href="https://hub.example/"/>
%s
</channel></rss>"""


def rss(*items: str) -> bytes:
    """An RSS feed of these items."""
    return (RSS % "\n".join(items)).encode()


def rss_item(
    number: int = 1, title: str = "Crane falls", *, date: str = "Mon, 02 Mar 2026 11:00:00 GMT",
    text: str = "<p>A crane fell.</p><p>Nobody was hurt.</p>", more: str = "",
) -> str:
    """An item of an RSS feed."""
    return (f"<item><title>{title}</title><link>https://harbour.example/{number}</link>"
            f"<guid isPermaLink='false'>harbour-{number}</guid><pubDate>{date}</pubDate>"
            f"<dc:creator>Tom Ray</dc:creator><category>Port</category>"
            f"<content:encoded><![CDATA[{text}]]></content:encoded>{more}</item>")


class Server:
    """A web server of another house: what it answers, and what it was asked."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.asked: list[dict[str, str]] = []
        self.address = ""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """What it says next; the last answer is said for ever."""
        self.answers.append((status, {name.replace("_", "-"): value for name, value
                                      in headers.items()}, body))


@contextmanager
def serving_feed() -> Iterator[Server]:
    """A server on loopback."""
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append({name.lower(): value for name, value in self.headers.items()})
            status, headers, body = (
                told.answers.pop(0) if len(told.answers) > 1 else told.answers[0])
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: Any) -> None:
            """Quietly."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        told.address = f"http://127.0.0.1:{server.server_address[1]}/rss.xml"
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
