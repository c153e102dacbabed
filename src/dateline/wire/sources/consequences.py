"""What a received item changes at the desk: by rule, or because its story was taken over.

It is written down with the item (`pending`) and done afterwards, each in one transaction with the
desk's act: after `kill -9` anywhere it is done, once.
"""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.desk import public as desk
from dateline.desk.public import NoSuchStory, NotAllowed, NotCopy, Working
from dateline.lib import clock
from dateline.people.public import in_newsroom_language
from dateline.wire.models import Incoming
from dateline.wire.sources.copying import changes_of
from dateline.wire.sources.picturing import Brought
from dateline.wire.sources.rules import why_not
from dateline.wire.sources.spelling import item_of
from dateline.wire.sources.taking import (
    NoSuchItem,
    fetched,
    filed,
    keep_text,
    locked,
    story_of,
)

log = logging.getLogger("dateline.wire")
_LIVE = ("live", "live with a draft", "update scheduled", "undated")
_HELD = ("in review", "scheduled", "embargoed")


def sources_due() -> list[int]:
    """The sources that have items for which something is to be done."""
    due = Incoming.objects.exclude(pending="").order_by("source")
    return list(due.values_list("source", flat=True).distinct())


def carry_out_due(source: int | None = None, *, most: int = 500) -> int:
    """Do what is pending, of one source or all, kills first; returns for how many items.

    One that fails does not stop the others.
    """
    due = Incoming.objects.exclude(pending="").order_by("pending", "pk")
    if source is not None:
        due = due.filter(source=source)
    numbers = list(due.values_list("pk", flat=True)[:most])
    for number in numbers:
        carry_out(number)
    return len(numbers)


def carry_out(number: int) -> None:
    """Do what is pending for an item; a desk that refuses is noted as the item's trouble."""
    try:
        brought = _pictures_of(number)
        with in_newsroom_language(), transaction.atomic():
            row = locked(number)
            if row.pending:
                _ACTS[row.pending](row, brought)
    except (NotAllowed, NotCopy, NoSuchStory, NoSuchItem, PermissionError) as refused:
        log.warning("Item %d is left for an editor: %s", number, refused)
        Incoming.objects.filter(pk=number).update(pending="", trouble=str(refused)[:500])


def _done(row: Incoming) -> None:
    row.pending = ""
    row.save()


def _pictures_of(number: int) -> Brought:
    """Of what is to be published or updated: fetched before the transaction begins."""
    due = Incoming.objects.filter(pk=number, pending__in=("publish", "update")).first()
    return fetched(number, again=due.pending == "update") if due else Brought()


def _publish(row: Incoming, brought: Brought) -> None:
    """By the source's rule, which is asked again: it may be switched off by now."""
    if why_not(row.source, item_of(row.item), row.doubts, now=clock.now()):
        _done(row)
        return
    found = filed(row, brought=brought)
    row.state = Incoming.State.PUBLISHED
    if found.standing == "draft":
        desk.publish(found.guid)
    keep_text(row)
    _done(row)


def _update(row: Incoming, brought: Brought) -> None:
    """An untouched draft is updated; a story of a trusted source too; else its editor is told."""
    found = story_of(row)
    if found is None:
        row.story, row.state, row.behind = None, Incoming.State.WAITING, False
    elif found.text == row.desk_text and found.standing == "draft":
        desk.save_draft(found.guid, changes_of(row, brought=brought))
        keep_text(row)
        _tell(row, found, _("Version %(number)s came from %(source)s; the draft, which nobody had "
                            "changed, says it now."))
    elif found.text == row.desk_text and found.standing == "live" and _trusted(row):
        _amend(row, found, brought)
        keep_text(row)
    else:
        row.behind = True
        _tell(row, found, _("Version %(number)s came from %(source)s. Compare both under "
                            "Incoming."))
    _done(row)


def _trusted(row: Incoming) -> bool:
    return not why_not(row.source, item_of(row.item), row.doubts, now=clock.now())


def _amend(row: Incoming, found: Working, brought: Brought) -> None:
    """Correct or update the public version, as the sender calls it."""
    item, changes = item_of(row.item), changes_of(row, brought=brought)
    wrong = next((one for one in item.notices if one.kind == "correction" and one.wrong.strip()
                  and one.right.strip()), None)
    if wrong is not None:
        desk.correct(found.guid, changes, wrong=wrong.wrong, right=wrong.right, text=wrong.text)
    else:
        desk.update(found.guid, changes)


def _kill(row: Incoming, brought: Brought) -> None:
    """What is public is withdrawn, what is held goes back to its writer; who published is told."""
    found = story_of(row)
    if found is None:
        row.story = None
        _done(row)
        return
    said = {"source": row.source.name, "notice": _notice(row)}
    if found.standing in _LIVE:
        desk.withdraw(found.guid, _("%(source)s has withdrawn this story.") % said)
        told = _("%(source)s has killed this story. It was withdrawn. %(notice)s")
    elif found.standing in _HELD:
        desk.send_back(found.guid, _("%(source)s has killed this story. %(notice)s") % said)
        told = _("%(source)s has killed this story. It is held no longer. %(notice)s")
    else:
        told = _("%(source)s has killed this story. Do not publish it. %(notice)s")
    _tell(row, found, told)
    keep_text(row)
    _done(row)


def _notice(row: Incoming) -> str:
    return " ".join(one.text for one in item_of(row.item).notices if one.text.strip())


def _tell(row: Incoming, found: Working, text: str) -> None:
    """Whoever published the story, else whoever took it over, else its people."""
    said = {"number": row.version, "source": row.source.name, "notice": _notice(row)}
    to = desk.publisher(found.guid) or row.taken_by
    desk.notify(found.guid, "wire", (text % said).strip(), to=to)


_ACTS = {"kill": _kill, "publish": _publish, "update": _update}
