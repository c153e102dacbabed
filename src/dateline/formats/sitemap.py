"""Sitemaps 0.90 (sitemaps.org), their index, and Google's news sitemap 0.9."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from dateline.formats.feed import clean
from dateline.formats.lexical import stamp, uri

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
MEDIA_TYPE = "application/xml"
MOST, MOST_NEWS, MOST_BYTES = 50_000, 1_000, 50 * 1024 * 1024
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True)
class Line:
    """An address (absolute URI) and when what stands there changed last, where that is known."""

    address: str
    modified: datetime | None = None


@dataclass(frozen=True)
class NewsLine:
    """A story of the last two days: `language` is BCP 47, `publication` the paper's name."""

    address: str
    title: str
    published: datetime
    language: str
    publication: str


def pages(lines: Iterable[Line]) -> bytes:
    """A sitemap of 1 to 50,000 addresses; ValueError for more, none, or above 50 MB."""
    told = [_line("url", line) for line in lines]
    return _whole(f'<urlset xmlns="{SITEMAP}">', told, "</urlset>", MOST)


def news(lines: Iterable[NewsLine]) -> bytes:
    """A news sitemap of 1 to 1,000 stories: the schema of sitemaps has none without a line."""
    told = [_news(line) for line in lines]
    head = f'<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">'
    return _whole(head, told, "</urlset>", MOST_NEWS)


def index(lines: Iterable[Line]) -> bytes:
    """An index of 1 to 50,000 sitemaps."""
    return _whole(INDEX[0], [index_line(line) for line in lines], INDEX[1], MOST)


INDEX = (f'<sitemapindex xmlns="{SITEMAP}">', "</sitemapindex>")
"""What stands before and after the lines of an index, for who keeps each line apart."""


def index_line(line: Line) -> str:
    """One line of an index."""
    return _line("sitemap", line)


def _line(tag: str, line: Line) -> str:
    said = f"<lastmod>{stamp(line.modified)}</lastmod>" if line.modified else ""
    return f"<{tag}><loc>{_address(line.address)}</loc>{said}</{tag}>\n"


def _news(line: NewsLine) -> str:
    return (
        f"<url><loc>{_address(line.address)}</loc><news:news><news:publication>"
        f"<news:name>{_text(line.publication)}</news:name>"
        f"<news:language>{_language(line.language)}</news:language></news:publication>"
        f"<news:publication_date>{stamp(line.published)}</news:publication_date>"
        f"<news:title>{_text(line.title)}</news:title></news:news></url>\n"
    )


def _language(tag: str) -> str:
    """Google takes ISO 639 codes, and two scripts of Chinese as `zh-cn` and `zh-tw`."""
    parts = tag.lower().split("-")
    if parts[0] == "zh":
        return "zh-tw" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-cn"
    return parts[0] if parts[0].isalpha() and len(parts[0]) in (2, 3) else "und"


def _address(address: str) -> str:
    if uri(address) != address or not address:
        raise ValueError(f"address must be an absolute URI, not {address!r}")
    return escape(address)


def _text(text: str) -> str:
    return escape(clean(text)).replace("\r", "&#13;")


def _whole(head: str, lines: list[str], tail: str, most: int) -> bytes:
    if not 1 <= len(lines) <= most:
        raise ValueError(f"a sitemap of this kind has 1 to {most} lines, not {len(lines)}")
    document = f"{DECLARATION}{head}\n{''.join(lines)}{tail}\n".encode()
    if len(document) > MOST_BYTES:
        raise ValueError(f"a sitemap has at most {MOST_BYTES} bytes, not {len(document)}")
    return document
