"""Who may do what in the discussion: checked in the act, whatever button it was reached by."""

from __future__ import annotations

from dateline.people.public import ADMINISTRATOR, CHIEF, MODERATOR

MODERATE = frozenset({MODERATOR, CHIEF, ADMINISTRATOR})
"""Who decides on comments and people, answers appeals and notices, and reads the log."""
ARRANGE = frozenset({CHIEF, ADMINISTRATOR})
"""Who sets policies, word rules and the standards."""
