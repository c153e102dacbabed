"""Beginning the record anew: for an installation that never held anybody's own work.

The log stays append-only within a history. This ends one history and begins another, with a new
epoch (`delivery.begin_anew`), a new key of codes and entry 1 to come; it is no act on a story.
"""

from __future__ import annotations

from dateline.record.models import (
    Day,
    Emblem,
    Entry,
    Front,
    Ledger,
    Merge,
    Placement,
    Setting,
    Shown,
    Story,
    Term,
    TermName,
    Version,
    new_key,
)

_CONTENT = (
    Shown, Placement, Entry, Version, Merge, TermName, Story, Term, Day, Setting, Front,
)
"""Each before what it points to."""


def begin_anew(*, logo: str = "") -> list[str]:
    """Forget everything public, in the caller's transaction; the logo of this digest stays.

    Returns the names of the picture files that were shown: `forget_unshown` deletes them, once the
    transaction is over. Whether anything may be forgotten is for the caller to know.
    """
    Ledger.objects.select_for_update().get()
    names = list(Shown.objects.values_list("name", flat=True).distinct())
    for model in _CONTENT:
        rows = model.objects.all()
        rows._raw_delete(rows.db)  # one statement a table: nothing is left that points to it
    Emblem.objects.exclude(digest=logo).delete()
    Ledger.objects.update(seq=0, stories=0, terms=0, digest="0" * 64, code_key=new_key())
    return names
