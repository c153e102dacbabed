"""What the path of a Markdown file says: its day, name, language, old addresses; or that it is no
story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from dateline.archive.bringing.reading.markdown_front import said_of
from dateline.archive.bringing.reading.markdown_site import Site, filled, is_pattern

_DATED = re.compile(r"(\d{4}-\d\d?-\d\d?)-(.+)")
_LANGUAGE = re.compile(r"(.+)\.([a-z]{2}(?:-[A-Za-z]{2,4})?)")
_FURNITURE = frozenset({"readme", "license", "licence", "changelog", "contributing", "404",
                        "code_of_conduct"})
_NO_TEXTS = frozenset({"_includes", "_layouts", "_data", "_sass", "_site", "themes", "archetypes",
                       "layouts", "vendor", "i18n"})


@dataclass(frozen=True)
class Place:
    """`where` it is; `day` and `slug` by its name; `passed` says what it is if no story."""

    where: str
    slug: str
    day: str = ""
    language: str = ""
    draft: bool = False
    folders: tuple[str, ...] = ()
    """Above it, below `content`."""
    passed: str = ""
    stem: str = ""
    """Its name, with the day where that has one."""
    collection: str = ""
    """Jekyll's, such as `posts`."""
    kinds: tuple[str, ...] = ()
    """Folders above `_posts`, which are categories."""


def place_of(where: str, *, jekyll: bool) -> Place:
    """What the path below the archive's folder says. In Jekyll's, a file in none of the folders
    that begin with `_` is a page."""
    path = PurePosixPath(where)
    folders, stem, language = path.parts[:-1], path.stem, ""
    if spoken := _LANGUAGE.fullmatch(stem):
        stem, language = spoken[1], spoken[2]
    passed = ""
    if stem.lower() in _FURNITURE or _NO_TEXTS & set(folders):
        passed = "page"
    elif stem == "_index":
        passed = "page of a section"
    elif jekyll and not any(one.startswith("_") for one in folders):
        passed = "page"
    dated = _DATED.fullmatch(stem)
    slug = dated[2] if dated else stem
    if slug == "index" and folders:
        folders, slug = folders[:-1], folders[-1]
        stem = slug
    if "content" in folders:
        folders = folders[folders.index("content") + 1:]
    at = next((n for n, one in enumerate(folders) if one.startswith("_")), -1)
    kinds = tuple(one for one in folders[:max(at, 0)] if one != "source")
    return Place(
        where, slug, dated[1] if dated else "", language, "_drafts" in path.parts, folders, passed,
        stem, folders[at].strip("_") if at >= 0 else "",
        kinds if at >= 0 and folders[at] == "_posts" else ())


def addresses(said: dict[str, Any], place: Place, kinds: list[str], site: Site) -> list[str]:
    """What it says itself; else what the site's pattern makes; else Jekyll's own of a post, or
    Hugo's by its folder."""
    own = said_of(said, "permalink", "url")
    given = [one for name in ("aliases", "alias", "redirect_from", "redirects")
             for one in _listed(said.get(name))]
    found = [_path(one, place) for one in (own, *given) if one and not is_pattern(one)]
    if not own or is_pattern(own):
        found += [f"/{site.prefix}{one}" if site.prefix else one
                  for one in _made(said, place, kinds, site, own)]
    return list(dict.fromkeys(found))


def _made(
    said: dict[str, Any], place: Place, kinds: list[str], site: Site, own: str
) -> list[str]:
    slug = said_of(said, "slug") or place.slug
    if place.draft and not place.day:
        return []
    day = (said_of(said, "date") or place.day)[:10].split("-")
    dated = len(day) == 3 and all(one.isdecimal() for one in day)
    values = _values(slug, place, kinds, said) | (_days(*map(int, day)) if dated else {})
    section = place.folders[0].lower() if place.folders else ""
    pattern = own or site.patterns.get(section, "") or (
        site.pattern if place.collection in ("", "posts") else "")
    if pattern and (made := filled(pattern, values)):
        return [made]
    if place.collection not in ("", "posts"):
        return [f"/{place.collection}/{quote(slug)}.html"]
    found = []
    if dated and (place.day or place.collection):
        path = "/".join([*(quote(kind.lower().replace(" ", "-")) for kind in kinds), *day,
                         quote(slug)])
        found += [f"/{path}.html", f"/{path}/"]
        if place.collection and not place.day:  # Hexo's, which has no categories in it
            found.append("/" + "/".join((*day, quote(slug))) + "/")
    if not place.collection:
        whole = said_of(said, "slug") or place.stem
        path = "/".join(quote(one) for one in (
            *([place.language] if place.language else []), *place.folders, whole))
        found += [f"/{path}/", f"/{path.lower().replace('%20', '-')}/"]
    return found


def _values(slug: str, place: Place, kinds: list[str], said: dict[str, Any]) -> dict[str, str]:
    title = re.sub(r"[^\w]+", "-", said_of(said, "title").lower()).strip("-") or slug
    section = place.folders[0] if place.folders else ""
    return {
        "categories": "/".join(kind.lower().replace(" ", "-") for kind in kinds),
        "category": (kinds[0].lower().replace(" ", "-") if kinds else ""), "slug": slug,
        "title": slug if place.collection else title, "name": place.slug, "filename": place.slug,
        "contentbasename": place.slug, "section": section, "sections": "/".join(place.folders),
        "slugorfilename": slug, "slugorcontentbasename": slug, "output_ext": ".html",
    }


def _days(year: int, month: int, day: int) -> dict[str, str]:
    try:
        when = date(year, month, day)
    except ValueError:
        return {}
    return {"year": f"{year:04}", "month": f"{month:02}", "day": f"{day:02}", "i_month": f"{month}",
            "i_day": f"{day}", "short_year": f"{year % 100:02}", "monthname": f"{when:%B}",
            "y_day": f"{when:%j}", "yearday": f"{when:%j}", "week": f"{when:%V}",
            "short_day": f"{when:%a}", "short_month": f"{when:%b}", "long_month": f"{when:%B}"}


def _listed(given: Any) -> list[str]:
    if isinstance(given, str):
        return [given]
    return [one for one in given if isinstance(one, str)] if isinstance(given, list) else []


def _path(address: str, place: Place) -> str:
    """Hugo's aliases without a slash stand beside the story."""
    if address.startswith(("/", "http://", "https://")):
        return address
    return "/" + "/".join((*place.folders, address)) if not place.folders or not place.folders[
        0].startswith("_") else "/" + address
