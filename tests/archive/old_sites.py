"""One small archive of each system, invented, as that system writes it: `SITES[form](folder)`."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.4" created="2024-01-04 10:00" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old Gazette</title><link>https://old.example</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[amina]]></wp:author_login>
<wp:author_display_name><![CDATA[Amina Okello]]></wp:author_display_name></wp:author>
<wp:category><wp:term_id>1</wp:term_id><wp:category_nicename>water</wp:category_nicename>
<wp:cat_name><![CDATA[Water]]></wp:cat_name></wp:category>
{items}
</channel></rss>
"""
POST = """<item><title>{title}</title><link>{link}</link>
<pubDate>{pubdate}</pubDate><dc:creator><![CDATA[{creator}]]></dc:creator>
<guid isPermaLink="false">https://old.example/?p={number}</guid><description></description>
<content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>{local}</wp:post_date>
<wp:post_date_gmt>{date}</wp:post_date_gmt><wp:post_name>bridge</wp:post_name>
<wp:status>{state}</wp:status><wp:post_parent>0</wp:post_parent><wp:post_type>{kind}</wp:post_type>
<wp:post_password>{password}</wp:post_password><wp:is_sticky>1</wp:is_sticky>
{terms}{more}</item>"""
TERMS = """<category domain="category" nicename="water"><![CDATA[Water]]></category>
<category domain="category" nicename="dams"><![CDATA[Dams]]></category>
<category domain="post_tag" nicename="k"><![CDATA[Kasese, west]]></category>"""
USUAL = {"title": "The bridge is open", "link": "https://old.example/2016/06/bridge/",
         "number": "7", "state": "publish", "kind": "post", "date": "2016-06-23 10:05:00",
         "local": "2016-06-23 13:05:00", "pubdate": "", "creator": "amina", "excerpt": "",
         "password": "", "terms": TERMS, "more": "",
         "body": "The bridge over the Nyamwamba is open.\n\nIt was closed for a year."}


def post(**said: str) -> str:
    """An item of WordPress' export."""
    return POST.format(**USUAL | said)


def wxr(folder: Path, *posts: str, name: str = "old.xml") -> Path:
    """A file of WordPress' with these items."""
    path = folder / name
    path.write_text(WXR.format(items="\n".join(posts)))
    return path


def _posts() -> list[str]:
    return [
        post(), post(number="8", title="Rain &amp; floods", link="https://old.example/rain/",
                     body="<!-- wp:paragraph -->\n<p>It rained for <em>nine</em> days.</p>\n"
                     "<!-- /wp:paragraph -->\n<!--more-->\n<p>The river rose.</p>"),
        post(number="9", state="draft", title="Not yet", date="0000-00-00 00:00:00"),
        post(number="10", kind="page", title="About"),
        post(number="11", title="The harvest", link="https://old.example/harvest/",
             body="Maize is dear.\n\n[gallery ids=\"3,4\"]\n\nSo is rice [sic]."),
    ]


def wordpress(folder: Path) -> Path:
    """Three posts, a draft, a page."""
    return wxr(folder, *_posts())


GHOST: dict[str, Any] = {"meta": {"version": "5.82.0"}, "data": {
    "posts": [
        {"id": "a1", "uuid": "u1", "title": "The lake", "slug": "lake", "html": "<p>Wide.</p>"
         "<p>And deep.</p>", "status": "published", "type": "post", "visibility": "public",
         "published_at": "2022-05-04T08:00:00.000Z", "feature_image": None, "lexical": None},
        {"id": "a2", "title": "The shore", "slug": "shore", "html": None, "status": "published",
         "type": "post", "published_at": "2022-05-05T08:00:00.000Z", "lexical": json.dumps(
             {"root": {"type": "root", "children": [{"type": "paragraph", "children": [
                 {"type": "extended-text", "text": "Sand and ", "format": 0},
                 {"type": "extended-text", "text": "stone", "format": 1}]},
                 {"type": "list", "listType": "bullet", "children": [
                     {"type": "listitem", "children": [{"type": "text", "text": "Reed"}]}]}]}})},
        {"id": "a3", "title": "The boat", "slug": "boat", "status": "draft", "type": "post",
         "mobiledoc": json.dumps({"version": "0.3.1", "markups": [["em"]], "atoms": [],
                                  "cards": [], "sections": [[1, "p", [
                                      [0, [], 0, "She "], [0, [0], 1, "leaks"]]]]})},
        {"id": "a4", "title": "About", "slug": "about", "type": "page", "html": "<p>Us.</p>"}],
    "tags": [{"id": "t1", "name": "Water", "slug": "water"}],
    "posts_tags": [{"post_id": "a1", "tag_id": "t1", "sort_order": 0}],
    "users": [{"id": "1", "name": "Amina Okello"}],
    "posts_authors": [{"post_id": "a1", "author_id": "1", "sort_order": 0}]}}


