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
_ROWS = 500
_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
CREATE TABLE address (id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE);
CREATE TABLE written (id INTEGER PRIMARY KEY, keys BLOB NOT NULL);
CREATE TABLE title (code TEXT PRIMARY KEY, guid BLOB NOT NULL, year INTEGER NOT NULL,
    sort TEXT NOT NULL, headline TEXT NOT NULL, language TEXT NOT NULL, address TEXT NOT NULL);
CREATE INDEX by_title ON title (year DESC, sort, code);
CREATE TABLE changed (code TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE lead (code TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
    PRIMARY KEY (code, name)) WITHOUT ROWID;
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

    def wrote(self, address: str, marks: bytes) -> None:
        """It is written as it was when it read the keys of these marks."""
        self.add(address)
        self.done += self._file.execute(
            "INSERT OR IGNORE INTO written SELECT id, '' FROM address WHERE address = ?",
            [address]).rowcount
        self._file.execute(
            "UPDATE written SET keys = ? WHERE id = (SELECT id FROM address WHERE address = ?)",
            [marks, address])

    def waiting(self, most: int) -> list[str]:
        """The next that are not written; each is told once."""
        rows = self._file.execute(
            "SELECT a.id, address FROM address a LEFT JOIN written w ON w.id = a.id"
            " WHERE a.id > ? AND w.id IS NULL ORDER BY a.id LIMIT ?",
            [self._drained, most]).fetchall()
        self._drained = rows[-1][0] if rows else self._drained
        return [address for _, address in rows]

    def read(self, keys: Iterable[str]) -> Iterator[str]:
        """What is written and read one of these keys."""
        marks, last = frozenset(map(_mark, keys)), 0
        while rows := self._file.execute(
            "SELECT w.id, address, keys FROM written w JOIN address a ON a.id = w.id"
            " WHERE w.id > ? ORDER BY w.id LIMIT ?", [last, _ROWS]).fetchall():
            last = rows[-1][0]
            yield from (address for _, address, blob in rows
                        if not marks.isdisjoint(memoryview(blob).cast("I")))

    def title(self, code: str, guid: str, title: Title) -> None:
        """A story's line in the lists by title."""
        year, headline, language, address = title
        self._file.execute(
            "INSERT OR REPLACE INTO title VALUES (?, ?, ?, ?, ?, ?, ?)",
            [code, UUID(guid).bytes, year, sorted_by(headline), headline, language, address])
        self._file.execute("INSERT OR IGNORE INTO changed VALUES (?)", [code])

    def untitle(self, code: str) -> None:
        """A story that has no line any more."""
        self._file.execute("DELETE FROM title WHERE code = ?", [code])
        self._file.execute("INSERT OR IGNORE INTO changed VALUES (?)", [code])

    def titles(self) -> Iterator[Title]:
        """All lines, the newest year first, by title within it."""
        for row in self._file.execute(
            "SELECT year, headline, language, address FROM title ORDER BY year DESC, sort, code"):
            yield Title(*row)

    def changed(self, most: int) -> list[tuple[str, UUID | None, str]]:
        """Code, guid and address of some stories whose line was written or taken away since they
        were told last; those that have none now have no guid."""
        rows = self._file.execute(
            "SELECT c.code, guid, address FROM changed c LEFT JOIN title t ON t.code = c.code"
            " LIMIT ?", [most]).fetchall()
        self._file.executemany("DELETE FROM changed WHERE code = ?", [row[:1] for row in rows])
        return [(code, UUID(bytes=guid) if guid else None, address or "")
                for code, guid, address in rows]

    def lead(self, code: str, name: str, address: str) -> None:
        """A file of an old address of a story, which leads to this one."""
        self._file.execute("INSERT OR REPLACE INTO lead VALUES (?, ?, ?)", [code, name, address])

    def unlead(self, code: str) -> list[tuple[str, str]]:
        """The files that led to a story, with the address they led to; they are forgotten."""
        rows = self._file.execute(
            "SELECT name, address FROM lead WHERE code = ?", [code]).fetchall()
        self._file.execute("DELETE FROM lead WHERE code = ?", [code])
        return rows

    def close(self) -> None:
        """It is needed no more."""
        self._file.close()


def marks_of(keys: Iterable[str]) -> bytes:
    """Keys as the book has them."""
    return array("I", map(_mark, keys)).tobytes()


def _mark(key: str) -> int:
    """A key in four bytes: two of one mark are only written again together."""
    return zlib.crc32(key.encode())


def sorted_by(headline: str) -> str:
    """What a title is sorted by: without accents, case, and signs before it."""
    plain = unicodedata.normalize("NFKD", headline).casefold()
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    start = next((at for at, sign in enumerate(kept) if sign.isalnum()), 0)
    return kept[start:]
