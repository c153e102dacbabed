"""Splitting a dossier: chosen stories move to another one, new or known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.desk import narrowing
from dateline.desk.models import Naming, Story, Term
from dateline.desk.models.indexes import COUNTED, UNUSUAL
from dateline.desk.permitted import must_have
from dateline.desk.terms.acts import who_may
from dateline.desk.terms.naming import (
    OPEN,
    Numbers,
    as_shown,
    free_name,
    hold,
    known,
    move,
    naming,
)
from dateline.desk.working import NotCopy, Terms, named
from dateline.lib import clock
from dateline.people.public import User
from dateline.record import public as record
from dateline.record.public import Filing, Published


@dataclass(frozen=True)
class Split:
    """What a split does: to how many stories and drafts; `published` has one act a story."""

    numbers: Numbers
    published: tuple[Published, ...] = ()


def stories_in(dossier: Term) -> narrowing.Stories:
    """Every working copy that names the dossier, or whose public version does, the last first."""
    drafts = Story.objects.filter(COUNTED, UNUSUAL, state="live", has_unpublished_changes=True)
    drafted = drafts.values_list("guid", flat=True)
    public = record.live_among(str(dossier.uuid), drafted)
    shown = Story.objects.filter(guid__in=public).values_list("pk", flat=True)
    merged = Term.objects.filter(merged_into=dossier).values_list("pk", flat=True)
    return narrowing.naming(
        Story.objects.order_by("-pk"), "dossier", [dossier.pk, *merged], also=list(shown)
    )


def splitting(dossier: Term, guids: Collection[str]) -> Numbers:
    """How many live stories and open working copies among these stand in the dossier."""
    live = record.live_among(str(dossier.uuid), [UUID(guid) for guid in guids])
    named = Naming.objects.filter(naming([dossier.pk]), role="dossier", story__guid__in=guids)
    drafts = Story.objects.filter(OPEN, pk__in=named.values("story")).count()
    return Numbers(len(live), drafts)


def split(
    name: str, guids: Collection[str], into: str, *, at: datetime | None = None,
    by: User | None = None, shown: Numbers | None = None,
) -> Split:
    """Move these stories of a dossier to another one, made if there is none of this name.

    Each live story gets its next version and an entry, all in one transaction with one tick; an
    open draft of it moves as well. Raises NotPermitted, NotCopy, NotAsShown.
    """
    must_have(by, who_may("split", "dossier"), _("split a dossier"))
    into = named("dossier", into)
    with transaction.atomic():
        hold(("dossier", name), ("dossier", into))
        source, target = known("dossier", name), _target(into)
        if source == target:
            raise NotCopy(_("they stand in ‘%(name)s’ already") % {"name": source.name})
        rows = list(Story.objects.select_for_update().filter(guid__in=guids).order_by("pk"))
        counted = splitting(source, guids)
        live = record.live_among(str(source.uuid), [row.guid for row in rows])
        moved = move(source, target, Naming.objects.filter(role="dossier", story__in=rows))
        if not moved and not live:
            raise NotCopy(_("none of these stories stands in ‘%(name)s’") % {
                "name": source.name})
        filings = [_refiled(str(row.guid), source, target) for row in rows if str(row.guid) in live]
        done = record.refile(filings, at=at or clock.now())
        as_shown(shown, counted)
        return Split(counted, tuple(done))


def _target(name: str) -> Term:
    """The dossier of this name; one merged away gives its name to a new one."""
    free_name("dossier", name)
    terms = Terms()
    terms.load([("dossier", name)])
    return known("dossier", name)


def _refiled(guid: str, source: Term, target: Term) -> Filing:
    filing = replace(record.public_filing(guid), guid=guid)
    new = target.named()
    dossiers = [new if old.uuid == str(source.uuid) else old for old in filing.dossiers]
    once = {dossier.uuid: dossier for dossier in dossiers}
    return replace(filing, dossiers=tuple(once.values()))
