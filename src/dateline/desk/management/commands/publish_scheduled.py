"""Wagtail's `publish_scheduled`, as the desk does it: through the door, the record included."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from dateline.desk.scheduling import release_due


class Command(BaseCommand):
    """Release and expire what is due now; `dateline serve` does it each second by itself."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Wagtail's own option."""
        parser.add_argument("--dryrun", action="store_true", help="change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many."""
        if not options["dryrun"]:
            self.stdout.write(f"{release_due()} stories released or expired")
