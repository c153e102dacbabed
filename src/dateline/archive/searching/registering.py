"""What this part gives the other rooms when Django is ready."""

from __future__ import annotations

from dateline.archive.searching import fragments, gate
from dateline.delivery.public import register_fragment, register_gate


def register() -> None:
    """The form in the masthead, and the gate that holds acts until the index has applied them."""
    register_fragment("search", fragments.form)
    register_gate("search", gate.wait)
