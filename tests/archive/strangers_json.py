"""The abstract stories as JSON, tables, Markdown, folders of pages and their ZIP files."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from html import escape
from pathlib import Path
from typing import Any

from strangers import Story
from strangers_xml import HOST, html_of

Files = dict[str, str]


def _iso(story: Story) -> str | None:
    return story.in_utc.strftime("%Y-%m-%dT%H:%M:%S.000Z") if story.in_utc else None


def _held(story: Story) -> bool:
    return story.state not in ("publish", "locked")


def ghost(stories: list[Story]) -> str:
    """Ghost's export: a database with its tables."""
    names = sorted({one for story in stories for one in story.authors})
    tags = sorted({one for story in stories for one in (*story.sections, *story.tags)})
    status = {"future": "scheduled", "publish": "published", "locked": "published"}
    tables: dict[str, list[dict[str, Any]]] = {
        "posts": [{
            "id": f"p{one.number}", "uuid": f"u{one.number}", "title": one.title, "slug":
            f"{one.slug}-{one.number}", "html": html_of(one), "type":
            "page" if one.kind == "page" else "post", "status": status.get(one.state, "draft"),
            "visibility": "paid" if one.state == "locked" else "public", "published_at": _iso(one),
            "custom_excerpt": one.summary or None, "featured": one.sticky, "locale": None,
        } for one in stories],
        "users": [{"id": f"a{n}", "name": name} for n, name in enumerate(names)],
        "tags": [{"id": f"t{n}", "name": name, "slug": f"t{n}"} for n, name in enumerate(tags)],
        "posts_authors": [{"post_id": f"p{one.number}", "author_id": f"a{names.index(name)}",
                           "sort_order": n} for one in stories for n, name in enumerate(
                               one.authors)],
        "posts_tags": [{"post_id": f"p{one.number}", "tag_id": f"t{tags.index(name)}",
                        "sort_order": n} for one in stories for n, name in enumerate(
                            (*one.sections, *one.tags))]}
    return json.dumps({"db": [{"meta": {"version": "5.82.0"}, "data": tables}]}, indent=1)


def medium(stories: list[Story]) -> Files:
    """Medium's folder: a page a post."""
    return {f"posts/{'draft' if _held(one) else '2019-01-01'}_{one.slug}-{one.number}.html":
            _medium(one) for one in stories}


def _medium(story: Story) -> str:
    name, address = escape(story.title), f"https://medium.example/@x{story.path}"
    time = "" if _held(story) or not story.when else (
        f'<a href="{address}"><time class="dt-published" datetime="{_iso(story)}">x</time></a>')
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{name}</title></head><body>
<article class="h-entry"><header><h1 class="p-name">{name}</h1></header>
<section data-field="body" class="e-content"><div><h3>{name}</h3>{html_of(story)}</div></section>
<footer><p>By <a class="p-author h-card">{escape(story.authors[0])}</a> {time}</p>
<p><a href="{address}" class="p-canonical">Canonical</a></p></footer></article></body></html>
"""


def table(rows: list[dict[str, Any]], sign: str = ",", end: str = "\r\n") -> str:
    """A table with a line of names (RFC 4180)."""
    held = io.StringIO()
    writer = csv.DictWriter(held, list(rows[0]), delimiter=sign, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue()


def substack(stories: list[Story]) -> Files:
    """Substack's folder: a table, and a file a post."""
    rows = [{"post_id": f"{one.number}.{one.slug}-{one.number}", "post_date": _iso(one) or "",
             "is_published": str(not _held(one)).lower(), "email_sent_at": "", "inbox_sent_at": "",
             "type": "page" if one.kind == "page" else "newsletter",
             "audience": "only_paid" if one.state == "locked" else "everyone",
             "title": one.title, "subtitle": one.summary, "podcast_url": ""} for one in stories]
    return {"posts.csv": table(rows, end="\n")} | {
        f"posts/{row['post_id']}.html": html_of(one)
        for row, one in zip(rows, stories, strict=True)}


