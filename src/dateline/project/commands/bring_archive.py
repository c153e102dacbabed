"""`dateline import archive`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dateline.archive.public import Asked, NotArchive, Summary, import_archive
from dateline.lib import clock
from dateline.lib.progress import Progress
from dateline.project.arguments import Refused

SHOWN = 200
"""So many lines of a kind are printed; the rest is counted."""


def run(chosen: argparse.Namespace) -> int:
    """Bring archives in, one after the other, and say what became of them; 1 if something was
    refused."""
    refused = False
    for path in chosen.file:
        refused |= bool(_brought(path, chosen).refused)
    return 1 if refused else 0


def _brought(path: Path, chosen: argparse.Namespace) -> Summary:
    asked = Asked(form=chosen.kind, fields=chosen.fields, zone=chosen.zone, base=chosen.base,
                  pictures=not chosen.no_fetch,
                  **{name: value for name, value in (
                      ("section", chosen.section), ("language", chosen.language)) if value})
    try:
        done = import_archive(path, asked, at=clock.now(), dry_run=chosen.dry_run,
                              progress=Progress("stories").at)
    except NotArchive as error:
        raise Refused(f"{path}: {error}. Nothing was brought in.") from None
    print(_summary(path, done, dry_run=chosen.dry_run))
    _told("mended", [(str(path), what) for what in done.mended])
    _told("picture", list(done.pictures.items()))
    _told("refused", done.refused)
    return done


def _summary(path: Path, done: Summary, *, dry_run: bool) -> str:
    counts = ", ".join(f"{done.stories[what]} {what}"
                       for what in ("new", "draft", "updated", "same", "kept"))
    lines = [f"{path} ({done.form}): {counts}; {len(done.refused)} refused."]
    if done.redirects:
        lines.append(f"{done.redirects} old addresses redirect.")
    if done.undated:
        lines.append(f"{done.undated} have no date with a zone: they are undated (see --zone).")
    if done.ahead:
        lines.append(f"{done.ahead} are dated after today: they are drafts without a date.")
    if done.stories["kept"]:
        lines.append(f"{done.stories['kept']} have changed there and are worked on or not live "
                     "here: they stay as they are.")
    if done.passed:
        lines.append("No stories: " + ", ".join(
            f"{many} {what}" for what, many in sorted(done.passed.items())) + ".")
    return "\n".join([*lines, "Nothing was changed."] if dry_run else lines)


def _told(what: str, lines: list[tuple[str, str]]) -> None:
    for where, reason in lines[:SHOWN]:
        said = f"{what}  {where[:300]}: {reason}"
        print("".join(sign if sign.isprintable() else "?" for sign in said), file=sys.stderr)
    if len(lines) > SHOWN:
        print(f"{what}  and {len(lines) - SHOWN} more", file=sys.stderr)
