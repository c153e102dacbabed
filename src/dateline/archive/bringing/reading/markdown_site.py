"""What a site of Jekyll, Hugo or Hexo says of all of its stories: zone, addresses, authors."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import yaml

from dateline.archive.bringing.reading.markdown_front import said_of
from dateline.archive.bringing.reading.saying import text
from dateline.archive.bringing.times import Ours

MOST = 1_000_000
"""Bytes of one file."""
_CONFIGS = ("_config.yml", "_config.yaml", "_config.toml", "hugo.toml", "hugo.yaml", "hugo.yml",
            "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json",
            "config/_default/hugo.toml", "config/_default/config.toml",
            "config/_default/hugo.yaml", "config/_default/config.yaml")
_AUTHORS = ("_data/authors.yml", "_data/authors.yaml", "_data/authors.json", "data/authors.yml",
            "data/authors.yaml", "data/authors.json", "data/authors.toml")


@dataclass(frozen=True)
class Site:
    """`prefix` stands before every address. `pattern` makes those of posts, `patterns` those of a
    section; empty: the system's own. `authors` have their names by their short ones."""

    zone: tzinfo | None = None
    prefix: str = ""
    pattern: str = ""
    patterns: Mapping[str, str] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)
    jekyll: bool = False


def site_of(path: Path, zone: tzinfo | None) -> Site:
    """What the folder says; `zone` is that of the person who imports, which goes before, or the
    newsroom's own."""
    if not path.is_dir():
        return Site(zone)
    said = _first(path, _CONFIGS)
    low = {str(key).lower(): value for key, value in said.items()}
    permalinks = low.get("permalinks")
    if isinstance(permalinks, dict) and isinstance(permalinks.get("page"), dict):
        permalinks = permalinks["page"]
    made = {str(key).lower(): value for key, value in permalinks.items()
            if isinstance(value, str)} if isinstance(permalinks, dict) else {}
    if zone is None or isinstance(zone, Ours):
        zone = _zone(said_of(low, "timezone")) or zone
    return Site(
        zone, _prefix(low), said_of(low, "permalink"), made,
        _authors(_first(path, _AUTHORS)),
        jekyll=any(one.is_dir() for one in path.rglob("_posts")))


def _first(path: Path, names: tuple[str, ...]) -> dict[str, Any]:
    """What the first of these files that is there says; what cannot be read says nothing."""
    for name in names:
        file = path / name
        if file.is_symlink() or not file.is_file() or file.stat().st_size > MOST:
            continue
        try:
            said = _read(file)
        except (OSError, ValueError, RecursionError, yaml.YAMLError):
            said = None
        return said if isinstance(said, dict) else {}
    return {}


def _read(file: Path) -> Any:
    said = file.read_text(encoding="utf-8-sig")
    if file.suffix == ".toml":
        return tomllib.loads(said)
    if file.suffix == ".json":
        return json.loads(said)
    return yaml.load(said, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts and lists alone


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError):
        return None


def _prefix(said: dict[str, Any]) -> str:
    """Jekyll's `baseurl`, or the path of the site's address."""
    base = said_of(said, "baseurl", "root", "url")
    try:
        return urlsplit(base).path.strip("/")
    except ValueError:
        return ""


def _authors(said: dict[str, Any]) -> dict[str, str]:
    named = {str(key): text(one, "name", "display_name", "fullname") for key, one in said.items()}
    return {key: name for key, name in named.items() if name}


# -- addresses by a pattern ----------------------------------------------------------------------

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html", "none": "/:categories/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
}
_TOKEN = re.compile(r":([a-z_]+)")


def is_pattern(address: str) -> bool:
    """`/:categories/:title/` and `pretty` say how addresses are made."""
    rest = address.removeprefix("http:").removeprefix("https:")
    return ":" in rest or address in _STYLES


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """The address that a pattern makes; empty where it asks for something that is not known."""
    pattern = _STYLES.get(pattern, pattern)
    wanted = set(_TOKEN.findall(pattern))
    if wanted - values.keys() - {"categories", "output_ext"}:
        return ""
    made = _TOKEN.sub(lambda found: values.get(found[1], ""), pattern)
    return re.sub("/{2,}", "/", f"/{made}")
