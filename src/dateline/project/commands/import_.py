"""`dateline import`."""

from __future__ import annotations

import argparse
import sys

from django.conf import settings

from dateline.desk.public import load_topics
from dateline.lib.progress import Progress
from dateline.project.arguments import Refused
from dateline.project.commands import bring_archive, bring_comments, bring_whole
from dateline.project.importing import import_page
from dateline.project.whole.reading import is_export
from dateline.wire.public import NoSuchSource, Summary, read_paths

_WHATS = ("new", "updated", "same", "older", "killed")


def run(chosen: argparse.Namespace) -> int:
    """File and publish a page, the last line printed is its address; or take a vocabulary in, or
    other agencies' files, comments or an archive: then 1 if something was refused."""
    if chosen.format == "wire":
        return _wire(chosen)
    if chosen.format == "comments":
        return bring_comments.run(chosen)
    if chosen.format == "export" or (
            chosen.format == "archive" and any(map(is_export, chosen.file))):
        return bring_whole.run(chosen)
    if chosen.format == "archive":
        return bring_archive.run(chosen)
    if chosen.format == "mediatopics":
        done = load_topics(chosen.read)
        print(f"{done.topics} media topics: {done.new} new, {done.changed} changed, "
              f"{done.retired} retired.")
        return 0
    said, address = import_page(chosen.read, chosen.published_at)
    print(said)
    print(settings.BASE_URL + address)
    return 0


def _wire(chosen: argparse.Namespace) -> int:
    try:
        done = read_paths(chosen.file, source=chosen.source, dry_run=chosen.dry_run,
                          progress=Progress("files").at)
    except NoSuchSource as error:
        raise Refused(str(error)) from None
    print(_summary(done, dry_run=chosen.dry_run))
    for name, reason in done.refused:
        print(f"refused  {name}: {reason}", file=sys.stderr)
    return 1 if done.refused else 0


def _summary(done: Summary, *, dry_run: bool) -> str:
    counts = ", ".join(f"{done.items[what]} {what}" for what in _WHATS)
    said = f"{done.files} files: {counts}; {len(done.refused)} refused."
    return f"{said} Nothing was changed." if dry_run else said
