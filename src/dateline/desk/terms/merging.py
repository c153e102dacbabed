"""Merging two terms: what it would do, and doing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.desk.models import Term
from dateline.desk.permitted import must_have
from dateline.desk.terms.acts import who_may
from dateline.desk.terms.naming import (
    Numbers,
    absorb,
    as_shown,
    drafts_of,
    follow,
    forget_name,
    hold,
    known,
    no_dateline,
)
from dateline.desk.words import kind_name
from dateline.desk.working import NotCopy
from dateline.lib import clock
from dateline.people.public import User
from dateline.record import public as record
from dateline.record.public import TAG_KINDS, TermKind


@dataclass(frozen=True)
class Merging:
    """What a merge does: `numbers` of the merged term; how many stories are in both already.

    `address` and `into` are public addresses: the first redirects to the second; empty for a term
    that was never public. `seq` is the entry of the log, 0 where nothing changed in public.
    """

    numbers: Numbers
    both: int
    address: str
    into: str
    seq: int = 0


def merging(old: Term, new: Term) -> Merging:
    """What merging the one into the other would do now; raises NotCopy if they do not fit."""
    _fit(old, new)
    standings = record.term_standings([str(old.uuid), str(new.uuid)])
    mine, other = standings.get(str(old.uuid)), standings.get(str(new.uuid))
    return Merging(
        Numbers(mine.count if mine else 0, drafts_of([old])[old.pk]),
        record.shared(str(old.uuid), str(new.uuid)) if mine and other else 0,
        mine.address if mine else "", other.address if other else "",
    )


def merge(
    kind: TermKind, name: str, into: str, *, into_kind: TermKind | None = None,
    at: datetime | None = None, by: User | None = None, shown: Numbers | None = None,
) -> Merging:
    """Merge a term into another of its kind, or of the tag kind `into_kind`, for good.

    Stories and drafts of the one stand in the other; its addresses redirect; its name finds the
    other one. Raises NotPermitted, NotCopy, NotAsShown.
    """
    must_have(by, who_may("merge", kind), _("merge it into another"))
    with transaction.atomic():
        hold((kind, name), (into_kind or kind, into))
        old, new = known(kind, name), known(into_kind or kind, into)
        made = merging(old, new)
        if not record.is_public(str(old.uuid)):
            absorb(new, old)
        else:
            done = _merge(old, new, at or clock.now())
            counted = Numbers(done.moved + done.both, made.numbers.drafts)
            made = Merging(counted, done.both, made.address, made.into, done.seq)
        as_shown(shown, made.numbers)
        return made


def _fit(old: Term, new: Term) -> None:
    if old == new:
        raise NotCopy(_("‘%(name)s’ cannot be merged into itself") % {"name": old.name})
    if old.kind != new.kind:
        if not {old.kind, new.kind} <= set(TAG_KINDS):
            raise NotCopy(_("only tags are merged across kinds: %(old)s, %(new)s") % {
                "old": kind_name(old.kind), "new": kind_name(new.kind)})
        no_dateline(old)
    if record.is_public(str(old.uuid)) and not record.is_public(str(new.uuid)):
        raise NotCopy(_("‘%(new)s’ has never been public: rename ‘%(old)s’ instead") % {
            "new": new.name, "old": old.name})


def _merge(old: Term, new: Term, at: datetime) -> record.Merged:
    follow(old, new)
    old.merged.update(merged_into=new)
    old.merged_into = new
    old.save()
    if old.kind != new.kind:  # found under its own kind, it would be what it is not
        forget_name(old)
    return record.merge_terms(str(new.uuid), str(old.uuid), at=at)
