"""Who may do what on the air: checked in the act, whatever button it was reached by."""

from __future__ import annotations

from dateline.people.public import ADMINISTRATOR, CHIEF, EDITOR

AIR = frozenset({EDITOR, CHIEF, ADMINISTRATOR})
"""Who breaks in, uploads sound, makes playlists, edits and publishes episodes, changes one day."""
ARRANGE = frozenset({CHIEF, ADMINISTRATOR})
"""Who sets up the station, programmes, slots and presenters."""
