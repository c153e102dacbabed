"""Nodes of Drupal in JSON: answers of JSON:API (Drupal 8 and later, `?include=…`), of the REST
module, and of Drupal 7 (node_export, RESTful Web Services): a file, a folder, JSON Lines; and in
YAML (default_content, recipes)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.archive.bringing.reading.drupal_yaml import NAMES, is_entity, yaml_rows
from dateline.archive.bringing.reading.opening import files_below
from dateline.archive.bringing.reading.picture_marks import marked
from dateline.archive.bringing.reading.rows import rows
from dateline.archive.bringing.reading.saying import listed, objects, text
from dateline.archive.bringing.shapes import Doubtful, Item, Part, Parts, Passed, ref
from dateline.archive.bringing.times import moment

_PASSED = frozenset({"page", "webform", "landing_page", "panel", "book_page", "homepage"})
_SECTIONS = ("section", "categor", "channel", "rubri", "department", "ressort")
_BODIES = ("body", "field_body", "field_content", "field_text", "field_article_body")
_PICTURES = ("field_image", "field_media_image", "field_lead_image", "field_teaser_image",
             "field_main_image", "field_hero_image", "thumbnail")
_FILES = "/sites/default/files/"
Row = dict[str, Any]


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield its nodes. Raises NotArchive."""
    is_yaml = path.is_dir() and any(is_entity(file) for file, _ in islice(
        files_below(path, NAMES), 20))
    for where, row in yaml_rows(path) if is_yaml else rows(path):
        if isinstance(row, dict):
            yield from _nodes(row, where, zone)
        else:
            yield Doubtful(where, str(row) if isinstance(row, ValueError) else "it is no object")


def _nodes(row: Row, where: str, zone: tzinfo | None) -> Parts:
    """Of a document of JSON:API each node, with what was included; else the one."""
    if "data" not in row and "attributes" not in row:
        yield _part(row, {}, where, zone)
        return
    beside = {text(one, "id"): one for one in objects(row, "included")}
    data = row.get("data", row)
    for number, one in enumerate(data if isinstance(data, list) else [data], 1):
        place = f"{where}, node {number}"
        if not isinstance(one, dict):
            yield Doubtful(place, "it is no object")
        elif (kind := text(one, "type")).startswith("node--"):
            said = one.get("attributes")
            yield _part((said if isinstance(said, dict) else {})
                        | {"uuid": one.get("id"), "type": kind.removeprefix("node--")},
                        _related(one, beside), place, zone)
        else:
            yield Passed(kind[:40] or "what is no node")


def _related(one: Row, beside: dict[str, Row]) -> dict[str, list[Row]]:
    """What a resource's fields name, as far as it was included; `meta` says more of it."""
    found: dict[str, list[Row]] = {}
    said = one.get("relationships")
    for name, given in (said if isinstance(said, dict) else {}).items():
        data = given.get("data") if isinstance(given, dict) else None
        for each in data if isinstance(data, list) else [data]:
            if isinstance(each, dict) and text(each, "id") in beside:
                other = beside[text(each, "id")]
                found.setdefault(name, []).append(
                    other | {"meta": each.get("meta"), "beside": beside})
    return found


def _part(row: Row, related: dict[str, list[Row]], where: str, zone: tzinfo | None) -> Part:
    kind = text(_first(row, "type"), "target_id") or text(row, "type")
    if kind in _PASSED:
        return Passed(kind)
    number, title = _said(row, "nid") or text(row, "drupal_internal__nid"), _said(row, "title")
    named = _said(row, "uuid") or number
    body = next((one for one in (_first(row, name) for name in _BODIES) if one), {})
    html = text(body, "processed", "safe_value", "value")
    where = f"{where}, {number or named or 'without an id'} “{title[:80]}”"
    if not named:
        return Doubtful(where, "it has neither a nid nor a uuid to be found by again")
    if not title and not html:
        return Doubtful(where, "it has neither a headline nor a text")
    date = next((one for one in (_said(row, "published_at"), _said(row, "created"))
                 if one not in ("", "0")), "")
    when = moment(date, zone)
    bare = text(body, "format") == "plain_text"
    picture = _picture(row, related)
    section, tags = _terms(row, related)
    return Item(
        ref=ref("drupal", named), where=where, headline=title, html="" if bare else marked(html),
        text=text(body, "value") if bare else "", standfirst=text(body, "summary"),
        section=section, tags=tuple((name, "") for name in tags),
        authors=tuple(filter(None, [_author(row, related)])), published_at=when,
        date_said="" if when else date, language=_language(row),
        draft=_said(row, "status").lower() not in ("", "1", "true"),
        addresses=tuple(_addresses(row, number)), picture=picture[0], picture_alt=picture[1],
    )


def _first(row: Row, name: str) -> Row:
    """The first value of a field, in whatever language: `[{…}]`, `{"und": [{…}]}`, `{…}`."""
    value = row.get(name)
    if isinstance(value, dict) and value and all(isinstance(one, list) for one in value.values()):
        value = next(iter(value.values()))
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, dict) else {}


def _said(row: Row, name: str) -> str:
    value = row.get(name)
    if isinstance(value, bool):
        return str(value)
    found = _first(row, name)
    if isinstance(found.get("value"), bool):
        return str(found["value"])
    return text(found, "value") or text(row, name)


def _language(row: Row) -> str:
    said = _said(row, "langcode") or _said(row, "language")
    return "" if said in ("und", "zxx") else said


def _author(row: Row, related: dict[str, list[Row]]) -> str:
    """Who posted it: of JSON:API the included user, of Drupal 7 a name beside."""
    users = [text(one, "attributes.display_name", "attributes.name")
             for one in related.get("uid", ())]
    return next(iter(users), "") or text(row, "name")


def _terms(row: Row, related: dict[str, list[Row]]) -> tuple[str, list[str]]:
    """The section, if a vocabulary or field is one of sections, and the tags."""
    found = [(f"{name} {text(one, 'type')}", text(one, "attributes.name"))
             for name, several in related.items() for one in several
             if text(one, "type").startswith("taxonomy_term--")]
    for name, value in row.items():
        several = listed(row, name) or listed(value, "und")
        found += [(name, text(one, "name", "taxonomy_term.name")) for one in several
                  if isinstance(one, dict) and ("tid" in one or "taxonomy_term" in one)]
    sections = [said for name, said in found
                if said and any(one in name.lower() for one in _SECTIONS)]
    names = dict.fromkeys([*(said for _, said in found if said), *sections[1:]])
    section = sections[0] if sections else ""
    return section, [name for name in names if name != section]


def _addresses(row: Row, number: str) -> Iterator[str]:
    alias = text(_first(row, "path"), "alias") or text(row, "path", "url")
    if alias:
        yield alias if "://" in alias else "/" + alias.lstrip("/")
    if number:
        yield f"/node/{number}"


def _picture(row: Row, related: dict[str, list[Row]]) -> tuple[str, str]:
    """The address of the lead picture, and its alternative text."""
    for name in _PICTURES:
        for one in related.get(name, ()):
            if found := _file(one):
                return found, text(one, "meta.alt")
        said = _first(row, name)
        if address := text(said, "url", "uri"):
            return address.replace("public://", _FILES), text(said, "alt")
    return "", ""


def _file(one: Row) -> str:
    """The address of a file, or of the one that a medium is made of."""
    if text(one, "type").startswith("media--"):
        inner = _related(one, one["beside"])
        return next((found for name in _PICTURES for each in inner.get(name, ())
                     if text(each, "type").startswith("file--") and (found := _file(each))), "")
    return text(one, "attributes.uri.url", "attributes.url")
