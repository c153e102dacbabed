"""`dateline check`."""

from __future__ import annotations

import argparse
import sys

from dateline.archive import public as archive
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.discussion import public as discussion
from dateline.jobs import public as jobs
from dateline.lib.progress import Progress
from dateline.onair import public as onair
from dateline.people import public as people
from dateline.project.arguments import Refused
from dateline.project.commands.bring_whole import to_renew
from dateline.project.whole import digest, parts
from dateline.record import public as record
from dateline.wire import public as wire

WORTH_TELLING = 5000


_bars: dict[str, Progress] = {}


def _told(what: str, done: int, total: int) -> None:
    if total >= WORTH_TELLING:
        _bars.setdefault(what, Progress(what)).at(done, total)


def _content(chosen: argparse.Namespace) -> None:
    """What lacks a secret, and the digest of everything."""
    with delivery.snapshot():
        for line in to_renew(parts.lacking(delivery.READER)):
            print(f"renew  {line}")
        print(f"digest  {digest.of(delivery.READER, chosen.folder, _told)}")


def run(chosen: argparse.Namespace) -> int:
    """Check room by room; 1 at the first breach."""
    try:
        for part in (
            record.check(progress=_told),
            desk.check(progress=_told),
            jobs.check(),
            people.check(),
            wire.check(progress=_told),
            discussion.check(progress=_told),
            onair.check(progress=_told),
            archive.check(),
            delivery.check(every_page=chosen.all, progress=_told),
        ):
            for line in part:
                print(f"ok  {line}", flush=True)
        _content(chosen)
    except (
        record.RecordBreach, desk.DeskBreach, jobs.JobsBreach, people.PeopleBreach,
        wire.WireBreach, discussion.DiscussionBreach, onair.OnAirBreach, archive.ArchiveBreach,
        delivery.Breach,
    ) as breach:
        print(f"BREACH  {breach}", file=sys.stderr)
        return 1
    except delivery.StoreTrouble as trouble:
        raise Refused(f"The stored pages cannot be checked: {trouble}") from None
    return 0
