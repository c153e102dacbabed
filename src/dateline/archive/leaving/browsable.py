"""A browsable copy of the site: its own stored pages as files, from any web server or a disk.

It begins at the front page and the roll of all live stories and follows what pages lead to. What
changed meanwhile is taken in: pages that are no longer the same are written again, and once more as
long as the log moves, so that nothing killed before the end is in it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders

from dateline.archive.leaving.folder import Leaving
from dateline.archive.leaving.linking import STATIC, Linker, file_of, plain
from dateline.delivery.public import Whole, serve, snapshot
from dateline.lib.progress import Progress
from dateline.record import public as record

BEGIN = ("/", "/archive/", "/about/", "/community-standards/")
_PASSES = 20


class Unsteady(Exception):
    """The newsroom publishes faster than pages are written again: the copy is not of one state."""


def copy_site(folder: Path) -> tuple[int, tuple[str, ...]]:
    """Write the copy; how many files, and those that were not there. Raises NotEmpty, OSError,
    Unsteady."""
    copy = Copy(Leaving(folder))
    head, tick = record.head(), _tick()
    copy.all(BEGIN)
    for part in range(record.roll_parts()):
        copy.all(one.address for one in record.enrolled(part))
    for turn in range(_PASSES):
        if _tick() == tick or (turn and record.head() == head):
            break
        head = record.head()
        copy.again()
    else:
        raise Unsteady(f"The log moved {_PASSES} times while pages were written again.")
    files = sum(each.is_file() for each in folder.rglob("*"))
    copy.leaving.finish(form="static", entries=head, files=files)
    return files, tuple(sorted(copy.leaving.missing))


def _tick() -> int:
    """The last change of anything that shows."""
    with snapshot() as held:
        return held.as_of


class Copy:
    """What was written, by address, with the validator it had then."""

    def __init__(self, leaving: Leaving) -> None:
        self.leaving = leaving
        self.written: dict[str, str] = {}
        self.waiting: deque[str] = deque()
        self.linker = Linker(record.site().base_url, self.found)
        self.bar = Progress("files")

    def found(self, address: str) -> None:
        """Something that a page leads to."""
        if address not in self.written:
            self.written[address] = ""
            self.waiting.append(address)

    def all(self, addresses: Iterable[str]) -> None:
        """Write these and all that they lead to."""
        for address in filter(None, map(plain, addresses)):
            self.found(address)
        while self.waiting:
            self._write(self.waiting.popleft())
            self.bar.at(len(self.written) - len(self.waiting), len(self.written))

    def again(self) -> None:
        """Write again what is no longer the same."""
        for address, etag in list(self.written.items()):
            if not address.startswith(STATIC) and serve(address).etag != etag:
                self._write(address)
        self.all(())

    def _write(self, address: str) -> None:
        if address.startswith(STATIC):
            self._asset(address)
            return
        whole = serve(address)
        self.written[address] = whole.etag
        page, name = whole.page, file_of(address)
        onward = dict(page.headers).get("Location", "")
        if page.file:
            self.leaving.copy(Path(settings.DATA) / page.file, name)
        elif page.status >= 400 and not name.endswith(".html"):
            self.leaving.drop(name)
        elif onward:
            self._moved(address, onward)
        else:
            self.leaving.write(name, self._body(whole, address))

    def _moved(self, address: str, onward: str) -> None:
        page = self.linker.moved(address, onward)
        if page:
            self.leaving.write(file_of(address), page.encode())

    def _body(self, whole: Whole, address: str) -> bytes:
        kind = whole.page.content_type
        if kind.startswith("text/html"):
            return self.linker.page(whole.body.decode(), address).encode()
        if kind.startswith("text/css"):
            return self.linker.sheet(whole.body.decode(), address).encode()
        return whole.body

    def _asset(self, address: str) -> None:
        found = finders.find(unquote(address.removeprefix(STATIC)))
        if not isinstance(found, str):
            self.leaving.missing.add(address)
        elif address.endswith(".css"):
            text = self.linker.sheet(Path(found).read_text(), address)
            self.leaving.write(file_of(address), text.encode())
        else:
            self.leaving.copy(Path(found), file_of(address))
