"""Each format as a case: how the abstract stories are written in it, and what must come of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import strangers_json as made
import strangers_xml as xml
from strangers import Story

ALL = ("headline", "authors", "section", "tags", "when", "texts", "standfirst")


@dataclass(frozen=True)
class Case:
    """`ref` is the source of a story, `live` and `draft` what it becomes; `fields` are those that
    the format can say whole."""

    form: str
    make: Callable[[Path, list[Story]], Path]
    ref: Callable[[Story], str]
    live: Callable[[Story], bool] = lambda story: story.is_live
    draft: Callable[[Story], bool] = lambda story: story.is_draft
    fields: tuple[str, ...] = ALL
    one_author: bool = False
    mapped: bool = False
    charset: str = "utf-8"
    address: Callable[[Story], tuple[str, ...]] = lambda story: (story.path, story.path + "/")


def told_in(charset: str, stories: list[Story]) -> list[Story]:
    """Those whose every sign this character set has."""
    return [one for one in stories if repr(one).encode(charset, "replace").decode(
        charset) == repr(one)]


def _file(name: str, write: Callable[[list[Story]], str]) -> Callable[[Path, list[Story]], Path]:
    def make(folder: Path, stories: list[Story]) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_bytes(write(stories).encode())
        return path
    return make


def _coded(charset: str, declared: str) -> Callable[[Path, list[Story]], Path]:
    """WordPress' in another character set; it holds what that set has."""
    def make(folder: Path, stories: list[Story]) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        said = xml.wxr(stories).replace('encoding="UTF-8"', f'encoding="{declared}"')
        (folder / "old.xml").write_bytes(said.encode(charset))
        return folder / "old.xml"
    return make


def _zip(write: Callable[[list[Story]], dict[str, str]]) -> Callable[[Path, list[Story]], Path]:
    def make(folder: Path, stories: list[Story]) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return made.zipped(folder / "export.zip", write(stories))
    return make


def _folder(
    write: Callable[[list[Story]], dict[str, Any]]
) -> Callable[[Path, list[Story]], Path]:
    def make(folder: Path, stories: list[Story]) -> Path:
        return made.laid(folder / "site", write(stories))
    return make


def _each(name: str, write: Callable[[Story], Any]) -> Callable[[Path, list[Story]], Path]:
    return _folder(lambda stories: {name.format(one.number, one.slug): write(one)
                                    for one in stories if one.kind in ("post", "report")})


def _posts(stories: list[Story]) -> list[Story]:
    return [one for one in stories if one.kind in ("post", "report")]


def _both(story: Story) -> tuple[str, ...]:
    return story.path, story.path + "/", f"/?p={story.number}"


def _wp(story: Story) -> str:
    return f"wordpress:old.example:{story.number}"


def _out(story: Story) -> bool:
    return story.kind in ("post", "report") and story.state == "publish"


def _not(story: Story) -> bool:
    """A draft where trash is not known: whoever exports it there has drafts alone."""
    return story.kind in ("post", "report") and story.state != "publish"


def _all_out(story: Story) -> bool:
    return story.kind in ("post", "report") and story.state != "future"


def _ahead(story: Story) -> bool:
    return story.state == "future"