def ghost(folder: Path) -> Path:
    """Two posts, a draft, a page: one text as HTML, one in Lexical, one in mobiledoc."""
    path = folder / "ghost.json"
    path.write_text(json.dumps({"db": [GHOST]}, indent=1))
    return path


MEDIUM = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{0}</title></head><body>
<article class="h-entry"><header><h1 class="p-name">{0}</h1></header>
<section data-field="subtitle" class="p-summary">In short.</section>
<section data-field="body" class="e-content"><div class="section-inner"><h3>{0}</h3>
<p>First words of {0}.</p><p>Last words of {0}.</p></div></section>
<footer><p>By <a href="https://medium.example/@amina" class="p-author h-card">Amina Okello</a> on
<a href="https://medium.example/p/{1}"><time class="dt-published"
 datetime="2018-03-04T09:00:00.000Z">March 4</time></a>.</p>
<p><a href="https://medium.example/{1}" class="p-canonical">Canonical</a></p></footer></article>
</body></html>
"""


def medium(folder: Path) -> Path:
    """Two posts."""
    (folder / "posts").mkdir(parents=True)
    for name, number in (("The road", "aa11"), ("The ferry", "bb22")):
        (folder / "posts" / f"2018-03-04_{number}.html").write_text(MEDIUM.format(name, number))
    return folder


def substack(folder: Path) -> Path:
    """A post and a draft."""
    (folder / "posts").mkdir(parents=True)
    (folder / "posts.csv").write_text(
        "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,"
        "podcast_url\n11.the-well,2021-02-03T10:00:00.000Z,true,,,newsletter,everyone,"
        '"The well, again",Deep,\n12.the-pump,,false,,,newsletter,everyone,The pump,,\n')
    for name in ("11.the-well", "12.the-pump"):
        (folder / "posts" / f"{name}.html").write_text(
            f"<div><p>First words of {name}.</p><p>Last words.</p></div>")
    return folder


BLOGGER = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
<id>tag:blogger.com,1999:blog-9</id><title>Old Gazette</title>
{entries}</feed>
"""
ENTRY = """<entry><id>tag:blogger.com,1999:blog-9.post-{0}</id><blogger:type>{1}</blogger:type>
<blogger:status>{2}</blogger:status><author><name>Amina Okello</name></author>
<title>Story {0}</title><content type='html'>&lt;p&gt;Words of {0}.&lt;/p&gt;</content>
<published>2010-01-0{0}T10:00:00Z</published><updated>2010-01-0{0}T11:00:00Z</updated>
<blogger:filename>/2010/01/story-{0}.html</blogger:filename>
<category scheme='tag:blogger.com,1999:blog-9' term='Water'/></entry>
"""


def blogger(folder: Path) -> Path:
    """Two posts, a draft, a page, a comment: as Takeout gives them."""
    path = folder / "feed.atom"
    path.write_text(BLOGGER.format(entries="".join(
        ENTRY.format(*one) for one in ((1, "POST", "LIVE"), (2, "POST", "LIVE"), (
            3, "POST", "DRAFT"), (4, "PAGE", "LIVE"), (5, "COMMENT", "LIVE")))))
    return path


def node(number: int, **said: Any) -> dict[str, Any]:
    """A node as JSON:API of Drupal gives it."""
    return {
        "type": "node--article", "id": f"0000000{number}-0000-4000-8000-000000000000",
        "attributes": {
            "drupal_internal__nid": number, "langcode": "en", "status": True,
            "title": f"Story {number}", "created": "2019-12-03T10:03:33+00:00",
            "path": {"alias": f"/news/story-{number}", "pid": 1, "langcode": "en"},
            "body": {"value": f"<p>Raw {number}.</p>", "format": "basic_html", "summary": "Short.",
                     "processed": f"<p>First words of {number}.</p><p>Last words.</p>"}} | said,
        "relationships": {
            "uid": {"data": {"type": "user--user", "id": "u1"}},
            "field_image": {"data": {"type": "file--file", "id": "f1", "meta": {"alt": "Lake"}}},
            "field_section": {"data": {"type": "taxonomy_term--sections", "id": "t1"}},
            "field_tags": {"data": [{"type": "taxonomy_term--tags", "id": "t2"},
                                    {"type": "taxonomy_term--tags", "id": "gone"}]}}}


