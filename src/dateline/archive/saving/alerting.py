"""News from the log is held against the kept searches: a consumer with a cursor (DESIGN 4.5).

What is found becomes rows, and the cursor moves, in one transaction: each story is found once for
each search, whatever is killed. Only news counts, published or updated: no backfile, no correction.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dateline.archive.keepingup import keep_up
from dateline.archive.models import AlertCursor, SavedSearch, ToldStory
from dateline.archive.saving.keeping import TELL, numbers, read
from dateline.archive.saving.matching import matches
from dateline.archive.saving.timing import due
from dateline.delivery.public import epoch
from dateline.desk import public as desk
from dateline.jobs.public import enqueue
from dateline.lib import clock
from dateline.lib.zones import zone
from dateline.people.public import User, in_newsroom_language, is_colleague
from dateline.record import public as record
from dateline.record.public import LogEntry, Version

log = logging.getLogger("dateline.search")
BATCH = 500
BEAT, LOOK = 0.5, 20
"""Seconds between looks for news, and so many looks before the database is asked all the same."""
ACTS = ("publish", "update")
NEWS_FOR = timedelta(days=366)
"""An update of a story that has been public for longer tells nobody, so rows go after as long."""
CLEARED = 500
"""So many old rows go with each step, and twice as many as come."""
Found = list[tuple[SavedSearch, Version]]


def alert() -> bool:
    """Hold what is new against the kept searches; whether there is more."""
    cursor = AlertCursor.objects.get_or_create(pk=1)[0]
    begin = _begin(cursor)
    searches = list(_asking())
    if not searches:
        return _move(cursor, record.head(), []) and False
    entries = [entry for _cursor, entry in islice(record.follow(f"{epoch()}:{begin}"), BATCH)]
    if any(entry.term for entry in entries):
        _renumber()
        searches = list(_asking())
    found = _found(entries, searches)
    last = entries[-1] if entries else None
    moved = _move(cursor, last.seq if last else begin, found, last.at if last else None)
    return not moved or len(entries) == BATCH


def alert_all() -> None:
    """The same until there is nothing more."""
    while alert():
        pass


def keep_alerting(stop: threading.Event) -> None:
    """Follow the log until `stop` is set."""
    keep_up(stop, alert, log, "The kept searches go on", beat=BEAT, look=LOOK)


def _asking() -> Iterable[SavedSearch]:
    """The searches that somebody is told of."""
    rows = SavedSearch.objects.filter(
        ~Q(pace="never") | Q(desk=True), Q(keeper__user=None) | Q(keeper__user__is_active=True),
        paused_at=None)
    return rows.select_related("keeper__user").order_by("pk")


def _begin(cursor: AlertCursor) -> int:
    """The entry it goes on after. In another history: as far as that has come."""
    if cursor.epoch == epoch():
        return cursor.seq
    SavedSearch.objects.filter(after__gt=record.total()).update(after=record.total())
    return min(cursor.seq, record.head())


def _found(entries: Sequence[LogEntry], searches: list[SavedSearch]) -> Found:
    acted = {entry.guid: entry.at for entry in entries if entry.news and entry.act in ACTS}
    live = record.whole(tuple(acted)) if acted else {}
    news = (story for guid, story in live.items() if story.first_public_at is not None
            and story.first_public_at >= acted[guid] - NEWS_FOR)
    pairs = matches(tuple(news), searches)
    return [(search, story) for search, story in pairs if story.number >= search.after]


def _renumber() -> None:
    """Terms were merged or renamed: what searches are narrowed by is looked up again."""
    for search in SavedSearch.objects.exclude(terms={}):
        terms = numbers(read(search.asked))
        if terms != search.terms:
            SavedSearch.objects.filter(pk=search.pk).update(terms=terms)


@transaction.atomic
def _move(cursor: AlertCursor, seq: int, found: Found, acted: datetime | None = None) -> bool:
    """Keep what was found and move the cursor; False: another process was faster."""
    held = AlertCursor.objects.select_for_update().get(pk=1)
    if (held.epoch, held.seq) != (cursor.epoch, cursor.seq):
        return False
    if (epoch(), seq) == (held.epoch, held.seq):
        return True
    _keep(found, clock.now())
    if found and acted is not None:
        _clear(2 * len(found) + CLEARED, before=acted - NEWS_FOR)
    held.epoch, held.seq = epoch(), seq
    held.save(update_fields=["epoch", "seq"])
    return True


def _keep(found: Found, at: datetime) -> None:
    """Rows of what was found for the first time, and the jobs that tell of it."""
    known = set(ToldStory.objects.filter(
        story__in={story.guid for _search, story in found}).values_list("search", "story"))
    asking = SavedSearch.objects.filter(paused_at=None, pk__in={one.pk for one, _story in found})
    still = set(asking.values_list("pk", flat=True))
    where, jobs = zone(record.site().time_zone), dict[tuple[int, datetime], None]()
    rows: list[ToldStory] = []
    keepers = {search.keeper_id for search, _story in found if search.pk in still}
    waiting = set(ToldStory.objects.filter(
        search__keeper__in=keepers, sent_at=None).values_list("search__keeper", "due_at"))
    for search, story in found:
        if search.pk not in still or (search.pk, UUID(story.guid)) in known:
            continue
        _note(search, story)
        then = due(search.pace, at=at, zone=where)
        mailed = search.pace != "never"
        rows.append(ToldStory(search=search, story=UUID(story.guid), at=at, due_at=then,
                              sent_at=None if mailed else at))
        if mailed and (search.keeper_id, then) not in waiting:
            jobs[search.keeper_id, then] = None
    ToldStory.objects.bulk_create(rows, batch_size=200)
    for pk, then in jobs:
        enqueue(TELL, {"keeper": pk}, run_at=then)


def _clear(most: int, *, before: datetime) -> None:
    """Forget what was found before a time, of the first rows: they stand in order of time. No
    later entry of the log can tell of it again."""
    first = ToldStory.objects.order_by("pk").values_list("pk", flat=True)[:most]
    ToldStory.objects.filter(pk__lte=max(first, default=0), at__lt=before).delete()


def _note(search: SavedSearch, story: Version) -> None:
    """Tell a colleague on the dashboard."""
    user = search.keeper.user
    if not search.desk or not isinstance(user, User) or not is_colleague(user):
        return
    with in_newsroom_language():
        text = _("It matches your search “%(name)s”.") % {"name": search.name}
    with suppress(desk.NoSuchStory):  # erased meanwhile
        desk.notify(story.guid, f"search-{search.pk}", text, to=user)
