"""Exports of systems that have no reader of their own, invented, as those write them: each holds
the dam (public), the draft, and what is no story. `MADE[name](folder)` gives the file or folder."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

HTML = "<p>The dam holds.</p><p>So says the ministry.</p>"
WHEN = "2019-04-05T11:00:00.000Z"
PICTURE = "https://old.example/dam.jpg"


def _write(folder: Path, name: str, said: Any) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(said if isinstance(said, str) else json.dumps(said))
    return path


def _lines(rows: list[Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def _table(folder: Path, name: str, *rows: dict[str, Any]) -> Path:
    held = io.StringIO()
    writer = csv.DictWriter(held, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return _write(folder, name, held.getvalue())


def _joomla(number: int, state: int, title: str) -> dict[str, Any]:
    return {"type": "articles", "id": str(number), "attributes": {
        "id": number, "title": title, "alias": title.lower().replace(" ", "-"), "state": state,
        "access": 1, "created": "2019-04-01 10:00:00", "created_by": 42, "featured": 0,
        "created_by_alias": "Amina Okello", "language": "en-GB",
        "publish_up": "2019-04-05 11:00:00",
        "publish_down": None, "images": {"image_intro": f"{PICTURE}#joomlaImage://local-images/d",
                                         "image_fulltext": ""},
        "metadesc": "", "typeAlias": "com_content.article", "text": HTML,
        "tags": {"3": "Kasese", "4": "rain"}},
        "relationships": {"category": {"data": {"type": "categories", "id": "8"}}}}


def joomla(folder: Path) -> Path:
    return _write(folder, "articles.json", {
        "links": {"self": "https://old.example/api/index.php/v1/content/articles"},
        "data": [_joomla(1, 1, "The dam"), _joomla(2, 0, "The draft"), _joomla(3, -2, "Gone")],
        "meta": {"total-pages": 1}})


def joomla_answers(folder: Path) -> Path:
    """Answers of its API for articles, and for the categories those name by number."""
    joomla(folder)
    _write(folder, "categories.json", {"links": {}, "data": [
        {"type": "categories", "id": "8", "attributes": {
            "id": 8, "title": "Water", "alias": "water", "published": 1, "parent_id": 1}}]})
    return folder


def joomla_table(folder: Path) -> Path:
    return _table(folder, "content.csv", *({
        "id": number, "title": title, "alias": title.lower().replace(" ", "-"),
        "introtext": "<p>The dam holds.</p>", "fulltext": "<p>So says the ministry.</p>",
        "state": state, "catid": 8, "category_title": "Water", "created": "2019-04-01 10:00:00",
        "created_by": 42, "author_name": "Amina Okello",
        "publish_up": "2019-04-05 11:00:00",
        "publish_down": "0000-00-00 00:00:00", "language": "*", "metakey": "Kasese, rain",
        "images": json.dumps({"image_intro": PICTURE}).replace("/", "\\/"), "hits": 3,
    } for number, title, state in ((1, "The dam", 1), (2, "The draft", 0), (3, "Gone", -2))))


def j2xml(folder: Path) -> Path:
    one = """<content><id>{0}</id><title><![CDATA[{1}]]></title><alias>{2}</alias>
