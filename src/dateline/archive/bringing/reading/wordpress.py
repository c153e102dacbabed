"""WordPress' export of a site (WXR 1.0 to 1.2: RSS 2.0 with its own elements); Squarespace's too.

A post is a story, whatever its own kind if that is public; in a state of a newsroom's own, such as
`pitch`, it is a draft. Pages, menus and settings are passed
over. Pictures are found by the numbers of their attachments, so the file is read twice; of several
files that are one export all are read before the first post.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from dateline.archive.bringing.reading.opening import Clean, mends, xml_elements
from dateline.archive.bringing.reading.wordpress_site import (
    ITEMS,
    Site,
    encoded,
    meta,
    metas,
    sites,
)
from dateline.archive.bringing.reading.wordpress_text import Attached, paragraphed
from dateline.archive.bringing.shapes import (
    Doubtful,
    Item,
    Kind,
    NotArchive,
    Part,
    Parts,
    Passed,
    ref,
)
from dateline.archive.bringing.times import gmt, moment
from dateline.lib.xmlstream import child, local

_WAITING = ("draft", "pending", "future", "private")
_GONE = ("trash", "auto-draft", "inherit")
_PASSED = frozenset({
    "page", "attachment", "nav_menu_item", "wp_block", "wp_navigation", "wp_template",
    "wp_template_part", "wp_global_styles", "wp_font_family", "wp_font_face", "custom_css",
    "customize_changeset", "revision", "oembed_cache", "user_request", "feedback", "jp_pay_order",
    "flamingo_contact", "flamingo_inbound", "nf_sub", "shop_order", "shop_order_refund",
    "shop_coupon", "shop_subscription", "wpcf7_contact_form", "wpforms", "acf-field",
    "acf-field-group", "elementor_library", "scheduled-action", "guest-author", "amp_validated_url",
})
COMMENT = "comment"
_AUTHORS = ("author", "authors", "co-author", "ppma_author")
_TAXONOMIES: dict[str, Kind] = {
    "post_tag": "", "tag": "", "topic": "", "topics": "", "subject": "", "subjects": "",
    "keyword": "", "keywords": "", "person": "person", "people": "person", "place": "place",
    "places": "place", "location": "place", "locations": "place", "country": "place",
    "region": "place", "organisation": "organisation", "organization": "organisation",
    "organisations": "organisation", "organizations": "organisation", "company": "organisation",
}
"""What newsrooms call their own taxonomies of tags; others, such as formats, are not of a story."""
_SERIES = ("series", "dossier", "dossiers", "story_series")
_PRIMARY = ("_yoast_wpseo_primary_category", "rank_math_primary_category",
            "_primary_category", "epc_primary_category")


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield its posts. Raises NotArchive."""
    site = Site()
    site.learn(path)
    yield from _parts(path, site, zone)


def several(files: Sequence[Path], zone: tzinfo | None) -> Parts:
    """The posts of several files; one that is not read harms no other."""
    for file, site in sites(files).items():
        try:
            if isinstance(site, NotArchive):
                raise site
            for part in _parts(file, site, zone):
                yield replace(part, where=f"{file.name}, {part.where}") if isinstance(
                    part, Item | Doubtful) else part
        except NotArchive as error:
            yield Doubtful(file.name, str(error))


def _parts(path: Path, site: Site, zone: tzinfo | None) -> Parts:
    with path.open("rb") as file:
        clean = Clean(file)
        for element in xml_elements(clean, *ITEMS):
            if local(element) == "item":
                yield _part(element, site, zone)
            elif local(element) == "comment":
                yield Passed(COMMENT)
        yield from mends(clean)