def drupal(folder: Path, **more: Any) -> Path:
    """Two nodes, a draft, a page: an answer of JSON:API with what was included."""
    path = folder / "articles.json"
    page = node(4) | {"type": "node--page"}
    path.write_text(json.dumps({
        "jsonapi": {"version": "1.0"}, "data": [node(1), node(2), node(3, status=False), page],
        "included": [
            {"type": "user--user", "id": "u1", "attributes": {"display_name": "Amina Okello"}},
            {"type": "taxonomy_term--sections", "id": "t1", "attributes": {"name": "Water"}},
            {"type": "taxonomy_term--tags", "id": "t2", "attributes": {"name": "Dams"}},
            {"type": "file--file", "id": "f1", "attributes": {"uri": {
                "url": "/sites/default/files/lake.jpg", "value": "public://lake.jpg"}}}]} | more))
    return path


MOVABLE = """AUTHOR: Amina Okello
TITLE: Story {0}
BASENAME: story_{0}
STATUS: {1}
ALLOW COMMENTS: 1
CONVERT BREAKS: {2}
PRIMARY CATEGORY: Water
CATEGORY: Water
CATEGORY: Dams
TAGS: "Kasese, west",rain

UNIQUE URL: https://old.example/2009/11/story_{0}.html
DATE: 11/30/2009 02:39:0{0} PM
-----
BODY:
{3}
-----
EXTENDED BODY:
Last words of {0}.
-----
EXCERPT:
In short.
-----
KEYWORDS:

-----
COMMENT:
AUTHOR: Ben
DATE: 12/01/2009 09:00:00 AM
So it is.
-----

--------
"""


def movabletype(folder: Path) -> Path:
    """Two entries and a draft, each with a comment."""
    path = folder / "export.txt"
    path.write_text("".join(MOVABLE.format(*one) for one in (
        (1, "Publish", "__default__", "First words.\n\nSecond <em>words</em>."),
        (2, "Publish", "0", "<p>First words.</p><p>Second words.</p>"),
        (3, "Draft", "markdown", "First *words*.\n\n-----\n\nSecond words."))))
    return path


def ans(number: int, **said: Any) -> dict[str, Any]:
    """A story in ANS with an element of each kind."""
    return {
        "type": "story", "version": "0.10.9", "_id": f"ABCDEFGHIJKLMNOP{number}",
        "headlines": {"basic": f"Story {number}"}, "description": {"basic": "In short."},
        "canonical_url": f"/news/2020/05/04/story-{number}/", "language": "en",
        "first_publish_date": "2020-05-04T10:00:00Z",
        "taxonomy": {"primary_section": {"name": "News"}, "tags": [{"text": "Water"}]},
        "credits": {"by": [{"type": "author", "name": "Amina Okello"}]},
        "publishing": {"has_published_edition": True},
        "content_elements": [
            {"type": "text", "content": f"First words of {number}."},
            {"type": "header", "level": 2, "content": "Between"},
            {"type": "list", "list_type": "unordered", "items": [
                {"type": "text", "content": "One"}, {"type": "text", "content": "Two"}]},
            {"type": "quote", "content_elements": [{"type": "text", "content": "We waited."}],
             "citation": {"content": "Amina Okello"}},
            {"type": "raw_html", "content": "<p>Raw.</p>"},
            {"type": "interstitial_link", "url": "https://old.example/more", "content": "More"},
            {"type": "oembed_response", "raw_oembed": {"html": "<blockquote>A post</blockquote>"}},
            {"type": "video", "headlines": {"basic": "Film"}},
            {"type": "correction", "text": "It was Monday."},
            {"type": "table", "header": [{"content": "A"}, {"content": "B"}],
             "rows": [[{"content": "1"}, {"content": "2"}]]},
            {"type": "gallery", "content_elements": [{"type": "image", "url": ""}]},
            {"type": "text", "content": f"Last words of {number}."}],
    } | said


def arc(folder: Path) -> Path:
    """Two stories and a draft, a line each."""
    path = folder / "stories.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in (
        ans(1), ans(2), ans(3, publishing={"has_published_edition": False}))))
    return path


def picture() -> bytes:
    """A JPEG."""
    held = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(held, "JPEG")
    return held.getvalue()