<introtext><![CDATA[<p>The dam holds.</p>]]></introtext>
<fulltext><![CDATA[<p>So says the ministry.</p>]]></fulltext><state>{3}</state><catid>Water</catid>
<created>2019-04-01 10:00:00</created><created_by_alias>Amina Okello</created_by_alias>
<publish_up>2019-04-05 11:00:00</publish_up><metakey>Kasese, rain</metakey><language>*</language>
<images><![CDATA[{{"image_intro":"https:\\/\\/old.example\\/dam.jpg"}}]]></images></content>"""
    return _write(folder, "j2xml.xml", '<?xml version="1.0" encoding="UTF-8" ?>\n<j2xml '
                  'version="19.2.0"><base>https://old.example/</base>'
                  + one.format(1, "The dam", "the-dam", 1)
                  + one.format(2, "The draft", "the-draft", 0)
                  + "<category><id>8</id><title>Water</title></category></j2xml>")


def drupal_view(folder: Path) -> Path:
    return _table(folder, "news.csv", *({
        "nid": number, "Title": title, "Body": HTML, "Authored on": "2019-04-05T11:00:00+0000",
        "Authored by": "Amina Okello", "Path": f"/{title.lower().replace(' ', '-')}",
        "Tags": "Kasese, rain", "Category": "Water", "Published": public, "Image": PICTURE,
    } for number, title, public in ((1, "The dam", "On"), (2, "The draft", "Off"))))


def drupal_yaml(folder: Path) -> Path:
    def entity(kind, uuid, bundle, fields):
        said = (f"_meta:\n  version: '1.0'\n  entity_type: {kind}\n  uuid: {uuid}\n"
                f"  bundle: {bundle}\n  default_langcode: en\ndefault:\n")
        _write(folder, f"content/{kind}/{uuid}.yml", said + "".join(
            f"  {name}:\n" + "".join("    -\n" + "".join(
                f"      {key}: {json.dumps(value)}\n" for key, value in one.items())
                for one in values) for name, values in fields.items()))
    entity("user", "u1", "user", {"name": [{"value": "Amina Okello"}]})
    for uuid, bundle, name in (("t1", "sections", "Water"), ("t2", "tags", "Kasese"),
                               ("t3", "tags", "rain")):
        entity("taxonomy_term", uuid, bundle, {"name": [{"value": name}]})
    entity("file", "f1", "file", {"uri": [{"value": "public://dam.jpg"}]})
    entity("media", "m1", "image", {"field_media_image": [{"entity": "f1"}]})
    for uuid, title, state in (("n1", "The dam", "true"), ("n2", "The draft", "false")):
        entity("node", uuid, "article", {
            "status": [{"value": state}], "uid": [{"entity": "u1"}], "title": [{"value": title}],
            "created": [{"value": 1554462000}],
            "path": [{"alias": f"/{title.lower().replace(' ', '-')}"}],
            "body": [{"value": HTML, "format": "basic_html"}], "field_section": [{"entity": "t1"}],
            "field_tags": [{"entity": "t2"}, {"entity": "t3"}],
            "field_media_image": [{"entity": "m1"}]})
    return folder


def _strapi(number: int, title: str, when: str | None) -> dict[str, Any]:
    return {"id": number, "attributes": {
        "title": title, "slug": title.lower().replace(" ", "-"), "publishedAt": when,
        "content": "The **dam** holds.\n\nSo says the [ministry](https://gov.example).",
        "createdAt": "2019-04-01T10:00:00.000Z", "locale": "en",
        "category": {"data": {"id": 1, "attributes": {"name": "Water", "slug": "water"}}},
        "author": {"data": {"id": 1, "attributes": {"name": "Amina Okello"}}},
        "cover": {"data": {"id": 1, "attributes": {"name": "dam.jpg", "url": PICTURE}}},
        "tags": {"data": [{"id": n, "attributes": {"name": name}}
                          for n, name in enumerate(("Kasese", "rain"))]}}}


def strapi(folder: Path) -> Path:
    return _write(folder, "articles.json", {
        "data": [_strapi(1, "The dam", WHEN), _strapi(2, "The draft", None)], "meta": {}})


def strapi_pages(folder: Path) -> Path:
    for number, one in enumerate((_strapi(1, "The dam", WHEN), _strapi(2, "The draft", None)), 1):
        _write(folder, f"page-{number}.json", {"data": [one], "meta": {"pagination": {}}})
    return folder


def strapi_5(folder: Path) -> Path:
    body = [{"type": "paragraph", "children": [{"type": "text", "text": "The "}, {
        "type": "text", "text": "dam", "bold": True}, {"type": "text", "text": " holds."}]},
            {"type": "paragraph", "children": [{"type": "text", "text": "So says the ministry."}]}]
    return _write(folder, "articles.json", {"data": [
        {"id": n, "documentId": f"d{n}", "title": title, "slug": title.lower().replace(" ", "-"),
         "body": body, "publishedAt": when, "locale": "en", "category": {"id": 1, "name": "Water"},
         "author": {"name": "Amina Okello"}, "cover": {"name": "dam.jpg", "url": PICTURE},
         "tags": [{"name": "Kasese"}, {"name": "rain"}]}
        for n, title, when in ((1, "The dam", WHEN), (2, "The draft", None))], "meta": {}})


def strapi_export(folder: Path) -> Path:
    return _write(folder, "entities/entities_00001.jsonl", _lines([
        {"type": "api::author.author", "id": 1, "data": {"name": "Amina Okello"}},
        *({"type": "api::article.article", "id": n, "data": {
            "title": title, "slug": title.lower().replace(" ", "-"), "content": HTML,
            "publishedAt": when, "locale": "en", "category": "Water", "author": "Amina Okello",
            "cover": PICTURE, "tags": ["Kasese", "rain"]}}
          for n, title, when in ((1, "The dam", WHEN), (2, "The draft", None))),
        {"type": "plugin::upload.file", "id": 1, "data": {"name": "dam.jpg", "url": PICTURE}}]))


def directus(folder: Path) -> Path:
    return _write(folder, "articles.json", [
        {"id": n, "status": state, "sort": None, "date_created": "2019-04-01T10:00:00Z",
         "title": title, "slug": title.lower().replace(" ", "-"), "content": HTML,
         "publish_date": "2019-04-05T11:00:00", "author": {"id": 1, "name": "Amina Okello"},
         "image": PICTURE, "category": {"name": "Water"}, "tags": ["Kasese", "rain"]}
        for n, title, state in ((1, "The dam", "published"), (2, "The draft", "draft"))])


def directus_export(folder: Path) -> Path:
    """A folder of what its API gives: pictures are ids of files."""
    path = directus(folder)
    number = "0f0f0f0f-1111-4222-8333-444444444444"
    path.write_text(path.read_text().replace(json.dumps(PICTURE), json.dumps(number)))
    _write(folder, "directus_files.json", {"data": [
        {"id": number, "storage": "local", "filename_disk": f"{number}.jpg", "title": "A dam",
         "filename_download": "dam.jpg", "type": "image/jpeg", "folder": None}]})
    _write(folder, f"uploads/{number}.jpg", "")
    return folder


def _link(kind: str, number: str) -> dict[str, Any]:
    return {"en-US": {"sys": {"type": "Link", "linkType": kind, "id": number}}}


def contentful(folder: Path) -> Path:
    tree = {"nodeType": "document", "data": {}, "content": [
        {"nodeType": "paragraph", "data": {}, "content": [
            {"nodeType": "text", "value": said, "marks": [], "data": {}}]}
        for said in ("The dam holds.", "So says the ministry.")]}

    def entry(number, kind, fields, **more):
        return {"metadata": {"tags": []}, "fields": fields, "sys": {
            "id": number, "type": "Entry", "createdAt": "2019-04-01T10:00:00Z", "contentType": {
                "sys": {"type": "Link", "linkType": "ContentType", "id": kind}}} | more}

    def story(number, title, **more):
        return entry(number, "blogPost", {
            "title": {"en-US": title}, "slug": {"en-US": title.lower().replace(" ", "-")},
            "body": {"en-US": tree}, "tags": {"en-US": ["Kasese", "rain"]},
            "category": {"en-US": "Water"}, "author": _link("Entry", "a1"),
            "heroImage": _link("Asset", "p1")}, **more)
    out = {"publishedVersion": 3, "publishedAt": WHEN, "firstPublishedAt": WHEN}
    return _write(folder, "contentful-export.json", {
        "contentTypes": [{"sys": {"id": "blogPost"}, "name": "Blog Post", "displayField": "title",
                          "fields": [{"id": "title", "name": "Title", "type": "Symbol"}]}],
        "entries": [story("e1", "The dam", **out), story("e2", "The draft"),
                    entry("a1", "person", {"name": {"en-US": "Amina Okello"}}, **out)],
        "assets": [{"sys": {"id": "p1", "type": "Asset"}, "fields": {"file": {"en-US": {
            "url": PICTURE.removeprefix("https:"), "fileName": "dam.jpg"}}}}],
        "locales": [{"code": "en-US", "default": True}]})


def sanity(folder: Path) -> Path:
    body = [{"_type": "block", "_key": said[:3], "style": "normal", "markDefs": [], "children": [
        {"_type": "span", "_key": "s", "marks": [], "text": said}]}
            for said in ("The dam holds.", "So says the ministry.")]

    def story(number, title, **more):
        return {"_id": number, "_type": "post", "_createdAt": "2019-04-01T10:00:00Z",
                "title": title, "slug": {"_type": "slug", "current":
                                         title.lower().replace(" ", "-")},
                "author": {"_type": "reference", "_ref": "author-1"}, "publishedAt": WHEN,
                "categories": [{"_type": "reference", "_key": "k", "_ref": "cat-1"}], "mainImage": {
                    "_type": "image", "asset": {"_type": "reference", "_ref": "image-1-9x9-jpg"}},
                "tags": ["Kasese", "rain"], "body": body} | more
    return _write(folder, "data.ndjson", _lines([
        {"_id": "author-1", "_type": "author", "name": "Amina Okello"},
        {"_id": "cat-1", "_type": "category", "title": "Water", "description": "On water"},
        {"_id": "image-1-9x9-jpg", "_type": "sanity.imageAsset", "url": PICTURE},
        story("post-1", "The dam"), story("drafts.post-2", "The draft"),
        story("drafts.post-1", "The dam, changed")]))


def wix(folder: Path) -> Path:
    tree = {"nodes": [{"type": "PARAGRAPH", "id": said[:3], "nodes": [
        {"type": "TEXT", "id": "", "nodes": [], "textData": {"text": said, "decorations": []}}]}
        for said in ("The dam holds.", "So says the ministry.")]}
    return _table(folder, "posts.csv", *({
        "Title": title, "Published Date": WHEN, "Excerpt": "", "Plain Content": "The dam holds.",
        "Rich Content": json.dumps(tree), "Cover Image": PICTURE, "Author": "Amina Okello",
        "Post Page URL": f"/{title.lower().replace(' ', '-')}", "Main Category": "Water",
        "Tags": '["Kasese", "rain"]', "Language": "en", "ID": f"id-{title}", "Status": state,
    } for title, state in (("The dam", "PUBLISHED"), ("The draft", "UNPUBLISHED"))))


def webflow(folder: Path) -> Path:
    when = "Fri Apr 05 2019 11:00:00 GMT+0000 (Coordinated Universal Time)"
    return _table(folder, "Blog Posts.csv", *({
        "Name": title, "Slug": title.lower().replace(" ", "-"), "Collection ID": "c1",
        "Item ID": f"i-{title}", "Archived": "false", "Draft": draft, "Created On": when,
        "Updated On": when, "Published On": when, "Post Body": HTML, "Post Summary": "",
        "Main Image": PICTURE, "Featured?": "false", "Author": "Amina Okello",
        "Category": "Water", "Tags": "Kasese; rain",
    } for title, draft in (("The dam", "false"), ("The draft", "true"))))


def hubspot(folder: Path) -> Path:
    return _table(folder, "hubspot-blog-export.csv", *({
        "Blog name": "Water", "Post title": title, "Post SEO title": "", "Post language": "en",
        "Post URL": f"https://old.example/{title.lower().replace(' ', '-')}",
        "Author": "Amina Okello", "Post tags": "Kasese;rain", "Meta description": "",
        "Publish date": "2019-04-05 11:00", "Status": state, "Featured image URL": PICTURE,
        "Head HTML": "", "Post body": HTML, "Archived": "false",
    } for title, state in (("The dam", "PUBLISHED"), ("The draft", "DRAFT"))))


def shopify(folder: Path) -> Path:
    return _table(folder, "Blog Posts.csv", *({
        "ID": number, "Handle": title.lower().replace(" ", "-"), "Title": title,
        "Author": "Amina Okello", "Body HTML": HTML, "Summary HTML": "",
        "Created At": "2019-04-01 10:00:00 +0000", "Published": public,
        "Published At": "2019-04-05 11:00:00 +0000", "Tags": "Kasese, rain", "Image Src": PICTURE,
        "Blog: Title": "Water",
    } for number, title, public in ((1, "The dam", "TRUE"), (2, "The draft", "FALSE"))))


def payload(folder: Path) -> Path:
    tree = {"root": {"type": "root", "children": [{"type": "paragraph", "children": [
        {"type": "text", "text": said, "format": 0}]}
        for said in ("The dam holds.", "So says the ministry.")]}}
    return _write(folder, "posts.json", {"docs": [
        {"id": f"p{n}", "title": title, "slug": title.lower().replace(" ", "-"), "_status": state,
         "publishedAt": WHEN, "content": tree, "categories": [{"id": 1, "title": "Water"}],
         "tags": ["Kasese", "rain"], "populatedAuthors": [{"id": 1, "name": "Amina Okello"}],
         "heroImage": {"url": PICTURE, "alt": "A dam"}}
        for n, title, state in ((1, "The dam", "published"), (2, "The draft", "draft"))],
        "totalDocs": 2})


def posts_table(folder: Path) -> Path:
    """WordPress' own table, as a database gives it."""
    return _table(folder, "wp_posts.csv", *({
        "ID": number, "post_author": 3, "post_date": "2019-04-05 14:00:00", "post_content": HTML,
        "post_date_gmt": when, "post_title": title, "post_excerpt": "", "post_status": state,
        "post_password": "", "post_name": title.lower().replace(" ", "-"), "post_type": kind,
        "guid": f"https://old.example/?p={number}", "author": "Amina Okello", "category": "Water",
        "tags": "Kasese, rain", "image": PICTURE,
    } for number, title, state, kind, when in (
        (1, "The dam", "publish", "post", "2019-04-05 11:00:00"),
        (2, "The draft", "draft", "post", "2019-04-05 11:00:00"),
        (3, "The dam", "inherit", "revision", "2019-04-05 11:00:00"),
        (4, "About", "publish", "page", "2019-04-05 11:00:00"))))


MADE: dict[str, Callable[[Path], Path]] = {one.__name__: one for one in (
    joomla, joomla_answers, joomla_table, j2xml, drupal_view, drupal_yaml, strapi, strapi_pages,
    strapi_5, strapi_export, directus, directus_export, contentful, sanity, wix, webflow, hubspot,
    shopify, payload, posts_table)}
