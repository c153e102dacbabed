"""Old addresses of stories in a copy of the site: pages that lead on."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote

from dateline.archive.leaving.book import Book
from dateline.archive.leaving.folder import Leaving
from dateline.archive.leaving.linking import Linker, file_of
from dateline.archive.models import OldAddress
from dateline.delivery.public import READER

_AT_ONCE = 500


def write(leaving: Leaving, linker: Linker, book: Book) -> None:
    """Write a page for each old address of the stories whose line changed, if they have one.

    None takes the place of what is there, and none is written for an address that only its query
    tells from others: files have no query.
    """
    while some := book.changed(_AT_ONCE):
        for code, _, _ in some:
            for name, address in book.unlead(code):
                if leaving.holds(name, linker.leading(address, name).encode()):
                    leaving.drop(name)  # else a page has taken its place
        stands = {guid: (code, address) for code, guid, address in some if guid}
        rows = OldAddress.objects.using(READER).filter(guid__in=stands)
        for path, guid in rows.values_list("path", "guid"):
            code, address = stands[guid]
            name = _file_of(path)
            if name and not leaving.has(name):
                leaving.write(name, linker.leading(address, name).encode())
                book.lead(code, name, address)


def _file_of(path: str) -> str:
    """The file's name; that of an HTML file is its own."""
    if "?" in path:
        return ""
    name = file_of(path)
    given = PurePosixPath(name).parent
    own = given.suffix.lower() in (".html", ".htm") and unquote(path).endswith(given.name)
    return str(given) if own else name
