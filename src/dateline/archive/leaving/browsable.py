"""A browsable copy of the site: the pages that it shows as files, from any web server or a disk.

It begins at the front page and the roll of all live stories and follows what pages lead to. Pages
that read what changed meanwhile are written again, the last time while nothing can change: so the
copy is of the moment at which it ends, and what is gone by then is not in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

from dateline.archive.leaving import former, titles
from dateline.archive.leaving.book import Book
from dateline.archive.leaving.folder import Leaving
from dateline.archive.leaving.hands import Hands
from dateline.archive.leaving.linking import NOWHERE, code_of, file_of, plain
from dateline.archive.leaving.pages import Pages, Part, Talked
from dateline.delivery.public import drawing, snapshot, still, touched
from dateline.lib.batches import batched
from dateline.lib.progress import Progress
from dateline.lib.zones import zone
from dateline.record import public as record

BEGIN = ("/", "/archive/", "/about/", "/community-standards/", NOWHERE)
AT_ONCE = 100
"""So many addresses are drawn in one snapshot."""
LITTLE = 200
"""So many pages are written again while who publishes waits."""
_LISTS = 20
"""So many lists by title are drawn at once: each has hundreds of lines."""
_PASSES = 40


class Unsteady(Exception):
    """The newsroom publishes faster than pages are written again, as in an import."""


def copy_site(
    folder: Path, *, talked: Talked, processes: int = 1
) -> tuple[int, tuple[str, ...]]:
    """Write the copy; how many files, and those that were not there.

    `talked` is a selector: whether somebody said anything on the story of a code. With more than
    one of `processes`, so many are forked for the pages. Raises NotEmpty, OSError, Unsteady.
    """
    with Leaving(folder) as leaving:
        try:
            with closing(Book(leaving.mark)) as book:
                return _copied(leaving, Copy(leaving, book, talked), processes)
        except sqlite3.OperationalError as trouble:  # the book has no room
            raise OSError(f"{leaving.mark}: {trouble}") from trouble


def _copied(leaving: Leaving, copy: Copy, processes: int) -> tuple[int, tuple[str, ...]]:
    copy.begin()
    with closing(Hands(copy.pages, processes)) as copy.hands:
        copy.all()
        for _ in range(_PASSES):
            if copy.again() <= LITTLE:
                break
        else:
            raise Unsteady(
                f"The log moved {_PASSES} times while pages were written again: is an archive "
                "being imported? Export when that has ended")
        leaving.settle()
        copy.again()
    copy.hands = Hands(copy.pages, 1)
    with still():
        if copy.again():
            leaving.settle()
        leaving.finish(form="static", entries=record.head(), files=copy.files)
    copy.bar.at(copy.files, copy.files)
    return copy.files, tuple(sorted(copy.missing))


def _tick() -> int:
    """The last change of anything that shows."""
    with snapshot() as held:
        return held.as_of


class Copy:
    """The copy as it grows."""

    def __init__(self, leaving: Leaving, book: Book, talked: Talked) -> None:
        site = record.site()
        self.leaving, self.book = leaving, book
        self.pages = Pages(leaving, site.base_url, zone(site.time_zone), talked)
        self.hands = Hands(self.pages, 1)
        self.tick, self.files, self.missing = _tick(), 0, set[str]()
        self._lists: dict[str, tuple[bytes, frozenset[str]]] = {}
        self.bar, self.least = Progress("files"), 3 * record.total()

    def begin(self) -> None:
        """Write the pages from which all is reached, and what is drawn once for the whole copy."""
        self._some([[*filter(None, map(plain, BEGIN))]])

    def all(self) -> None:
        """Write every story, and all that pages lead to."""
        self._some(self._stories())
        for guid in record.taken_down(0).acts:
            self.book.add(f"/~{record.code_of(guid)}")  # its notice
        self._rest(frozenset())

    def again(self) -> int:
        """Write again what read what was touched since; how many pages that were."""
        now, keys, done = _tick(), touched(self.tick), 0
        if keys:
            done = self._some(batched(self.book.read(keys), AT_ONCE)) + self._rest(keys)
        self.tick = now
        return done

    def _stories(self) -> Iterator[Sequence[str]]:
        for part in range(record.roll_parts()):
            for some in batched(record.enrolled(part), AT_ONCE // 3):
                yield [address for one in some for address in _of_story(one.address)]

    def _rest(self, keys: frozenset[str]) -> int:
        """What is led to and not written, and the lists of all stories; how many pages."""
        done = 0
        while some := self._some(iter(lambda: self.book.waiting(self._share()), [])):
            done += some
        done += self._list(keys)
        former.write(self.leaving, self.pages.linker, self.book)
        self._take(self.pages.part())
        return done

    def _share(self) -> int:
        """So many at once that all have something to do: the ends of lists are few at a time."""
        left = (self.book.known - self.book.done) // self.hands.count
        return max(10, min(AT_ONCE, left))

    def _some(self, batches: Iterable[Sequence[str]]) -> int:
        return sum(map(self._take, self.hands.draw(batches)))

    def _take(self, part: Part) -> int:
        """Write down what became of some addresses; how many."""
        for one in part.wrote:
            self.book.wrote(one.address, one.marks)
            if one.title:
                self.book.title(one.code, one.guid, one.title)
            elif one.code:
                self.book.untitle(one.code)
        for address in part.found:
            self.book.add(address)
        self.missing |= part.missing
        self.pages.agree(part.first)
        self.files += part.files
        self.bar.at(self.book.done, max(self.book.known, self.least) + 1)
        return len(part.wrote)

    def _list(self, keys: frozenset[str]) -> int:
        """Write the lists by title that are others than they were, or read one of these keys."""
        were, self._lists, done = self._lists, {}, 0
        for part in batched(titles.pages(self.book.titles()), _LISTS):
            with drawing(self.pages.frame) as held:
                self.pages.drawing = held
                for address, view in part:
                    said = blake2b(repr(sorted(view.keywords.items())).encode()).digest()
                    was = were.pop(address, None)
                    if was is None or was[0] != said or not keys.isdisjoint(was[1]):
                        drawn = held.of(view)
                        body = self.pages.body(drawn, address)
                        self.leaving.write(file_of(address), body)
                        was, done = (said, drawn.keys), done + 1
                    self._lists[address] = was
        for address in were:
            self.leaving.drop(file_of(address))
        return done


def _of_story(address: str) -> tuple[str, ...]:
    """A story's page, its short address and the picture of that."""
    short = f"/~{code_of(address)}"
    return address, short, f"{short}.svg"