WIRE: dict[str, Any] = {"live": _all_out, "draft": _ahead, "address": lambda story: ()}
CASES: dict[str, Case] = {
    **{f"wxr {version}": Case(
        "wordpress", _file("old.xml", lambda stories, v=version: xml.wxr(stories, v)), _wp,
        one_author=True, address=_both) for version in ("1.0", "1.1", "1.2")},
    "wxr CRLF BOM": Case(
        "wordpress", _file("old.xml", lambda stories: "\ufeff" + xml.wxr(stories).replace(
            "\n", "\r\n")), _wp, one_author=True, address=_both),
    "ghost": Case("ghost", _file("ghost.json", made.ghost), lambda one: f"ghost:p{one.number}",
                  live=lambda one: one.kind != "page" and one.state == "publish",
                  draft=lambda one: one.kind != "page" and one.state != "publish",
                  fields=("headline", "authors", "when", "texts", "standfirst"),
                  address=lambda one: (f"/{one.slug}-{one.number}/",)),
    "medium": Case("medium", _zip(lambda stories: made.medium(_posts(stories))),
                   lambda one: f"medium:https://medium.example/@x{one.path}",
                   live=lambda one: one.when is not None and (
                       _out(one) or one.state == "locked"),
                   draft=lambda one: one.kind in ("post", "report") and (
                       one.when is None or one.state not in ("publish", "locked")),
                   one_author=True, fields=("headline", "authors", "when", "texts"),
                   address=lambda one: (f"/@x{one.path}",)),
    "substack": Case("substack", _zip(made.substack),
                     lambda one: f"substack:{one.number}.{one.slug}-{one.number}",
                     live=lambda one: one.kind != "page" and one.state == "publish",
                     draft=lambda one: one.kind != "page" and one.state != "publish",
                     fields=("headline", "when", "texts", "standfirst"),
                     address=lambda one: (f"/p/{one.slug}-{one.number}",)),
    **{f"blogger {'old' if old else 'new'}": Case(
        "blogger", _file("feed.atom", lambda stories, o=old: xml.blogger(
            [one for one in stories if not (o and one.state == "trash")
             and one.kind != "attachment"], old=o)),
        lambda one: f"blogger:tag:blogger.com,1999:blog-9.post-{one.number}", one_author=True,
        fields=("headline", "authors", "when", "texts"),
        address=lambda one: (f"{one.path}.html",)) for old in (True, False)},
    "arc list": Case("arc", _file("stories.json", lambda stories: json.dumps(
        [made.arc(one) for one in stories if one.kind != "page"])),
        lambda one: f"arc:ARC{one.number}", live=_out, draft=_not),
    "arc folder": Case("arc", _each("stories/{0}.json", made.arc),
                       lambda one: f"arc:ARC{one.number}", live=_out, draft=_not),
    **{kind: Case(
        "markdown", _each(f"content/posts/{{0}}-{name}.md", lambda one, k=kind: made.front(one, k)),
        lambda one, n=name: f"markdown:content/posts/{one.number}-{n}.md", live=_out, draft=_not,
        address=_both) for kind, name in (("yaml", "y"), ("toml", "t"), ("json", "j"))},
    "html": Case("html", _each("{0}.html", made.page),
                 lambda one: f"page:{xml.HOST}{one.path}.html", live=_all_out, draft=_ahead,
                 fields=("headline", "authors", "when", "section", "tags"),
                 address=lambda one: (f"{one.path}.html", f"/{one.number}.html")),
    **{name: Case(form, _file(file, write), lambda one: f"strange:{one.number}", live=_out,
                  draft=_not, mapped=True)
       for name, form, file, write in (
        ("csv", "csv", "a.csv", lambda stories: made.table(list(map(made.row, _posts(stories))))),
        ("tsv BOM", "csv", "a.csv", lambda stories: "\ufeff" + made.table(
            list(map(made.row, _posts(stories))), "\t")),
        ("jsonl", "jsonl", "a.jsonl", lambda stories: "\n\n".join(
            json.dumps(made.row(one), ensure_ascii=False) for one in _posts(stories))))},
    **{f"ninjs {version}": Case(
        "ninjs", _each("{0}.json", lambda one, v=version: made.ninjs(one, v)),
        lambda one, v=version: "ninjs:" + (f"urn:x:{one.number}" if v != "3" else uuid5(
            NAMESPACE_URL, f"urn:x:{one.number}").urn), one_author=True,
        **WIRE | {"fields": ("headline", "authors", "tags", "texts")})
       for version in ("1", "2", "3")},
    "newsml": Case("newsml", _each("{0}.xml", xml.newsml),
                   lambda one: f"newsml:urn:x:{one.number}", one_author=True,
                   **WIRE | {"fields": ("headline", "authors", "tags", "texts")}),
    "nitf": Case("nitf", _each("{0}.xml", xml.nitf), lambda one: f"nitf:x:{one.number}",
                 one_author=True, **WIRE | {"fields": ("headline", "authors", "texts")}),
    "squarespace": Case("wordpress", _file("old.xml", xml.squarespace), _wp, one_author=True),
    **{f"wxr {name}": Case("wordpress", _coded(charset, declared), _wp, one_author=True,
                           address=_both, charset=charset) for name, charset, declared in (
        ("UTF-16", "utf-16", "UTF-16"), ("Windows-1252 as ISO", "cp1252", "ISO-8859-1"),
        ("Windows-1252 as UTF-8", "cp1252", "UTF-8"))},
    "rss": Case("rss", _file("feed.xml", lambda stories: xml.rss(_posts(stories))),
                lambda one: f"rss:g{one.number}", one_author=True,
                **WIRE | {"fields": ("headline", "authors", "when", "texts")}),
    "atom": Case("atom", _file("feed.xml", lambda stories: xml.atom(_posts(stories))),
                 lambda one: f"rss:urn:x:{one.number}", one_author=True,
                 **WIRE | {"fields": ("headline", "authors", "texts")}),
}
