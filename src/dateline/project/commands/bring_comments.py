"""`dateline import comments`."""

from __future__ import annotations

import argparse

from dateline.archive.public import Stories
from dateline.discussion.public import (
    Brought,
    NotAllowed,
    NotComments,
    import_comments,
    stories_of,
)
from dateline.lib import clock
from dateline.lib.progress import Progress
from dateline.people.public import User
from dateline.project.arguments import Refused
from dateline.project.reporting import counted, listed, told


def run(chosen: argparse.Namespace) -> int:
    """Bring comments in, and say what became of them; 1 if something was refused."""
    if len(chosen.file) > 1:
        raise Refused("Give one file of comments at a time.")
    bars: dict[str, Progress] = {}
    try:
        done = import_comments(
            chosen.file[0], form=chosen.form, clause=chosen.clause, by=answering(chosen.by),
            stories=Stories(stories_of(chosen.stories) if chosen.stories else None),
            dry_run=chosen.dry_run, at=clock.now(),
            zone=chosen.zone,
            progress=lambda what, n, total: bars.setdefault(what, Progress(what)).at(n, total))
    except (NotComments, NotAllowed) as error:
        raise Refused(f"{chosen.file[0]}: {error}. Nothing was brought in.") from None
    told("mended", [(str(chosen.file[0]), what) for what in done.mended])
    tell(done, dry_run=chosen.dry_run)
    return 1 if done.refused else 0


def tell(done: Brought, *, dry_run: bool) -> None:
    """Print what became of a file of comments."""
    print(_summary(done, dry_run=dry_run))
    told("no story", [(where, counted(many, "comment")) for where, many in done.lost])
    told("at the top", done.torn)
    told("refused", done.refused)


def answering(email: str) -> User | None:
    if not email:
        return None
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise Refused(f"Nobody here has the address {email}.")
    return found


def _summary(done: Brought, *, dry_run: bool) -> str:
    counts = ", ".join(f"{done.comments[what]} {what}" for what in ("new", "same", "updated"))
    people = "" if dry_run else f", {counted(done.people, 'new reader')}"
    lines = [f"{counted(done.threads, 'thread')}{people}; comments: {counts}, "
             f"{len(done.refused)} refused."]
    if done.states:
        lines.append("Of the new ones: " + ", ".join(
            f"{many} {state}" for state, many in sorted(done.states.items())) + ".")
    if done.lost:
        many = counted(sum(many for _, many in done.lost), "comment")
        lines.append(f"Without a story here: {many} of {counted(len(done.lost), 'thread')}. "
                     "Give --stories.")
    if done.passed:
        lines.append(f"No comments: {listed(done.passed)}.")
    return "\n".join([*lines, "Nothing was changed."] if dry_run else lines)

