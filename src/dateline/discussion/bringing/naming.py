"""The readers of other systems, as readers here: without an account, with a name of their own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from dateline.discussion.bringing.identity import installation
from dateline.discussion.bringing.shapes import Person
from dateline.discussion.bringing.times import stamp
from dateline.discussion.models import Reader
from dateline.discussion.names import LONGEST, NotAName, checked, free

NAMELESS = "Guest"
_ROOM = 7
"""Signs that stay free for a number behind a name."""


class Readers:
    """Finds the reader of each person, or makes it; counts the new ones."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.new = 0

    def reader_of(self, person: Person, *, at: datetime) -> int:
        """The primary key of the reader a person is, in the caller's transaction."""
        if person.ref not in self.known:
            self.known[person.ref] = _found(person.ref) or self._made(person, at)
        return self.known[person.ref]

    def forget(self) -> None:
        """A transaction was undone: whom it made is not there."""
        self.known.clear()

    def _made(self, person: Person, at: datetime) -> int:
        name, key = next(pair for pair in _names(person) if free(pair[1]))
        self.new += 1
        return Reader.objects.create(
            name=name, name_key=key, badge=person.badge, joined_at=person.joined_at or at,
            approved=person.approved, refused=person.refused, right=person.right,
            wrong=person.wrong, erased_at=person.erased_at, source=person.ref).pk


def reader_ref(pk: int, source: str | None, joined_at: datetime) -> str:
    """What a reader is called in a file: as it was imported, else by its number here and the time
    of joining (in another copy of this installation the same number is somebody else's)."""
    return source or f"{_own()}{pk}/{stamp(joined_at)}"


def _own() -> str:
    return f"dateline:{installation()}:reader:"


def _found(ref: str) -> int | None:
    rows = Q(source=ref)
    number = ref.removeprefix(_own()).partition("/")[0]
    if ref.startswith(_own()) and number.isascii() and number.isdecimal() and len(number) < 18:
        rows |= Q(pk=int(number), source=None)
    found = Reader.objects.filter(rows)
    return next((row.pk for row in found
                 if reader_ref(row.pk, row.source, row.joined_at) == ref), None)


def _names(person: Person) -> Iterator[tuple[str, str]]:
    """The name itself, then with a number: small ones, then those that nobody else tries."""
    name = fitting(person.name)
    stems = [name[: LONGEST - _ROOM].rstrip(" .'’·_-"), NAMELESS]
    digest = int(hashlib.sha256(person.ref.encode()).hexdigest(), 16)
    tries = [name, *(f"{stems[0]} {number}" for number in range(2, 6))]
    tries += [f"{stem} {digest // 7**shift % 900_000 + 100_000}"
              for stem in stems for shift in range(40)]
    for each in tries:
        try:
            yield checked(each)
        except NotAName:
            continue


def fitting(name: str) -> str:
    """The nearest to a name that can be one here; `Guest` where nothing is left of it."""
    plain = unicodedata.normalize("NFKC", name[:400])
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" or sign in " .'’·_-" else
        "" if unicodedata.category(sign) in ("Cf", "Cc", "Cs", "Cn", "Co") and sign not in "\t\n"
        else " " for sign in plain)
    cut = " ".join(kept.split())[:LONGEST].strip()
    for each in (cut, re.sub(r"[^\w .'-]|[\u0300-\u036f]", "", cut).strip()):
        try:
            return checked(each)[0]
        except NotAName:
            continue
    return NAMELESS