def _part(element: Any, site: Site, zone: tzinfo | None) -> Part:
    kind, state = child(element, "post_type") or "post", child(element, "status") or "publish"
    number, title = child(element, "post_id"), child(element, "title")
    where = f"line {element.sourceline}, post {number or 'without an id'} “{title[:80]}”"
    link, guid = child(element, "link"), child(element, "guid")
    if kind in _PASSED or _has_no_page(kind, link, state):
        return Passed(kind[:40])
    if state in _GONE or (kind != "post" and state not in ("publish", *_WAITING)):
        return Passed(f"{kind[:40]} in state {state[:40]}")
    body = encoded(element, "content")
    if not body.strip() and not title:
        return Doubtful(where, "it has neither a headline nor a text")
    if not (number or link or guid):
        return Doubtful(where, "it has no id by which it could be found again")
    said = child(element, "post_date_gmt")
    when = gmt(said) or moment(child(element, "pubDate")) or moment(
        "" if said.startswith("0000") and state in _WAITING else child(element, "post_date"), zone)
    locked = bool(child(element, "post_password"))
    lead = site.pictures.get(meta(element, "_thumbnail_id"), Attached(""))
    return Item(
        ref=ref("wordpress", site.name, number or link or guid), where=where, headline=title,
        html=paragraphed(body, site.pictures, site.below.get(number, ())),
        standfirst=encoded(element, "excerpt"), **_terms(element, site),
        authors=_authors(element, site), published_at=when,
        date_said="" if when else child(element, "post_date"),
        language=_language(element) or site.language, draft=state != "publish" or locked,
        addresses=tuple(dict.fromkeys(_addresses(element))), picture=lead.address,
        picture_alt=lead.alt, picture_caption=lead.caption,
        note="It was protected by a password there." if locked else "",
    )


def _has_no_page(kind: str, link: str, state: str) -> bool:
    """Whether posts of this kind have no page of their own: a plugin's, such as forms and orders.

    WordPress gives what is public a permalink; of others it says `?post_type=KIND&p=7`.
    """
    if kind == "post" or state != "publish":
        return False
    try:
        query = parse_qs(urlsplit(link).query, max_num_fields=20)
    except ValueError:
        return False
    return kind in query.get("post_type", ())


def _terms(element: Any, site: Site) -> dict[str, Any]:
    """The section is the category that is said to be the first, else the one that is; others, and
    tags, are tags."""
    sections, dossiers, tags = [], [], dict[str, Kind]()
    for one in element.iterchildren("{*}category"):
        name, domain = " ".join((one.text or "").split()), one.get("domain") or "category"
        if domain == "category" and name and name.lower() != "uncategorized":
            sections.append(name)
        elif domain in _SERIES and name:
            dossiers.append(name)
        elif domain in _TAXONOMIES and name:
            tags.setdefault(name, _TAXONOMIES[domain])
    first = [site.sections.get(meta(element, key), "") for key in _PRIMARY]
    sections = list(dict.fromkeys([*(one for one in first if one in sections), *sections]))
    for name in sections[1:]:
        tags.setdefault(name, "")
    return {"section": sections[0] if sections else "", "tags": tuple(tags.items()),
            "dossiers": tuple(dict.fromkeys(dossiers))}


def _language(element: Any) -> str:
    """Of a post on a site in several (Polylang's taxonomy)."""
    return next((one.get("nicename") or "" for one in element.iterchildren("{*}category")
                 if one.get("domain") == "language"), "")


def _authors(element: Any, site: Site) -> tuple[str, ...]:
    """Those of a plugin for several authors (a taxonomy of theirs), else the one who posted it."""
    several = [" ".join((one.text or "").split()) for one in element.iterchildren("{*}category")
               if one.get("domain") in _AUTHORS]
    login = child(element, "creator") or child(element, "author")
    names = [site.names.get(one, one) for one in several] or [site.names.get(login, login).strip()]
    return tuple(dict.fromkeys(name for name in names if name))


def _addresses(element: Any) -> Iterator[str]:
    """Its own, relative in Squarespace's, those it had before, and the one by its number."""
    link, slug = child(element, "link"), child(element, "post_name")
    before, _, last = link.rstrip("/").rpartition("/")
    older = metas(element, "_wp_old_slug") if slug and last in (slug, quote(slug).lower()) else ()
    for one in (link, child(element, "guid"), *(f"{before}/{old}/" for old in older if old)):
        try:
            parts_ = urlsplit(one)
        except ValueError:
            continue
        if (parts_.scheme in ("http", "https") or one.startswith("/")) and (
                parts_.path.strip("/") or parts_.query):
            yield one
