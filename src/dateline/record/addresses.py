"""Addresses of stories and terms (RFC 3986, percent-encoded). Only a story's code decides."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from dateline.record.documents import TermKind
from dateline.record.models import FAMILIES

RESERVED = frozenset({
    "about", "api", "ar", "archive", "at", "author", "card", "community-standards", "desk",
    "discussion", "dossier", "en", "favicon", "feeds", "fr", "healthz", "imprint", "listen", "live",
    "manifest", "media", "oembed", "person", "pictures", "place", "privacy", "programmes", "robots",
    "schedule", "search", "section", "site", "sitemap", "statements", "static", "story", "tag",
    "wire",
})
"""First parts of addresses that no section may take."""
LONGEST = 80
_PARTING = re.compile("[^a-z0-9]+")


def slug_of(text: str, otherwise: str) -> str:
    """A slug in the text's own script, at most 80 signs; `otherwise` where nothing is left.

    Letters, their combining marks (vowel signs of Indic scripts and Thai among them) and numbers
    stay, in lower case; anything else parts words. Django's slugify loses the marks.
    """
    folded = unicodedata.normalize("NFC", text).replace("\u2019", "").replace("'", "")
    lower = folded.lower()
    slug = _PARTING.sub("-", lower).lstrip("-") if lower.isascii() else _parted(lower)
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    return slug.strip("-") or otherwise


def _parted(lower: str) -> str:
    kept: list[str] = []
    for sign in lower.replace("i\u0307", "i"):
        kind = unicodedata.category(sign)[0]
        inside = bool(kept) and kept[-1] != "-"
        if kind in "LN" or (kind == "M" and inside):
            kept.append(sign)
        elif inside:
            kept.append("-")
    return "".join(kept)


def story_address(section_slug: str, slug: str, code: str) -> str:
    """`/<section>/<slug>~CODE`."""
    return f"/{quote(section_slug)}/{quote(slug)}~{code}"


def short_address(code: str) -> str:
    """`/~CODE`."""
    return f"/~{code}"


@lru_cache(4096)  # a list names the same terms on every line
def term_address(kind: TermKind, slug: str) -> str:
    """`/<section>/`, else `/<family>/<slug>/`."""
    family = FAMILIES[kind]
    return f"/{quote(slug)}/" if family == "section" else f"/{family}/{quote(slug)}/"
