"""Sitemaps, their index and Google's news sitemap."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dateline.formats import sitemap
from dateline.formats.sitemap import Line, NewsLine

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
BASE = "https://news.example"
NEWS = NewsLine(f"{BASE}/x~abc", "Rain", NOON, "en", "The Post")


def test_a_sitemap_to_the_byte():
    lines = [Line(f"{BASE}/x~abc", NOON), Line(f"{BASE}/?a=1&b=2")]
    assert sitemap.pages(lines).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://news.example/x~abc</loc><lastmod>2031-05-04T12:00:00Z</lastmod></url>\n"
        "<url><loc>https://news.example/?a=1&amp;b=2</loc></url>\n</urlset>\n")


def test_an_index_to_the_byte():
    assert sitemap.index([Line(f"{BASE}/sitemap-0.xml", NOON)]).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<sitemap><loc>https://news.example/sitemap-0.xml</loc>"
        "<lastmod>2031-05-04T12:00:00Z</lastmod></sitemap>\n</sitemapindex>\n")


def test_a_news_sitemap_to_the_byte():
    assert sitemap.news([NEWS]).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n'
        "<url><loc>https://news.example/x~abc</loc><news:news><news:publication>"
        "<news:name>The Post</news:name><news:language>en</news:language></news:publication>"
        "<news:publication_date>2031-05-04T12:00:00Z</news:publication_date>"
        "<news:title>Rain</news:title></news:news></url>\n</urlset>\n")


def test_what_a_file_may_not_hold_is_not_written():
    line = Line(f"{BASE}/x")
    for lines in ([], [line] * 50_001):
        with pytest.raises(ValueError, match="1 to 50000"):
            sitemap.pages(lines)
    for news in ([], [NEWS] * 1001):
        with pytest.raises(ValueError, match="1 to 1000"):
            sitemap.news(news)
    with pytest.raises(ValueError, match="bytes"):
        sitemap.pages([Line(f"{BASE}/{'x' * 2000}")] * 30_000)
    with pytest.raises(ValueError, match="absolute"):
        sitemap.pages([Line("/x")])
    assert sitemap.pages([line] * 50_000) and sitemap.news([NEWS] * 1000)


@pytest.mark.parametrize(("tag", "said"), [
    ("en", "en"), ("pt-BR", "pt"), ("zh", "zh-cn"), ("zh-Hant", "zh-tw"), ("zh-HK", "zh-tw"),
    ("zh-Hans-SG", "zh-cn"), ("ckb", "ckb"), ("x-own", "und"),
])
def test_languages_are_spelled_as_google_has_them(tag, said):
    written = sitemap.news([NewsLine(NEWS.address, "Rain", NOON, tag, "Post")])
    assert f"<news:language>{said}</news:language>".encode() in written


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_any_title_is_well_formed(text):
    written = sitemap.news([NewsLine(NEWS.address, text, NOON, "en", text)])
    kept = sitemap.clean(text)
    title, name = (etree.fromstring(written).find(f".//{{{sitemap.NEWS}}}{tag}").text or ""
                   for tag in ("title", "name"))
    assert title == name == kept
