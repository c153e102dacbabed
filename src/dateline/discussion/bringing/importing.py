"""`dateline import comments`: a file of comments, with a line of the log before and after."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from django.db import transaction

from dateline.discussion.book import note
from dateline.discussion.bringing.keeping import Summary, Terms, Told, keep
from dateline.discussion.bringing.reading import parts_of
from dateline.discussion.bringing.reasons import SPAM
from dateline.discussion.bringing.shapes import NotComments
from dateline.discussion.bringing.staging import staged
from dateline.discussion.models import Clause
from dateline.discussion.permitted import MODERATE
from dateline.discussion.standards import newest
from dateline.lib import zones
from dateline.lib.progress import untold
from dateline.lib.xml import XmlRefused
from dateline.people.public import User, must_have
from dateline.record import public as record

_PIECE = 1 << 20


def import_comments(
    path: Path, *, form: str = "", stories: Mapping[str, str] | None = None, clause: str = "",
    by: User | None = None, dry_run: bool = False, at: datetime, progress: Told = untold,
    zone: tzinfo | None = None,
) -> Summary:
    """Bring a file of comments in; the same file twice changes nothing.

    `form`: wordpress, disqus, blogger, movabletype, json or isso; empty: the file tells.
    `stories`: see `finding.read_map`. `clause`: the ground of what is spam there. `zone`: of times
    in Movable Type's, which say none; else the newsroom's. Raises NotComments for a file that is
    not read, and NotAllowed.
    """
    if by is not None:
        must_have(by, MODERATE, "Answering for imported decisions")
    if clause and not Clause.objects.filter(standards=newest(), number=clause).exists():
        raise NotComments(f"the standards have no clause {clause}")
    try:
        with staged() as laid:
            system, parts = parts_of(
                path, form, now=at, zone=zone or zones.zone(record.site().time_zone))
            for count in laid.take(parts):
                progress("read", count, count + 1)
            terms = Terms(at, system, clause or SPAM, by, stories or {})
            name = f"import:{_digest(path)[:40]}"
            if not dry_run:
                _note("import begun", name, {"system": system, "comments": laid.comments}, terms)
            done = keep(laid, terms, dry_run=dry_run, progress=progress)
    except XmlRefused as error:
        raise NotComments(str(error)) from None
    if not dry_run:
        _note("import", name, _counts(done), terms)
    return done


def _note(act: str, subject: str, payload: dict[str, Any], terms: Terms) -> None:
    with transaction.atomic():
        note(act, subject, payload, by=terms.by, at=terms.at)


def _counts(done: Summary) -> dict[str, Any]:
    return {"threads": done.threads, "people": done.people, "comments": dict(done.comments),
            "states": dict(done.states), "refused": len(done.refused), "lost": len(done.lost)}


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
