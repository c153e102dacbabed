"""`dateline check`."""

from __future__ import annotations

import argparse
import sys

from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.project.arguments import Refused
from dateline.record import public as record


def run(chosen: argparse.Namespace) -> int:
    """Check room by room; 1 at the first breach."""
    try:
        for part in (record.check(), desk.check(), delivery.check(every_page=chosen.all)):
            for line in part:
                print(f"ok  {line}", flush=True)
    except (record.RecordBreach, desk.DeskBreach, delivery.Breach) as breach:
        print(f"BREACH  {breach}", file=sys.stderr)
        return 1
    except delivery.StoreTrouble as trouble:
        raise Refused(f"The stored pages cannot be checked: {trouble}") from None
    return 0
