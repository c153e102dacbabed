"""The community standards: a version is adopted whole, shown with its clauses, and accepted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.delivery.public import READER, depends_on, selector, touch
from dateline.discussion.book import note
from dateline.discussion.models import Acceptance, Clause, Reader, Standards
from dateline.lib import canonical
from dateline.people.public import ADMINISTRATOR, CHIEF, NotAllowed, User, roles_of

KEY = "standards"
_NUMBER = re.compile(r"\d{1,3}(\.\d{1,3}){0,2}").fullmatch


@dataclass(frozen=True)
class ClauseText:
    """A clause by its number, such as `2.1`; one without a point opens a chapter."""

    number: str
    title: str
    text: str

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the standards."""
        return f"c-{self.number}"


@dataclass(frozen=True)
class StandardsText:
    """A version of the standards as readers see it; `newest`: the number of the one that holds."""

    version: int
    newest: int
    opening: tuple[str, ...]
    at: datetime
    clauses: tuple[ClauseText, ...]


@selector
def standards_text(version: int | None = None) -> StandardsText | None:
    """The version that holds, or an earlier one; None where there is none (of this number)."""
    depends_on(KEY)
    rows = Standards.objects.using(READER).order_by("-version")
    newest = rows.first()
    found = newest if version is None else rows.filter(version=version).first()
    if newest is None or found is None:
        return None
    held = Clause.objects.using(READER).filter(standards=found)
    clauses = tuple(ClauseText(*row) for row in held.values_list("number", "title", "text"))
    opening = tuple(part.strip() for part in found.opening.split("\n\n") if part.strip())
    return StandardsText(found.version, newest.version, opening, found.at, clauses)


def newest() -> Standards:
    """The version that holds. Raises Standards.DoesNotExist before the first one."""
    return Standards.objects.latest("version")


def clause_of(number: str) -> Clause:
    """The clause of this number in the version that holds, else the first one of it.

    A rule may name a clause that a later version no longer has.
    """
    clauses = list(newest().clauses.all())
    return next((clause for clause in clauses if clause.number == number), clauses[0])


@transaction.atomic
def adopt(
    opening: str, clauses: Sequence[ClauseText], *, by: User, at: datetime
) -> Standards:
    """Make a new version hold: every reader accepts it before the next comment. Raises NotAllowed.
    """
    if not roles_of(by) & {CHIEF, ADMINISTRATOR}:
        raise NotAllowed(_("Only chief editors and administrators change the standards."))
    _check(clauses)
    last = Standards.objects.select_for_update().order_by("-version").first()
    made = Standards.objects.create(
        version=last.version + 1 if last else 1, opening=opening.strip(), at=at, by=by)
    Clause.objects.bulk_create(
        Clause(standards=made, position=place, number=clause.number, title=clause.title.strip(),
               text=clause.text.strip())
        for place, clause in enumerate(clauses, start=1))
    said = [[clause.number, clause.title, clause.text] for clause in clauses]
    note("standards", f"standards:{made.version}",
         {"clauses": len(said), "digest": canonical.digest([opening, said])}, by=by, at=at)
    touch([KEY])
    return made


def _check(clauses: Sequence[ClauseText]) -> None:
    numbers = [clause.number for clause in clauses]
    if not clauses or len(set(numbers)) != len(numbers) or not all(map(_NUMBER, numbers)):
        raise NotAllowed(_("Give each clause a number of its own, such as 2.1."))
    if not all(clause.title.strip() and clause.text.strip() for clause in clauses):
        raise NotAllowed(_("Give each clause a title and a text."))


def accept(reader: Reader, version: int, *, at: datetime) -> bool:
    """A reader accepts a version; False where it is not the one that holds (any more)."""
    held = newest()
    if held.version != version:
        return False
    Acceptance.objects.get_or_create(reader=reader, standards=held, defaults={"at": at})
    return True


def accepted(reader: Reader) -> bool:
    """Whether a reader accepted the version that holds."""
    return Acceptance.objects.filter(reader=reader, standards=newest()).exists()
