"""What is known of a copy of the site while it is written, on the disk: a newsroom has millions
of addresses. The file is the mark that the copy is unfinished, and goes with it."""

from __future__ import annotations

import sqlite3
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

_RECENT = 1 << 15
"""So many addresses are remembered that the book has already: pages share most of their links."""
_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
CREATE TABLE address (id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE);
CREATE TABLE written (id INTEGER PRIMARY KEY, keys BLOB NOT NULL);
CREATE TABLE title (code TEXT PRIMARY KEY, guid BLOB NOT NULL, year INTEGER NOT NULL,
    sort TEXT NOT NULL, headline TEXT NOT NULL, language TEXT NOT NULL, address TEXT NOT NULL);
CREATE TABLE lead (name TEXT PRIMARY KEY) WITHOUT ROWID;
BEGIN;
"""


class Title(NamedTuple):
    """A story as a line of the lists by title; `year` is 0 where it has no date."""

    year: int
    headline: str
    language: str
    address: str


class Book:
    """Addresses by the order in which they were found, those written with the keys they read."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.executescript(_TABLES)
        self._recent: set[str] = set()
        self._drained = self.known = self.done = 0

    def add(self, address: str) -> None:
        """Something that a page leads to."""
        if address in self._recent:
            return
        if len(self._recent) >= _RECENT:
            self._recent.clear()
        self._recent.add(address)
        self.known += self._file.execute(
            "INSERT OR IGNORE INTO address (address) VALUES (?)", [address]).rowcount

    def wrote(self, address: str, keys: Iterable[str]) -> None:
        """It is written as it was when it read these keys."""
        self.add(address)
        self.done += self._file.execute(
            "INSERT OR IGNORE INTO written SELECT id, '' FROM address WHERE address = ?",
            [address]).rowcount
        self._file.execute(
            "UPDATE written SET keys = ? WHERE id = (SELECT id FROM address WHERE address = ?)",
            [array("I", map(_mark, keys)).tobytes(), address])

    def waiting(self, most: int) -> list[str]:
        """The next that are not written; each is told once."""
        rows = self._file.execute(
            "SELECT a.id, address FROM address a LEFT JOIN written w ON w.id = a.id"
            " WHERE a.id > ? AND w.id IS NULL ORDER BY a.id LIMIT ?",
            [self._drained, most]).fetchall()
        self._drained = rows[-1][0] if rows else self._drained
        return [address for _, address in rows]

    def read(self, keys: Iterable[str], most: int) -> Iterator[list[str]]:
        """What is written and read one of these keys, some addresses at a time."""
        marks, last = frozenset(map(_mark, keys)), 0
        while rows := self._file.execute(
            "SELECT w.id, address, keys FROM written w JOIN address a ON a.id = w.id"
            " WHERE w.id > ? ORDER BY w.id LIMIT ?", [last, most]).fetchall():
            last = rows[-1][0]
            found = [address for _, address, blob in rows
                     if not marks.isdisjoint(memoryview(blob).cast("I"))]
            if found:
                yield found

    def title(self, code: str, guid: str, title: Title) -> None:
        """A story's line in the lists by title."""
        year, headline, language, address = title
        self._file.execute(
            "INSERT OR REPLACE INTO title VALUES (?, ?, ?, ?, ?, ?, ?)",
            [code, UUID(guid).bytes, year, sorted_by(headline), headline, language, address])

    def untitle(self, code: str) -> None:
        """A story that has no line any more."""
        self._file.execute("DELETE FROM title WHERE code = ?", [code])

    def titles(self) -> Iterator[Title]:
        """All lines, the newest year first, by title within it."""
        for row in self._file.execute(
            "SELECT year, headline, language, address FROM title ORDER BY year DESC, sort, code"):
            yield Title(*row)

    def stories(self) -> Iterator[tuple[bytes, str]]:
        """Guid and address of each story that has a title."""
        yield from self._file.execute("SELECT guid, address FROM title ORDER BY code")

    def lead(self, name: str) -> None:
        """A file of an old address, which leads on."""
        self._file.execute("INSERT OR IGNORE INTO lead VALUES (?)", [name])

    def leads(self) -> Iterator[str]:
        """All such files."""
        yield from (name for name, in self._file.execute("SELECT name FROM lead"))

    def forget_leads(self) -> None:
        """They are gone."""
        self._file.execute("DELETE FROM lead")

    def close(self) -> None:
        """It is needed no more."""
        self._file.close()


def _mark(key: str) -> int:
    """A key in four bytes: two of one mark are only written again together."""
    return zlib.crc32(key.encode())


def sorted_by(headline: str) -> str:
    """What a title is sorted by: without accents, case, and signs before it."""
    plain = unicodedata.normalize("NFKD", headline).casefold()
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    start = next((at for at, sign in enumerate(kept) if sign.isalnum()), 0)
    return kept[start:]
