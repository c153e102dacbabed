"""Old addresses of stories in a copy of the site: pages that lead on."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote
from uuid import UUID

from dateline.archive.leaving.book import Book
from dateline.archive.leaving.folder import Leaving
from dateline.archive.leaving.linking import Linker, file_of
from dateline.archive.models import OldAddress
from dateline.delivery.public import READER
from dateline.lib.batches import batched

_AT_ONCE = 500


def write(leaving: Leaving, linker: Linker, book: Book) -> None:
    """Write a page for each old address of the stories that have a title, and no other.

    None takes the place of what is there, and none is written for an address that only its query
    tells from others: files have no query.
    """
    for name in book.leads():
        leaving.drop(name)
    book.forget_leads()
    for some in batched(book.stories(), _AT_ONCE):
        stands = {UUID(bytes=guid): address for guid, address in some}
        rows = OldAddress.objects.using(READER).filter(guid__in=stands)
        for path, guid in rows.values_list("path", "guid"):
            name = _file_of(path)
            if name and not leaving.has(name):
                leaving.write(name, linker.leading(stands[guid], name).encode())
                book.lead(name)


def _file_of(path: str) -> str:
    """The file's name; that of an HTML file is its own."""
    if "?" in path:
        return ""
    name = file_of(path)
    given = PurePosixPath(name).parent
    own = given.suffix.lower() in (".html", ".htm") and unquote(path).endswith(given.name)
    return str(given) if own else name