def arc(story: Story) -> dict[str, Any]:
    """A story in ANS."""
    return {"type": {"attachment": "image"}.get(story.kind, "story"), "version": "0.10.9",
            "_id": f"ARC{story.number}", "canonical_url": f"{story.path}/",
            "headlines": {"basic": story.title}, "subheadlines": {"basic": story.summary},
            "display_date": _iso(story), "language": "en",
            "content_elements": [{"type": "text", "content": escape(one, quote=False)}
                                 for one in story.texts],
            "credits": {"by": [{"type": "author", "name": one} for one in story.authors]},
            "taxonomy": {"sections": [{"_id": f"/{n}", "name": one} for n, one in enumerate(
                story.sections)], "tags": [{"text": one} for one in story.tags]} | (
                {"primary_section": {"_id": "/0", "name": story.sections[0]}}
                if story.sections else {}),
            "publishing": {"has_published_edition": story.state == "publish"}}


def front(story: Story, kind: str) -> str:
    """A story in Markdown with front matter in YAML, TOML or JSON."""
    said: dict[str, Any] = {
        "title": story.title, "categories": list(story.sections), "tags": list(story.tags),
        "authors": list(story.authors), "description": story.summary,
        "aliases": [story.path, f"/?p={story.number}"],
        "draft": story.state not in ("publish",)}
    when = story.when.isoformat() if story.when else None
    body = "\n\n".join(one.replace("<", "\\<") for one in story.texts) + "\n"
    if kind == "json":
        return json.dumps(said | ({"date": when} if when else {}), indent=1) + "\n\n" + body
    sign, fence = (": ", "---") if kind == "yaml" else (" = ", "+++")
    lines = [f"{name}{sign}{json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
    lines += [f"date{sign}{when}"] if when else []
    return "\n".join([fence, *lines, fence, body])


def page(story: Story) -> str:
    """A saved page, with what it says to machines."""
    said = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title,
            "author": [{"@type": "Person", "name": one} for one in story.authors],
            "articleSection": story.sections[0] if story.sections else "",
            "keywords": [*story.tags, *story.sections[1:]], "url": f"{HOST}{story.path}.html",
            **({"datePublished": story.when.isoformat()} if story.when else {})}
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(story.title)} | Old Gazette</title>
<link rel="canonical" href="{HOST}{story.path}.html">
<script type="application/ld+json">{json.dumps(said).replace("<", chr(92) + "u003c")}</script>
</head>
<body><nav><a href="/">Home</a></nav><article><h1>{escape(story.title)}</h1>{html_of(story)}
<p>The third paragraph says what comes next for number {story.number}, which nobody knows.</p>
</article></body></html>
"""


def row(story: Story) -> dict[str, Any]:
    """A story as a flat row."""
    return {"key": story.number, "name": story.title, "by": "; ".join(story.authors),
            "rubric": story.sections[0] if story.sections else "",
            "marks": json.dumps([*story.tags, *story.sections[1:]]),
            "day": story.when.isoformat() if story.when else "", "at": f"{HOST}{story.path}",
            "words": "\n\n".join(story.texts), "lead": story.summary,
            "state": "published" if story.state == "publish" else story.state}


MAP = {"system": "strange", "id": "key", "headline": "name", "authors": "by", "section": "rubric",
       "tags": "marks", "published_at": "day", "addresses": "at", "text": "words",
       "standfirst": "lead", "draft": "state"}


def ninjs(story: Story, version: str) -> dict[str, Any]:
    """An item of the wire in ninjs 1.3, 2.1 or 3.0."""
    made = _iso(story) or "2020-01-01T00:00:00Z"
    said: dict[str, Any] = {
        "uri": f"urn:x:{story.number}", "type": "text", "version": "1", "language": "en",
        "versioncreated": made, "pubstatus": "usable"}
    if version == "1":
        return said | {"headline": story.title, "body_html": html_of(story),
                       "byline": story.authors[0],
                       "subject": [{"name": one} for one in (*story.tags, *story.sections[1:])]}
    said |= {"headlines": [{"value": story.title}],
             "bodies": [{"contenttype": "text/html", "value": html_of(story)}],
             "by": story.authors[0],
             "subjects": [{"name": one} for one in (*story.tags, *story.sections[1:])]}
    if version == "3":
        said["versionCreated"] = said.pop("versioncreated")
        said["pubStatus"] = said.pop("pubstatus")
        said["bodies"] = [{"contentType": "text/html", "value": html_of(story)}]
    return said


def laid(folder: Path, files: dict[str, Any]) -> Path:
    """The files of an archive, below a folder."""
    for name, said in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
        path.write_bytes(data.encode())
    return folder


def zipped(path: Path, files: dict[str, Any], below: str = "") -> Path:
    """The same in a ZIP file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, said in files.items():
            packed.writestr(below + name, said if isinstance(said, str) else json.dumps(said))
    return path
