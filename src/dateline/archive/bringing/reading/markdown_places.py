"""What the path of a Markdown file says: its day, name, language, old addresses; or that it is no
story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from dateline.archive.bringing.reading.markdown_front import said_of

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
    if "content" in folders:
        folders = folders[folders.index("content") + 1:]
    return Place(where, slug, dated[1] if dated else "", language,
                 "_drafts" in path.parts, folders, passed)


def addresses(said: dict[str, Any], place: Place, kinds: list[str]) -> list[str]:
    """What it says itself; else Jekyll's own of a dated post, else Hugo's by its folder."""
    own = said_of(said, "permalink", "url")
    given = [one for name in ("aliases", "redirect_from", "redirects")
             for one in _listed(said.get(name))]
    found = [_path(one, place) for one in (own, *given) if one and not _is_pattern(one)]
    slug = said_of(said, "slug") or place.slug
    if place.day and not (own and not _is_pattern(own)):
        path = "/".join([*(quote(kind.lower().replace(" ", "-")) for kind in kinds),
                         *place.day.split("-"), quote(slug)])
        found += [f"/{path}.html", f"/{path}/"]
    elif not own and not any(one.startswith("_") for one in place.folders):
        folders = [place.language] if place.language else []
        found.append("/" + "/".join(quote(one) for one in (*folders, *place.folders, slug)) + "/")
    return list(dict.fromkeys(found))


def _listed(given: Any) -> list[str]:
    if isinstance(given, str):
        return [given]
    return [one for one in given if isinstance(one, str)] if isinstance(given, list) else []


def _is_pattern(address: str) -> bool:
    """`/:categories/:title/` and `pretty` say how addresses are made."""
    rest = address.removeprefix("http:").removeprefix("https:")
    return ":" in rest or address in ("pretty", "date", "ordinal", "none")


def _path(address: str, place: Place) -> str:
    """Hugo's aliases without a slash stand beside the story."""
    if address.startswith(("/", "http://", "https://")):
        return address
    return "/" + "/".join((*place.folders, address)) if not place.folders or not place.folders[
        0].startswith("_") else "/" + address
