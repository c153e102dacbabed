"""What tables call the state of a story. What nobody knows is a draft: not public there, not here.
"""

from __future__ import annotations

_ON = frozenset({"1", "true", "yes", "on", "y", "t"})
_OFF = frozenset({"false", "0", "no", "off", "-1", "-2", "n", "f"})
_HELD = frozenset({
    "draft", "drafts", "pending", "private", "unpublished", "withheld",
    "trash", "deleted", "scheduled", "future", "hidden", "embargoed", "in review", "review",
    "usemask", "friends", "queued", "archived", "not started",
    "members", "paid", "inactive", "auto-draft", "archived draft", "canceled", "cancelled",
})
"""What a field says of a story that was not public."""
_SHOWN = frozenset({
    "", "published", "publish", "public", "live", "active", "usable", "final", "visible", "online",
    "everyone", "sent", "posted", "released", "enabled", "done", "completed", "publié", "publiée",
    "publicado", "publicada", "pubblicato", "veröffentlicht", "gepubliceerd", "опубликовано",
    "published_or_scheduled", "publish_or_scheduled",
})
"""What it says of one that was; any other word is not known, and so the story is a draft."""
KNOWN = _HELD | _SHOWN


def is_held(state: str, public: str) -> bool:
    """Whether a story was not public: by a state, or a field that says that it is a draft; and by
    one that says that it is public. An empty one says nothing."""
    state, public = state.lower(), public.lower()
    return state not in _SHOWN | _OFF or public in _OFF | _HELD


def unknown(state: str) -> str:
    """A note for the editor where a state is not known; else empty."""
    return "" if state.lower() in KNOWN | _ON | _OFF else f"Its state there: {state[:100]}."
