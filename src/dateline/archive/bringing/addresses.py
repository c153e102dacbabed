"""Old addresses: what led to a story in another system leads to it here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit
from uuid import UUID

from django.utils.encoding import iri_to_uri

from dateline.archive.models import OldAddress
from dateline.delivery.public import READER, depends_on, former, selector
from dateline.lib.bulk import insert
from dateline.record import public as record

LONGEST = 1000
_SAFE = "/~@!$&'()*+,;=:"
_AMP = re.compile(r"(?:/amp|\.amp)(?=$|\.html?$)|/amp\.html?$")
_INDEX = re.compile(r"/index\.(?:html?|php|aspx?)$")
_ENDING = re.compile(r"\.(?:html?|php|aspx?)$")


def path_of(address: str) -> str:
    """The path of an address as delivery asks for it, without host and final slash; with its query
    where that numbers a story (`/?p=7`, see `former`); Drupal's `/?q=node/7` is `/node/7`.

    Empty for what is the front page otherwise.
    """
    try:
        parts = urlsplit(address)
        path = unquote(parts.path)
    except ValueError:
        return ""
    if old := former(path, parts.query):
        if not old.startswith("/?q="):
            return old
        path = unquote(old[4:])
    path = quote("/" + path.strip("/"), safe=_SAFE)
    return path if 1 < len(path) <= LONGEST else ""


def forms_of(path: str) -> list[str]:
    """The path, and others by which the same page was asked for: AMP, endings, an index."""
    if "?" in path:
        return [path]
    bare = _AMP.sub("", path.removeprefix("/amp") if path.startswith("/amp/") else path) or path
    bare = _INDEX.sub("", bare) or bare
    plain = _ENDING.sub("", bare) or bare
    found = [path, bare, plain, *(plain + one for one in (".html", ".htm", ".php", "/index.html"))]
    return [one for one in dict.fromkeys(found) if 1 < len(one) <= LONGEST]


def keep(pairs: Iterable[tuple[str, UUID]]) -> list[str]:
    """Keep old paths, the first story that claims one has it; returns the keys that changed."""
    fresh = dict[str, UUID]()
    for path, guid in pairs:
        fresh.setdefault(path, guid)
    for path in OldAddress.objects.filter(path__in=fresh).values_list("path", flat=True):
        del fresh[path]
    insert(OldAddress, ("path", "guid"), fresh.items(), once=["path"])
    return [f"path:{path}" for path in fresh]


@selector
def moved(address: str) -> str:
    """Where an unknown address leads now; empty: nowhere. `address` is percent-encoded."""
    path = path_of(address)
    forms = forms_of(path) if path else []
    depends_on(*(f"path:{one}" for one in forms or [path]))
    rows = {row.path: row for row in OldAddress.objects.using(READER).filter(path__in=forms)}
    row = next((rows[one] for one in forms if one in rows), None)
    code = record.code_of(str(row.guid)) if row else ""
    story = record.story(code) if code else None
    return iri_to_uri(story.address) if story else ""
