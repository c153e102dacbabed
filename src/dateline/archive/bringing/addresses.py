"""Old addresses: what led to a story in another system leads to it here."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit
from uuid import UUID

from django.utils.encoding import iri_to_uri

from dateline.archive.models import OldAddress
from dateline.delivery.public import READER, depends_on, selector
from dateline.lib.bulk import insert
from dateline.record import public as record

LONGEST = 1000
_SAFE = "/~@!$&'()*+,;=:"


def path_of(address: str) -> str:
    """The path of an address as delivery asks for it, without host, query and final slash.

    Empty for what cannot be told from the front page: only its query says which story is meant.
    """
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return ""
    path = quote("/" + path.strip("/"), safe=_SAFE)
    return path if 1 < len(path) <= LONGEST else ""


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
    depends_on(f"path:{path}")
    row = OldAddress.objects.using(READER).filter(path=path).first() if path else None
    code = record.code_of(str(row.guid)) if row else ""
    story = record.story(code) if code else None
    return iri_to_uri(story.address) if story else ""
