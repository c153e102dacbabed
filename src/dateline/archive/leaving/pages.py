"""Pages of the site as files of a copy, some hundred in a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import timezone

from dateline.archive.leaving import titles
from dateline.archive.leaving.book import Title, marks_of
from dateline.archive.leaving.folder import Leaving
from dateline.archive.leaving.linking import STATIC, Linker, code_of, file_of
from dateline.delivery.public import Drawing, Drawn, Frame, drawing
from dateline.record import public as record

_INSTEAD: Mapping[str, Callable[..., str]] = {
    "search": titles.way, "banner": lambda *said: "", "newer": lambda *said: ""}
_ONCE = frozenset({"edition", "listen"})
"""What each publication changes in every page is drawn once; what is urgent now is left out."""
_TOLD = 1 << 15
"""So many addresses are remembered that were found already: pages share most of their links."""
Talked = Callable[[str], bool]


class Wrote(NamedTuple):
    """An address that is written, the marks of the keys it read, and what it says of a story: its
    code, guid and title (empty, None: it is not one, or is one no more)."""

    address: str
    marks: bytes
    code: str = ""
    guid: str = ""
    title: Title | None = None


class Part(NamedTuple):
    """Some addresses that are written, what they lead to, the files that were not there, how many
    are there now that were not before, and what was drawn once for the whole copy."""

    wrote: list[Wrote]
    found: list[str]
    missing: set[str]
    files: int
    first: dict[str, bytes]


class Pages:
    """Writes pages; each process of a copy has one."""

    def __init__(self, leaving: Leaving, base: str, zone: tzinfo, talked: Talked) -> None:
        self.leaving, self.zone = leaving, zone
        self.linker = Linker(
            base, self._find, lambda code: self.drawing.asked(partial(talked, code)))
        self.frame = Frame(_INSTEAD, _ONCE)
        self.drawing: Drawing
        self._wrote: list[Wrote] = []
        self._found: list[str] = []
        self._told: set[str] = set()

    def draw(self, addresses: Iterable[str]) -> Part:
        """Write these in one snapshot."""
        with drawing(self.frame) as self.drawing:
            for address in addresses:
                self._write(address)
        return self.part()

    def part(self) -> Part:
        """What was written since this was asked last."""
        leaving = self.leaving
        part = Part(self._wrote, self._found, leaving.missing, leaving.files,
                    self.frame.first)
        self._wrote, self._found, leaving.missing, leaving.files = [], [], set(), 0
        return part

    def agree(self, first: dict[str, bytes]) -> None:
        """Take what another process drew once for the whole copy."""
        self.frame.first.update(first | self.frame.first)

    def body(self, drawn: Drawn, address: str) -> bytes:
        """What was drawn, its links relative."""
        kind = drawn.page.content_type
        if kind.startswith("text/html"):
            return self.linker.page(drawn.body.decode(), address).encode()
        if kind.startswith("text/css"):
            return self.linker.sheet(drawn.body.decode(), address).encode()
        return drawn.body

    def _find(self, address: str) -> None:
        if address in self._told:
            return
        if len(self._told) >= _TOLD:
            self._told.clear()
        self._told.add(address)
        self._found.append(address)

    def _write(self, address: str) -> None:
        if address.startswith(titles.TITLES):
            return
        if address.startswith(STATIC):
            self._asset(address)
            return
        drawn = self.drawing.at(address)
        page, name = drawn.page, file_of(address)
        onward = page.headers.get("Location", "")
        if page.file:
            self.leaving.copy(Path(settings.DATA) / page.file, name)
        elif page.status >= 400 and not name.endswith(".html"):
            self.leaving.drop(name)
        elif onward:
            self._moved(address, onward)
        else:
            self.leaving.write(name, self.body(drawn, address))
        code = code_of(address)
        said = self._title(address, code) if code else ("", None)
        self._wrote.append(Wrote(address, marks_of(drawn.keys), code, *said))

    def _title(self, address: str, code: str) -> tuple[str, Title | None]:
        version = self.drawing.asked(lambda: record.story(code, as_of=None))
        if version is None or version.state != "live" or version.address != address:
            return "", None
        at = version.published_at
        year = timezone.localtime(at, self.zone).year if at else 0
        return version.guid, Title(year, version.headline, version.language, address)

    def _moved(self, address: str, onward: str) -> None:
        page = self.linker.moved(address, onward)
        if page:
            self.leaving.write(file_of(address), page.encode())

    def _asset(self, address: str) -> None:
        self._wrote.append(Wrote(address, b""))
        found = finders.find(unquote(address.removeprefix(STATIC)))
        if not isinstance(found, str):
            self.leaving.missing.add(address)
        elif address.endswith(".css"):
            text = self.linker.sheet(Path(found).read_text(), address)
            self.leaving.write(file_of(address), text.encode())
        else:
            self.leaving.copy(Path(found), file_of(address))
