"""`dateline import archive`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dateline.archive.public import (
    Asked,
    NotArchive,
    Stories,
    Summary,
    import_archive,
    unpacked,
)
from dateline.discussion.public import NotAllowed, NotComments, import_comments
from dateline.lib import clock
from dateline.lib.progress import Progress
from dateline.project.arguments import Refused
from dateline.project.commands import bring_comments, bring_whole
from dateline.project.reporting import counted, listed, told
from dateline.project.whole.reading import is_export

_COMMENTS = {"wordpress": "wordpress", "squarespace": "wordpress", "blogger": "blogger",
             "movabletype": "movabletype"}
"""Archives that hold comments, and what they are for the discussion."""


def run(chosen: argparse.Namespace) -> int:
    """Bring archives in, one after the other, and say what became of each; 1 if something was
    refused. Raises Refused where not one of them could be read."""
    faults, refused = list[str](), False
    for path in chosen.file:
        try:
            refused |= _brought(path, chosen)
        except NotArchive as error:
            faults.append(f"{path}: {error}. Nothing of it was brought in.")
    if len(faults) == len(chosen.file):
        raise Refused("\n".join(faults))
    for fault in faults:
        print(f"dateline import: {fault}", file=sys.stderr)
    return 1 if refused or faults else 0


def _brought(path: Path, chosen: argparse.Namespace) -> bool:
    """Bring one in; whether something of it was refused."""
    asked = Asked(form=chosen.kind, fields=chosen.fields, zone=chosen.zone, base=chosen.base,
                  pictures=not chosen.no_fetch,
                  **{name: value for name, value in (
                      ("section", chosen.section), ("language", chosen.language)) if value})
    with unpacked(path) as inner:
        if is_export(inner):
            return bool(bring_whole.run(argparse.Namespace(**vars(chosen) | {"file": [inner]})))
        done = import_archive(inner, asked, at=clock.now(), dry_run=chosen.dry_run,
                              progress=Progress("stories").at)
        print(_summary(path, done, dry_run=chosen.dry_run))
        told("mended", [(str(path), what) for what in done.mended])
        told("picture", list(done.pictures.items()))
        told("refused", done.refused)
        refused = bool(done.refused)
        wanted = done.form in _COMMENTS and not (chosen.no_comments or chosen.dry_run)
        if wanted and done.passed["comment"]:
            for file in done.files:
                refused |= _discussed(file, done.form, chosen)
    return refused


def _discussed(path: Path, form: str, chosen: argparse.Namespace) -> bool:
    """Bring in the comments that lie in the same file; whether one was refused."""
    bars: dict[str, Progress] = {}
    try:
        done = import_comments(
            path, form=_COMMENTS[form], clause=chosen.clause, stories=Stories(),
            by=bring_comments.answering(chosen.by), at=clock.now(),
            zone=chosen.zone,
            progress=lambda what, n, total: bars.setdefault(what, Progress(what)).at(n, total))
    except (NotComments, NotAllowed) as error:
        print(f"Its comments were not brought in: {error}.", file=sys.stderr)
        return True
    bring_comments.tell(done, dry_run=False)
    return bool(done.refused)


def _summary(path: Path, done: Summary, *, dry_run: bool) -> str:
    counts = ", ".join(f"{done.stories[what]} {what}"
                       for what in ("new", "draft", "updated", "same", "kept"))
    lines = [f"{path} ({done.form}): {counts}; {len(done.refused)} refused."]
    lines += [f"Its fields, by their names (--map says otherwise): {one}." for one in done.guessed]
    if dry_run and done.first:
        lines.append(f"The first story: {done.first}.")
    if done.redirects:
        lines.append(f"{counted(done.redirects, 'old address', 'old addresses')} "
                     f"{'redirects' if done.redirects == 1 else 'redirect'}.")
    if done.undated:
        lines.append(f"Undated, for no date can be read of them: "
                     f"{counted(done.undated, 'story', 'stories')}.")
    if done.unzoned:
        lines.append(f"Dates without a zone: {done.unzoned:,}, read in {done.zone}, this "
                     "newsroom's. --zone names another.")
    if done.ahead:
        lines.append(f"Dated after today, and so a draft without a date: {done.ahead:,}.")
    if done.stories["kept"]:
        lines.append("Changed there, but worked on or not live here, and so left as it is: "
                     f"{done.stories['kept']:,}.")
    if done.passed:
        lines.append(f"No stories: {listed(done.passed)}.")
    if done.unread:
        lines.append(f"Not read, for they are not {done.form}: {listed(done.unread)}.")
    return "\n".join([*lines, "Nothing was changed."] if dry_run else lines)

