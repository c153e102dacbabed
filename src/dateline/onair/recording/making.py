"""Recordings of slots that are over, and from each a draft episode at the desk.

Exactly once, whoever asks: one process of the machine at a time makes them (a lock on a file, which
the system takes back when its holder is killed), a recording is a row whose slot and beginning are
unique, and row and draft become true in one transaction.
"""

from __future__ import annotations

import fcntl
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.lib import clock, dates, durable
from dateline.lib.zones import zone
from dateline.onair.models import Episode, Recording, Station
from dateline.onair.permitted import AIR
from dateline.onair.recording import joining, keeping
from dateline.onair.recording.cutting import cut
from dateline.onair.recording.frames import NotSound
from dateline.onair.recording.reels import forget, reels
from dateline.onair.schedule.occurring import occurrences
from dateline.people.public import NotAllowed, User, in_newsroom_language, must_have

log = logging.getLogger("dateline.onair")
BACK = timedelta(hours=24)
"""How far back slots are looked for that were over while nobody made recordings."""
SETTLED = timedelta(seconds=2)
"""So long after the post-roll the last byte of it is surely on its tape."""
KEEP = timedelta(hours=12)
"""So long tapes are kept that no recording waits for."""
KEEP_FOR_TROUBLE = timedelta(hours=48)
"""So long a recording that failed can be made again."""
EMPTY = timedelta(days=30)
"""After so long it is forgotten that nobody was connected."""
EVERY, SWEEP = 5.0, 120
"""Seconds between two looks; after so many looks old tapes are removed."""


def spool() -> Path:
    """Where the tapes of this machine are; the folder is made by the radio's process."""
    return Path(settings.DATA) / "air" / "spool"


def make_due(at: datetime) -> int:
    """Make what is due at a time; returns how many. On a machine without a radio nothing is."""
    folder = spool()
    station = Station.objects.first() if folder.is_dir() else None
    if station is None:
        return 0
    with _alone(folder, at) as since:
        if since is None:
            return 0
        _note_due(station, since, at)
        over = at - timedelta(seconds=station.post_roll) - SETTLED
        waiting = list(Recording.objects.filter(state="waiting", ends__lte=over).order_by("ends"))
        for row in waiting:
            _make(row, station, folder, at)
    return len(waiting)


def make_until(stop: threading.Event) -> None:
    """Make what is due every five seconds, until `stop` is set."""
    looked = 0
    while not stop.is_set():
        try:
            make_due(clock.now())
            if looked % SWEEP == 0:
                sweep(clock.now())
            looked += 1
        except (Error, OSError) as trouble:
            log.warning("Recordings go on after: %s", trouble)
            connections.close_all()
        except Exception:
            log.exception("Recordings go on")
        stop.wait(EVERY)
    connections.close_all()


def sweep(at: datetime) -> None:
    """Remove tapes that no recording needs, and rows that say that nothing was sent long ago."""
    folder, station = spool(), Station.objects.first() if spool().is_dir() else None
    if station is None:
        return
    needed = Recording.objects.filter(
        state__in=("waiting", "failed"), ends__gt=at - KEEP_FOR_TROUBLE)
    earliest = min([at - KEEP, *needed.values_list("starts", flat=True)])
    forget(folder, (earliest - timedelta(seconds=station.pre_roll)).timestamp())
    Recording.objects.filter(state="empty", ends__lt=at - EMPTY).delete()
    keeping.clear()


def make_again(recording: int, *, by: User, at: datetime) -> None:
    """Have a recording that failed, or found nothing, made once more. Raises NotAllowed."""
    must_have(by, AIR, _("Making a recording"))
    if not Recording.objects.filter(pk=recording, state__in=("failed", "empty")).update(
            state="waiting", trouble=""):
        raise NotAllowed(_("This recording has not failed."))


@contextmanager
def _alone(folder: Path, at: datetime) -> Iterator[datetime | None]:
    """Since when recordings have been made here, if nobody else makes them now; else None."""
    with (folder / "making.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        begun = folder / "making.since"
        if not begun.exists():
            durable.write(begun, [at.isoformat().encode()])
        yield datetime.fromisoformat(begun.read_text())


def _note_due(station: Station, since: datetime, at: datetime) -> None:
    """A row for each slot that is over and was to be recorded; what was moved later stays one."""
    over = at - timedelta(seconds=station.post_roll) - SETTLED
    for one in occurrences(at - BACK, at):
        if not one.record or one.ends > over or one.ends < since:
            continue
        same = Recording.objects.filter(
            slot=one.slot, starts__lt=one.ends, ends__gt=one.starts)
        if not same.exists():
            Recording.objects.get_or_create(
                slot_id=one.slot, starts=one.starts,
                defaults={"programme_id": one.programme, "ends": one.ends})


def _make(row: Recording, station: Station, folder: Path, at: datetime) -> None:
    start = row.starts.timestamp() - station.pre_roll
    end = row.ends.timestamp() + station.post_roll
    try:
        found = joining.parts(folder, start, end)
        if not found and reels(folder, start, end):
            raise NotSound(_("What was sent is no sound that can be read."))
        kept = keeping.keep(lambda to: cut([p.stretch for p in found], to)) if found else None
    except (NotSound, OSError) as trouble:
        log.error("On air: the recording of %s failed: %s", row.starts, trouble)
        _failed(row, str(trouble))
        return
    except Exception as trouble:  # whatever it is, the other recordings are made
        log.exception("On air: the recording of %s failed", row.starts)
        _failed(row, f"It ended with {type(trouble).__name__}.")
        return
    if kept is None:
        Recording.objects.filter(pk=row.pk, state="waiting").update(state="empty")
        return
    first = joining.position(found, row.starts.timestamp())
    last = joining.position(found, row.ends.timestamp())
    said = joining.marks(found)
    if kept.anew:
        said.insert(0, {"at": 0.0, "gap": 0.0, "what": "encoded anew"})
    with transaction.atomic():
        if Recording.objects.filter(pk=row.pk, state="waiting").update(
                state="made", trouble="", digest=kept.digest, kind=kept.kind, size=kept.size,
                seconds=kept.seconds, marks=said):
            _draft(row, station, first, last if last < kept.seconds - 0.05 else None, at)


def _failed(row: Recording, why: str) -> None:
    Recording.objects.filter(pk=row.pk, state="waiting").update(state="failed", trouble=why)


def _draft(
    row: Recording, station: Station, first: float, last: float | None, at: datetime
) -> None:
    """The draft, from the slot's beginning to its end; none where no podcast may be made of it."""
    if not row.for_podcast():
        return
    with in_newsroom_language(), timezone.override(zone(station.zone)):
        day = dates.day_words(timezone.localtime(row.starts))
        title = _("%(programme)s, %(day)s") % {"programme": row.programme.name, "day": day}
    Episode.objects.create(
        recording=row, programme=row.programme, title=title[:300], made_at=at,
        from_seconds=round(first, 2), to_seconds=None if last is None else round(last, 2))
