"""What becomes of dossiers found: proposed, taken with one click, or dismissed for good."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.archive.models import FoundDossier
from dateline.archive.relating.gathering import Group, gather
from dateline.delivery.public import snapshot
from dateline.desk import public as desk
from dateline.desk.public import NotPermitted
from dateline.lib import clock
from dateline.people.public import CHIEF, EDITOR, User, may, refusal
from dateline.record import public as record

KIND = "archive.dossiers"
OPEN = 6
"""So many are proposed at once."""
DECIDED = 1000
"""So many of the newest decisions are looked at: a proposal like one of them does not come back."""
FEWEST_TAKEN = 2
"""What an editor leaves of a proposal has at least so many stories."""
MAY = frozenset({EDITOR, CHIEF})


def propose(_payload: dict[str, Any] | None = None) -> None:
    """Find groups anew: those that are open are replaced, what was decided stays decided."""
    groups = gather()
    with transaction.atomic():
        held = FoundDossier.objects.exclude(state="open").order_by("-pk")
        decided = [(set(stories), set(left))
                   for stories, left in held.values_list("stories", "left")[:DECIDED]]
        fresh = [group for group in groups if not _like(group, decided)][:OPEN]
        opened = list(FoundDossier.objects.select_for_update().filter(state="open"))
        titles = {group.stories: group.title[:200] for group in fresh}
        kept = {tuple(row.stories) for row in opened} & titles.keys()
        for row in opened:
            if tuple(row.stories) in kept:
                row.title = titles[tuple(row.stories)]
                row.save()
            else:
                row.delete()
        FoundDossier.objects.bulk_create([
            FoundDossier(stories=list(group.stories), title=group.title[:200],
                         found_at=clock.now())
            for group in fresh if group.stories not in kept])


def _like(group: Group, decided: Iterable[tuple[set[int], set[int]]]) -> bool:
    """Whether half of the stories of the one are those of the other, and not only those that were
    left out of it: these may belong together otherwise."""
    mine = set(group.stories)
    return any(2 * len(mine & theirs) >= min(len(mine), len(theirs)) and mine & (theirs - left)
               for theirs, left in decided)


def take(found: int, title: str, chosen: Collection[int], *, by: User | None) -> int:
    """Make the dossier of a proposal and place those of its stories in it that were chosen; how
    many there are. All or none. The others are not proposed for it again.

    Raises NotPermitted, NotCopy, NotAllowed. Subscribers are sent nothing: no word has changed.
    """
    _must(by, _("make a dossier"))
    with transaction.atomic():
        row = _held(found)
        taken = set(chosen) & set(row.stories)
        with snapshot():
            live = record.whole(tuple(record.guids(sorted(taken)).values()))
        if len(live) < FEWEST_TAKEN:
            raise desk.NotAllowed(_("a dossier is made of two stories at least that are live now"))
        for guid in sorted(live):
            names = tuple(term.name for term in live[guid].dossiers)
            desk.update(guid, {"dossiers": (*names, title)}, backfile=True, by=by)
        row.state, row.title = "taken", " ".join(title.split())[:200]
        row.left = sorted(set(row.stories) - taken)
        row.save()
        return len(live)


def dismiss(found: int, *, by: User | None) -> None:
    """Not a dossier: neither these stories nor most of them are proposed again."""
    _must(by, _("decide on a dossier"))
    with transaction.atomic():
        row = _held(found)
        row.state = "dismissed"
        row.save()


def _held(found: int) -> FoundDossier:
    row = FoundDossier.objects.select_for_update().filter(pk=found, state="open").first()
    if row is None:
        raise desk.NotAllowed(_("this proposal is there no more; look again"))
    return row


def _must(by: User | None, what: str) -> None:
    if by is not None and not may(by, MAY):
        raise NotPermitted(refusal(MAY, what))
