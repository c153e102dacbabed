"""Lists cut into runs that a publication leaves as they are: what archives of feeds are made of.

A run begins with a story that is marked for it: one in twenty is, by a digest of its code, in every
list that it stands in. So where a list is cut depends on nothing that stands before or after: a
story that is added or taken away anywhere changes the one run it is in, and finding a run reads
only that run, however long the list is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from dateline.delivery.public import READER, depends_on, selector
from dateline.record.codes import is_code, normal
from dateline.record.dating import keys_between
from dateline.record.documents import Version
from dateline.record.models import UNDATED
from dateline.record.models import Version as VersionRow
from dateline.record.past import Where, newest_now
from dateline.record.reading import versions_of

ONE_IN = 20
CHUNK = 64


@dataclass(frozen=True)
class Run:
    """Whole stories of a list, newest first, undated last.

    `older`: the code of the story that the next older run begins with, empty at the end; `newer`:
    of the one that the next newer run begins with, empty where no whole run is newer.
    """

    versions: tuple[Version, ...]
    older: str = ""
    newer: str = ""


class Mark(NamedTuple):
    """A story's place in a list."""

    sort_at: datetime
    number: int
    code: str

    @property
    def begins(self) -> bool:
        """Whether a run begins with it."""
        digest = hashlib.blake2b(self.code.encode(), digest_size=8).digest()
        return int.from_bytes(digest) % ONE_IN == 0


@selector
def newest_run(*, least: int, term: int | None = None, language: str = "") -> Run:
    """The newest stories of a list: at least so many, and down to where its newest run begins.

    The list of all stories, of one language, or of a term by its number. `older` is that run,
    which this one may overlap; empty where these are all stories of the list.
    """
    depends_on(_key(term, language) or "latest")
    held: list[Mark] = []
    older = ""
    for mark in _walk(_where(term, language)):
        older = older or (mark.code if mark.begins else "")
        if older and len(held) >= least:
            return Run(_whole(held), older)
        held.append(mark)
    return Run(_whole(held))


@selector
def run_from(code: str, *, term: int | None = None, language: str = "") -> Run | None:
    """The run of a list that begins with the story of this code; None: none does."""
    depends_on(f"code:{code[:12]}")
    if not is_code(code) or normal(code) != code:
        return None
    where, first = _where(term, language), _mark(code)
    if first is None or not first.begins:
        return None
    held, older = _down(where, first)
    newer = next((mark for mark in _walk(replace(where, newer=first[:2])) if mark.begins), None)
    _depend(_key(term, language), held, older, newer)
    if not held:
        return None
    return Run(_whole(held), older.code if older else "", newer.code if newer else "")


def _down(where: Where, first: Mark) -> tuple[list[Mark], Mark | None]:
    """The run from `first` on, and what the next one begins with; nothing if it is not there."""
    held: list[Mark] = []
    for mark in _walk(replace(where, after=(first.sort_at, first.number + 1))):
        if held and mark.begins:
            return held, mark
        if not held and mark.number != first.number:
            break
        held.append(mark)
    return held, None


def _key(term: int | None, language: str) -> str:
    return f"list:{term}" if term is not None else f"latest:{language}" if language else ""


def _depend(key: str, held: list[Mark], older: Mark | None, newer: Mark | None) -> None:
    """The run of a list with a key of its own depends on that; one of all stories on the days it
    lies in, so that a publication of today leaves what is kept of it."""
    if key or not held:
        depends_on(key or "latest")
        return
    last, first = (older or held[-1]).sort_at, (newer or held[0]).sort_at
    depends_on(*keys_between(last, first))
    if last == UNDATED or older is None:
        depends_on("undated")
    if older is None:
        depends_on("archive")
    if newer is None:
        depends_on("latest")


def _where(term: int | None, language: str) -> Where:
    if term is not None:
        return Where("record_placement", equal={"term_id": term})
    return Where(live=True, equal={"language": language} if language else {})


def _walk(where: Where) -> Iterator[Mark]:
    """The stories of a list: older and older ones, or newer and newer ones."""
    up = where.newer is not None
    while True:
        numbers = newest_now(where, CHUNK, oldest=up)
        rows = VersionRow.objects.using(READER).filter(to_seq=None, story__in=numbers)
        held = {row[1]: Mark(*row) for row in rows.values_list("sort_at", "story", "story__code")}
        yield from (held[number] for number in numbers)
        if len(numbers) < CHUNK:
            return
        last = held[numbers[-1]][:2]
        where = replace(where, newer=last) if up else replace(where, after=last)


def _mark(code: str) -> Mark | None:
    rows = VersionRow.objects.using(READER).filter(to_seq=None, state="live", story__code=code)
    row = rows.values_list("sort_at", "story", "story__code").first()
    return Mark(*row) if row else None


def _whole(marks: list[Mark]) -> tuple[Version, ...]:
    numbers = [mark.number for mark in marks]
    rows = VersionRow.objects.using(READER).filter(to_seq=None, story__in=numbers)
    held = {row.story_id: row for row in rows.select_related("story")}
    return versions_of([held[number] for number in numbers])
