"""What this part gives the other rooms when Django is ready."""

from __future__ import annotations

from dateline.archive.statements import letting_go, showing
from dateline.delivery.public import register_fragment, register_gate


def register() -> None:
    """What somebody said on their page, and the gate of what is taken down."""
    register_fragment("said", showing.newest)
    register_gate("statements", letting_go.wait)
