"""What `dateline check` verifies of the desk: it and the record never disagree."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.delivery.public import READER, snapshot
from dateline.desk.models import NEVER_PUBLIC, Story, Term
from dateline.lib.progress import Told, untold
from dateline.record.public import merged_into, states, term_standings, total

CHUNK = 2000


class DeskBreach(Exception):
    """Desk and record disagree; the text names the first story that shows it."""


def check(*, progress: Told = untold) -> Iterator[str]:
    """Yield a line for each thing verified, in one snapshot; raises DeskBreach."""
    with snapshot():
        yield _agree(progress)
        yield _terms_agree()


def _agree(progress: Told) -> str:
    seen = public = last = 0
    rows_of = Story.objects.using(READER).order_by("pk")
    stories, number = rows_of.values_list("pk", "guid", "state"), rows_of.count()
    while rows := list(stories.filter(pk__gt=last)[:CHUNK]):
        held = states([guid for _, guid, _ in rows])
        last = rows[-1][0]
        for _, guid, state in rows:
            expected = None if state in NEVER_PUBLIC else state
            if held.get(guid) != expected:
                there = held.get(guid, "unknown")
                raise DeskBreach(f"story {guid} is {state} here, {there} in the record")
            seen, public = seen + 1, public + (guid in held)
        progress("working copies", seen, number)
    if public != total():
        raise DeskBreach(f"the record has {total()} stories, the desk knows {public} of them")
    return f"{seen} working copies agree with the record"


def _terms_agree() -> str:
    """What is public of terms is of the same kind here, and merged into the same."""
    seen = last = 0
    rows_of = Term.objects.using(READER).order_by("pk")
    terms = rows_of.values_list("pk", "uuid", "kind", "merged_into__uuid")
    while rows := list(terms.filter(pk__gt=last)[:CHUNK]):
        last = rows[-1][0]
        uuids = [str(uuid) for _, uuid, _, _ in rows]
        held, merged = term_standings(uuids, using=READER), merged_into(uuids, using=READER)
        for _, uuid, kind, into in rows:
            public = held.get(str(uuid))
            if public is not None and public.kind != kind:
                raise DeskBreach(f"term {uuid} is {kind} here, {public.kind} in the record")
            if merged.get(str(uuid), "None") != str(into):
                raise DeskBreach(f"term {uuid} is merged into another term here")
            seen += 1
    return f"{seen} terms agree with the record"
