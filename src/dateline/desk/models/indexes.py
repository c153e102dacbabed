"""The indexes of the lists and of the dashboard: small, and right for one question each.

`desk_listed` and `desk_dated` hold every column that a list is filtered by, in an order that lists
are in: any filters at all are answered from them, without a look at the stories themselves. The
others are partial: they hold the few stories a panel is about, however large the archive is.

A partial index is only used where the question repeats its condition. SQLite recognises `a = ?`,
`OR`, `NOT`, `IS NOT NULL` and plain booleans again, but no `IN`: conditions are written without.
That is why the indexes by which `narrowing` asks whether stories are few have a condition that is
always true: a list that does not repeat it is read in its own order, whatever the database guesses.
"""

from __future__ import annotations

from django.db.models import Index, Q

OPEN = (
    Q(state="draft") | Q(state="in review") | Q(state="scheduled") | Q(state="embargoed")
    | Q(has_unpublished_changes=True)
)
"""Somebody is to go on with it: it is not public, or it is live with a draft."""
TOUCHED = Q(owner__isnull=False) | Q(latest_revision__isnull=False)
"""A person wrote or saved it: it is no import."""
HOLDS = Q(release_at__isnull=False)
UNDATED = Q(state="live") & Q(published_at=None)
NAMELESS = Q(headline_missing=True)
LOCKED = Q(locked=True)
LATE = Q(late_by__isnull=False)
TROUBLED = Q(trouble__gt="")
COUNTED = ~Q(id=0)
"""Always true: whoever repeats it asks for the keys of stories, in no order."""
UNUSUAL = ~Q(state="live") | Q(has_unpublished_changes=True)
WRITTEN = Q(owner__isnull=False)
NEWS = Q(backfile=False)

FACETS = ("state", "section", "owner", "language", "urgency", "backfile", "behind",
          "has_unpublished_changes", "headline_missing", "locked")

INDEXES = [
    Index(fields=["-saved_at", "-id", *FACETS, "published_at"], name="desk_listed"),
    Index(fields=["-published_at", "-saved_at", "-id", *FACETS], name="desk_dated"),
    Index(fields=["release_at"], name="desk_due", condition=HOLDS),
    Index(fields=["-saved_at", "-id", "owner", "latest_revision"], name="desk_open",
          condition=OPEN & TOUCHED),
    Index(fields=["language", "section", "urgency"], name="desk_of_language", condition=COUNTED,
          opclasses=["varchar_pattern_ops", "", ""]),
    Index(fields=["section", "urgency"], name="desk_of_section", condition=COUNTED),
    Index(fields=["urgency"], name="desk_of_urgency", condition=COUNTED),
    Index(fields=["state", "has_unpublished_changes", "section", "place"], name="desk_of_state",
          condition=COUNTED & UNUSUAL),
    Index(fields=["owner"], name="desk_of_owner", condition=COUNTED & WRITTEN),
    Index(fields=["backfile"], name="desk_of_news", condition=COUNTED & NEWS),
    Index(fields=["-saved_at", "headline_missing"], name="desk_nameless", condition=NAMELESS),
    Index(fields=["-saved_at", "behind"], name="desk_behind", condition=Q(behind=True)),
    Index(fields=["locked_at", "locked"], name="desk_locked", condition=LOCKED),
    Index(fields=["-last_published_at"], name="desk_late", condition=LATE),
    Index(fields=["-saved_at"], name="desk_troubled", condition=TROUBLED),
]
