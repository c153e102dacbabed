"""A file's parts laid out on disk, thread by thread, before anything of them is kept.

Disqus' posts come in the order of time over all threads, parents may stand after their children,
and a file that breaks off must leave nothing: so it is read whole into a table of its own first.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

from dateline.discussion.bringing.shapes import (
    Brought,
    Conversation,
    Doubtful,
    Mended,
    Parts,
    Passed,
    Person,
)

_TABLES = """
CREATE TABLE talk (ref TEXT PRIMARY KEY, said TEXT NOT NULL);
CREATE TABLE person (ref TEXT PRIMARY KEY, said TEXT NOT NULL);
CREATE TABLE comment (id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, talk TEXT NOT NULL,
  parent TEXT NOT NULL, at TEXT NOT NULL, number INTEGER NOT NULL, said TEXT NOT NULL);
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
"""
_TIMES = ("at", "public_at", "edited_at", "opened_at", "closed_at", "joined_at", "erased_at")
TOLD_EVERY = 1000


class Row(NamedTuple):
    """A comment's place, without its text."""

    id: int
    ref: str
    parent: str
    at: str
    number: int


class Staged:
    """What a file holds."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.passed: Counter[str] = Counter()
        self.doubtful: list[Doubtful] = []
        self.mended: list[str] = []
        self.comments = 0

    def take(self, parts: Parts) -> Iterator[int]:
        """Lay it out; yields now and then how many comments there are so far."""
        for part in parts:
            if isinstance(part, Passed):
                self.passed[part.what] += 1
            elif isinstance(part, Doubtful):
                self.doubtful.append(part)
            elif isinstance(part, Mended):
                self.mended.append(part.what)
            elif isinstance(part, Brought):
                self._comment(part)
                if self.comments % TOLD_EVERY == 0:
                    yield self.comments
            else:
                table = "talk" if isinstance(part, Conversation) else "person"
                self.database.execute(
                    f"INSERT OR IGNORE INTO {table} VALUES (?, ?)",  # noqa: S608
                    (part.ref, _spelled(part)))
        self.database.execute("CREATE INDEX by_talk ON comment (talk)")

    def _comment(self, part: Brought) -> None:
        said = _spelled(part)
        row = (part.ref, part.conversation, part.parent, part.at.isoformat(), part.number, said)
        try:
            self.database.execute(
                "INSERT INTO comment (ref, talk, parent, at, number, said) VALUES (?,?,?,?,?,?)",
                row)
            self.comments += 1
        except sqlite3.IntegrityError:
            self.doubtful.append(Doubtful(part.where, "another comment of the file has this id"))

    def conversations(self) -> Iterator[tuple[Conversation, int]]:
        """Each that has comments, in the order of the file, and how many."""
        rows = self.database.execute(
            "SELECT talk, count(*), min(id) FROM comment GROUP BY talk ORDER BY min(id)").fetchall()
        for ref, many, _first in rows:
            found = self.database.execute("SELECT said FROM talk WHERE ref = ?", (ref,)).fetchone()
            yield Conversation(**_read(found[0])) if found else Conversation(ref), many

    def rows(self, conversation: str) -> list[Row]:
        """The comments of a conversation."""
        found = self.database.execute(
            "SELECT id, ref, parent, at, number FROM comment WHERE talk = ?", (conversation,))
        return [Row(*row) for row in found]

    def comments_of(self, ids: Iterable[int]) -> dict[int, Brought]:
        """These comments whole."""
        wanted = list(ids)
        marks = ", ".join("?" * len(wanted))
        found = self.database.execute(
            f"SELECT id, said FROM comment WHERE id IN ({marks})", wanted)  # noqa: S608
        return {number: Brought(**_read(said)) for number, said in found}

    def person(self, ref: str) -> Person | None:
        """Who this is; None: the file does not tell."""
        found = self.database.execute("SELECT said FROM person WHERE ref = ?", (ref,)).fetchone()
        return Person(**_read(found[0])) if found else None


@contextmanager
def staged() -> Iterator[Staged]:
    """A place for one file, which is gone after."""
    with tempfile.NamedTemporaryFile(prefix="dateline-comments-") as file:
        database = sqlite3.connect(file.name, isolation_level=None)
        try:
            database.executescript(_TABLES)
            database.execute("BEGIN")
            yield Staged(database)
        finally:
            database.close()


def _spelled(part: Any) -> str:
    return json.dumps(asdict(part), default=lambda value: value.isoformat())


def _read(text: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(text)
    for name in _TIMES:
        if said.get(name):
            said[name] = datetime.fromisoformat(said[name])
    if "names" in said:
        said["names"] = tuple(said["names"])
    return said
