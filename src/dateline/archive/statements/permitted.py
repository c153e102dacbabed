"""Who may decide on statements: checked in the act, whatever button it was reached by."""

from __future__ import annotations

from dateline.people.public import ADMINISTRATOR, CHIEF, EDITOR

DECIDE = frozenset({EDITOR, CHIEF, ADMINISTRATOR})
"""Who confirms, amends and denies."""
ARRANGE = frozenset({CHIEF, ADMINISTRATOR})
"""Who says whether readers see what is not confirmed."""
