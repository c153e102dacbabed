"""From a story to its rows: what stays the same keeps its row, and what the desk decided holds."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db.models import QuerySet

from dateline.archive.models import Statement
from dateline.archive.searching.tokens import primary
from dateline.archive.statements.extracting import Said, said_in
from dateline.archive.statements.people import Known
from dateline.archive.statements.tokens import tokens_of
from dateline.record.public import Version

BITS = 24
UNDATED = int(datetime(1000, 1, 1, tzinfo=UTC).timestamp()) << BITS
RULES = 2
"""The edition of the rules by which statements are found: with another one all are read again."""
DECIDED = ("confirmed", "denied")


def first_number(at: datetime | None) -> int:
    """The first number of a statement of that second; undated ones come before all."""
    return int(at.timestamp()) << BITS if at else UNDATED


def known_of(story: Version) -> list[Known]:
    """Whom a story is tagged with."""
    return [Known(tag.number, tag.name, tag.kind == "person")
            for tag in story.tags if tag.kind in ("person", "organisation")]


def said_by(story: Version) -> tuple[Said, ...]:
    """What a live story says that somebody said."""
    return said_in(story.blocks, story.language, known_of(story))


def digest_of(words: str) -> str:
    """Of the words, whatever marks and blanks they are set in."""
    plain = unicodedata.normalize("NFKC", words).translate(_MARKS)
    return hashlib.sha256(" ".join(plain.split()).encode()).hexdigest()[:32]


_MARKS = dict.fromkeys(map(ord, "“”„«»"), '"') | dict.fromkeys(map(ord, "‘’‚"), "'")


class Numbers:
    """Numbers for new statements of one batch."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}

    def next(self, at: datetime | None) -> int:
        """The next one that is free from the first of that second on."""
        first = first_number(at)
        last = self._last.get(first)
        if last is None:
            rows = Statement.objects.filter(id__gte=first, id__lt=first + (1 << BITS))
            last = rows.order_by("-id").values_list("id", flat=True).first()
        self._last[first] = first if last is None else last + 1
        return self._last[first]


class Change:
    """What a batch does to the table."""

    def __init__(self, seq: int) -> None:
        self.seq, self.numbers = seq, Numbers()
        self.added: list[Statement] = []
        self.changed: list[Statement] = []
        self.terms: set[int] = set()

    def bring(self, story: Version, said: Sequence[Said], held: Sequence[Statement]) -> None:
        """Make the rows of a story what its live version says."""
        left = [row for row in held if row.to_seq is None]
        if left and all((row.version, row.rules) == (story.version, RULES) for row in left):
            return
        decided = {row.digest: row for row in held if row.standing in DECIDED}
        for position, one in enumerate(said):
            digest = digest_of(one.words)
            row = next((row for row in left if row.digest == digest
                        and row.at == story.published_at), None)
            if row is not None:
                left.remove(row)
                self.changed.append(row)
                self.terms.update((row.term, row.place or 0))
            else:
                row = Statement(id=self.numbers.next(story.published_at), guid=story.guid,
                                story=story.number, from_seq=self.seq, digest=digest,
                                at=story.published_at)
                self.added.append(row)
            _fill(row, story, position, one, decided.get(digest))
            self.terms.update((row.term, row.place or 0))
        self.close(row for row in left if row.version != story.version
                   or row.standing != "confirmed")

    def leave(self, rows: QuerySet[Statement]) -> None:
        """Note whose statements they are that are about to be deleted."""
        for term, place in rows.values_list("term", "place"):
            self.terms.update((term, place or 0))

    def close(self, rows: Iterable[Statement]) -> None:
        """They are said no longer."""
        for row in rows:
            if row.to_seq is None:
                row.to_seq, row.tokens = self.seq, ""
                self.changed.append(row)
                self.terms.update((row.term, row.place or 0))

    def write(self) -> None:
        """Put it into the table."""
        Statement.objects.bulk_create(self.added, 500)
        Statement.objects.bulk_update(self.changed, FIELDS, 200)


FIELDS = ("version", "to_seq", "position", "speaker", "term", "place", "rules", "role", "words",
          "kind", "language", "standing", "tokens", "by", "decided_at", "was")


def _fill(
    row: Statement, story: Version, position: int, said: Said, decided: Statement | None
) -> None:
    row.version, row.position, row.language = story.version, position, primary(story.language)
    row.words, row.kind, row.rules = said.words, said.kind, RULES
    row.place = story.place.number if story.place else None
    if decided is not None:
        row.speaker, row.role, row.term = decided.speaker, decided.role, decided.term
        row.standing, row.by_id = decided.standing, decided.by_id
        row.decided_at, row.was = decided.decided_at, decided.was
    else:
        row.speaker, row.role, row.term = said.speaker, said.role, said.term
        row.standing = "sure" if said.sure else "guessed"
    row.tokens = tokens_of(row)
