"""Filing: a story enters the desk, alone as a draft, or many at once straight to the record."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy as like
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.desk.history import noted
from dateline.desk.models import Story, add_words
from dateline.desk.permitted import must_have
from dateline.desk.table import WRITERS
from dateline.desk.working import Copy, NotCopy, Terms, checked, filing_of, name_terms, wanted
from dateline.lib import clock
from dateline.lib.bulk import insert_all
from dateline.lib.uuids import ordered
from dateline.people.public import User
from dateline.record import public as record
from dateline.record.public import Filing, Published


@dataclass(frozen=True)
class Filed:
    """How a batch went: what is public now, and how many were there already."""

    published: tuple[Published, ...]
    skipped: int


def file_story(copy: Copy, *, backfile: bool = False, by: User | None = None) -> str:
    """File a story as a draft; returns its guid. The same `source` twice gives the same draft.

    Raises NotCopy, NotPermitted.
    """
    must_have(by, WRITERS, _("filing a story"))
    checked(copy)
    with transaction.atomic():
        known = Story.objects.filter(source=copy.source).first() if copy.source else None
        if known is not None:
            return str(known.guid)
        guid = _rows([copy], backfile=backfile, state="draft")[0].guid
        if by is not None:
            _owned(Story.objects.get(guid=guid), by)
        return guid


def _owned(story: Story, by: User) -> None:
    story.owner = by
    story.save(update_fields=["owner"])
    story.save_revision(user=by, clean=False)
    noted(story, "save", by)


def file_batch(
    copies: Sequence[Copy], *, at: datetime | None = None, drafts: bool = False
) -> Filed:
    """File and publish many as backfile: one transaction, one entry each, one tick for all.

    With `drafts` they are drafts, and nothing is published. A copy whose `source` is filed already
    is skipped, so that a run can be taken up again. Raises NotCopy, and files none then.
    """
    for copy in copies:
        if not checked(copy).source:
            raise NotCopy(_("source: a copy in a batch needs one, to be found again"))
    fresh = {copy.source: copy for copy in copies}
    with transaction.atomic():
        for source in Story.objects.filter(source__in=fresh).values_list("source", flat=True):
            del fresh[source]
        state = "draft" if drafts else "live"
        filings = _rows(list(fresh.values()), backfile=True, state=state)
        done = [] if drafts else record.publish_many(
            filings, at=at or clock.now(), kind="backfile")
    return Filed(tuple(done), len(copies) - len(fresh))


def _rows(copies: list[Copy], *, backfile: bool, state: str) -> list[Filing]:
    terms = Terms()
    terms.load(name for copy in copies for name in wanted(copy))
    by_uuid = {str(term.uuid): term for term in terms.known.values()}
    rows, filings = [], []
    blank = Story(backfile=backfile)
    blank.stand(state)
    guid = ordered if state == "live" else uuid4  # that of a draft says nothing of when it began
    for copy in copies:
        filing = filing_of(copy, str(guid()), terms)
        row = like(blank)
        row.guid, row.source = filing.guid, copy.source or None
        row.note, row.sources = copy.note, copy.sources
        row.take(filing, by_uuid)
        rows.append(row)
        filings.append(filing)
    insert_all(rows)
    keys = dict(Story.objects.filter(guid__in=[row.guid for row in rows]).values_list("guid", "pk"))
    for row in rows:
        row.pk = keys[UUID(row.guid)]
    add_words(rows)
    name_terms(zip(rows, filings, strict=True), by_uuid)
    return filings