def markdown(folder: Path) -> Path:
    """Two stories with front matter in YAML and TOML, a draft in JSON, a picture."""
    posts = folder / "content" / "posts"
    posts.mkdir(parents=True)
    (posts / "2015-02-03-dam.md").write_text(
        "---\ntitle: \"No\"\ncategories: [Water, Power]\ntags: dam\nimage: lake.jpg\n"
        "date: 2015-02-03 10:00:00 +0300\n---\nThe **dam** holds.\n\n* one\n* two\n")
    (posts / "lake.jpg").write_bytes(picture())
    (posts / "mill").mkdir()
    (posts / "mill" / "index.fr.md").write_text(
        '+++\ntitle = "Le moulin"\ndate = 2016-02-03T10:00:00Z\naliases = ["/vieux/moulin/"]\n+++\n'
        'Il tourne {{< ref "dam" >}}toujours.\n')
    (posts / "later.md").write_text('{"title": "Later", "draft": true}\n\nNot yet.\n')
    (folder / "content" / "_index.md").write_text("---\ntitle: All\n---\n")
    return folder


PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{0} | Old Gazette</title>
<link rel="canonical" href="https://old.example/news/{1}.html">
<meta property="article:published_time" content="2012-03-04T09:00:00Z"></head>
<body><div id="page"><nav><a href="/">Home</a></nav><article><h1>{0}</h1>
<p>The first paragraph says what happened to {1}, where, and when it did, in one sentence.</p>
<p>The second paragraph says who was there, and what they said about {1} on the day after.</p>
<p>The third paragraph says what comes next for {1}, which nobody knows.</p></article></div>
</body></html>
"""


def html(folder: Path) -> Path:
    """Two pages."""
    (folder / "news").mkdir(parents=True)
    for name in ("market", "school"):
        (folder / "news" / f"{name}.html").write_text(PAGE.format(f"The {name} is open", name))
    return folder


FIELDS = {"system": "old", "id": "key", "headline": "name", "text": "words",
          "published_at": "day", "draft": "draft"}


def csv(folder: Path) -> Path:
    """Two rows and a draft."""
    path = folder / "stories.csv"
    path.write_text('key,name,day,words,draft\n1,One,2019-01-04T10:00:00Z,"Some words,\n\n'
                    'and ""more"".",\n2,Two,,"Other words.",\n3,Three,,"No words yet.",draft\n')
    return path


def jsonl(folder: Path) -> Path:
    """The same, a line each."""
    path = folder / "stories.jsonl"
    rows = [{"key": n, "name": f"Story {n}", "day": "2019-01-04T10:00:00Z",
             "words": f"First words of {n}.\n\nLast words.", "draft": n == 3} for n in (1, 2, 3)]
    path.write_text("".join(json.dumps(one) + "\n" for one in rows))
    return path


def ninjs(folder: Path) -> Path:
    """One item."""
    path = folder / "item.json"
    path.write_text(json.dumps({
        "uri": "urn:old.example:7", "type": "text", "version": "1", "pubstatus": "usable",
        "versioncreated": "2018-01-04T10:00:00Z", "language": "en", "headline": "The port",
        "body_html": "<p>Ships wait.</p><p>Nobody knows why.</p>", "byline": "Amina Okello"}))
    return path


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Old Gazette</title><link>https://old.example/</link>
<description>News</description>
<item><title>The train</title><link>https://old.example/train</link><guid>t1</guid>
<pubDate>Thu, 04 Jan 2018 10:00:00 GMT</pubDate><description>It is late.</description></item>
<item><title>The bus</title><link>https://old.example/bus</link><guid>t2</guid>
<pubDate>Fri, 05 Jan 2018 10:00:00 GMT</pubDate><description>It is full.</description></item>
</channel></rss>
"""


def rss(folder: Path) -> Path:
    """Two items of a feed."""
    path = folder / "feed.xml"
    path.write_text(RSS)
    return path


SITES: dict[str, Callable[[Path], Path]] = {
    "wordpress": wordpress, "ghost": ghost, "medium": medium, "substack": substack,
    "blogger": blogger, "drupal": drupal, "movabletype": movabletype, "arc": arc,
    "markdown": markdown, "html": html, "csv": csv, "jsonl": jsonl, "ninjs": ninjs, "rss": rss,
}
COUNTS = {"wordpress": (3, 1), "ghost": (2, 1), "medium": (2, 0), "substack": (1, 1),
          "blogger": (2, 1), "drupal": (2, 1), "movabletype": (2, 1), "arc": (2, 1),
          "markdown": (2, 1),
          "html": (2, 0), "csv": (2, 1), "jsonl": (2, 1), "ninjs": (1, 0), "rss": (2, 0)}
"""Live stories and drafts of each."""


def fields(folder: Path, form: str) -> Path | None:
    """The map that a table takes."""
    if form not in ("csv", "jsonl"):
        return None
    path = folder / "map.json"
    path.write_text(json.dumps(FIELDS))
    return path
