"""Files of strangers, opened: bounded from one story to the next, and mended where that is safe.

Control characters, which WordPress writes into its exports and no XML may hold (XML 1.0, 2.2), are
left out; single bytes that are no UTF-8 are read as windows-1252. How many is counted.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, cast

from dateline.archive.bringing.shapes import Mended, NotArchive
from dateline.lib.xml import XmlRefused
from dateline.lib.xmlstream import elements

MOST = 16_000_000
"""Bytes from the end of one story to the end of the next."""
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"))
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<", b"\0\0")
_OTHER = re.compile(rb"""<\?xml[^>]{0,200}encoding\s{0,9}=\s{0,9}["'](?!utf-?8["'])""", re.I)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIECE = 1 << 18
_SKIPPED = frozenset({"__MACOSX", "node_modules"})


class TooLarge(ValueError):
    """One story has more bytes than are held in memory."""


class Bounded:
    """A binary file that is read; `begin` says that a story has ended."""

    def __init__(self, file: IO[bytes], most: int = MOST) -> None:
        self.file, self.most, self.count = file, most, 0

    def begin(self) -> None:
        """Count anew."""
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """As a file; raises TooLarge."""
        data = self.file.read(size if 0 <= size < _PIECE else _PIECE)
        self.count += len(data)
        if self.count > self.most:
            raise TooLarge(f"one story, or what stands between two, has more than "
                           f"{self.most:,} bytes")
        return data


class Clean(Bounded):
    """The same for XML in UTF-8; `left` and `odd` count what was mended. Others pass as they are.
    """

    def __init__(self, file: IO[bytes], most: int = MOST) -> None:
        super().__init__(file, most)
        head = file.read(400)
        file.seek(0)
        self.left = self.odd = 0
        self._as_is = head.startswith(_WIDE) or _OTHER.search(head) is not None
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")

    def read(self, size: int = -1) -> bytes:
        """As a file; raises TooLarge."""
        while True:
            data = super().read(size)
            if self._as_is:
                return data
            text = _ILLEGAL.sub(self._mended, self._decoder.decode(data, not data))
            if text or not data:
                return text.encode()

    def _mended(self, found: re.Match[str]) -> str:
        sign = ord(found[0])
        if 0xDC80 <= sign <= 0xDCFF:  # a byte that is no UTF-8
            self.odd += 1
            return bytes([sign - 0xDC00]).decode("windows-1252", "replace")
        self.left += 1
        return ""

    def mends(self) -> Iterator[Mended]:
        """What was mended, in words."""
        if self.left:
            yield Mended(f"{self.left} control characters, which no XML may hold, were left out")
        if self.odd:
            yield Mended(f"{self.odd} bytes are no UTF-8: they were read as windows-1252")


def xml_elements(file: Clean, *paths: str) -> Iterator[Any]:
    """The elements of these paths (see `elements`). Raises NotArchive, with the line."""
    try:
        for element in elements(cast("IO[bytes]", file), *paths):
            yield element
            file.begin()
    except (XmlRefused, TooLarge) as error:
        raise NotArchive(str(error)) from None


def charset_of(path: Path) -> tuple[str, bool]:
    """The character set of a text file, and whether it was guessed: without a mark it is UTF-8 if
    it can be, else windows-1252."""
    with path.open("rb") as file:
        head = file.read(4)
        named = next((name for bom, name in BOMS if head.startswith(bom)), "")
        if named:
            return named, False
        if head[1:2] == b"\0" or head[:1] == b"\0":
            return ("utf-16-le" if head[1:2] == b"\0" else "utf-16-be"), True
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while data := file.read(_PIECE):
                decoder.decode(data)
            decoder.decode(b"", True)
        except UnicodeDecodeError as error:
            # what only breaks off at its end is UTF-8 all the same
            return ("utf-8", False) if error.reason == "unexpected end of data" else (
                "windows-1252", True)
    return "utf-8", False


def opened_text(path: Path, charset: str) -> TextIOWrapper:
    """The file as text, line ends as they are; what is no character becomes U+FFFD."""
    return path.open(encoding=charset, errors="replace", newline="")


def files_below(path: Path, endings: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Files with these endings below a folder (or the one), each with its path there, in order.

    Links are not followed, and hidden folders not entered: what is not of the archive is not read.
    """
    if path.is_file():
        yield path, path.name
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(one for one in inner if not one.startswith(".") and one not in _SKIPPED)
        for name in sorted(names):
            file = Path(folder, name)
            if name.lower().endswith(endings) and not name.startswith(".") and not (
                    file.is_symlink()) and file.is_file():
                yield file, file.relative_to(path).as_posix()
