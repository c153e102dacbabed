"""A browsable copy of the site: the pages that it shows as files, from any web server or a disk.

It begins at the front page and the roll of all live stories and follows what pages lead to. What
changed meanwhile is taken in: pages that read what changed are written again, and once more as
long as the log moves, so that nothing killed before the end is in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import timezone

from dateline.archive.leaving import former, titles
from dateline.archive.leaving.book import Book, Title
from dateline.archive.leaving.folder import Leaving
from dateline.archive.leaving.linking import NOWHERE, STATIC, Linker, code_of, file_of, plain
from dateline.delivery.public import Drawing, Drawn, Frame, drawing, snapshot, touched
from dateline.lib.batches import batched
from dateline.lib.progress import Progress
from dateline.lib.zones import zone
from dateline.record import public as record

BEGIN = ("/", "/archive/", "/about/", "/community-standards/", NOWHERE)
AT_ONCE = 200
"""So many addresses are drawn in one snapshot."""
_PASSES = 40
Talked = Callable[[str], bool]
_INSTEAD: Mapping[str, Callable[..., str]] = {
    "search": titles.way, "banner": lambda *said: "", "newer": lambda *said: ""}
_ONCE = frozenset({"edition", "listen"})
"""What each publication changes in every page is drawn once; what is urgent now is left out."""


class Unsteady(Exception):
    """The newsroom publishes faster than pages are written again: the copy is not of one state."""


def copy_site(folder: Path, *, talked: Talked) -> tuple[int, tuple[str, ...]]:
    """Write the copy; how many files, and those that were not there.

    `talked` is a selector: whether somebody said anything on the story of a code. Raises NotEmpty,
    OSError, Unsteady.
    """
    with Leaving(folder) as leaving:
        try:
            with closing(Book(leaving.mark)) as book:
                return _copied(leaving, Copy(leaving, book, talked))
        except sqlite3.OperationalError as trouble:  # the book has no room
            raise OSError(f"{leaving.mark}: {trouble}") from trouble


def _copied(leaving: Leaving, copy: Copy) -> tuple[int, tuple[str, ...]]:
    head, tick = record.head(), _tick()
    copy.all()
    led = False
    for turn in range(_PASSES):
        now = _tick()
        if now != tick and not (turn and record.head() == head):
            head, keys, tick, led = record.head(), touched(tick), now, False
            copy.again(keys)
        elif led:
            break
        else:
            former.write(copy.leaving, copy.linker, copy.book)
            led = True
    else:
        raise Unsteady(f"The log moved {_PASSES} times while pages were written again.")
    files = copy.end()
    leaving.finish(form="static", entries=head, files=files)
    return files, tuple(sorted(leaving.missing))


def _tick() -> int:
    """The last change of anything that shows."""
    with snapshot() as held:
        return held.as_of


class Copy:
    """The copy as it grows."""

    def __init__(self, leaving: Leaving, book: Book, talked: Talked) -> None:
        self.leaving, self.book = leaving, book
        site = record.site()
        self.zone = zone(site.time_zone)
        self.linker = Linker(
            site.base_url, book.add, lambda code: self.drawing.asked(partial(talked, code)))
        self.frame = Frame(_INSTEAD, _ONCE)
        self.drawing: Drawing
        self.bar, self.least = Progress("files"), 3 * record.total()

    def all(self) -> None:
        """Write every story, and all that pages lead to."""
        for address in filter(None, map(plain, BEGIN)):
            self.book.add(address)
        for part in range(record.roll_parts()):
            for some in batched(record.enrolled(part), AT_ONCE):
                self._some(address for one in some for address in _of_story(one.address))
        for guid in record.taken_down(0).acts:
            self.book.add(f"/~{record.code_of(guid)}")  # its notice
        self._rest()

    def again(self, keys: Iterable[str]) -> None:
        """Write again what read one of these keys."""
        for some in self.book.read(keys, AT_ONCE):
            self._some(some)
        self._rest()

    def end(self) -> int:
        """How many files there are."""
        files = sum(each.is_file() for each in self.leaving.folder.rglob("*")) - 1
        self.bar.at(files, files)
        return files

    def _rest(self) -> None:
        while some := self.book.waiting(AT_ONCE):
            self._some(some)
        self.leaving.drop(file_of(titles.TITLES).rpartition("/")[0])
        for part in batched(titles.pages(self.book.titles()), AT_ONCE):
            with drawing(self.frame) as self.drawing:
                for address, view in part:
                    body = self._body(self.drawing.of(view), address)
                    self.leaving.write(file_of(address), body)

    def _some(self, addresses: Iterable[str]) -> None:
        with drawing(self.frame) as self.drawing:
            for address in addresses:
                self._write(address)
                self.bar.at(self.book.done, max(self.book.known, self.least) + 1)

    def _write(self, address: str) -> None:
        if address.startswith(titles.TITLES):
            return
        if address.startswith(STATIC):
            self._asset(address)
            return
        drawn = self.drawing.at(address)
        self.book.wrote(address, drawn.keys)
        page, name = drawn.page, file_of(address)
        onward = page.headers.get("Location", "")
        if page.file:
            self.leaving.copy(Path(settings.DATA) / page.file, name)
        elif page.status >= 400 and not name.endswith(".html"):
            self.leaving.drop(name)
        elif onward:
            self._moved(address, onward)
        else:
            self.leaving.write(name, self._body(drawn, address))
        if code := code_of(address):
            self._title(address, code)

    def _title(self, address: str, code: str) -> None:
        version = self.drawing.asked(lambda: record.story(code, as_of=None))
        if version is None or version.state != "live" or version.address != address:
            self.book.untitle(code)
            return
        at = version.published_at
        year = timezone.localtime(at, self.zone).year if at else 0
        self.book.title(code, version.guid,
                        Title(year, version.headline, version.language, address))

    def _moved(self, address: str, onward: str) -> None:
        page = self.linker.moved(address, onward)
        if page:
            self.leaving.write(file_of(address), page.encode())

    def _body(self, drawn: Drawn, address: str) -> bytes:
        kind = drawn.page.content_type
        if kind.startswith("text/html"):
            return self.linker.page(drawn.body.decode(), address).encode()
        if kind.startswith("text/css"):
            return self.linker.sheet(drawn.body.decode(), address).encode()
        return drawn.body

    def _asset(self, address: str) -> None:
        self.book.wrote(address, ())
        found = finders.find(unquote(address.removeprefix(STATIC)))
        if not isinstance(found, str):
            self.leaving.missing.add(address)
        elif address.endswith(".css"):
            text = self.linker.sheet(Path(found).read_text(), address)
            self.leaving.write(file_of(address), text.encode())
        else:
            self.leaving.copy(Path(found), file_of(address))


def _of_story(address: str) -> tuple[str, ...]:
    """A story's page, its short address and the picture of that."""
    short = f"/~{code_of(address)}"
    return address, short, f"{short}.svg"
