"""What the desk decides on statements: that they are right, who says them, or that they are none;
and taking that back.

What was seen is what is decided on: of a statement that changed meanwhile it is told, and nothing
is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.archive.models import Statement, StatementBook
from dateline.archive.statements.bringing import known_of
from dateline.archive.statements.following import ANY, book, key_of
from dateline.archive.statements.people import Known, plain, surname
from dateline.archive.statements.permitted import ARRANGE, DECIDE
from dateline.archive.statements.reading import SHOWN
from dateline.archive.statements.tokens import tokens_of
from dateline.delivery.public import touch
from dateline.people.public import User, must_have
from dateline.record import public as record
from dateline.record.public import Term, Version

LONGEST = 200
BACK_FOR = timedelta(days=1)
"""For so long a decision can be taken back by who made it."""
_STATE = ("standing", "speaker", "role", "term", "by_id")
_FIELDS = ("standing", "speaker", "role", "term", "by", "decided_at", "was", "tokens")


@dataclass(frozen=True)
class Verdict:
    """What is decided: `standing` is confirmed or denied; other words for speaker and role, where
    there are any. An empty speaker and no role leave what stands."""

    standing: str
    speaker: str = ""
    role: str | None = None


@dataclass(frozen=True)
class Decided:
    """How many were decided on, how many were not there any more, and how many had changed."""

    done: int = 0
    gone: int = 0
    changed: int = 0


def mark_of(standing: str, speaker: str, role: str) -> str:
    """What names how a statement was seen: with another mark it is not what was decided on."""
    seen = "\n".join((standing, speaker, role))
    return hashlib.blake2b(seen.encode(), digest_size=6).hexdigest()


def decide(
    seen: Mapping[int, str], verdict: Verdict, *, by: User, at: datetime
) -> Decided:
    """Decide on these statements, given with the mark under which each was seen. Raises NotAllowed.
    """
    confirming = verdict.standing == "confirmed"
    must_have(by, DECIDE, _("Confirm a statement") if confirming else _("Deny a statement"))
    with transaction.atomic():
        held = Statement.objects.select_for_update().filter(id__in=seen, to_seq=None)
        live = _live(rows := list(held.order_by("id")))
        there = [row for row in rows if live.get(str(row.guid)) == row.version]
        fitting = [row for row in there
                   if mark_of(row.standing, row.speaker, row.role) == seen[row.id]]
        _write(fitting, _Taking(verdict, by, at, _stories(fitting, verdict)))
    return Decided(len(fitting), len(seen) - len(there), len(there) - len(fitting))


def last_of(by: User, *, now: datetime) -> tuple[datetime, int] | None:
    """When somebody decided last, and on how many statements; None: nothing to be taken back."""
    rows = Statement.objects.filter(by=by, was__isnull=False, decided_at__gt=now - BACK_FOR)
    last = rows.order_by("-decided_at").values_list("decided_at", flat=True).first()
    return (last, rows.filter(decided_at=last, to_seq=None).count()) if last else None


def take_back(decided_at: datetime, *, by: User) -> int:
    """Set back what somebody decided at that moment, in earlier versions of the stories too; how
    many statements. Raises NotAllowed."""
    must_have(by, DECIDE, _("Take back a decision on a statement"))
    with transaction.atomic():
        rows = list(Statement.objects.select_for_update().filter(
            by=by, decided_at=decided_at, was__isnull=False))
        _write(rows, _Restoring(
            record.named(tuple({row.was["term"] for row in rows if row.was["term"]})),
            set(User.objects.filter(pk__in={row.was["by_id"] for row in rows}).values_list(
                "pk", flat=True))))
    return sum(row.to_seq is None for row in rows)


def show_guessed(shown: bool, *, by: User) -> None:
    """Whether readers see statements that nobody has confirmed. Raises NotAllowed."""
    must_have(by, ARRANGE, _("Show unconfirmed statements"))
    book()
    with transaction.atomic():
        StatementBook.objects.filter(id=1).update(guessed_shown=shown)
        touch([SHOWN])


def _live(rows: Iterable[Statement]) -> dict[str, int]:
    found = record.live_versions(tuple({str(row.guid) for row in rows}))
    return {guid: version for guid, (version, _line) in found.items()}


def _stories(rows: Iterable[Statement], verdict: Verdict) -> dict[str, Version]:
    """The stories, where a name that is new to them has to be looked for among their tags."""
    other = {str(row.guid) for row in rows if _name(verdict.speaker) not in ("", row.speaker)}
    return record.whole(tuple(other)) if other else {}


@dataclass(frozen=True)
class _Taking:
    """A decision, row by row."""

    verdict: Verdict
    by: User
    at: datetime
    stories: Mapping[str, Version]

    def __call__(self, row: Statement) -> None:
        row.was = {name: getattr(row, name) for name in _STATE}
        row.was["at"] = row.decided_at.isoformat() if row.decided_at else None
        name = _name(self.verdict.speaker)
        if name not in ("", row.speaker):
            row.speaker, row.role = name, ""
            row.term = _term_of(self.stories.get(str(row.guid)), name)
        if self.verdict.role is not None:
            row.role = _name(self.verdict.role)
        row.standing, row.by, row.decided_at = self.verdict.standing, self.by, self.at


@dataclass(frozen=True)
class _Restoring:
    """What stood before, row by row: terms as they are named now, and colleagues who are there."""

    terms: Mapping[int, Term]
    people: Collection[int]

    def __call__(self, row: Statement) -> None:
        before: dict[str, Any] = row.was
        for name in _STATE:
            setattr(row, name, before[name])
        row.term = self.terms[row.term].number if row.term in self.terms else row.term
        row.by_id = row.by_id if row.by_id in self.people else None
        row.decided_at = datetime.fromisoformat(before["at"]) if before["at"] else None
        row.was = None


def _write(rows: list[Statement], change: Callable[[Statement], None]) -> None:
    """Change these rows, and touch what shows them."""
    terms = {row.term for row in rows} | {row.place or 0 for row in rows}
    for row in rows:
        change(row)
        row.tokens = tokens_of(row)
    Statement.objects.bulk_update(rows, _FIELDS, 200)
    if rows:
        terms |= {row.term for row in rows}
        touch([ANY, *(key_of(term) for term in sorted(terms) if term)])


def _name(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _term_of(story: Version | None, name: str) -> int:
    """The term of whom the story is tagged with by this name."""
    known: Iterable[Known] = known_of(story) if story else ()
    alone = " " not in name
    return next((one.number for one in known if plain(one.name) == plain(name)
                 or (alone and surname(one.name) == plain(name))), 0)
