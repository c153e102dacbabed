"""Arc XP's stories in ANS (0.5 to 0.10): one a file, a line, in an array, or as the API answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any

from dateline.archive.bringing.reading.arc_elements import address_of, caption_of, html_of
from dateline.archive.bringing.reading.rows import rows
from dateline.archive.bringing.reading.saying import inside, listed, objects, text
from dateline.archive.bringing.shapes import Doubtful, Item, Kind, Part, Parts, Passed, ref
from dateline.archive.bringing.times import moment

_KINDS = ("story", "gallery", "video")
"""What has a page with a text, pictures or a film of its own."""
_ENTITIES: dict[str, Kind] = {
    "person": "person", "people": "person", "organization": "organisation",
    "organisation": "organisation", "location": "place", "place": "place",
}


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield its stories. Raises NotArchive."""
    for where, row in rows(path):
        for at, one in _inside(where, row):
            try:
                yield _part(at, one, zone)
            except RecursionError:
                yield Doubtful(at, "its elements are nested too deep")


def _inside(where: str, row: Any) -> Iterator[tuple[str, Any]]:
    """An answer of the content API holds its stories in a list."""
    if isinstance(row, dict) and row.get("type") in ("results", None):
        for name in ("content_elements", "results", "stories", "data"):
            held = objects(row, name)
            if held and not row.get("headlines") and text(held[0], "type") in _KINDS:
                yield from ((f"{where}, story {n}", one) for n, one in enumerate(held, 1))
                return
    yield where, row


def _part(where: str, row: Any, zone: tzinfo | None) -> Part:
    if not isinstance(row, dict):
        return Doubtful(where, str(row)[:300] if isinstance(row, ValueError) else "it is no object")
    if row.get("type") not in _KINDS:
        return Passed(f"ANS {text(row, 'type') or 'without a type'}"[:40])
    title = text(row, "headlines.basic", "headlines.web", "headlines.print")
    where = f"{where} “{title[:80]}”" if title else where
    number = text(row, "_id", "canonical_url")
    if not number:
        return Doubtful(where, "it has no id by which it could be found again")
    film = _film(row) if row["type"] == "video" else ""
    html = html_of(row) or (film and _paragraph(text(row, "description.basic", "transcript")))
    if not title and not html:
        return Doubtful(where, "it has neither a headline nor a text")
    said = text(row, "display_date", "first_publish_date", "publish_date")
    when = moment(said, zone)
    section, *others = _sections(row) or [""]
    held, picture = _held(row), _picture(row)
    return Item(
        ref=ref("arc", number), where=where, headline=title, html=html,
        standfirst=text(row, "subheadlines.basic", *(() if film else ("description.basic",))),
        section=section,
        authors=_authors(row), tags=(*_tags(row), *((name, "") for name in others)),
        published_at=when, date_said="" if when else said or text(row, "created_date"),
        language=text(row, "language"), draft=_draft(row) or bool(held),
        addresses=tuple(_addresses(row)), place=_place(row),
        picture=address_of(picture), picture_alt=text(picture, "alt_text"),
        picture_caption=caption_of(picture), note="\n".join(filter(None, (held, film))),
        credit=text(row, "distributor.name") if text(row, "distributor.mode") == "reference" or
        text(row, "distributor.category") == "wires" else "",
    )


def _film(row: dict[str, Any]) -> str:
    """Where the film of a video is: its largest stream."""
    streams = sorted(objects(row, "streams"), key=lambda one: text(one, "filesize").zfill(20))
    found = [text(one, "url") for one in streams if text(one, "url")]
    return f"Its film: {found[-1][:1000]}" if found else "Its film is not in the archive."


def _paragraph(said: str) -> str:
    return said if said.startswith("<") else f"<p>{said}</p>" if said else ""


def _held(row: dict[str, Any]) -> str:
    """Why it is not public there though it was published; empty if it is."""
    gone = objects(row, "related_content.redirect")
    if gone:
        return f"There its address led to {text(gone[0], 'redirect_url')[:500]}."
    embargo = inside(row, "content_restrictions.embargo")
    if isinstance(embargo, dict) and embargo.get("active") is True:
        return f"EMBARGO there until {text(embargo, 'end_time')[:100] or 'an unknown time'}."
    return ""


def _draft(row: dict[str, Any]) -> bool:
    """Whether it was never published there, or is another text than was."""
    if inside(row, "publishing.has_published_edition") is False:
        return True
    return inside(row, "revision.published") is False or text(row, "status").lower() in (
        "draft", "working", "unpublished", "deleted")


def _sections(row: dict[str, Any]) -> list[str]:
    """The names of its sections, the first one's first; older versions call them sites. One that is
    only referred to is called as it is elsewhere in the story, else as its path ends."""
    sites = row.get("websites")
    held = [one.get("website_section") for one in sites.values() if isinstance(
        one, dict)] if isinstance(sites, dict) else []
    home = sites.get(text(row, "canonical_website")) if isinstance(sites, dict) else None
    first = [home.get("website_section")] if isinstance(home, dict) else []
    given = [inside(row, "taxonomy.primary_section"), inside(row, "taxonomy.primary_site"), *first,
             *objects(row, "taxonomy.sections"), *objects(row, "taxonomy.sites"), *held]
    known = {text(one, "_id"): text(one, "name") for one in given if text(one, "name")}
    named = [text(one, "name") or known.get(text(one, "referent.id")) or _last(
        text(one, "referent.id")) for one in given if isinstance(one, dict)]
    return list(dict.fromkeys(filter(None, named)))


def _last(path: str) -> str:
    return path.strip("/").rpartition("/")[2].replace("-", " ").capitalize()


def _authors(row: dict[str, Any]) -> tuple[str, ...]:
    named = []
    for one in objects(row, "credits.by"):
        first, last = text(one, "first_name"), text(one, "last_name")
        named.append(text(one, "name", "byline") or f"{first} {last}".strip() or text(one, "org"))
    return tuple(dict.fromkeys(filter(None, named)))


def _tags(row: dict[str, Any]) -> Iterator[tuple[str, Kind]]:
    for one in objects(row, "taxonomy.tags"):
        yield text(one, "text", "name", "description", "slug"), ""
    for one in objects(row, "taxonomy.named_entities"):
        yield text(one, "name"), _ENTITIES.get(text(one, "type").lower(), "")
    for one in listed(row, "taxonomy.seo_keywords"):
        if isinstance(one, str):
            yield one, ""


def _addresses(row: dict[str, Any]) -> list[str]:
    found = [text(row, "canonical_url"), text(row, "website_url"), text(row, "short_url")]
    sites = row.get("websites")
    if isinstance(sites, dict):
        found += [text(one, "website_url") for one in sites.values()]
    return [one for one in dict.fromkeys(found) if one.startswith(("/", "http://", "https://"))]


def _place(row: dict[str, Any]) -> str:
    """The place of the dateline; ANS has it as a text, as objects, or in `address`."""
    said = text(row, "dateline", "location")
    return said or text(row, "address.locality")


def _picture(row: dict[str, Any]) -> Any:
    """The lead picture: its own, or that of its film or gallery; None where it has none."""
    image = row.get("promo_image")
    if isinstance(image, dict) and address_of(image):
        return image
    for name in ("promo_items.basic", "promo_items.lead_art"):
        for at in (name, f"{name}.promo_items.basic", f"{name}.promo_items.lead_art"):
            one = inside(row, at)
            if isinstance(one, dict) and text(one, "type") in ("image", "") and address_of(one):
                return one
    return None
